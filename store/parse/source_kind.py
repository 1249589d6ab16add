"""What kind of source a file is, by its beginning first and its name where that leaves it open."""

from __future__ import annotations

import re

from store.errors import UserError
from store.parse.dataset_kind import columns_kind, dataset_kind, is_labelstudio_table
from store.parse.decode import decode
from store.parse.jsonrows import first_object
from store.parse.mapping import is_known_name

KINDS = (
    "text", "html", "mhtml", "jsonl", "json", "csv", "tsv", "xlsx", "xls", "ods", "warc", "feed", "docx", "pdf", "epub", "nexis",
    "factiva", "proquest", "csl", "ris", "zip", "gz", "native", "brat", "doccano", "labelstudio", "prodigy",
    "huggingface", "conll", "conllu", "tokens", "gliner", "fasttext", "refi", "webannotation", "cas",
)  # fmt: skip
"""The kinds that can be read; `kind_of` says "unknown" of any other."""

DATASET_KINDS = KINDS[KINDS.index("native") + 1 :]
"""Those of them that are datasets of other tools."""

LABELS = {
    "text": "plain text", "html": "HTML page", "mhtml": "saved web page (MHTML)", "jsonl": "JSON lines", "json": "JSON",
    "csv": "table (CSV)", "tsv": "table (TSV)", "xlsx": "spreadsheet (XLSX)", "xls": "spreadsheet (XLS)",
    "ods": "spreadsheet (ODS)", "warc": "web archive (WARC)", "feed": "feed (RSS, Atom)", "docx": "Word document",
    "pdf": "PDF document", "epub": "e-book (EPUB)", "nexis": "Nexis export", "factiva": "Factiva export",
    "proquest": "ProQuest export", "csl": "references (CSL-JSON)", "ris": "references (RIS)", "zip": "ZIP archive",
    "gz": "compressed file", "native": "Galpi JSON lines", "brat": "brat standoff", "doccano": "doccano JSON lines",
    "labelstudio": "Label Studio tasks", "prodigy": "Prodigy or spaCy tasks", "huggingface": "Hugging Face JSON lines",
    "conll": "CoNLL columns", "conllu": "CoNLL-U", "tokens": "token classification JSON", "gliner": "GLiNER JSON",
    "fasttext": "fastText lines", "refi": "REFI-QDA project", "webannotation": "W3C Web Annotation",
    "cas": "UIMA CAS (INCEpTION)", "unknown": "unknown",
}  # fmt: skip
"""What each kind is called."""

NATIVE_KEYS = frozenset(
    {
        *(
            "id",
            "uid",
            "source",
            "sha256",
            "language",
            "title",
            "title_derived",
            "subtitle",
            "outlet",
            "authors",
            "published",
        ),
        *(
            "updated",
            "url",
            "keywords",
            "status",
            "notes",
            "text",
            "parts",
            "mentions",
            "tags",
            "relations",
            "duplicates",
        ),
    }
)
"""The keys of one article in native JSONL."""

