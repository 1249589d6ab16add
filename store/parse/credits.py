"""How pages write what a picture shows and who took it."""

from __future__ import annotations

import re

from store.parse.lexicon import any_of

_GIVER = any_of("제공", "촬영", "캡처", "캡쳐", "갈무리", "출처", "발췌", "자료사진", "DB")
_PICTURE = any_of(
    *("사진", "이미지", "그래픽", "자료", "영상", "포토", "일러스트"),
    *("photos?", "photographs?", "image", "picture", "graphic", "credit", "illustration"),
)
_AGENCY = any_of(
    *(r"getty\s?images?(?:\s?bank|\s?korea)?", "gettyimagesbank", r"게티이미지(?:뱅크|코리아)?", "클립아트코리아"),
    *("shutterstock", "셔터스톡", "픽사베이", "pixabay", "unsplash", "newsis", "yonhap", "연합뉴스", "뉴시스", "뉴스1"),
    r"(?:reuters|ap|afp|epa|upi|로이터)(?:[-/=](?:연합뉴스|yonhap))?",
)
_NO_RESALE = r"\*?\s?재판매\s?및\s?DB\s?(?:사용\s?)?금지"

# A line that is nothing but a credit.
CREDIT_LINE = re.compile(
    r"^[\s\[(<【/▲△▼·-]*"
    + any_of(
        r"[ⓒ©Ⓒ]\s?[^.]{1,40}",
        _PICTURE + rf"\s?(?:(?:credit|자료|{_GIVER})\s?)?[=:：/|ㅣ]\s?.{{1,60}}",
        rf"[^.]{{1,40}}\.?\s?{_NO_RESALE}",
        rf"[^.]{{1,30}}{_GIVER}\.\s?{_NO_RESALE}",
        rf"(?!(?:뉴스|기사|콘텐츠|정보|자료|서비스)\s)[^.]{{1,30}}[\s=/·]?{_GIVER}",
        r"[^.]{1,40}(?:=|/|\s)photo",
        r"(?:photo|image|picture|graphic|photograph)s?\s(?:courtesy of|by|from|credit)\s.{1,60}",
        r"(?:courtesy of|captured from|screenshot (?:of|from)|credit to)\s.{1,60}",
        _AGENCY,
        r"[\w ]{1,20}\sdb|[\w ]{1,25}\sfile(?:\sphoto)?|file photo",
    )
    + r"[\s\])>】.]*$",
    re.IGNORECASE,
)

# How a caption begins: "▲ …", "사진=…", "[사진] …".
CAPTION_START = re.compile(
    r"^(?:(?:큰|관련)\s?사진\s?보기\s?)?[\[(<【]?\s?"
    + any_of(
        r"[▲△▼]\s?\S.{7}",
        r"(?:사진|그림|그래픽|도표|표|caption|photo|figure|image)\s?\d{0,2}\s?[=:：.>\])】]\s?\S",
        r"(?:사진|그림)\s?\d?\s?설명\b",
    ),
    re.IGNORECASE,
)

_TAKEN = (
    r"(?:사진|이미지|그래픽|자료|출처|포토|photo|image|graphic|credit|courtesy|captured)\s?(?:[=:：/]|제공|출처|by|of"
    r"|courtesy|credit|from)"
)
_POSED = any_of("있다", "모습", "모습이다", "전경", "장면", "기념촬영")
# How a caption ends: with a credit in brackets or behind a slash, or with the photographer.
CAPTION_END = re.compile(
    # With these alone they begin: every other character is passed over at once.
    r"(?=[\[(<【/|사이그ⓒ©Ⓒ연뉴*재.다있모전장기])"
    + any_of(
        rf"[\[(<【/]\s?{_TAKEN}[^.\])>】]{{1,60}}[\])>】]?",
        r"[|]\s?photo(?:s)? by [^.]{1,40}",
        r"(?:사진|이미지|그래픽)\s?[=:：/]\s?[^.]{1,40}",
        r"[ⓒ©Ⓒ]\s?[^.,]{1,30}",
        r"/\s?(?:courtesy of|photo by|captured from|yonhap|newsis|reuters|afp|ap)[^.]{0,50}",
        rf"[\[(<【][^\[\]()<>.]{{1,40}}(?:{_GIVER}|file photo|courtesy|bank)[\])>】]",
        rf"\((?:{_AGENCY}|courtesy of [^()]{{1,60}}|pr ?newsfoto/[^()]{{1,40}}|photo[^()]{{1,60}}|image[^()]{{1,60}})\)",
        rf"[.다]\s?(?:/|=|\s)\s?[^\s./][^./]{{0,20}}\s?{_GIVER}",
        r"/\s?(?:연합뉴스|뉴시스|뉴스1|로이터|AP|AFP)(?:[\s=-]\S{1,10})?",
        rf"(?:연합뉴스|뉴시스|뉴스1)\s?{_GIVER}?",
        _NO_RESALE,
        r"[.다]\s?\d{4}\.\s?\d{1,2}\.\s?\d{1,2}\.?\s{0,3}\S{2,30}@\S{4,40}",
        r"\.\s?\((?:City|County|Ministry|Office|Provided|Image|File|Courtesy|Photo|.{0,20}\bPhoto)[^().]{0,40}\)",
        r"\.\s(?:courtesy of [^.]{1,60}|(?:[A-Za-z ]{2,30} )?photo by [^.]{1,40}|yonhap|(?:ap|afp|reuters|epa"
        r"|upi)[-/=]yonhap|newsis|[A-Za-z ]{2,30} file)",
        r"\.\s?\[[A-Z][A-Z0-9 .,&'-]{2,40}\]",
        rf"{_POSED}\.?\s?[/=|]?\s?[가-힣]{{2,4}}\s?(?:[가-힣]{{2}}\s?)?기자(?:\s\S{{3,40}}@\S{{3,40}})?",
    )
    + r"\s?[.\])>】]?$",
    re.IGNORECASE,
)
