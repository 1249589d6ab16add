"""Factiva files, HTML and text."""

from __future__ import annotations

from tests.parse.making import ENGLISH, drafts, failures, records

FIELDS = {
    "HD": "Lamps go up",
    "BY": "By Min-ji Kim",
    "WC": "40 words",
    "PD": "24 March 2021",
    "ET": "09:49",
    "SN": "The Han River Post",
    "SC": "HANRIV",
    "LA": "English",
    "LP": ENGLISH,
    "TD": f"{ENGLISH} Again.",
    "NS": "gcity : Cities | gtrans : Transport",
    "AN": "Document HANRIV0020210324eh3o00001",
}


def html(fields: dict[str, str]) -> str:
    rows = "".join(f"<tr><td><b>{code}</b>&nbsp;</td><td>{value}</td></tr>" for code, value in fields.items())
    return f'<div class="article enArticle"><table>{rows}</table></div>'


def text(fields: dict[str, str], *, glued: bool) -> str:
    lines = [f"{code:<6}{value}" if glued else f"{code}\n{value}" for code, value in fields.items()]
    return "\n".join(lines) + "\n\nDocument HANRIV0020210324eh3o00001\n\n"


def test_every_shape_of_the_file_gives_the_same_articles() -> None:
    page = f"<html><body>{html(FIELDS)}{html({**FIELDS, 'HD': 'Signals'})}</body></html>"
    for name, data in (
        ("a.html", page),
        ("a.txt", text(FIELDS, glued=True) + text({**FIELDS, "HD": "Signals"}, glued=True)),
        ("a.txt", text(FIELDS, glued=False) + text({**FIELDS, "HD": "Signals"}, glued=False)),
    ):
        found = drafts(data.encode(), name)
        assert [draft.title for draft in found] == ["Lamps go up", "Signals"], name
        for draft in found:
            assert (draft.outlet, draft.authors, draft.language) == ("The Han River Post", ("Min-ji Kim",), "en")
            assert (draft.published, draft.keywords) == ("2021-03-24T09:49", ("Cities", "Transport"))
            assert draft.text == f"{ENGLISH}\n{ENGLISH} Again."


def test_an_article_without_a_text_is_a_failure_and_the_rest_goes_on() -> None:
    bare = {code: value for code, value in FIELDS.items() if code not in ("LP", "TD")}
    found = records((text(bare, glued=True) + text(FIELDS, glued=True)).encode(), "a.txt")
    assert [record.draft is not None for record in found] == [False, True]


def test_a_file_without_fields_is_said() -> None:
    assert "codes" in failures(b"<html><body>Factiva</body></html>", "a.html", kind="factiva")[0]
    assert "codes" in failures(b"nothing", "a.txt", kind="factiva")[0]
