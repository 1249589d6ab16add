"""Systems in Korean text: a word that ends in a head noun (시스템, 플랫폼, 통합관제센터) with the nouns before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.recognition.bare_nouns import is_bare_noun
from store.recognition.cues import Cues
from store.recognition.find import Find
from store.recognition.korean import is_particle
from store.recognition.reading import Reading
from store.recognition.sought import Sought
from store.recognition.wordlist import words

_STRONG = (
    "통합관제센터|관제센터|통합운영센터|운영센터|통합센터|상황실|플랫폼|시스템|통합허브|허브|교통체계|"
    "신호체계|경보체계|관리체계|대응체계|안전망|통신망|테스트베드|스마트폴|스마트 폴|"
    "디지털트윈|디지털 트윈|선별진료소|키오스크|챗봇|대시보드|네트워크|버스정류장|버스정류소|승강장|"
    "정류장|쉼터|횡단보도|가로등|신호등|주차장|공유주차|쓰레기통|휴지통|벤치|보안등|비상벨|"
    "앱|어플리케이션|애플리케이션|단말기|로봇|셔틀버스|셔틀|지도|포털|서비스|장치|솔루션|공동관|홍보관|"
    "통합관|한국관|체험관|데이터센터|빅데이터센터|스마트도시센터|스마트시티센터|스마트도시통합센터|"
    "도시통합정보센터|정보센터|통제센터|접종센터|돌봄인형|검사소|진료소|관제소|센서망|배달망|감시망|방재망|관측망|"
    "네트웍|그리드|지능형 CCTV|CCTV|폴"
)
_WORD = Sought(
    rf"(?<![가-힣A-Za-z0-9)·\-])(?P<word>[가-힣A-Za-z0-9()·\-+]{{0,24}}?(?:{_STRONG}))(?P<rest>[가-힣]*)(?![A-Za-z0-9])",
    at=Cues(_STRONG.split("|")),
    back=24,
)
_QUOTED = re.compile(
    rf"[‘“'\"「『《〈<\[]\s?(?P<name>[^‘’“”'\"「」『』《》〈〉<>\[\]\n]{{2,40}}?(?:{_STRONG}|관리|체계|"
    rf"시뮬레이터|시스템 구축|장비|망|페이|패스|톡|맵))\s?[’”'\"」』》〉>\]]"
)
_CALLED = re.compile(
    r"[‘“'\"「『](?P<name>[^‘’“”'\"「」『』\n]{2,20})[’”'\"」』] ?(?:\([A-Za-z \-]+\) ?)?(?P<kind>앱|"
    r"플랫폼|시스템|서비스|챗봇|애플리케이션|어플리케이션|로봇|키오스크|포털|단말기|모바일 ?앱)"
    r"(?:[은는이가을를의에와과로,. )]|에서|으로|$)"
)
_LEFT = re.compile(r"(?P<word>[가-힣A-Za-z0-9()·\-+]{1,16}) $")

_HUB = re.compile("데이터|스마트|디지털|모빌리티|교통|통합|환승|정보|IoT|AI|5G|에너지|도시|시티|돌봄|안전")
_NO_NAMES = words(
    "프리미엄 맞춤형 원스톱 찾아가는 무료 셀프 구독 배달 당일배송 모바일 온라인 프리 베이직 스탠더드 기본 유료 24시간 고객"
)
_OF_ITS_OWN = re.compile(r"스마트|지능형|인공지능|AI|빅데이터|디지털|자율주행|드론|센터$")
_OF_TRADE = re.compile(
    "결제|배송|쇼핑|음악|주문|예약|금융|동영상|비디오|콘텐츠|급여|송금|게임|광고|식품|학습|교육|통역|개인화|콜택시|택배|웹서비스|"
    "커머스|지갑|데이터베이스|배달|온오프|온·오프|시뮬레이션|구글|카카오|네이버|"
    "안전벨트|주행보조|알뜰폰|요금|차량|차체|충돌|추돌|차선|제동|엔진|운동에너지|주행제어|영상보정|위치결정"
)
_DEVICE = re.compile("경보|감지|스마트|지능형|인공지능|AI|IoT|드론|무인|빅데이터|디지털|자율")
_HEADS_AGAIN = re.compile("(?:체계|시스템|플랫폼|서비스)(?:시스템|플랫폼)$")
_TECH = re.compile(
    "스마트|지능형|인공지능|AI|IoT|사물인터넷|빅데이터|디지털|자율주행|무인|드론|QR|블록체인|메타버스|"
    "비대면|건강|복지|일자리|참여|소통|측정|관측|개방형|통합|실시간|원격|자동|데이터|교통|방범|안전|관제|버스정보|주차|화재|침수|홍수|재난|미세먼지|스쿨존|"
    "어린이|보행|신호|"
    "영상|음성|얼굴|생체|클라우드|5G|LTE|라이다|V2X|C-ITS|ITS|에너지|전력|태양광|수소|충전|상수도|수도|"
    "하수|폐기물|쓰레기|재활용|돌봄|헬스|응급|의료|방역|감염|출입|민원|챗봇|가상|3D|증강|공유|모빌리티|"
    "수요응답|예측|예방|분석|감지|경보|알림|모니터링|위치|안심|귀가|물류|배송|농업|스마트팜|"
    "빗물|하천|수위|수질|토양|산불|산사태|제설|바닥|LED|센서|전기차|환경|대기|소음|악취|지하|교량|터널|시설물|싱크홀|누수|원스톱|모바일|온라인|"
    "드라이브스루|티업|운전자|보조|혁신|플랫폼|행정|도시|시민|관광|배달|결제|예약|지도"
)
_REAL_TECH = re.compile(
    "스마트|지능형|인공지능|AI|IoT|사물인터넷|빅데이터|디지털|자율주행|무인|드론|QR|블록체인|메타버스|"
    "실시간|5G|라이다|V2X|C-ITS|가상|3D|공유|수요응답|드라이브스루|LED|바닥|태양광|안심|원스톱|로봇|음성|"
    "자동|원격|예측|감지|경보|알림|화재|침수|방범|통합|워킹스루|이동형|모듈형|비대면|센서"
)
_GENERIC = words(
    """
    비대면서비스 프리미엄서비스 5G서비스 LTE서비스 안전장치 통제장치 카풀앱 매칭서비스 음성인식플랫폼 자동차시스템
    지능형로봇
    인공지능로봇 스마트폰앱 스마트폰애플리케이션 스마트폰어플리케이션
    모바일애플리케이션 모바일어플리케이션 종합상황실
    인터넷플랫폼 인터넷서비스 방역시스템 10m플랫폼 서비스플랫폼 온라인서비스 빅데이터플랫폼 자동화로봇 시스템
    플랫폼 서비스 센터 네트워크 앱 솔루션 허브 포털 단말기 장치 로봇 지도 스마트시스템 스마트서비스 스마트플랫폼
    스마트시티서비스 스마트도시서비스 스마트시티솔루션 스마트도시솔루션 스마트솔루션 정보시스템 관리시스템
    운영시스템 관제시스템 통합시스템 통합플랫폼 행정서비스 민원서비스 공공서비스 의료서비스 교통서비스 도시서비스
    데이터서비스 디지털서비스 모바일앱 모바일서비스 교통시스템 안전시스템 온라인플랫폼 디지털플랫폼 데이터플랫폼
    공공앱 시민서비스 관광서비스 복지서비스 돌봄서비스 배달앱 배달서비스 교통체계 대중교통체계 관리체계 대응체계
    안전망 사회안전망 통신망 상황실 재난상황실 쉼터 정류장 버스정류장 승강장 횡단보도 가로등 신호등 주차장
    공영주차장 신호체계 예약시스템 결제시스템 결제서비스 예약서비스 고객서비스 혁신서비스 혁신플랫폼 시민플랫폼
    행정시스템 자동화시스템 네트워크플랫폼 선별진료소 임시선별진료소 관제센터 운영센터 통합센터 정보센터 홍보관
    체험관 공동관 한국관 전시홍보관 도시시스템 스마트시티플랫폼서비스 통합서비스 데이터센터 CCTV 방범CCTV 교통정보
    정보서비스 알림서비스 무인단말기 무인키오스크 AI서비스 AI솔루션 인공지능서비스 인공지능솔루션 로봇서비스
    어린이쉼터 무더위쉼터 시민쉼터 환경서비스 생활서비스 금융서비스 클라우드서비스 전자지도 스마트앱 AI시스템
    AI플랫폼 스마트로봇 AI로봇 행정포털 영상시스템 교통플랫폼 모빌리티서비스 모빌리티플랫폼 에너지시스템
    에너지플랫폼 빅데이터센터 인터넷데이터센터 클라우드시스템 클라우드플랫폼 안전서비스 스마트네트워크 글로벌네트워크
    도시네트워크 데이터네트워크
    지하주차장 안전지도 디지털네트워크
    """
)
_TAKES_OWNER = ("공동관", "플랫폼", "홍보관")
_PAVILIONS = ("공동관", "홍보관", "통합관", "한국관", "체험관")
_LINKS = ("기반", "활용", "연계", "탑재", "결합", "적용", "이용", "융합")
_AND = re.compile(
    r"(?:^|[은는을를의] |에서 |[,.(] ?)(?P<left>[가-힣A-Za-z0-9()·]{2,12}(?: [가-힣A-Za-z0-9()·]{2,12})?)(?P<and> 및 )$"
)
_ENDS_IN_HEAD = re.compile(rf"(?:{_STRONG}|센터|구축|운영|개발|사업|기술|확산|제고|발전)$")
_STARTS_ANEW = re.compile("스마트|지능형|AI|인공지능|통합|IoT|디지털")
_NO_MAP = re.compile(r"지지도|지도록|까지도|개인지도|지도지도|생활지도|진로지도|행정지도")
_A_MAP = re.compile(
    r"위험|안전|전자|디지털|3D|재난|침수|관광|데이터|빅데이터|맞춤|정밀|실시간|인구|상권|소음|미세먼지|"
    r"열섬|열지도|교통|AI|스마트"
)
_SHOWN = re.compile(r"[을를](?: [가-힣A-Za-z0-9㈜() ]{1,14})? (?:선보|전시|개발|계약|수출|공급|출품|내놓|설치|도입)")
_A_KIND = re.compile(
    r"들| ?(?:개발|운영|제공|전문|관련|공급|서비스|제작)? ?"
    r"(?:업체|기업|회사|업계|시장|산업|분야|부문|스타트업|사업자|개발사|벤처|시대)"
)
"""What shows that things of a kind are meant: 숙박 공유 서비스 업체, 제조용 로봇 분야."""
_IS_ONE = ("이다", "다", "입니다", "였다", "이었다", "이자", "인 ")
_BECOMES = re.compile(r"[’”'\"」』]?으?로 (?:성장|발전|도약|자리매김|자리 ?잡|거듭|변신|진화|불리|떠오)")
_CLOSING = "’”'\"』」》〉>)㈜]%"


def find_korean_systems(reading: Reading) -> Iterator[Find]:
    """Yield named and described systems; cities before them, particles and verbs are left out, bare heads no mention."""
    text = reading.text
    if not reading.korean:
        return
    for match in _QUOTED.finditer(text):
        if not _is_title_or_role(match):
            yield from _quoted(match)
    for match in _CALLED.finditer(text):
        if not re.search(r"[을를은는] ", match["name"]) and match["name"].strip() not in _NO_NAMES:
            yield _system(match.start("name"), match.end("name"), match["name"], 0.85, own=True)
    for match in _WORD.finditer(text):
        find = _described(reading, match)
        if find:
            yield find


def _system(start: int, end: int, name: str, score: float, *, own: bool = False) -> Find:
    return Find(start=start, end=end, type="system", origin="pattern", score=score, name=name, own=own)


def _is_title_or_role(match: re.Match[str]) -> bool:
    """Say whether what is quoted is a song or a film (〈비 오는 정류장〉), a saying, or what somebody grows to be."""
    name, opening = match["name"], match.group()[0]
    work = opening in "〈《<" and _REAL_TECH.search(name) is None
    return work or ", " in name or _BECOMES.match(match.string, match.end() - 1) is not None


def _quoted(match: re.Match[str]) -> Iterator[Find]:
    name = match["name"]
    plain = name.replace(" ", "")
    if plain in _GENERIC or len(plain) < 3 or re.search(r"(?:[을를은는의]|에서|하고|하는|으로|위한|한) ", name):
        return
    if name.endswith(("관리", "체계", "장비", "망", "맵", "톡", "페이", "패스")) and not (
        _REAL_TECH.search(name) or (len(plain) >= 3 and name.endswith(("톡", "맵", "페이", "패스")))
    ):
        return
    if (
        plain.endswith("시스템구축")
        or (plain.endswith(_PAVILIONS) and not _TECH.search(plain))
        or _is_centre_of_trade(plain)
    ):
        return
    yield _system(match.start("name"), match.end("name"), name, 0.9)


def _is_centre_of_trade(plain: str) -> bool:
    """Say whether a hub is one of a country's aims (금융허브) and nothing that is built for a city."""
    return plain.endswith("허브") and not _HUB.search(plain)