_BY_SUFFIX = {
    "txt": "text", "text": "text", "md": "text", "html": "html", "htm": "html", "xhtml": "html", "mhtml": "mhtml", "mht": "mhtml",
    "jsonl": "jsonl", "ndjson": "jsonl", "json": "json", "csv": "csv", "tsv": "tsv", "tab": "tsv", "xlsx": "xlsx", "xlsm": "xlsx",
    "xls": "xls", "ods": "ods", "warc": "warc", "rss": "feed", "atom": "feed", "docx": "docx", "pdf": "pdf", "epub": "epub",
    "ris": "ris", "zip": "zip", "gz": "gz", "jsonld": "json",
}  # fmt: skip
_COLUMNS = frozenset(
    {
        "txt",
        "text",
        "",
        "tsv",
        "conll",
        "conll03",
        "conll2003",
        "conllu",
        "conllup",
        "iob",
        "iob2",
        "bio",
        "bioes",
        "bmes",
    }
)
_UNREAD = frozenset(
    {
        *(
            "doc",
            "hwp",
            "hwpx",
            "rtf",
            "odt",
            "ppt",
            "pptx",
            "png",
            "jpg",
            "jpeg",
            "gif",
            "webp",
            "svg",
            "bmp",
            "tif",
            "tiff",
        ),
        *(
            "mp3",
            "mp4",
            "avi",
            "mov",
            "7z",
            "rar",
            "tar",
            "bz2",
            "xz",
            "exe",
            "dll",
            "so",
            "css",
            "js",
            "db",
            "sqlite",
            "xml",
            "xsd",
            "qdc",
        ),
    }
)
_PACKED = (
    ("epub", b"application/epub+zip"),
    ("ods", b"vnd.oasis.opendocument.spreadsheet"),
    ("xlsx", b"xl/"),
    ("docx", b"word/"),
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|table|meta|div|p)\b",
    re.I | re.S,
)
_FEED = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<(?:!DOCTYPE[^\[<>]{0,200}\[.{0,2000}?\]\s*|[!?][^>]{0,1000})>\s*){0,10}<(?:rss|feed|(?:rdf:)?RDF)\b",
    re.I | re.S,
)
_REFI = re.compile(r"<(?:\w+:)?Project\b[^>]*urn:QDA-XML:project")
_RIS = re.compile(r"\s*TY  ?- ?[A-Z]{2,8}\s*$", re.M)
_NEXIS = re.compile(
    r"^\s*(?:\d{1,6} of \d{1,6} DOCUMENTS|Dokument \d{1,6} von \d{1,6}|Document \d{1,6} de \d{1,6})\s*$"
    r"|^End of Document\s*$|^\s*(?:LENGTH|Length): ?[\d,]+ words\s*$|^\s*LOAD-DATE: ",
    re.M,
)
_PROQUEST = re.compile(r"^_{60,}\s*$", re.M)
_PROQUEST_FIELD = re.compile(
    r"^(?:Full text|ProQuest document (?:ID|link)|Publication info|Publication date): ?|ProQuest$", re.M
)
_KEY = re.compile(r'"((?:[^"\\]|\\.){1,40})"\s*:')
_CSL_TYPE = re.compile(
    r'"type"\s*:\s*"(?:article|webpage|post|report|book|chapter|broadcast|document|paper|entry|manuscript)'
)
_FACTIVA_HTML = re.compile(r"<div[^>]+class=\"?article [a-z]{2}Article|<b>HD</b>|Factiva", re.I)
_FACTIVA_LINE = re.compile(r"^(?:HD|WC|PD|SN|LP|TD|AN)(?:\s{2,}|\t|\s*$)", re.M)


def kind_of(name: str, head: bytes) -> str:
    """Return one of `KINDS`, or "unknown", from a file's name and its first bytes (4 KB are enough)."""
    suffix = name.casefold().rpartition(".")[2] if "." in name else ""
    if name.casefold().endswith(".warc.gz"):
        suffix = "warc"
    binary = _by_signature(suffix, head)
    if binary:
        return binary
    try:
        text = decode(_sound(head)).text if head else ""
    except UserError:
        return "unknown"
    return _by_text(suffix, text, head) or _by_suffix(suffix)


def _sound(head: bytes) -> bytes:
    """Return the head without a character cut in two at its end."""
    if 0 in head:
        return head[: len(head) - len(head) % 4]
    end = len(head)
    while end > len(head) - 64 and end > 1 and head[end - 1] >= 0x80:
        end -= 1
    return head[:end]


def _by_suffix(suffix: str) -> str:
    if suffix in _UNREAD:
        return "unknown"
    if suffix in _COLUMNS and suffix not in ("txt", "text", "", "tsv"):
        # What is wrong with its columns is said where they are read.
        return "conllu" if suffix.startswith("conllu") else "conll"
    # A file called what its content is not (an .xlsx of text) is what it holds.
    found = _BY_SUFFIX.get(suffix, "text")
    return (
        "text" if found in ("xlsx", "xls", "ods", "docx", "pdf", "epub", "zip", "gz", "feed", "ris", "json") else found
    )


def _by_signature(suffix: str, head: bytes) -> str | None:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed_kind(suffix, head)
    if head.startswith(b"\x1f\x8b"):
        return "warc" if suffix == "warc" else "gz"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        # Old Office files and protected new ones look alike.
        return "xls" if suffix in ("xls", "xlsx", "xlsm") else "unknown"
    return "warc" if head.startswith(b"WARC/") else None


