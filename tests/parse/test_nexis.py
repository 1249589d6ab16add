"""The older Nexis text files."""

from __future__ import annotations

from tests.parse.making import drafts, records

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
