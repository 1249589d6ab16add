"""Media by name: well known ones, what such names end in, and whose e-mail domain is whose."""

from __future__ import annotations

import re

from store.parse.lexicon import any_of

MEDIA_OF_DOMAIN = {
    "yna.co.kr": "연합뉴스", "yonhapnews.co.kr": "연합뉴스", "hani.co.kr": "한겨레", "chosun.com": "조선일보",
    "donga.com": "동아일보", "joongang.co.kr": "중앙일보", "khan.co.kr": "경향신문", "kyunghyang.com": "경향신문",
    "hankookilbo.com": "한국일보", "kmib.co.kr": "국민일보", "segye.com": "세계일보", "munhwa.com": "문화일보",
    "seoul.co.kr": "서울신문", "mk.co.kr": "매일경제", "hankyung.com": "한국경제", "sedaily.com": "서울경제",
    "heraldcorp.com": "헤럴드경제", "mt.co.kr": "머니투데이", "edaily.co.kr": "이데일리", "fnnews.com": "파이낸셜뉴스",
    "asiae.co.kr": "아시아경제", "ajunews.com": "아주경제", "etnews.com": "전자신문", "dt.co.kr": "디지털타임스",
    "zdnet.co.kr": "지디넷코리아", "ddaily.co.kr": "디지털데일리", "inews24.com": "아이뉴스24", "newsis.com": "뉴시스",
    "news1.kr": "뉴스1", "nocutnews.co.kr": "노컷뉴스", "cbs.co.kr": "노컷뉴스", "ohmynews.com": "오마이뉴스",
    "pressian.com": "프레시안", "boannews.com": "보안뉴스", "imaeil.com": "매일신문", "idaegu.com": "대구일보",
    "idaegu.co.kr": "대구신문", "yeongnam.com": "영남일보", "kyongbuk.com": "경북일보", "busan.com": "부산일보",
    "kookje.co.kr": "국제신문", "kwnews.co.kr": "강원일보", "jjan.kr": "전북일보", "kyeongin.com": "경인일보",
    "ytn.co.kr": "YTN", "kbs.co.kr": "KBS", "imbc.com": "MBC", "sbs.co.kr": "SBS", "koreaherald.com": "The Korea Herald",
    "koreatimes.co.kr": "The Korea Times", "aving.net": "AVING NEWS", "businesskorea.co.kr": "BusinessKorea",
    "korea.kr": "대한민국 정책브리핑", "koreabizwire.com": "Korea Bizwire", "smartcitiesworld.net": "Smart Cities World",
    "newswire.co.kr": "뉴스와이어", "irobotnews.com": "로봇신문", "cctvnews.co.kr": "CCTV뉴스",
}  # fmt: skip
# What the English edition of the same house is called.
ENGLISH_MEDIA_OF_DOMAIN = {
    "yna.co.kr": "Yonhap",
    "ajunews.com": "Aju News",
    "etnews.com": "ETNews",
    "newsis.com": "Newsis",
}
AGENCIES = frozenset(
    name.casefold()
    for name in (
        "Yonhap",
        "연합뉴스",
        "Reuters",
        "로이터",
        "AP",
        "AFP",
        "뉴시스",
        "뉴스1",
        "Newsis",
        "UPI",
        "dpa",
        "Xinhua",
        "Associated Press",
        "Agence France-Presse",
        "Bloomberg",
        "Kyodo News",
        "SDA",
        "APA",
        "ANSA",
        "EFE",
        "Tass",
    )
)
_NAMED = frozenset(
    name.strip().casefold()
    for name in """

한겨레|조선비즈|ZDNet Korea|ZDNET Korea|지디넷코리아|뉴시스|뉴스1|YTN|KBS|MBC|SBS|JTBC|EBS|OBS|TBS|CBS|BBS|TBC|KNN|채널A
MBN
프레시안|노컷뉴스|이데일리|머니S|시사IN|시사인|미디어오늘|미디어펜|더팩트|디스패치|블로터|바이라인네트워크|테크M
보안뉴스
오마이뉴스|AVING NEWS|에이빙|AVING|Aju News|Yonhap|연합뉴스|Reuters|Bloomberg|CNN|BBC|CNBC|Korea Bizwire
Smart Cities World
Smart Cities Dive|Pulse|KBS WORLD|Arirang|아리랑|정책브리핑|대한민국 정책브리핑|PR Newswire|PRNewswire
Business Wire
뉴스와이어|조선닷컴|동아닷컴|국민일보|쿠키뉴스|위키트리|인사이트|허핑턴포스트|국제신문|씨넷코리아|디지털데일리
ETNews
전자신문|TechCrunch|The Verge|Wired|StateScoop|GovTech|Cities Today|BusinessKorea|Korea JoongAng Daily|UPI|AFP|AP|dpa
Xinhua
The Korea Herald|The Korea Times
\n
""".replace("\n", "|").split("|")
    if name.strip()
)
KNOWN_MEDIA = _NAMED | frozenset(map(str.casefold, MEDIA_OF_DOMAIN.values()))

