"""Learning tags from texts: the algebra, the features and where they stand, the models and their joining."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from store.suggest.calibration import platt, reliability
from store.suggest.features import BUCKETS, READ, hashed, places, vocabulary
from store.suggest.learner import Learned, Lessons, folds, learn
from store.suggest.model import pack, unpack
from store.suggest.reasons import reasons
from store.suggest.sparse import Sparse
from store.suggest.usefulness import usefulness
from store.text.normal import normal
from tests.projects import run
from tests.suggest.headlines import headlines


def lessons(known: int, *, exclusive: bool = True, count: int = 300) -> tuple[Lessons, list[int]]:
    """Make lessons of which the first so many texts are tagged."""
    texts, subjects = headlines(count, 5)
    tagged = np.zeros((count, 3), np.float32)
    for row in range(known):
        tagged[row, subjects[row]] = 1
    said = (np.arange(count) < known).astype(np.float32)
    return Lessons(hashed(texts), (7, 8, 9), tagged, np.zeros_like(tagged), said, exclusive), subjects


@given(st.lists(st.lists(st.integers(0, 8), max_size=6, unique=True).map(sorted), min_size=1, max_size=7))
def test_sparse_products_are_those_of_dense_matrices(rows: list[list[int]]) -> None:
    starts = np.cumsum([0, *map(len, rows)]).astype(np.int64)
    columns = np.array([column for row in rows for column in row], np.int32)
    values = np.arange(1, len(columns) + 1, dtype=np.float32)
    dense = np.zeros((len(rows), 9), np.float32)
    dense[np.repeat(np.arange(len(rows)), np.diff(starts)), columns] = values
    matrix = Sparse(starts, columns, 9, values)
    right, left = np.arange(18, dtype=np.float32).reshape(9, 2), np.arange(len(rows), dtype=np.float32)[:, None]
    assert np.allclose(matrix.times(right), dense @ right)
    assert np.allclose(matrix.turned.times(left), dense.T @ left)
    some = np.arange(len(rows))[::-1].copy()
    assert np.allclose(matrix.rows(some).times(right), dense[some] @ right)


@given(st.text(alphabet="가나다 abcＡé㈜e\u0301\n\t😀.", max_size=40))
def test_features_stand_where_they_are_said_to(text: str) -> None:
    found = places(text)
    for _, start, end in found:
        assert 0 <= start < end <= len(text)
    joined = " ".join(text.split())
    if joined == text and normal(text).strip():
        assert {bucket for bucket, _, _ in found} >= set(hashed([text]).columns.tolist())


def test_only_the_beginning_of_a_text_is_read() -> None:
    assert hashed(["가" * READ + "나다"]).columns.tolist() == hashed(["가" * READ]).columns.tolist()
    assert hashed([""]).lengths.tolist() == [1]  # two blanks
    assert hashed([]).height == 0


def test_a_vocabulary_forgets_what_is_rare() -> None:
    texts = hashed(["가나다", "가나라", "마바"])
    words = vocabulary(texts)
    small = words.of(texts)
    assert small.width == len(words.buckets) < len(set(texts.columns.tolist()))
    assert texts.width == BUCKETS
    assert small.height == 3


def test_untagged_texts_teach() -> None:
    some, subjects = lessons(9)
    truth = np.array(subjects)
    learned: Learned = run(learn(some))
    with_untagged = learned.model.probabilities(some.texts).argmax(axis=1)
    rows = np.arange(9)
    alone = Lessons(some.texts.rows(rows), some.tags, some.tagged[:9], some.barred[:9], some.known[:9], True)
    without = run(learn(alone)).model.probabilities(some.texts).argmax(axis=1)
    assert (with_untagged == truth).mean() > 0.85
    assert (with_untagged == truth).mean() > (without == truth).mean()


def test_probabilities_of_tags_that_exclude_each_other_add_up() -> None:
    some, _ = lessons(30)
    probabilities = run(learn(some)).model.probabilities(some.texts)
    assert np.allclose(probabilities.sum(axis=1), 1, atol=1e-4)


def test_each_tag_stands_alone_where_texts_have_several() -> None:
    some, subjects = lessons(60, exclusive=False)
    learned = run(learn(some))
    found = learned.model.probabilities(some.texts) >= 0.5
    assert (found == np.eye(3, dtype=bool)[subjects]).mean() > 0.9
    assert learned.held_out.shape == (60, 3)


def test_the_same_lessons_give_the_same_model_and_packing_keeps_it() -> None:
    some, _ = lessons(20)
    first, second = run(learn(some)).model, run(learn(some)).model
    assert pack(first) == pack(second)
    kept = unpack(pack(first))
    assert kept.tags == first.tags
    assert np.abs(kept.probabilities(some.texts) - first.probabilities(some.texts)).max() < 0.01


def test_a_tag_is_explained_by_words_of_the_text() -> None:
    some, _ = lessons(60)
    model = run(learn(some)).model
    text = "  감독: 선수 홈런, 금리\n경기 😀 match"
    (why,) = reasons(model, text, [7])
    words = [text[start:end] for start, end in why]
    assert words
    assert set(words) <= {"감독", "선수", "홈런", "경기", "match"}
    assert reasons(model, "", [7]) == [()]


def test_folds_have_some_of_each_tag() -> None:
    tagged = np.zeros((31, 3), np.float32)
    tagged[np.arange(31), [0] * 22 + [1] * 6 + [2] * 3] = 1
    dealt = folds(tagged)
    assert all(tagged[dealt == fold].sum(0).min() >= 1 for fold in range(3))


def test_platt_turns_scores_into_true_probabilities() -> None:
    draw = np.random.default_rng(3)
    logits = draw.normal(0, 6, 4_000).astype(np.float32)
    truth = (draw.random(4_000) < 1 / (1 + np.exp(-(0.3 * logits - 1)))).astype(np.float32)
    slope, offset = platt(logits, truth)
    assert abs(slope - 0.3) < 0.05
    assert abs(offset + 1) < 0.2


def test_reliability_counts_what_is_offered() -> None:
    said = np.array([[0.9], [0.8], [0.6], [0.1], [0.2]], np.float32)
    so = np.array([[1], [1], [0], [1], [0]], np.float32)
    (found,) = reliability([4], said, so, bar=0.5)
    assert (found.tag, found.tagged, found.offered) == (4, 3, 3)
    assert (round(found.precision, 3), round(found.recall, 3)) == (0.667, 0.667)
    assert not found.trusted
    assert sum(count for _, _, count in found.bins) == 5


def test_useful_texts_are_unsure_and_unlike_each_other() -> None:
    texts = hashed(["가나다 라마바"] * 5 + ["사아자 차카타", "파하거 너더러"])
    words = vocabulary(texts, least=1)
    said = np.array([[0.5, 0.5]] * 6 + [[0.99, 0.01]], np.float32)
    useful = usefulness(said, words.of(texts), words, exclusive=True)
    assert set(np.argsort(-useful)[:2].tolist()) == {0, 5}
    assert useful.argmin() == 6 or useful[6] < useful[5]


def test_what_belongs_together_is_kept_back_together() -> None:
    chance = np.random.default_rng(4)
    groups = chance.integers(0, 12, 200)
    tagged = (chance.random((200, 4)) < 0.2).astype(np.float32)
    dealt = folds(tagged, groups)
    assert {len(set(dealt[groups == group])) for group in range(12)} == {1}
    assert set(dealt) == {0, 1, 2}
    few = folds(tagged, groups % 2)
    assert (few == folds(tagged)).all()  # of two articles none can be kept back thrice