def _packed_kind(suffix: str, head: bytes) -> str:
    if suffix == "qdpx" or b"project.qde" in head.lower():
        return "refi"
    if suffix in ("xlsx", "xlsm", "ods", "docx", "epub", "zip"):
        return _BY_SUFFIX[suffix]
    return "unknown" if suffix in _UNREAD else next((kind for kind, mark in _PACKED if mark in head[:4096]), "zip")


def _by_text(suffix: str, text: str, head: bytes) -> str | None:
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if suffix == "csv" and is_labelstudio_table(text):
        return "labelstudio"
    if start in ("{", "[") and suffix in ("json", "jsonl", "ndjson", "jsonld", "txt", ""):
        return _json_kind(suffix, text, head)
    if start == "<" and suffix not in ("csv", "tsv", "jsonl"):
        return _markup_kind(text)
    return _lines_kind(suffix, text)


def _lines_kind(suffix: str, text: str) -> str | None:
    if suffix in _COLUMNS and (told := columns_kind(text)) is not None:
        return told
    if suffix in ("mhtml", "mht") or (
        re.match(r"(?:From|MIME-Version|Subject): ", text) and "multipart/related" in text
    ):
        return "mhtml"
    if _RIS.match(text):
        return "ris"
    return (_database_kind(text) or _table_kind(text)) if suffix in ("txt", "text", "", "rtf") else None


def _markup_kind(text: str) -> str | None:
    if _REFI.search(text[:2000]):
        return "refi"
    if re.match(r"\s*(?:<\?xml[^>]*>\s*)?<(?:xmi:XMI|CAS)\b", text):
        return "cas"
    if _FEED.match(text):
        return "feed"
    if _HTML.match(text):
        return (
            "factiva"
            if _FACTIVA_HTML.search(text) and re.search(r"<b>(?:HD|WC|PD)</b>|enArticle|koArticle", text)
            else "html"
        )
    return None


def _database_kind(text: str) -> str | None:
    if _PROQUEST.search(text) and _PROQUEST_FIELD.search(text):
        return "proquest"
    if len({line[:2] for line in _FACTIVA_LINE.findall(text)}) >= 4:
        return "factiva"
    return "nexis" if _NEXIS.search(text) else None


def _table_kind(text: str) -> str | None:
    """Say whether the first line of a text names columns, as that of a table saved as text does."""
    first = text.lstrip("\ufeff").partition("\n")[0].strip("\r")
    for mark in "\t,;|":
        names = [name.strip().strip('"') for name in first.split(mark)]
        known = sum(map(is_known_name, names))
        if len(names) >= 3 and known >= 3 and known * 2 >= len(names) and all(len(name) <= 40 for name in names):
            return "tsv" if mark == "\t" else "csv"
    return None


def _json_kind(suffix: str, text: str, head: bytes) -> str | None:
    first = text.lstrip("\ufeff \t\r\n")
    keys = set(_KEY.findall(first[:4096]))
    if '"$schema"' in first[:300] and "json-schema.org" in first[:300]:
        return "unknown"
    if (
        {"type", "title"} <= keys
        and keys & {"container-title", "issued"}
        and "text" not in keys
        and _CSL_TYPE.search(first)
    ):
        return "csl"
    lines = suffix in ("jsonl", "ndjson") and first[:1] == "{" and not re.match(r"\{\s*\n", first)
    if lines and _is_native(head):
        return "native"
    dataset = dataset_kind(first_object(head), first, keys)
    if dataset is not None:
        return dataset
    if lines:
        return "jsonl"
    return "json" if suffix in ("json", "jsonl", "ndjson") or re.match(r"[\[{]\s*[{\"]", first) else None


def _is_native(head: bytes) -> bool:
    """Say whether a JSON line has a text and no key that is not ours; of a line cut off, the keys that can be seen."""
    value = first_object(head)
    if value is not None:
        return isinstance(value.get("text"), str) and set(value) <= NATIVE_KEYS
    line = decode(head).text
    return bool(re.match(r'\s*\{"id": \d+, "uid": "', line))