_KOREAN_ENDING = any_of(
    "뉴스",
    "일보",
    "신문",
    "경제",
    "타임[스즈]",
    "방송",
    "저널",
    "투데이",
    "데일리",
    "미디어",
    "통신",
    "헤럴드",
    "매거진",
    "프레스",
    "포스트",
    "닷컴",
    "매일",
    "신보",
    "리포트",
    "비즈",
    "라디오",
    "일간",
    "주간",
    "월간",
    "와이어",
    "리뷰",
    "이코노미",
    "인사이트",
    "TV",
)
_ENGLISH_ENDING = r"\b" + any_of(
    "News(?:wire|room| Agency)?",
    "Daily",
    "Times",
    "Herald",
    "Post",
    "Press",
    "Journal",
    "Today",
    "Tribune",
    "World",
    "Gazette",
    "Review",
    "Observer",
    "Magazine",
    "Insider",
    "Wire",
    "Business",
    "Report",
    "Media",
    "Chronicle",
    "Guardian",
    "Weekly",
    "Ledger",
    "Mirror",
    "Dispatch",
    "Bulletin",
    "Courier",
    "Express",
    "Digest",
    "Monitor",
    "Examiner",
    "Globe",
    "Telegraph",
    "Inquirer",
    "Standard",
    "Notes",
    "Focus",
    "Network",
    "Broadcasting",
)
MEDIUM_ENDING = re.compile(rf"(?:{_KOREAN_ENDING}|{_ENGLISH_ENDING})(?:\s?(?:\d{{1,2}}|Korea|코리아))?$", re.IGNORECASE)

# Names of sections, which end as names of media do.
_SECTION = re.compile(
    any_of(
        "정책",
        "주요",
        "지역",
        "전국",
        "경제",
        "사회",
        "정치",
        "관련",
        "연관",
        "최신",
        "오늘의",
        "포토",
        "카드",
        "영상",
        "헤드라인",
        "시정",
        "도정",
        "구정",
        "군정",
        "지방",
        "종합",
        "속보",
        "산업",
        "인기",
        "실시간",
        "추천",
        r"이\s?시각",
        "랭킹",
        "톱",
        "top",
        "all",
        "latest",
        "national",
        "breaking",
        "city",
        "local",
        "related",
        "more",
        "world",
        "business",
        "해외",
        "국제",
        "스포츠",
        "연예",
        "도시",
        "환경",
        "교통",
        "복지",
        "문화",
        "일자리",
        "지역사회",
        "사회적",
        "디지털",
    )
    + r"\s?(?:뉴스|경제|통신|news|미디어|방송)$",
    re.IGNORECASE,
)


def is_medium(name: str) -> bool:
    """Say whether a name reads as that of a medium."""
    if name.casefold() in KNOWN_MEDIA:
        return True
    if _SECTION.match(name):
        return False
    ending = MEDIUM_ENDING.search(name) if 3 <= len(name) <= 40 else None
    return ending is not None and ending.start() > 0