def _described(reading: Reading, match: re.Match[str]) -> Find | None:
    word, rest = match["word"], match["rest"]
    if not _closed(word, rest) or _is_of_a_kind(reading, match):
        return None
    start, left = _walk_left(reading, match.start("word"))
    start, word, left = _without_owner(reading, start, word, left, match.end("word"))
    name = reading.text[start : match.end("word")]
    plain = name.replace(" ", "")
    if plain in _GENERIC or plain.rpartition("·")[2] in _GENERIC or _unbalanced(name):
        return None
    shown = (
        name.endswith("장치") and len(plain) >= 7 and len(left) == 1 and _SHOWN.match(reading.text, match.end("word"))
    )
    at_home = not reading.elsewhere or start in reading.places
    if not (shown or _is_specific(plain, left, at_home=at_home)) or _is_known_technology(
        reading, start, match.end("word")
    ):
        return None
    owned = start in reading.places
    if not (reading.civic or owned or _OF_ITS_OWN.search(name)) and _OF_TRADE.search(plain):
        return None  # 모바일 결제 시스템: elsewhere than in cities one of a kind
    return _system(start, match.end("word"), name, 0.86 if left else 0.8, own=owned)


def _is_of_a_kind(reading: Reading, match: re.Match[str]) -> bool:
    """Say whether the words after a head show that it is a kind of thing, or what something is or becomes."""
    text, rest = reading.text, match["rest"]
    if rest.startswith(_IS_ONE) or _BECOMES.match(text, match.end("word")):
        return True
    if _A_KIND.match(text, match.end("word")):
        return True
    return reading.elsewhere and text[match.end() : match.end() + 2] in (" ‘", " '", " “", ' "', " 「", " 『")


