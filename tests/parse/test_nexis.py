"""The older Nexis text files."""

from __future__ import annotations

import pytest

from tests.parse.making import ENGLISH, drafts, records

OLD = """


                               1 of 2 DOCUMENTS


                             The Han River Post

                            March 24, 2021 Wednesday

Lamps go up in the eastern district as the
city begins its trial

BYLINE: By Min-ji Kim, Staff Reporter

SECTION: NATIONAL; Pg. 4

LENGTH: 40 words

DATELINE: HANBIT

HIGHLIGHT: A trial of forty
lamps begins

 The city said on Monday that it had begun a trial of smart street
lamps in its eastern district, with more to follow before the end of
the year.

 An official said the lamps read how people move and save power.

LOAD-DATE: March 30, 2021

LANGUAGE: ENGLISH

SUBJECT: SMART CITIES (91%); STREET LIGHTING (78%)

PUBLICATION-TYPE: Newspaper

                     Copyright 2021 Han River Post
                          All Rights Reserved


                               2 of 2 DOCUMENTS


                             The Han River Post

                            March 25, 2021 Thursday

Signals come down

LENGTH: 0 words

LOAD-DATE: March 30, 2021
"""


def test_an_article_is_read_with_its_lines_joined() -> None:
    first, second = records(OLD.encode(), "a.txt")
    draft = first.draft
    assert draft is not None
    assert draft.title == "Lamps go up in the eastern district as the city begins its trial"
    assert (draft.outlet, draft.published, draft.authors) == ("The Han River Post", "2021-03-24", ("Min-ji Kim",))
    assert (draft.subtitle, draft.language) == ("A trial of forty lamps begins", "en")
    assert draft.keywords == ("SMART CITIES", "STREET LIGHTING")
    assert draft.text.split("\n\n") == [
        "The city said on Monday that it had begun a trial of smart street lamps in its eastern district, with more to follow"
        " before the end of the year.",
        "An official said the lamps read how people move and save power.",
    ]
    assert second.draft is None
    assert "no text" in (second.failure or "")


def test_one_article_without_a_count_is_read() -> None:
    text = OLD.split("2 of 2", maxsplit=1)[0].replace("1 of 2 DOCUMENTS", "")
    (draft,) = drafts(text.encode(), "a.txt")
    assert draft.title is not None
    assert draft.title.startswith("Lamps go up")


def test_the_time_of_an_article_is_kept_with_its_zone() -> None:
    text = f"Lamps\nThe Post\n{{}}\n\nLength: 30 words\nBody\n\n{ENGLISH}\n\nLoad-Date: March 25, 2021\n\nEnd of Document\n"
    dates = ("March 24, 2021 Wednesday 9:49 AM GMT", "24. März 2021 Mittwoch", "March 24, 2021 Wednesday 9:49 AM EST")
    found = [drafts(text.format(date).encode(), "a.txt")[0] for date in dates]
    assert [draft.published for draft in found] == ["2021-03-24T09:49Z", "2021-03-24", "2021-03-24T09:49"]
    assert [draft.outlet for draft in found] == ["The Post"] * 3


@pytest.mark.parametrize(
    ("first", "second", "names", "date"),
    [
        ("Dokument 1 von 2", "Dokument 2 von 2", ("AUTOR", "LÄNGE", "UPDATE", "SPRACHE"), "24. März 2021 Mittwoch"),
        (
            "Document 1 de 2",
            "Document 2 de 2",
            ("AUTEUR", "LONGUEUR", "DATE-CHARGEMENT", "LANGUE"),
            "24 mars 2021 mercredi",
        ),
    ],
)
def test_downloads_of_german_and_french_users_are_read(
    first: str, second: str, names: tuple[str, str, str, str], date: str
) -> None:
    byline, length, loaded, language = names
    one = (
        f"The Post\n\n{date}\n\nLamps\n\n{byline}: Jane Doe\n\n{length}: 30\n\n{ENGLISH}\n\n"
        f"{loaded}: 25. 3. 2021\n\n{language}: ENGLISH\n\n"
    )
    found = drafts(f"{first}\n\n{one}{second}\n\n{one}".encode(), "a.txt")
    assert [(draft.title, draft.outlet, draft.authors, draft.published, draft.text) for draft in found] == [
        ("Lamps", "The Post", ("Jane Doe",), "2021-03-24", ENGLISH)
    ] * 2
