"""ZIP and gzip: names made right and harmless, bombs not unpacked, the rest goes on."""

from __future__ import annotations

import gzip
import random
import struct
import unicodedata
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from store.parse.archives import is_noise, member_name
from store.parse.limits import HARMLESS, LARGEST_ARTICLE
from tests.parse.making import ENGLISH, KOREAN, docx, drafts, failures, jsonl, records, xlsx, zipped


def test_members_of_every_kind_are_read() -> None:
    data = zipped(
        {
            "folder/a.txt": KOREAN,
            "b.csv": f"title,text\na,{KOREAN}\nb,{KOREAN}\n",
            "c.docx": docx(KOREAN),
            "d.xlsx": xlsx([["title", "text"], ["a", KOREAN]]),
            "e.jsonl.gz": gzip.compress(jsonl({"title": "a", "body": KOREAN})),
            "inner.zip": zipped({"f.txt": KOREAN}),
        }
    )
    found = records(data, "a.zip")
    assert [record.name for record in found] == [
        "folder/a.txt", "b.csv#1", "b.csv#2", "c.docx", "d.xlsx#1", "e.jsonl.gz#1", "inner.zip#f.txt",
    ]  # fmt: skip
    assert all(record.draft is not None and record.draft.text == KOREAN for record in found)


def test_archives_are_opened_one_level_deep() -> None:
    data = zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": KOREAN}), "d.txt": KOREAN})})
    found = records(data, "x.zip")
    assert [(record.name, record.draft is not None) for record in found] == [
        ("a.zip#b.zip", False),
        ("a.zip#d.txt", True),
    ]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Windows\\x.txt", "Windows/x.txt"),
        ("a/./b//c.txt", "a/b/c.txt"),
        (unicodedata.normalize("NFD", "기사.txt"), "기사.txt"),
        ("a\nb.txt", "a b.txt"),
        ("..", ""),
    ],
)
def test_names_lead_nowhere(name: str, wanted: str) -> None:
    info = ZipInfo("x")
    info.filename = name
    info.flag_bits = 0x800
    assert member_name(info) == wanted


@pytest.mark.parametrize("encoding", ["cp949", "utf-8"])
def test_korean_names_without_a_flag_are_decoded(encoding: str) -> None:
    name = "기사/대구 가로등.txt"
    data = zipped({"XXXXXXXX.txt": KOREAN})
    raw = name.encode(encoding)
    # Write the name over in both places, as archivers that know no Unicode do.
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("x" * len(raw), KOREAN)
    data = stream.getvalue().replace(b"x" * len(raw), raw)
    assert [record.name for record in records(data, "a.zip")] == [name]


def test_what_systems_leave_behind_is_skipped() -> None:
    data = zipped({"__MACOSX/._a.txt": "x", ".DS_Store": "x", "a/.hidden": "x", "Thumbs.db": "x", "a.txt": KOREAN})
    assert [record.name for record in records(data, "a.zip")] == ["a.txt"]
    assert not is_noise("news.v2/a.txt")


def test_a_bomb_is_one_failure_and_the_rest_goes_on() -> None:
    blank = b" " * 1_000_000 + b",x\n"
    data = zipped({"bomb.csv": b"0" * (HARMLESS + 1), "a.txt": KOREAN})
    found = records(data, "a.zip")
    assert [record.draft is not None for record in found] == [False, True]
    assert "bomb" in (found[0].failure or "")
    assert "bomb" in failures(gzip.compress(b"title,text\n" + blank * 40), "bomb.csv.gz")[-1]


def test_a_member_that_lies_about_its_size_is_a_failure() -> None:
    data = bytearray(zipped({"a.txt": ENGLISH * 50}))
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<L", 10)
    assert failures(bytes(data), "a.zip")


def test_two_members_of_one_name_are_told_apart() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", KOREAN)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", ENGLISH)
    assert [record.name for record in records(stream.getvalue(), "a.zip")] == ["a.txt", "a.txt (2)"]


def test_protected_members_are_said() -> None:
    data = bytearray(zipped({"a.txt": KOREAN}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    assert "password" in failures(bytes(data), "a.zip")[0]


def test_an_archive_cut_short_or_empty_is_said() -> None:
    whole = zipped({"a.txt": KOREAN})
    assert len(failures(whole[:-10], "a.zip")) == 1
    assert failures(zipped({}), "a.zip") == ["This archive is empty."]
    assert failures(gzip.compress(KOREAN.encode())[:-12], "a.txt.gz")


def test_a_member_too_large_for_one_article_is_said() -> None:
    noise = random.Random(1).randbytes(4_096).hex().encode()
    data = zipped({"a.txt": noise * (LARGEST_ARTICLE // len(noise) + 2), "b.txt": KOREAN})
    found = records(data, "a.zip")
    assert "too large" in (found[0].failure or "")
    assert found[1].draft is not None


def test_damage_anywhere_is_a_failure_and_never_a_crash() -> None:
    whole = zipped({"a.txt": KOREAN, "b.xlsx": xlsx([["title", "text"], ["a", KOREAN]]), "c.docx": docx(KOREAN)})
    dice = random.Random(7)
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 6)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        found = records(bytes(data), "a.zip", kind="zip")
        assert found
        assert all((record.draft is None) != (record.failure is None) for record in found)


def test_names_of_rows_stay_those_of_their_table() -> None:
    assert [draft.title for draft in drafts(zipped({"a.csv": f"title,text\nx,{KOREAN}\n"}), "a.zip")] == ["x"]


def test_a_member_without_a_name_does_no_harm() -> None:
    data = zipped({"x": KOREAN, "a.txt": KOREAN}).replace(b"x", b"/")
    assert any(record.draft for record in records(data, "a.zip"))
    nameless = zipped({"x": KOREAN}).replace(b"x", b"\x00")
    assert records(nameless, "a.zip")
