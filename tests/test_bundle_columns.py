"""Datasets of tokens come in: columns of any scheme, records for trainers, labelled lines; blanks as they are told."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from store import Store, export, import_paths, open_project
from store.db import create
from store.interchange.words import Word, written
from store.records import ImportReport, MarkedArticle, Recipe
from tests.hard import build_hard
from tests.material import shared
from tests.projects import article_of, assert_spans_quote, bring_proved, run


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project that is hard to export; no test here changes it."""
    return build_hard(tmp_path_factory.mktemp("hard"))


def _bring(store: Store, path: Path, text: str | None = None, kind: str | None = None) -> ImportReport:
    if text is not None:
        path.write_text(text, encoding="utf-8", newline="")
    return bring_proved(store, path, kind=kind)


def _marks(marked: MarkedArticle) -> list[tuple[str, str | None]]:
    found = [(each.start, each.type, each.quote) for each in marked.mentions]
    found += [(each.start or 0, each.tag, each.quote or "") for each in marked.taggings]
    return [(label, quote) for _, label, quote in sorted(found)]


@pytest.mark.parametrize(
    "marks",
    [
        "B-PER I-PER O B-LOC O B-LOC B-MISC",  # IOB2
        "I-PER I-PER O I-LOC O I-LOC I-MISC",  # IOB1
        "B-PER E-PER O S-LOC O S-LOC S-MISC",  # BIOES
        "B-PER L-PER O U-LOC O U-LOC U-MISC",  # BILOU
    ],
)
def test_every_scheme_says_the_same(empty: Store, tmp_path: Path, marks: str) -> None:
    words = ["Jane", "Doe", "visits", "Daegu", ",", "Seoul", "Fair"]
    lines = "".join(f"{word} -X- {mark}\n" for word, mark in zip(words, marks.split(), strict=True))
    assert _bring(empty, tmp_path / "a.conll", lines).imported == 1
    marked = article_of(empty, "a.conll")
    assert marked.article.text == "Jane Doe visits Daegu, Seoul Fair"
    assert _marks(marked) == [("person", "Jane Doe"), ("place", "Daegu"), ("place", "Seoul"), ("MISC", "Fair")]


def test_documents_are_told_apart_and_sentences_are_lines(empty: Store, tmp_path: Path) -> None:
    text = "-DOCSTART- -X- O\n\n서울시 B-ORG\n는 O\n갔다 O\n\n또 O\n갔다 O\n\n-DOCSTART- -X- O\n\nJane B-PER\n"
    report = _bring(empty, tmp_path / "a.txt", text)
    assert report.imported == 2
    assert article_of(empty, "a.txt#1").article.text == "서울시는 갔다\n또 갔다"
    assert _marks(article_of(empty, "a.txt#1")) == [("organisation", "서울시")]
    assert [each.reason for each in report.warnings if "Blanks" in each.reason]


def test_sentences_with_names_and_texts_are_articles_with_these(empty: Store, tmp_path: Path) -> None:
    spelt = "".join(f"{each}\t{mark}\n" for each, mark in zip("제주 섬", ["B-LC", "I-LC", "O", "O"], strict=True))
    text = f"## one\t제주 섬\n{spelt}\n## two\t둘째\n둘\tO\n째\tO\n"
    assert _bring(empty, tmp_path / "klue.tsv", text).imported == 2
    assert article_of(empty, "klue.tsv#one").article.text == "제주 섬"
    assert _marks(article_of(empty, "klue.tsv#one")) == [("place", "제주")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a b c\nx\tO\ny\tB-PER\n", "Line 1 has 1 column"),
        ("x O\ny z O\n", "Line 2 has 3 columns"),
        ("x O\ny PER\n", "which is no mark"),
    ],
)
def test_columns_out_of_shape_refuse_the_whole_file(empty: Store, tmp_path: Path, text: str, said: str) -> None:
    report = _bring(empty, tmp_path / "a.conll", text)
    assert report.imported == 0
    assert said in report.failed[0].reason