def _is_known_technology(reading: Reading, start: int, end: int) -> bool:
    """Say whether a device is a kind of technology that is known (에너지저장장치), no system of somebody's own."""
    known = reading.ends.get(end)
    return (
        known is not None
        and known.type == "technology"
        and known.start == start
        and reading.text.endswith("장치", start, end)
    )


def _closed(word: str, rest: str) -> bool:
    """Say whether nothing but a particle or a word of work (구축, 운영) follows the head."""
    if is_particle(word[-1], rest):
        return True
    for work in ("구축", "운영", "도입", "설치", "개발", "조성", "고도화", "확대", "개소"):
        if rest.startswith(work) and is_particle(work[-1], rest[len(work) :]):
            return True
    return False


def _walk_left(reading: Reading, at: int) -> tuple[int, list[str]]:
    """Return where the nouns before a word begin, and the nouns."""
    text, start = reading.text, at
    left: list[str] = []
    floor = reading.line(at)[0]
    while len(left) < 5:
        found = _LEFT.search(text[max(floor, start - 18) : start])
        if not found or (found.start() == 0 and start - 18 > floor):
            break
        word = found["word"]
        word_start = start - len(word) - 1
        if (
            not (is_bare_noun(word) or (word == "사회적" and left[:1] == ["약자"]))
            or _unbalanced(word)
            or (word_start and text[word_start - 1] in _CLOSING)
        ):
            break
        owner = reading.ends.get(start - 1)
        if (
            owner is not None
            and owner.start >= word_start
            and owner.type in ("place", "organisation", "person", "event")
        ):
            break
        listed = word.rfind("·")
        if listed > 0 and _ENDS_IN_HEAD.search(word[:listed]):
            left.insert(0, word[listed + 1 :])
            start = word_start + listed + 1
            break  # 전용 어플리케이션·통합 안전 플랫폼: one after the other
        left.insert(0, word)
        start = word_start
        if word == "사회적":
            break
    if (left and not _STARTS_ANEW.match(left[0])) or (not left and at != start):
        joined = _joined(text, floor, start)
        if joined is not None:
            left = [*text[joined:start].split(), *left]
            start = joined
    while left and (left[0] in _LINKS or left[0] in ("및", "·", "-")):
        start += len(left[0]) + 1
        left.pop(0)
    return start, left


