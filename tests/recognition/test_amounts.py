"""Amounts and their values."""

from __future__ import annotations

import pytest

from tests.recognition.reading_aloud import quotes, values


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("약 310만 달러에", "310만 달러", "USD 3100000"),
        ("기업가치 17조원의", "17조원", "KRW 17000000000000"),
        ("4억2천만원을", "4억2천만원", "KRW 420000000"),
        ("1조 2,500억 원이", "1조 2,500억 원", "KRW 1250000000000"),
        ("세계 16개 도시와", "16개 도시", "16 개 도시"),
        ("등 13개국 대표", "13개국", "13 개국"),
        ("차량은 3000만 대가", "3000만 대", "30000000 대"),
        ("만족도 92.4%였다", "92.4%", "92.4 %"),
        ("1,100 public institutions in", "1,100 public institutions", "1100 public institutions"),
        ("10 South Korean companies", "10 South Korean companies", "10 South Korean companies"),
        ("worth $2.4 million of", "$2.4 million", "USD 2400000"),
        ("some 1.9 billion won for", "1.9 billion won", "KRW 1900000000"),
        (
            "26 memorandum of understanding documents",
            "26 memorandum of understanding documents",
            "26 memorandum of understanding documents",
        ),
        ("up 18 percent on", "18 percent", "18 %"),
    ],
)
def test_amounts(text: str, quote: str, value: str) -> None:
    assert quotes(text, "amount") == [quote]
    assert values(text, "amount") == [value]


@pytest.mark.parametrize(
    "text",
    ["세계 3대 전시회", "30대 남성", "제3호 안건", "in 2021 cities", "ISO 37106", "page 3 of the report", "8회째"],
)
def test_other_numbers(text: str) -> None:
    assert quotes(text, "amount") == []
