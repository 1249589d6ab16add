"""Bytes to text, in any Unicode or Korean encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import UserError
from store.parse.decode import decode
from tests.material import shared

KOREAN = "한빛시는 24일 ‘골목 데이터’ 12종을 공개했다.\n□ 누구나 내려받을 수 있다.\n" * 4
ENCODINGS = [
    *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"),
    *("cp949", "euc_kr", "johab", "iso2022_kr"),
]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_korean_text_comes_back(encoding: str) -> None:
    assert decode(KOREAN.encode(encoding)).text == KOREAN


@pytest.mark.parametrize("text", ["뷁 쀍 똠방각하 펲시맨", "한 줄", "시", "A city – “smart” – isn’t built in a day.\n"])
def test_rare_syllables_and_short_text(text: str) -> None:
    assert decode(text.encode("utf-8")).text == text


def test_rare_syllables_of_cp949() -> None:
    text = "똠방각하와 펲시맨이 만났다. 오늘 시내에서 있었던 일이다."
    assert decode(text.encode("cp949")).text == text


def test_western_letters_are_not_taken_for_korean() -> None:
    text = "He said “go there” and didn’t – the café was closed.\n"
    assert decode(text.encode("cp1252")).text == text


def test_broken_utf8_is_replaced_and_reported() -> None:
    data = KOREAN.encode()
    decoded = decode(data[:50] + b"\xff" + data[51:])
    assert decoded.encoding == "utf-8"
    assert "\ufffd" in decoded.text
    assert "replaced" in decoded.warnings[0]


@pytest.mark.parametrize(("encoding", "misread"), [("cp949", "latin-1"), ("utf-8", "latin-1")])
def test_text_decoded_twice_is_restored_and_reported(encoding: str, misread: str) -> None:
    decoded = decode(KOREAN.replace("‘", "").replace("’", "").encode(encoding).decode(misread).encode())
    assert decoded.text == KOREAN.replace("‘", "").replace("’", "")
    assert "twice" in decoded.warnings[0]


@pytest.mark.parametrize("text", ["Übergrößen und Öffentlichkeit", "naïve façade", "€5 – “quoted”…", "Ça a été créé"])
def test_western_text_is_not_restored(text: str) -> None:
    decoded = decode(text.encode())
    assert decoded.text == text
    assert decoded.warnings == ()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (bytes(range(32)) * 50, "not text"),
        (b"\x00" * 500, "not text"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(data: bytes, word: str) -> None:
    with pytest.raises(UserError, match=word) as caught:
        decode(data)
    assert str(caught.value).endswith(".")


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except UserError:
        return
    assert isinstance(decoded.text, str)


@pytest.mark.parametrize("folder", ["CP949", "EUC-KR", "Johab", "iso-2022-kr"])
def test_real_korean_files(folder: str) -> None:
    for path in sorted(shared("corpora", "hostile", "korean_encodings", folder).iterdir()):
        decoded = decode(path.read_bytes())
        hangul = sum("가" <= character <= "힣" for character in decoded.text)
        assert hangul > 30, path.name
        assert "\ufffd" not in decoded.text, path.name
        assert decoded.warnings == (), path.name


@pytest.mark.parametrize("name", ["UTF-8-test.txt", "blns.json"])
def test_hostile_unicode(name: str) -> None:
    assert decode(shared("corpora", "hostile", name).read_bytes()).encoding == "utf-8"


def test_text_decoded_twice_with_bytes_lost_is_restored_as_far_as_it_is_there() -> None:
    twice = "가로등 실증".encode().decode("cp1252", errors="replace")
    assert "\ufffd" in twice
    assert decode(twice.encode()).text.startswith("가로등 실")
