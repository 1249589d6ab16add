"""Organisations: companies by their form, offices and institutes by their last word, outlets in credits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.recognition.agencies import is_agency
from store.recognition.borders import ends_before_noun
from store.recognition.find import Find
from store.recognition.korean import is_particle, run_after, split_particle
from store.recognition.lexicon import NOT_IN_NAMES
from store.recognition.loanwords import COMMON_LOANS, is_foreign_word
from store.recognition.persons_korean import is_name
from store.recognition.reading import Reading
from store.recognition.sought import Sought
from store.recognition.wordlist import alternation, sorted_out, words

_KO_WORD = r"[가-힣A-Za-z0-9&·\-]{2,20}"
_FORM_FIRST = re.compile(rf"(?:㈜|\(주\)|주식회사 |\(사\)|\(재\)|사단법인 |재단법인 ) ?(?P<name>{_KO_WORD})")
_FORM_LAST = Sought(rf"(?<![가-힣A-Za-z])(?P<name>{_KO_WORD})(?:㈜|\(주\)| 주식회사)", has=(" 주식회사", "(주)", "㈜"))
_LATIN_FIRM = re.compile(
    r"(?<![A-Za-z&\-])(?P<name>[A-Z][A-Za-z0-9&]*(?:[ \-][A-Z][A-Za-z0-9&]*){0,3})"
    r"사(?=[\(는가의와를로에도, ]|$)(?P<land>\((?P<place>[가-힣]{2,6})\))?"
)
_LATIN_WITH_LAND = re.compile(
    r"(?<![A-Za-z&\-])(?P<name>[A-Z][A-Za-z0-9&]+(?: [A-Z][A-Za-z0-9&]*){0,3})\((?P<place>[가-힣]{2,6})\)"
)

_KOREAN_WITH_LAND = Sought(r"(?<![가-힣A-Za-z])(?P<name>[가-힣]{2,8})사\((?P<place>[가-힣]{2,6})\)", has=words("사("))
_NO_FOUNDED = (
    "기업",
    "회사",
    "업체",
    "스타트업",
    "재단",
    "센터",
    "그룹",
    "단체",
    "학교",
    "대학",
    "협회",
    "공동",
    "벤처",
)

_SURE_ENDINGS = words(
    """
    진흥원 연구원 평가원 개발원 기술원 정보원 관리원 인증원 보증기금 기금 연구소 협회 학회 연합회 진흥회 위원회
    대학교 대학원 재단 진흥공단 관리공단 은행 의료원 대학교병원 대학병원 경찰서 경찰청 소방서 소방본부 교육청 교육지원청
    상공회의소 테크노파크 산학협력단 협의회 협동조합 추진단 지방법원 검찰청 세무서 보건소 박물관 도서관 미술관
    문화원 시의회 도의회 구의회 군의회 도시공사 시설공단 도시개발공사 교통공사 관광공사 도로공사 수자원공사
    주택공사 주택도시공사 토지주택공사 전력공사 가스공사 철도공사 공항공사 항만공사 마케팅공사 농어촌공사 환경공단
    교통안전공단 시설관리공단 인력공단 정보산업진흥원 경제진흥원 미래재단 문화재단 복지재단 인재평생교육진흥원
    디지털재단 혁신재단 창조경제혁신센터 스마트도시협회 국토정보공사 정보화진흥원 전자통신연구원 건설기술연구원
    """
)
_CITY_ENDINGS = words(
    "공사 공단 전자 건설 텔레콤 통신 중공업 자동차 그룹 항공 제약 화학 물산 모비스 일보 신문 방송 "
    "방송공사 뉴스 미디어 대학 대 병원"
)
_NATIONAL = (
    "한국",
    "국립",
    "대한",
    "국가",
    "서울",
    "부산",
    "대구",
    "인천",
    "광주",
    "대전",
    "울산",
    "세종",
    "경기",
    "강원",
    "충북",
    "충남",
    "전북",
    "전남",
    "경북",
    "경남",
    "제주",
    "중앙",
)
_ENDING = alternation(_SURE_ENDINGS)
_KO_ENDING = re.compile(
    rf"(?<![가-힣A-Za-z0-9&])(?P<name>[가-힣A-Za-z][가-힣A-Za-z0-9]{{0,15}}?(?:{_ENDING}))(?P<rest>[가-힣]*)"
)
_CITY_ENDING = re.compile(
    rf"(?<![가-힣A-Za-z])(?P<name>(?:{'|'.join(_NATIONAL)})"
    rf"[가-힣]{{0,10}}?(?:{alternation(_CITY_ENDINGS)}))(?P<rest>[가-힣]*)"
)
_MINISTRY = re.compile(
    r"(?<![가-힣])(?P<name>(?:[가-힣]{2,8}(?:통상부|경제부|교육부|국방부|노동부|복지부|환경부|교통부|"
    r"해양부|수산부|관광부|체육부|정보부|통신부|과학부|기술부|안전부|자치부|법무부|외교부|통일부|가족부|"
    r"벤처기업부|식품부)"
    r"|법무부|외교부|통일부|환경부|국방부|교육부|국토부|과기부|산업부|행안부|중기부|문체부|복지부|해수부|"
    r"고용부|농식품부|여가부|기재부)"
    r"|[가-힣]{2,6}(?:통계청|조달청|특허청|산림청|기상청|소방청|경찰청|관세청|국세청|병무청|질병관리청|"
    r"보훈처|법제처|식약처|안전처|문화재청|해양경찰청|도시건설청|새만금개발청|농촌진흥청))"
    r"(?P<rest>[가-힣]*)"
)
_GENERIC = words(
    """
    본위원회 대출은행 청산은행 채권은행 국유상업은행 민영은행 국책은행 민간은행 창립준비위원회 비상대책위원회
    개혁특별위원회 의료재단 감사위원회 장학재단 복지재단 문화재단 지역재단 동물병원 저축은행 징계위원회 투자은행
    상업은행 상호저축은행 지방저축은행 예금은행 종합병원 국립대학교 집행위원회 중앙위원회 분과위원회 위원회 연구원
    협회 학회 재단 협의회 연구소 대학교 은행 추진단 박물관 도서관 미술관 보건소 경찰서 소방서 교육청 협동조합
    산학협력단 공사 공단 그룹 대학병원 테크노파크 추진위원회 심의위원회 조직위원회 자문위원회 운영위원회 준비위원회
    평가위원회 선정위원회 전문위원회 상임위원회 특별위원회 실무위원회 심사위원회 인사위원회 민관협의회 실무협의회
    주민협의회 운영협의회 선임연구원 책임연구원 수석연구원 전임연구원 국책연구원 공공도서관 작은도서관 관할경찰서
    관할소방서 시의회 도의회 구의회 군의회 지역대학교 시중은행 지방은행 중앙은행 인터넷은행 사회적협동조합
    지역협의회 각대학교 전담추진단 시민위원회 시교육청 도교육청 중앙대책본부 공공재단 민간재단 기업연구소
    대학연구소 부설연구소 기술연구소 산하위원회 지방공사 지방공단 한국대 서울대회 부산대회 대구대회 중앙방송 국가대
    서울뉴스 전국대학교 국내대학교 국가기금 해외은행 지역위원회 소위원회 윤리위원회 대책위원회 관련학회 관련협회
    """
)
_EN_HEAD_WORDS = (
    r"Ministry|Institute|Association|Corporation|Agency|University|Foundation|Authority|Commission|Council|"
    r"Committee|Department|Bureau|Federation|Society|Administration|Organization|Organisation|Bank|College"
)
_EN_HEADS = sorted_out(_EN_HEAD_WORDS)
_EN_SECOND = (
    r"(?:Affairs|Security|Technology|Planning|Communications?|Development|Safety|Future|Information|"
    r"Engineering|Innovation|Services?|Settlements|Industry|Science|Research|Promotion|Advancement|Startups)"
)
_EN_TAIL = (
    rf"(?:,? [A-Z][A-Za-z\-]+| of [A-Z][A-Za-z\-]+){{0,6}}(?:,? (?:and|&) [A-Z][A-Za-z\-]+(?: {_EN_SECOND}){{0,2}})?"
)
_EN_HEAD_OF = Sought(
    rf"(?<![\w\-])(?P<name>(?:[A-Z][A-Za-z\-]+ ){{0,4}}(?:{_EN_HEADS}|Office|Center|Centre|Chamber) (?:of|"
    rf"for) (?:the )?[A-Z][A-Za-z\-]+(?P<tail>{_EN_TAIL}))",
    has=words("for of"),
)
_EN_CAPS_HEAD = re.compile(
    rf"(?<![\w\-])(?P<name>(?:[A-Z][A-Za-z\-&]+ (?:(?:and|of|&) )?){{1,5}}(?:{_EN_HEADS}|Institute of "
    rf"Technology|Group|Electronics|Telecom|Technologies|Motors?|Holdings|Partners|Technopark|Hospital|"
    rf"Chamber of Commerce|Motor Company|Engineering|Robotics|Labs|Software|Heavy Industries|Construction|"
    rf"Semiconductor))(?![\w\-])"
)
_EN_AGENCY = Sought(
    r"(?<![\w\-])(?P<name>(?:[A-Z][A-Za-z\-]+ (?:(?:and|of|&) )?){1,5}(?:Service|Center|Centre))(?![\w\-])(?! [A-Z])",
    has=words("Service Center Centre"),
)
_EN_FORM = Sought(
    r"(?<![\w\-])(?P<name>[A-Z][A-Za-z0-9&\-]*(?: [A-Z&][A-Za-z0-9&\-]*){0,4}),? (?P<form>Co\., ?Ltd\.?|"
    r"Inc\.?|Ltd\.?|Corp\.?|LLC|GmbH|PLC|plc|S\.A\.|AG|SE|B\.V\.|Pte\.? Ltd\.?)(?![\w])",
    has=words("AG B.V. Co., Corp GmbH Inc LLC Ltd PLC S.A. SE plc"),
)
_EN_PRESS = Sought(
    r"(?<![\w\-])(?P<name>(?:[A-Z][A-Za-z]+ ){1,3}(?:News|NEWS|Times|Herald|Daily|Post|Press|Tribune|"
    r"Journal|Newspaper|Broadcasting))(?= DB\]|\]|[.,]| (?:has|reported|reports|said)|/|$)",
    has=words("Broadcasting Daily Herald Journal NEWS News Post Press Times Tribune"),
)
_EN_KIND = Sought(
    r"(?:\b(?:company|firm|startup|start-up|organization|organisation|agency|operator|manufacturer|"
    r"supplier|provider|developer|maker|giant|conglomerate|consortium|subsidiary|carrier|automaker|"
    r"chipmaker),? )(?P<name>[A-Z][A-Za-z0-9&]+(?: [A-Z][A-Za-z0-9&]+){0,3})(?=[,.;]| (?:has|have|is|was|"
    r"will|said|to|and|for|in|on|at|which|that|announced|signed|developed|provides|built)\b|['’]s)",
    has=words(
        "agency carrier company conglomerate consortium developer firm giant maker manufacturer operator "
        "organisation organization provider start-up startup subsidiary supplier"
    ),
)
_NAME_BEFORE = re.compile(r"(?<![\w\-])(?P<name>[A-Z]{3,8}|[A-Z][A-Za-z0-9&]+(?: [A-Z][A-Za-z0-9&]+){1,3})$")
_EN_APPOSED = re.compile(
    r", an? (?:[\w\-]+ ){0,4}"
    r"(?:agency|organi[sz]ation|company|firm|institute|association|corporation|startup|manufacturer|operator)\b"
)
_KO_KIND = re.compile(
    r"(?:기업|업체|회사|스타트업|제조사|개발사|운영사) (?P<name>(?=[A-Z]*[a-zÀ-ÿ]|[A-Z]{4})"
    r"[A-ZÀ-Ý][\w&\-]*[A-Za-zÀ-ÿ](?: [A-ZÀ-Ý][A-Za-zÀ-ÿ0-9&\-]*){0,3})(?![A-Za-z])"
)
_CREDIT = Sought(
    r"(?:[ⓒ©] ?|저작권자 ?[:ⓒ©(cC)]* ?|(?:사진|자료|제공|출처) ?(?:제공)? ?[=:] ?)"
    r"(?P<name>[가-힣]{2,8}(?:뉴스|일보|신문|방송|통신|투데이|경제|타임즈|타임스|미디어|저널|데일리))"
    r"(?![가-힣])",
    has=words("© ⓒ 사진 자료 저작권자 제공 출처"),
)
_BYLINE = re.compile(
    r"[\[(【](?P<name>[가-힣A-Za-z]{2,12}) (?:[가-힣]{2,4}=)?(?P<person>[가-힣]{2,4}) ?(?:선임|수습|인턴|"
    r"객원|전문)?기자"
)
_DATELINE = Sought(r"[(\[][가-힣]{2,6} ?= ?(?P<name>[가-힣A-Za-z]{2,10})[)\]]", has=words("="))
_FOUNDED = Sought(
    r"(?<![가-힣])(?P<name>[가-힣A-Za-z]{3,14}) (?:공동 ?)?(?:창업자|설립자|창립자)", has=words("설립자 창립자 창업자")
)
_EN_LED = Sought(
    r"\b(?:CEO|CTO|president|founder|co-founder|chairman|chief executive|chief executive officer|managing "
    r"director|vice president|head|director) of (?P<name>[A-Z][A-Za-z0-9&]+(?: [A-Z][A-Za-z0-9&]+){0,3})"
    r"(?=[,.;”\"]| (?:and|said|told|in|at|who|has|is|was|showed|signed)\b)",
    has=(" of ",),
)
_STOP_FIRST = words(
    "About Welcome Visit Contact Photo The This That These A An In On At For From With By And Or But As "
    "Our Its Their His Her Other Each Many Several Some All Both Such"
)
_EN_CLOSING = frozenset(_EN_HEAD_WORDS.split("|")) | {
    "Group",
    "Electronics",
    "Telecom",
    "Hospital",
    "Holdings",
    "Robotics",
    "Labs",
}
_TITLE_WORDS = words(
    "Minister Officer Director Mayor President Chairman Vice Deputy Chief Secretary CEO Professor Governor Spokesperson"
)
_NO_OUTLET = words(
    "글 사진 취재 정리 편집 서울 부산 대구 인천 광주 대전 울산 세종 제주 경제부 사회부 정치부 문화부 "
    "디지털뉴스팀 온라인뉴스팀"
)
_COUNTRY = re.compile(r"(?<![가-힣])(한국|국립|국제|세계) $")
_NO_FIRMS = words("AI IT ICT IoT MOU CEO ESG B2B R&D SW HW VR AR XR")
_ADNOMINAL = ("하는", "되는", "있는", "없는", "갖는", "가진", "라는", "던")
_EN_OF = frozenset(_EN_HEAD_WORDS.split("|")) | {
    "School",
    "Office",
    "Center",
    "Centre",
    "Chamber",
    "Faculty",
    "Academy",
}
_BAD_TAIL = words("in for the of and & In The")


def find_organisations(reading: Reading) -> Iterator[Find]:
    """Yield organisations; the span of a company takes its form in (㈜제스트), the name does not."""
    text = reading.text
    if reading.korean:
        yield from _companies(reading)
        yield from _korean_offices(text)
    yield from _english(reading)


def _org(start: int, end: int, name: str, score: float) -> Find:
    return Find(start=start, end=end, type="organisation", origin="pattern", score=score, name=name)


def _companies(reading: Reading) -> Iterator[Find]:
    text = reading.text
    for match in _FORM_FIRST.finditer(text):
        name = match["name"].rstrip("-·&")
        if text[match.start("name") + len(name) : match.end("name") + 1] not in ("(", "["):
            name = split_particle(name)
        if len(name) >= 2:
            yield _org(match.start(), match.start("name") + len(name), name, 0.95)
    for match in _FORM_LAST.finditer(text):
        end = match.end()
        if text[end - 1] == "사" and (text[end : end + 1] == " " or match["name"].endswith(_ADNOMINAL)):
            continue  # 지분을 갖는 주식회사
        lasts = ("사",) if text[end - 1] == "사" else ("주", match["name"][-1])
        if any(is_particle(last, run_after(text, end)) for last in lasts):
            yield _org(match.start(), end, match["name"], 0.95)
    yield from _foreign_firms(reading)
    yield from _outlets(text)
    for match in _FOUNDED.finditer(text):
        name = match["name"]
        foreign = is_foreign_word(name) or text.count(name) > 2
        if split_particle(name) == name and foreign and not name.endswith(_NO_FOUNDED) and name not in COMMON_LOANS:
            yield _org(match.start("name"), match.end("name"), match["name"], 0.75)


def _foreign_firms(reading: Reading) -> Iterator[Find]:
    """Yield the firms before 사 or before a country in brackets: INIA Tech사(이스라엘)."""
    text = reading.text
    for match in _LATIN_FIRM.finditer(text):
        yield _org(match.start("name"), match.end("name"), match["name"], 0.9)
    lands = {text[find.start : find.end] for find in reading.known if find.type == "place"}
    for match in _LATIN_WITH_LAND.finditer(text):
        if match["place"] in lands:
            yield _org(match.start("name"), match.end("name"), match["name"], 0.88)
    for match in _KOREAN_WITH_LAND.finditer(text):
        if match["place"] in lands:
            yield _org(match.start("name"), match.end("name"), match["name"], 0.88)


def _outlets(text: str) -> Iterator[Find]:
    """Yield the medium of a byline, a dateline or a credit."""
    for match in _BYLINE.finditer(text):
        if is_name(match["person"]) and match["name"] not in _NO_OUTLET:
            yield _org(match.start("name"), match.end("name"), match["name"], 0.92)
    for match in _DATELINE.finditer(text):
        yield _org(match.start("name"), match.end("name"), match["name"], 0.92)
    for match in _KO_KIND.finditer(text):
        if match["name"] not in _NO_FIRMS:
            yield _org(match.start("name"), match.end("name"), match["name"], 0.82)
    for match in _CREDIT.finditer(text):
        yield _org(match.start("name"), match.end("name"), match["name"], 0.9)


def _korean_offices(text: str) -> Iterator[Find]:
    for pattern, score in ((_KO_ENDING, 0.88), (_CITY_ENDING, 0.85), (_MINISTRY, 0.95)):
        for match in pattern.finditer(text):
            name, rest = match["name"], match["rest"]
            if name in _GENERIC or len(name) < 3:
                continue
            if name[-1] == "회" and rest.startswith("사"):
                continue  # 석유화학회사 is a company
            if not is_particle(name[-1], rest) and not ends_before_noun(name[-1], rest, "organisation"):
                continue
            if name.endswith("대") and not _is_university(text, match):
                continue
            start = _with_country(text, match.start("name"))
            yield _org(start, match.end("name"), text[start : match.end("name")], score)


def _with_country(text: str, start: int) -> int:
    """Return where 한국 건설정책연구원 begins: a nation or a foreign name right before belongs to it."""
    before = _COUNTRY.search(text[max(0, start - 12) : start])
    return start - len(before[1]) - 1 if before else start


def _is_university(text: str, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 4]
    return len(match["name"]) >= 3 and following.strip()[:2] in ("교수", "총장", "학생", "연구", "병원", "산학")


def _english(reading: Reading) -> Iterator[Find]:
    text = reading.text
    for match in _EN_HEAD_OF.finditer(text):
        yield from _trimmed(text, match, 0.93)
    for match in _EN_CAPS_HEAD.finditer(text):
        yield from _trimmed(text, match, 0.88)
    yield from _agencies(text)
    for match in _EN_FORM.finditer(text):
        name = match["name"]
        if name not in NOT_IN_NAMES:
            end = (
                match.end("form")
                if text[match.end("form") - 1] != "." or _ends_abbreviated(text, match.end("form"))
                else match.end("form") - 1
            )
            yield _org(match.start("name"), end, name, 0.95)
    for match in _EN_PRESS.finditer(text):
        yield _org(match.start("name"), match.end("name"), match["name"], 0.88)
    known = {find.start for find in reading.known if find.type != "organisation"}
    for match in _EN_LED.finditer(text):
        if match["name"].split()[0] not in NOT_IN_NAMES and match.start("name") not in known:
            yield _org(match.start("name"), match.end("name"), match["name"], 0.82)
    for apposed in _EN_APPOSED.finditer(text):
        named = _NAME_BEFORE.search(text, max(0, apposed.start() - 60), apposed.start())
        if named and named["name"].split()[0] not in NOT_IN_NAMES:
            yield _org(named.start("name"), named.end("name"), named["name"], 0.85)
    for match in _EN_KIND.finditer(text):
        if match["name"].split()[0] not in NOT_IN_NAMES:
            yield _org(match.start("name"), match.end("name"), match["name"], 0.85)


def _agencies(text: str) -> Iterator[Find]:
    for match in _EN_AGENCY.finditer(text):
        if is_agency(match["name"].split()):
            yield from _trimmed(text, match, 0.88)


def _ends_abbreviated(text: str, end: int) -> bool:
    return text[end : end + 1] != "" and text[end : end + 2].strip() != "" and not text[end + 1 : end + 2].isupper()


def _trimmed(text: str, match: re.Match[str], score: float) -> Iterator[Find]:
    """Yield the organisation without an article before it and words after it that belong to the sentence."""
    start, end = match.span("name")
    parts = text[start:end].split(" ")
    while parts and parts[0].rstrip(",") in _STOP_FIRST:
        start += len(parts[0]) + 1
        parts = parts[1:]
    while parts and parts[-1].rstrip(",") in _BAD_TAIL:
        end -= len(parts[-1]) + 1
        parts = parts[:-1]
    if len(parts) < 2:
        return
    owner = next((at for at, word in enumerate(parts[:-2]) if at and word == "of"), 0)
    if (
        owner > 1
        and parts[-1] in ("University", "College", "Institute", "Foundation")
        and parts[owner - 1] not in _EN_OF
    ):
        start += len(" ".join(parts[: owner + 1])) + 1
        parts = parts[owner + 1 :]
    joined = [at for at, word in enumerate(parts) if word in ("and", "&") and at > 1 and parts[at - 1] in _EN_CLOSING]
    if joined:
        parts = parts[: joined[0]]
        end = start + len(" ".join(parts))
    titles = [at for at, word in enumerate(parts) if at and word.rstrip(",") in _TITLE_WORDS]
    if titles:
        end = start + len(" ".join(parts[: titles[0]]).rstrip(","))
        if titles[0] < 2:
            return
    name = text[start:end]
    yield _org(start, end, name, score)