def _joined(text: str, floor: int, at: int) -> int | None:
    """Return where `영상기록 및` begins before a position: what 및 joins to the name, one or two nouns after a border."""
    found = _AND.search(text[max(floor, at - 30) : at])
    if not found or not all(is_bare_noun(word) for word in found["left"].split()):
        return None
    if _ENDS_IN_HEAD.search(found["left"]):
        return None
    return at - len(found.group("left")) - len(found["and"])


def _without_owner(reading: Reading, start: int, word: str, left: list[str], end: int) -> tuple[int, str, list[str]]:
    """Cut the city off the front of 대구시스마트교통체계, and take it in where nothing telling would remain."""
    owner_end = reading.places.get(start)
    if owner_end is not None and start < owner_end < end and not reading.text[owner_end : owner_end + 1].isspace():
        return start, word, left
    plain = reading.text[start:end].replace(" ", "")
    owner = reading.ends.get(start - 1) if start and reading.text[start - 1] == " " else None
    if (
        owner is not None
        and owner.type == "place"
        and (plain.endswith("센터") or (plain in _GENERIC and plain.endswith(_TAKES_OWNER)))
    ):
        return owner.start, word, [reading.text[owner.start : owner.end], *left]
    return start, word, left


def _unbalanced(name: str) -> bool:
    return name.count("(") != name.count(")")


