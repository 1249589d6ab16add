"""ProQuest text files."""

from __future__ import annotations

from tests.parse.making import ENGLISH, failures, records

RULE = "_" * 60


def article(title: str, text: str) -> str:
    return f"""{title}

Author: Kim, Min-ji.

Publication info: The Han River Post ; Hanbit [Hanbit]. 24 Mar 2021.

ProQuest document link

Abstract: In short.

Links: https://x.example/link

Full text: {text}

Subject: Smart cities; Street lighting

Location: Hanbit

Title: {title}

Publication title: The Han River Post; Hanbit

Publication year: 2021

Publication date: Mar 24, 2021

Language of publication: English

Document type: News

ProQuest document ID: 25000001

Document URL: https://x.example/docview/25000001

Copyright: Copyright Han River Post 2021

Last updated: 2021-03-25

Database: Newsstream

"""


def test_articles_are_read_between_the_lines() -> None:
    body = f"{ENGLISH}\n\nSource: the city said so.\n\n{ENGLISH}"
    data = f"{RULE}\n\nReport Information from ProQuest\n\n{RULE}\n\n{article('Lamps go up', body)}{RULE}\n\n" + (
        f"{article('Signals', 'Not available.')}{RULE}\n\nContact ProQuest\n"
    )
    first, second = records(data.encode(), "a.txt")
    draft = first.draft
    assert draft is not None
    assert (draft.title, draft.authors, draft.published) == ("Lamps go up", ("Min-ji Kim",), "2021-03-24")
    assert (draft.outlet, draft.language) == ("The Han River Post; Hanbit", "en")
    assert (draft.url, first.own_id) == ("https://x.example/docview/25000001", "25000001")
    assert draft.keywords == ("Smart cities", "Street lighting")
    assert draft.text == body
    assert second.failure == "ProQuest gives no full text of this article."


def test_a_file_without_articles_is_said() -> None:
    assert failures(f"{RULE}\nx\n".encode(), "a.txt", kind="proquest")
