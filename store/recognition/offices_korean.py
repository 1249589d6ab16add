"""Korean offices and institutes: by their last word (진흥원, 위원회), a city before it, or as ministries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.recognition.borders import ends_before_noun
from store.recognition.cues import Cues
from store.recognition.find import Find
from store.recognition.korean import is_particle
from store.recognition.lexicon import REGIONS
from store.recognition.sought import Sought
from store.recognition.wordlist import alternation, words

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
_NATIONAL = ("한국", "국립", "대한", "국가", "중앙", *REGIONS)
_ENDING = alternation(_SURE_ENDINGS)
_KO_ENDING = Sought(
    rf"(?<![가-힣A-Za-z0-9&])(?P<name>[가-힣A-Za-z][가-힣A-Za-z0-9]{{0,15}}?(?:{_ENDING}))(?P<rest>[가-힣]*)",
    at=Cues(_SURE_ENDINGS),
    back=16,
)
_CITY_ENDING = Sought(
    rf"(?<![가-힣A-Za-z])(?P<name>(?:{'|'.join(_NATIONAL)})"
    rf"[가-힣]{{0,10}}?(?:{alternation(_CITY_ENDINGS)}))(?P<rest>[가-힣]*)",
    at=Cues(_NATIONAL),
)
_OFFICE_CUES = Cues(
    words(
        """
        통상부 경제부 교육부 국방부 노동부 복지부 환경부 교통부 해양부 수산부 관광부 체육부 정보부 통신부 과학부 기술부 안전부
        자치부 법무부 외교부 통일부 가족부 벤처기업부 식품부 국토부 과기부 산업부 행안부 중기부 문체부 해수부 고용부 농식품부
        여가부 기재부 통계청 조달청 특허청 산림청 기상청 소방청 경찰청 관세청 국세청 병무청 질병관리청 보훈처 법제처 식약처
        안전처 문화재청 해양경찰청 도시건설청 새만금개발청 농촌진흥청
        """
    )
)
_MINISTRY = Sought(
    r"(?<![가-힣])(?P<name>(?:[가-힣]{2,8}(?:통상부|경제부|교육부|국방부|노동부|복지부|환경부|교통부|"
    r"해양부|수산부|관광부|체육부|정보부|통신부|과학부|기술부|안전부|자치부|법무부|외교부|통일부|가족부|"
    r"벤처기업부|식품부)"
    r"|법무부|외교부|통일부|환경부|국방부|교육부|국토부|과기부|산업부|행안부|중기부|문체부|복지부|해수부|"
    r"고용부|농식품부|여가부|기재부)"
    r"|[가-힣]{2,6}(?:통계청|조달청|특허청|산림청|기상청|소방청|경찰청|관세청|국세청|병무청|질병관리청|"
    r"보훈처|법제처|식약처|안전처|문화재청|해양경찰청|도시건설청|새만금개발청|농촌진흥청))"
    r"(?P<rest>[가-힣]*)",
    at=_OFFICE_CUES,
    back=8,
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
_COUNTRY = re.compile(r"(?<![가-힣])(한국|국립|국제|세계) $")


def korean_offices(text: str) -> Iterator[Find]:
    """Yield the offices and institutes of a text; a nation or a foreign name right before belongs to them."""
    for pattern, score in ((_KO_ENDING, 0.88), (_CITY_ENDING, 0.85), (_MINISTRY, 0.95)):
        for match in pattern.finditer(text):
            name, rest = match["name"], match["rest"]
            if name in _GENERIC or len(name) < 3:
                continue
            if (name[-1] == "회" and rest.startswith("사")) or (name[-1] == "위" and rest.startswith("원")):
                continue  # 석유화학회사 is a company, 방통위원장 a person
            if not is_particle(name[-1], rest) and not ends_before_noun(name[-1], rest, "organisation"):
                continue
            if name.endswith("대") and not _is_university(text, match):
                continue
            start = _with_country(text, match.start("name"))
            yield _office(start, match.end("name"), text[start : match.end("name")], score)


def _with_country(text: str, start: int) -> int:
    """Return where 한국 건설정책연구원 begins: a nation or a foreign name right before belongs to it."""
    before = _COUNTRY.search(text[max(0, start - 12) : start])
    return start - len(before[1]) - 1 if before else start


def _is_university(text: str, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 4]
    return len(match["name"]) >= 3 and following.strip()[:2] in ("교수", "총장", "학생", "연구", "병원", "산학")


def _office(start: int, end: int, name: str, score: float) -> Find:
    return Find(start=start, end=end, type="organisation", origin="pattern", score=score, name=name)