def _is_map(plain: str) -> bool:
    return _A_MAP.search(plain) is not None and not _NO_MAP.search(plain)


_OFTEN_KINDS = tuple(
    words(
        "서비스 솔루션 네트워크 앱 지도 로봇 장치 쉼터 주차장 정류장 횡단보도 가로등 신호등 벤치 "
        "폴 CCTV 셔틀 셔틀버스 단말기 정류소 승강장 포털 접종센터 검사소 진료소 관제소 망"
    )
)
"""Heads that mostly say a kind of thing: a name with one of them needs technology in it."""
_NAMED_FROM_SIX = ("허브", "테스트베드", "선별진료소", "디지털트윈", "챗봇", "키오스크", "대시보드")
"""Heads of a system where something stands before them: from six letters on."""


def _is_specific(plain: str, left: list[str], *, at_home: bool) -> bool:
    """Say whether a name tells one system; where no city is at issue (not `at_home`), a service needs more to be one."""
    if _HEADS_AGAIN.search(plain) or _is_centre_of_trade(plain) or (plain.endswith("지도") and not _is_map(plain)):
        return False
    if plain.endswith(_PAVILIONS) or (plain.endswith("장치") and len(plain) >= 7 and not left):
        return len(plain) >= 5 and not left
    if (len(plain) < 5 and not _REAL_TECH.search(plain)) or (plain.endswith("장치") and not _DEVICE.search(plain)):
        return False
    if plain.endswith(_OFTEN_KINDS):
        return (bool(_REAL_TECH.search(plain)) and len(plain) >= 5) or (
            at_home and len(left) >= 2 and bool(_TECH.search(plain))
        )
    if plain.endswith(_NAMED_FROM_SIX):
        return len(plain) >= 6
    return bool(_TECH.search(plain.removesuffix("플랫폼")))