def test_conllu_tells_its_blanks_marks_and_metadata(empty: Store, tmp_path: Path) -> None:
    def line(number: int, form: str, misc: str) -> str:
        return f"{number}\t{form}\t_\tX\t_\t_\t0\troot\t_\t{misc}\n"

    text = "# newdoc id = 7\n# meta::title = 제목\n# meta::tag = 범위/국내\n# sent_id = 1\n" + (
        line(1, "서울시", "Entity_Link=Wikidata:Q8684|NER=B-place|SpaceAfter=No")
        + line(2, "는", "NER=O|SpacesAfter=\\n\\s")
        + line(3, "가다", "NER=O|SpacesAfter=\\n")
        + "\n# sent_id = 2\n"
        + line(1, "끝", "NER=B-말|SpaceAfter=No")
        + "\n"
    )
    assert _bring(empty, tmp_path / "a.conllu", text).imported == 1
    marked = article_of(empty, "a.conllu#7")
    assert marked.article.text == "서울시는\n 가다\n끝"
    assert marked.article.title == "제목"
    assert _marks(marked) == [("place", "서울시"), ("범위/국내", ""), ("말", "끝")]
    assert empty.entities.find("서울시")[0].external == (("Wikidata", "Q8684"),)


@pytest.mark.parametrize("name", ["conll", "tokens", "gliner"])
def test_tokens_of_ours_come_back_but_for_their_blanks(hard: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / ("set.json" if name == "gliner" else "set.jsonl" if name == "tokens" else "set.conll")
    run(export(hard, out, replace(Recipe(format=name), overlaps="longest")))
    with Store(tmp_path / "o.galpi", create(tmp_path / "o.galpi")) as store:
        assert _bring(store, out).imported == 7
        found = {
            "".join(each.article.text.split()): each for each in store.marked.stream(store.search.ids("", sort="id"))
        }
    with open_project(hard) as store:
        for before in store.marked.stream(store.search.ids("", sort="id")):
            after = found["".join(before.article.text.split())]
            assert {"".join(m.quote.split()) for m in after.mentions if m.type == "person"} == {
                "".join(m.quote.split()) for m in before.mentions if m.type == "person" and m.state == "accepted"
            }


def test_conllu_of_ours_comes_back_to_the_letter(hard: Path, tmp_path: Path) -> None:
    run(export(hard, tmp_path / "set.conllu", format="conllu"))
    with Store(tmp_path / "o.galpi", create(tmp_path / "o.galpi")) as store:
        assert _bring(store, tmp_path / "set.conllu").imported == 7
        found = {each.article.text for each in store.marked.stream(store.search.ids("", sort="id"))}
    with open_project(hard) as store:
        assert found == {each.article.text for each in store.marked.stream(store.search.ids("", sort="id"))}


def test_numbers_for_marks_and_unlike_lengths_are_refused(empty: Store, tmp_path: Path) -> None:
    records = [{"tokens": ["a", "b"], "ner_tags": [0, 1]}, {"tokens": ["a", "b"], "ner_tags": ["O"]}]
    text = "".join(f"{json.dumps(each)}\n" for each in records)
    report = _bring(empty, tmp_path / "a.jsonl", text)
    assert [each.source for each in report.failed] == ["a.jsonl#1", "a.jsonl#2"]


def test_fasttext_and_short_labelled_tables(empty: Store, tmp_path: Path) -> None:
    assert _bring(empty, tmp_path / "a.txt", "__label__좋음 한 줄\n__label__x\nplain\n").imported == 2
    assert _marks(article_of(empty, "a.txt#1")) == [("좋음", "")]
    assert _bring(empty, tmp_path / "t.csv", "text,label\nexampleA,positive\nexampleB,\n").imported == 2
    assert _marks(article_of(empty, "t.csv#1")) == [("positive", "")]


def test_words_that_are_characters_are_written_together() -> None:
    text, _ = written([[Word(form=each) for each in "제주섬에갔다"]])
    assert text == "제주섬에갔다"


def test_wikigold_comes_in_with_its_names(empty: Store) -> None:
    path = shared("corpora", "ner", "wikigold", "wikigold.conll.txt")
    report = _bring(empty, path)
    assert (report.imported, report.failed) == (145, ())
    assert empty.db.conn.execute("select count(*) from mention where type = 'person'").fetchone()[0] > 900


def test_doccano_examples_come_in_or_say_why_not(empty: Store) -> None:
    report = run(import_paths(empty.path, [shared("corpora", "interchange", "doccano")], recognize=False))
    failed = {each.source for each in report.failed}
    assert {"labeling.invalid.conll", "example.json#4", "example.jsonl#5", "example_fasttext.txt#4"} <= failed
    assert not {
        name for name in failed if name.startswith(("example.conll", "labeling.trailing", "example_overlapping"))
    }
    assert_spans_quote(empty)
