"""Authors, keywords and languages as cells of a table give them, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from store.parse.media import is_medium
from store.parse.names import is_korean_name
from store.text.canonical import canonical

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_BRACKETS = re.compile(r"[(\[<{（［][^()\[\]<>{}]{0,60}[)\]>}）］]")
_BETWEEN = re.compile(r"[\n\r\t,;|/·ㆍ&=]+|\s{2,}|(?<=[가-힣])\.(?=[가-힣])|\s+(?:and|와|및)\s+")
_PRESS = re.compile(
    r"(?:(?:전문|선임|수석|인턴|객원|시민|주재|명예|대학생)\s?)?(?:기자|특파원|통신원|논설(?:위원|실장|주간)|리포터|에디터|앵커|피디|PD)\b"
)
_GIVEN = re.compile(r"제공$|=?\s?(?:자료)?사진$|팀$|부$|국$|룸$|취재$|입력|수정|승인|등록")
_BY = re.compile(
    r"^(?:(?:written|reported|words)\s+)?by\s*:?\s+|^글\s?[·ㆍ,/&]\s?사진\s*[=:]?\s*|^(?:글|취재|기자명|작성자)\s*[=:]\s*",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"^(?:staff|editors?|reporters?|admin(?:istrator)?|unknown|n/?a|none|null|nan|newsroom|desk|-+|편집부|관리자|운영자|미상)$"
    r"|\b(?:news\s?(?:desk|room|team)|staff\s(?:writer|reporter)|editorial\s(?:board|staff))$",
    re.IGNORECASE,
)
_HANGUL = re.compile("[가-힣]")
_LATIN_WORD = re.compile(r"^(?:(?:van|von|de|der|den|del|di|du|la|le|al|el|bin)\s)*[A-Z][\w’'.-]*(?:\s[A-Z]\.?)?$")
_WORD_LISTS = re.compile(r"[,，、;|\n\t]+")
_TAG = re.compile(r"#\s?([^\s#,，、]{1,60})")


def people_of(cells: Iterable[str]) -> tuple[str, ...]:
    """Return the persons that cells of authors name, in order, each once; media, desks and addresses are none.

    `Doe, Jane` is one person, written as `Jane Doe`; Korean names come without `기자` and the like.
    """
    names: dict[str, None] = {}
    for cell in cells:
        text = _BRACKETS.sub("\n", _ADDRESS.sub("\n", canonical(cell[:5_000])))
        for line in text.split("\n"):
            for name in _people_of_line(_BY.sub("", line.strip())):
                names.setdefault(name)
    return tuple(names)


def _people_of_line(line: str) -> list[str]:
    if _HANGUL.search(line):
        return _koreans(line)
    pieces = [piece.strip(" .-–—:*\"'") for piece in re.split(r"\s*(?:[;|&\n]|\s(?:and|with)\s)\s*", line)]
    return [name for piece in pieces for name in _others(piece) if not _is_nobody(name)]


def _koreans(line: str) -> list[str]:
    """Return the names of `홍길동·김철수 기자`, `홍길동 김철수 기자`, `홍길동 한빛대 교수`, or of names alone."""
    names: list[str] = []
    for piece in _BETWEEN.split(line):
        text = piece.strip(" .-–—:*\"'")
        words = _PRESS.sub(" ", text).split()
        posted = bool(_PRESS.search(text))
        if not words or is_medium(text):
            continue
        if len(words) == 1:
            names += _korean_word(words[0])
        elif posted and all(is_korean_name(word, strict=True) for word in words):
            names += words
        elif is_korean_name(words[0], strict=posted is False):
            # What follows is a chair or a desk, and so is what stands behind a dot after it.
            return [*names, words[0]] if not posted else [*names, words[0], *_koreans(line.partition(piece)[2])]
        elif len(words) <= 3 and not posted and not _GIVEN.search(text) and all(map(_HANGUL.match, words)):
            # A name of another country in Hangul, `존 스미스`, stays as it is.
            names.append(" ".join(words))
    return names


def _korean_word(word: str) -> list[str]:
    word = re.sub(r"(?:기자|특파원)$", "", word)
    if is_korean_name(word, strict=True):
        return [word]
    return [word] if is_korean_name(word, strict=False) and not _GIVEN.search(word) else []


def _others(piece: str) -> list[str]:
    """Return the names of a list between commas; the halves of `Doe, Jane` are put in their order."""
    names = [
        name.strip(" .") if len(name) > 3 else name for name in (part.strip() for part in piece.split(",")) if name
    ]
    if len(names) % 2 == 0 and all(_LATIN_WORD.match(name) for name in names):
        return [f"{given} {family}" for family, given in zip(names[::2], names[1::2], strict=True)]
    return names


def _is_nobody(name: str) -> bool:
    return len(name) < 2 or len(name) > 80 or bool(_DESK.search(name)) or is_medium(name) or name.startswith("http")


def words_of(cells: Iterable[str]) -> tuple[str, ...]:
    """Return the keywords of cells, in order, each once: between commas, semicolons, bars or line ends, or as `#tags`."""
    words: dict[str, None] = {}
    for cell in cells:
        text = canonical(cell)
        for word in _TAG.findall(text) if text.lstrip().startswith("#") else _WORD_LISTS.split(text):
            bare = " ".join(word.split()).strip("#\"'[]")
            if bare and len(bare) <= 200:
                words.setdefault(bare)
    return tuple(words)


_LANGUAGES = {
    "korean": "ko", "kor": "ko", "한국어": "ko", "한글": "ko", "국문": "ko", "kr": "ko", "english": "en", "eng": "en",
    "영어": "en", "영문": "en", "japanese": "ja", "jpn": "ja", "일본어": "ja", "chinese": "zh", "zho": "zh", "chi": "zh",
    "중국어": "zh", "german": "de", "deu": "de", "ger": "de", "deutsch": "de", "french": "fr", "fra": "fr", "fre": "fr",
    "français": "fr", "spanish": "es", "spa": "es", "español": "es", "russian": "ru", "rus": "ru", "portuguese": "pt",
    "por": "pt", "italian": "it", "ita": "it", "dutch": "nl", "nld": "nl", "arabic": "ar", "ara": "ar",
    "vietnamese": "vi", "vie": "vi", "indonesian": "id", "ind": "id", "turkish": "tr", "tur": "tr",
}  # fmt: skip


def language_code(value: str) -> str | None:
    """Return the ISO 639-1 code of a language given as code, tag (`ko-KR`) or name, or None."""
    first = re.split(r"[-_\s;,]", value.strip().casefold())[0]
    if first in _LANGUAGES:
        return _LANGUAGES[first]
    return first if re.fullmatch(r"[a-z]{2}", first) else None
