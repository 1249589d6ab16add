"""What careful readers would strike out: labels, durations, namesakes, offices and words that only look like names."""

from __future__ import annotations

import pytest

from store.records import KnownName
from tests.recognition.reading_aloud import known, quotes, values

NAMESAKES = (known(90, "organisation", "Ford"), known(91, "place", "Jordan"), known(92, "place", "Chad"))
LANDS = (known(98, "place", "Milan"), known(99, "place", "Paris"), known(80, "place", "China"))
TECHNOLOGIES = tuple(known(81 + at, "technology", name) for at, name in enumerate(("LTE", "AR", "AI")))
HWASEONG = (known(93, "place", "수원"), known(93, "place", "수원시"), known(94, "place", "화성"))


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Under Article 4 member countries may ask for talks.", []),
        ("The operator flies 737 Max jets and got 911 calls.", []),
        ("After the Oct. 7 attacks and the May 22 operations, talks stopped.", []),
        ("A Wi-Fi 6 mesh router feels fast.", []),
        ("About 7 in 10 voters agree.", []),
        ("She has Type 1 diabetes.", []),
        ("Wine guy tries 3 rosés", ["3 rosés"]),
        ("The shares fell after September 30 because investors left.", []),
        ("City Installs 300 Sensors on Bridges", ["300 Sensors"]),
        ("The 300 sensors hang on 12 bridges.", ["300 sensors", "12 bridges"]),
        ("a $100-million tunnel and a $5-billion bid", ["$100-million", "$5-billion"]),
        ("찬성 61 대 54로 통과됐다.", []),
        ("경쟁률은 187 대 1이었다.", []),
        ("전반 6분 선제골, 후반 34분 동점골이 나왔다.", []),
        ("발사는 오후 3시 52분으로 미뤄졌다.", []),
        ("바람은 79km/h로 분다.", ["79km/h"]),
        ("버스 120대와 택시 45대", ["120대", "45대"]),
        ("약 15분이 걸린다.", ["15분"]),
        ("2030세대가 몰린다. 3,000세대가 들어선다.", ["3,000세대"]),
        ("so-called type 2 immune responses and phase 3 trials", []),
    ],
)
def test_numbers_that_count_and_numbers_that_name(text: str, amounts: list[str]) -> None:
    assert quotes(text, "amount") == amounts


def test_the_pounds_of_somebody_who_lost_weight_are_no_money() -> None:
    assert values("He lost 40 pounds in a year.", "amount") == ["40 pounds"]
    assert values("The ticket costs 40 pounds.", "amount") == ["GBP 40"]


@pytest.mark.parametrize(
    ("text", "dates", "said"),
    [
        ("법원은 징역 10월을 선고했다.", [], []),
        ("징역 1년 6월과 벌금", [], []),
        ("준비에는 7일 정도가 걸린다.", [], []),
        ("최대 14일 머문다.", [], []),
        ("불과 5일 전에 나왔다.", [], []),
        ("결과는 30일 이내에 나온다.", [], []),
        ("축제는 7일 열린다.", ["7일"], ["2024-03-07"]),
        ("지난 해 3월에 시작했다.", ["지난 해 3월"], ["2023-03"]),
        ("지난 해 예산", ["지난 해"], ["2023"]),
        ("1795년 5월에 성곽을 쌓았다.", ["1795년 5월"], ["1795-05"]),
        ("유적은 2000년 전 것이다.", [], []),
        ("2015년 12월부터 이듬해 1월까지", ["2015년 12월", "1월"], ["2015-12", "2016-01"]),
        ("2019년 문을 열었다. 그해 5월에", ["2019년", "5월"], ["2019", "2019-05"]),
    ],
)
def test_dates_and_durations(text: str, dates: list[str], said: list[str]) -> None:
    assert quotes(text, "date", published="2024-03-10") == dates
    assert values(text, "date", published="2024-03-10") == said


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("발사는 오후 3시 52분으로 미뤄졌다.", ["오후 3시 52분"]),
        ("지진은 20시 32분 54초 발생했다.", ["20시 32분 54초"]),
        ("오후 1시17분과 같은", ["오후 1시17분"]),
    ],
)
def test_clocks_with_seconds(text: str, times: list[str]) -> None:
    assert quotes(text, "time") == times


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("노사정 대표가 만났다.", []),
        ("면담을 마친 김부장검사는 웃었다.", []),
        ("특별수사팀 팀장(여주지청장)이 맡았다.", []),
        ("이에 대해 알무알렘 장관은 말했다. 11월 초 코스닥 시장에 오른다.", []),
        ("12월만 해도 데이비드 캐넌 총리가 반대했다.", ["데이비드 캐넌"]),
        ("가할 수도 있다고 벡톨 브라운 교수는 말했다.", ["벡톨 브라운"]),
        ("Governor Ron DeVarro came.", ["Ron DeVarro"]),
        ("Martin, the leader of Fianna Uladh, and Foreign Minister", []),
        ("The Great Union Party, led by the chairman", []),
        ("Her book: An American Morning, “I was twelve", []),
        ("researcher Dr Kavita Menon writes", ["Kavita Menon"]),
        ("신계용(오른쪽) 과천시장과 한다솔(왼쪽에서 두 번째) 원장", ["신계용", "한다솔"]),
        ("허석 대구시장과 유통 시장, 조직 서울시장", ["허석"]),
        ("Mayor Bill Peduto and the Mayor Law", ["Bill Peduto"]),
        ("그 문구가 대한민국 국회의원 선거에 쓰였다.", []),
        ("founder Jeff Bostock’s Red Origin and others", ["Jeff Bostock"]),
        ("Rob Goldner, President Alcom North, said so.", ["Rob Goldner"]),
    ],
)
def test_persons(text: str, persons: list[str]) -> None:
    assert quotes(text, "person") == persons


