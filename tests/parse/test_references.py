"""CSL-JSON and RIS."""

from __future__ import annotations

import json

from store.parse.references import ONLY_ABSTRACT
from tests.material import shared
from tests.parse.making import ENGLISH, KOREAN, records

CSL = {
    "id": "ko-1",
    "type": "article-newspaper",
    "title": "가로등 실증",
    "container-title": "한빛일보",
    "URL": "https://x.example/1",
    "language": "ko",
    "issued": {"date-parts": [[2021, 3, 24]]},
    "author": [{"literal": "홍길동"}, {"family": "김", "given": "나래"}, {"family": "Doe", "given": "Jane"}],
    "keyword": "도시, 교통",
    "abstract": KOREAN,
}
RIS = f"""TY  - NEWS
ID  - en-1
TI  - Lamps go up
AU  - Doe, Jane
AU  - 홍길동
T2  - The Han River Post
PY  - 2021
DA  - 2021/03/24/
UR  - https://x.example/1
LA  - en
KW  - cities
AB  - {ENGLISH[:60]}
{ENGLISH[60:]}
ER  -

TY  - NEWS
TI  - No text
PY  - 2021
ER  -
"""


def test_a_reference_with_an_abstract_is_an_article_that_says_so() -> None:
    first, second = records(json.dumps([CSL, {**CSL, "abstract": ""}]).encode(), "a.json")
    draft = first.draft
    assert draft is not None
    assert (draft.title, draft.outlet, draft.published) == ("가로등 실증", "한빛일보", "2021-03-24")
    assert (draft.authors, draft.keywords, first.own_id) == (("홍길동", "김나래", "Jane Doe"), ("도시", "교통"), "ko-1")
    assert (draft.text, draft.warnings) == (KOREAN, (ONLY_ABSTRACT,))
    assert "no text" in (second.failure or "")


def test_what_is_no_reference_is_a_failure_and_the_rest_goes_on() -> None:
    found = records(json.dumps(["x", 7, CSL]).encode(), "a.json", kind="csl")
    assert [record.draft is not None for record in found] == [False, False, True]


def test_ris_is_read_the_same() -> None:
    for data in (RIS.encode(), RIS.replace("\n", "\r\n").encode("utf-8-sig")):
        first, second = records(data, "a.ris")
        draft = first.draft
        assert draft is not None
        assert (draft.title, draft.outlet, draft.published) == ("Lamps go up", "The Han River Post", "2021-03-24")
        assert (draft.authors, draft.url) == (("Jane Doe", "홍길동"), "https://x.example/1")
        assert first.data.startswith(b"TY  - NEWS")
        assert first.data.rstrip().endswith(b"ER  -")
        assert second.draft is None


def test_references_of_other_programs_are_told_apart() -> None:
    folder = shared("formats", "biblio")
    for name in ("toy.csl.json", "toy.ris", "citationjs.ris"):
        found = records((folder / name).read_bytes(), name)
        assert len(found) == 2
        assert all("no text" in (record.failure or "") for record in found)