@pytest.mark.parametrize(
    ("text", "type_", "names", "kept"),
    [
        ("The novels of John M. Ford are rare. Ford wrote at night.", "organisation", NAMESAKES, []),
        ("Ford opens a plant in the city.", "organisation", NAMESAKES, ["Ford"]),
        ("Several Indian officials and Indian aircraft were named.", "place", NAMESAKES, []),
        ("Chad Miller came back from Jordan.", "place", NAMESAKES, ["Jordan"]),
        ("수원 화성 성곽을 걷는다. 화성 행궁도 있다.", "place", HWASEONG, ["수원"]),
        ("화성 탐사선이 떴다.", "place", HWASEONG, []),
        ("세종 10년에 지었다. 세종에서 열린다.", "place", (known(95, "place", "세종"),), ["세종"]),
        ("Milan beat Inter Milan and Paris FC in the South China Sea", "place", LANDS, ["Milan"]),
        ("에릭 트럼프와 미국 트럼프 대통령", "person", (known(96, "person", "트럼프"),), ["트럼프"]),
        ("조류인플루엔자(AI)가 퍼져 AI 농장을 닫았다.", "technology", TECHNOLOGIES, []),
        ("독립투자자문업자(IFA)와 IFA", "event", (known(78, "event", "IFA"),), []),
        ("국제가전박람회(IFA)가 열렸다.", "event", (known(78, "event", "IFA"),), ["국제가전박람회", "IFA"]),
        ("TD-LTE와 LTE-A, AR-15와 LTE, AI-based", "technology", TECHNOLOGIES, ["LTE", "AI"]),
        ("the city’s map shows S-Map", "system", (known(97, "system", "S-Map"),), ["S-Map"]),
    ],
)
def test_namesakes(text: str, type_: str, names: tuple[KnownName, ...], kept: list[str]) -> None:
    assert quotes(text, type_, *names) == kept


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        ("The National Weather Service warned.", ["National Weather Service"]),
        ("the Royal Prosecution Service (RPS) said; the RPS is", ["Royal Prosecution Service", "RPS", "RPS"]),
        ("by Teri Allan of North Plains University and", ["North Plains University"]),
        ("지분을 갖는 주식회사로 세운다.", []),
        ("현지 석유화학회사로부터 받았다.", []),
        ("최고경영자 그리고 공동 창업자인", []),
        ("settlements in the West Bank south of the city", []),
        ("the Department of Homeland Safety and Alex Doe of", ["Department of Homeland Safety"]),
        ("kim@etnews.com, etnews가 전했다", ["etnews"]),
        ("방통위는 방통위원장을", ["방통위"]),
        ("KT는 KT&G와 KT-1을", ["KT"]),
        ("CEO and Founder of Ceres Robotics said", ["Ceres Robotics"]),
    ],
)
def test_offices(text: str, organisations: list[str]) -> None:
    assert (
        quotes(
            text,
            "organisation",
            known(70, "organisation", "etnews"),
            known(71, "organisation", "방통위"),
            known(72, "organisation", "KT"),
        )
        == organisations
    )


def test_a_project_of_a_kind_is_no_programme() -> None:
    assert quotes("착한 포장 프로젝트에 이어 2차 프로젝트를 시작했다.", "programme") == []
    assert quotes("시장은 시민과 함께 스마트빌리지 프로젝트를 시작했다.", "programme") != []


def test_an_office_is_no_system_and_a_parliament_no_event() -> None:
    assert quotes("The National Weather Service and the Storm Prediction Center warned the city.", "system") == []
    assert quotes("The city runs the Traffic Information Service Center.", "system") != []
    for text in (
        "an adviser to the US Congress",
        "hopes in the Mid-American Conference West Division",
        "a 4K LED 2018 set",
    ):
        assert quotes(text, "event") == []
    assert quotes("It spoke at the World Smart City Congress.", "event") == ["World Smart City Congress"]
