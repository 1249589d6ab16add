"""Word lists that several recognisers share: surnames, months, names that are also words."""

from __future__ import annotations

from store.recognition.wordlist import words

HARMLESS_ONE_WORD = frozenset({"its", "bis", "it", "ai", "us", "lens", "able", "safe"})
"""Lower-case words that must not match an acronym."""

SURNAMES = words(
    """
    김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 유 전 홍 고 문 양 손 배 백 허 남 심 노 하 곽 성 차 주
    우 구 나 민 진 지 엄 채 원 천 방 공 현 함 변 염 여 추 도 소 석 선 설 마 길 연 위 표 명 기 반 라 왕 금 옥 육 인
    맹 제 모 탁 국 어 은 편 용 예 경 봉 사 부 가 복 태 목 형 피 두 감 음 빈 동 온 호 범 좌 팽 승 간 상 갈 단 견 당
    """
)
"""Korean surnames of one syllable."""

COMMON_SURNAMES = words(
    """
    김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 홍 고 문 양 손 배 백 허 유 남 심 노 곽 전 남궁 선우
    황보 제갈
    """
)
"""The surnames of nearly everybody; the others need a surer title beside them."""

SURNAME_CHARACTERS = frozenset(
    "金李朴崔鄭姜趙尹張林韓吳徐申權黃安宋柳全洪高文梁孫裵裴曺曹白許南沈盧河劉郭成車朱禹具任田閔辛池陳嚴元蔡千方康孔玄咸卞楊"
    "邊呂秋魯都石蘇愼馬薛吉宣延表魏明奇房潘羅王琴玉陸印孟諸卓牟鞠魚殷片龍丘余慶晉賓夫皮史邢甘陰葛錢太睦賈丁俞兪兩楚承施杜邵"
    "智弘左菊夏異彭范毛天溫天公司南宮鮮于皇甫獨孤諸葛西門東方周桂"
)
"""The Chinese characters that Korean surnames are written with, the frequent ones."""

LONG_SURNAMES = frozenset({"남궁", "선우", "황보", "제갈", "사공", "독고", "서문", "동방"})
"""Korean surnames of two syllables."""

GIVEN_FIRST = words(
    """
    누 늘 들 름 봄 샘 꽃 담 든 결 울 볼 별 온 새 솜 잎 솔 빛 람 길 가 아 이 강 건 겸 경 계 고 관 광 교 구 국 권 규 근
    금 기 나 남 노 다 달 대 덕 도 동 두 라 래 령 로 리 만 명 무 문 미 민 배 백 범 병 보 복 봉 부 사 상 서 석 선 설
    성 세 소 송 수 순 숙 슬 승 시 신 안 양 여 연 영 예 오 옥 완 용 우 운 원 위 유 윤 은 을 응 의 익 인 일 임 자 장
    재 전 정 제 종 주 준 중 지 진 찬 창 채 천 철 청 초 춘 충 치 태 하 학 한 해 행 향 헌 혁 현 형 혜 호 홍 화 환 효
    후 훈 휘 희 힘 참 단 율 란 량 련 렬 례 루 모 묘 방 벽 비 빈 샛 섭 애 어 언 엄 열 염 엽 외 욱 웅 월 절 점 조 존
    좌 죽 탁 탄 택 판 평 표 필 함 항 협 흥 본 몽 삼 심 록 목
    """
)
"""Syllables that Korean given names begin with."""

GIVEN_LAST = words(
    """
    별 누 늘 들 름 봄 샘 꽃 담 든 결 울 볼 온 새 솜 잎 솔 빛 람 길 가 아 이 강 건 검 겸 경 곤 관 광 구 국 권 규 균
    근 기 나 남 녀 노 단 달 대 덕 돈 동 두 라 락 란 래 량 려 렬 렵 령 례 록 루 룡 룬 류 륜 률 리 린 림 만 명 모 무
    문 미 민 백 범 병 보 복 봉 빈 상 서 석 선 설 섭 성 세 소 송 수 숙 순 술 슬 승 식 신 실 심 안 애 양 언 여 연 열
    엽 영 예 오 옥 완 용 우 욱 운 웅 원 월 유 윤 율 은 익 인 일 임 자 장 재 전 정 제 조 종 주 준 중 지 직 진 찬 창
    채 천 철 청 초 춘 출 충 치 탁 태 택 평 표 필 하 학 한 해 행 향 헌 혁 현 협 형 혜 호 홍 화 환 황 회 효 후 훈 휘
    흠 흥 희 동 도 배 삼 걸 갑
    """
)
"""Syllables that Korean given names end with."""

NO_NAMES = words(
    """
    예수회
    조국은 조계종 천태종 태고종 진각종 문구 온라인 오프라인 대전제 소전제 노사정 노사민정 여야정 당정청 산학연 민관학
    전설인 노조원 공화국 신흥국 상전이 노조위 유일한 남조류 정치국 소유권 천문학 지하주 경영지 안전재 한명의 유력한
    유능한 신속한 한정한 임의로 최선의 조국이 유형별 연령별 기관별 주제별 원인별 나이별 하위별 성별 이별 고별 지별
    위안화 주유소 차전지 전보다 지지율 간담회 상한제 인준안 방한한 주재한 나서 나서서 사진 반대 국정 정제 정유 신진
    어린 여기서 당국의 이후나 도조의 조선소 주민들 주파수 주행 주류 차세대 차원 차량용 차기 차관급 방문한 방산 방안
    공개 공급 공급사 공모 지원한 진행한 진출한 우선주 우주 우려 우편 나머지 나중에 차이나 주가 주식시장 전세 전월세
    전력 전자 전기차 전통 전국적 민생 민주 민자 하루 하반기 하천 구글 구매 구인 구직 원자재 원유 원화 현금 현물
    현재 현장의 추석 추가로 함정 채권 채용 변동 변화한 천연 천연가스 장인인 장인 오늘 오늘날 모든 마을 가을 서울
    차별 구별 지역별 연도별 도봄 이길 진담 부담 상담 전담 분담 농담 하지만 오늘은 연구자 남성 여성 그러나 따라서
    특히 당시 우리 이들 이번 신차 신형 소비자 노동자 사업자 사용자 투자자 피해자 주최자 이용자 관람자 참가자 지도자
    창업자 경영자 설립자 진행자 유권자 탑승자 보호자 제작자 고용주 신청자 공급자 구매자 부모님 손님 선생 장애
    임산부 유명인 한국인 정치인 방송인 기업인 태평양 명의의 기시다 아베 오전장 오후장 국정원 명목상 이스라엘 이탈리아
    이집트 이라크 이란 오만
    유엔 주일 주미 주중 방일 방미 방중 신동아 한반도 남중국해 동남아 유럽연합 장애인 이주민 원주민 이날 이어 이후
    이달 이전 이상 이하 이중 이제 이곳 이미 이런 이를 이같은 지난 지난해 지난달 지역 지방 지원 지속 지자체 지금
    지하 지능형 지능 전국 전체 전기 전문 전임 정부 정책 정보 정상 정식 정치 정당 정비 주요 주민 주최 주관 주식
    주차장 주재 주택 주무 조직 조성 조사 조합 한국 한편 한때 한미 한중 한일 한강 국가 국내 국제 국민 국회 국토 국장
    서비스 서구 성남 성남시 성동구 성과 수원 안양 안양시 안전 안산시 양국 양산시 고양시 고객 고객사 공동 공공 공사
    공장 공식 공무원 공모전 구청 구축 군수 강남구 강원 강원도 강동구 강북구 강서구 남구 남양주 노원구 도시 도내
    도로 도지사 동구 동대문구 두번째 문화 문재인정부 명예 명의 민간 민선 민원 방문 방송 변화 배경 백신 부산 부산시
    부천 부천시 부문 부시장 부회장 상생 상임 상하수도 서로 선정 선도 설치 소속 소방 소통 송도 시장 시민 시청 신임
    신규 신산업 신기술 심사 안내 양해각서 여수 여주시 연구 연구원 연계 연합 예산 오산 오전 오후 올해 용산 용인
    용인시 우수 운영 원주 원주시 위원 유관 유럽 은행 의원 인공지능 인천 인천시 임시 임직원 장기 장관 장치 전남 전라
    전략 전북 전시 전주 전주시 정읍 제공 제주 제주도 제천 제품 조달 주한 중국 중구 지사 진주 진행 차관 창원 천안
    천안시 청와대 체결 추진 추진단 충남 충북 태국 통합 통영 평가 평택 하남 하남시 학생 함께 해당 해외 행사 행정
    현대 현장 협력 협약 형식 홍보 화성 화성시 환경 황금 회사 효과 후보 후원 국무 대표 부처 부대표 선수 선임 상근
    상무 사무 사장 사업 사회 사무총장 경기 경기도 경북 경남 경상 경영 경제 경찰 기업 기자 기술 기관 기획 기존 나라
    남북 노사 대통령 모두 모바일 미국 반면 법인 변호사 보건 복지 왕세자 외교 외국 원장 위해 육군 음악 인사 인수위
    임명 재단 제일 제조 제조사 조선 조합장 종로구 주지사 참가 참석 창업 창립 초대 최고 최근 최대 최초 추가 특별
    특허 편집 표준 하나 학교 한화 합동 허가 형사 호주 후임 김천시 김포시 김해시 김제시 구미시 구리시 군산시 군포시
    공주시 과천시 광명시 광주시 나주시 남원시 논산시 당진시 동해시 목포시 문경시 밀양시 보령시 사천시 삼척시 상주시
    서귀포시 서산시 세종시 속초시 순천시 시흥시 아산시 안동시 안성시 양주시 여수시 영주시 영천시 오산시 의왕시
    이천시 익산시 정읍시 제주시 제천시 진주시 창원시 청주시 춘천시 충주시 태백시 통영시 파주시 평택시 포항시 포천시
    경산시 경주시 계룡시 거제시 강릉시 인천광역시 이사회 이사장 성장 상장 우수상 대상 최우수상 장려상 금상 은상
    동상 주인공 대변인 책임자 관계자 담당자 한국형 신호 신호등 차량 차도 청년 어르신 고령자 이용 이동 이외 이에
    이와 이로 이것 이라 이처럼 정도 유일 유명 유망 의장 상황 상시 시작 시범 시정 전직 현직 원래 당초 당선 현지 동시
    양측 양사 양 오는 우선 주로 또한 연합뉴스 조선일보 한겨레 동아일보 경향신문 국민일보 한국일보 서울신문 매일경제
    전자신문 중앙일보 문화일보 세계일보 오마이뉴스 뉴시스 뉴스
    """
)
"""Words that look like a Korean person's name and are none."""

ROMAN_SURNAMES = words(
    """
    Kim Lee Park Choi Jung Jeong Chung Kang Cho Jo Yoon Yun Jang Chang Lim Im Rim Han Oh O Seo Suh Shin Sin Kwon
    Gwon Hwang Ahn An Song Ryu Yoo Yu Jeon Jun Chun Hong Ko Koh Go Moon Mun Yang Son Sohn Bae Pae Baek Paik Paek
    Heo Hur Huh Nam Shim Sim Noh Roh No Ha Kwak Gwak Sung Seong Cha Joo Ju Chu Woo Wu U Koo Ku Gu Na Ra Min Jin
    Chin Ji Chi Eom Um Chae Won Cheon Bang Pang Kong Gong Hyun Hyeon Ham Byun Byeon Yeom Yeo Choo Do So Seok Suk
    Sun Seon Sul Seol Ma Gil Kil Yeon Wi Pyo Myung Ki Ban Wang Geum Ok Yook In Maeng Je Mo Tak Eun Yong Ye Kyung
    Bong Rhee Rhie Yi Pak Tae
    """
)
"""Korean surnames as they are written in Latin letters."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "January Jan", "February Feb", "March Mar", "April Apr", "May", "June Jun", "July Jul", "August Aug",
            "September Sept Sep", "October Oct", "November Nov", "December Dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
"""English months and their short forms, by number."""

DAYS = words(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    """
)
"""English days of the week."""

NOT_IN_NAMES = (
    words(
        """
    Posted Updated Published Staff Reporter Correspondent Photo Courtesy Award Awards Prize City Ministry Office
    Department Institute Association Corporation Company Summit Forum Expo Conference Exhibition Show Week Project
    Programme Program System Platform Service Services Center Centre Network University School College Hospital
    Group Council Committee Commission The This That These Those In On At Off For From With By And Or But He She They
    We It His Her Their Its Our My Your As To Of After Before During While When Where Who What Korea Korean
    Korean-type South North Smart Digital National International Global World Government Team Policy Urban Public
    Minister Mayor President Governor Vice General Secretary Executive Officer Director Manager Chairman Chief
    Deputy Senior Assistant Act Law Bill Road Street River Airport Station Park District Province Region Meanwhile
    However Also According Today Yesterday Tomorrow Last Next Agency Bureau Bank News Times Daily Herald Post Press
    Inc Ltd Co Corp Plaza Tower Hall House Building Certification Land Infrastructure Transport Party Union League
    Federation Foundation Movement Army Church Club Alliance Coalition Organization Organisation Society
    """
    )
    | DAYS
)
"""Capitalised English words that no person is called."""

WORDLIKE_PLACES = words(
    """
    인도 이란 가나 오만 수단 토고 말리 차드 통가 기니 조지아 니제르 강화 달성 경기 음성 고령 부여 공주 진도 장수
    영양 영광 장성 무안 고성 남해 동해 서해 사천 이천 구리 상주 전주 완주 화성 기장 인제 정선 예산 고양 양주 보은
    하동 수성 중동 동구 의성 청도 성주 대덕 금천 사상 수영 북구 서구 남구 중구 연수 광산 상당 서원 청원 수지 단원
    상록 동안 장안 권선 중원 수정 오산
    """
)
"""Korean place names that are also words: the bare name counts only where something near supports it."""

REGIONS = (
    "서울", "부산", "대구", "인천", "광주", "대전", "울산", "세종", "경기", "강원", "충북", "충남", "전북", "전남", "경북",
    "경남", "제주",
)  # fmt: skip
"""The Korean provinces and cities of their rank, as offices and fairs are called by them."""

KOREAN_TITLES = words(
    """
    시장 부시장 도지사 지사 부지사 구청장 부구청장 군수 부군수 읍장 면장 동장 대통령 부통령 총리 국무총리 부총리
    장관 차관 청장 차장 국장 과장 팀장 실장 본부장 단장 부장 센터장 소장 원장 부원장 위원장 부위원장 위원 의장
    부의장 의원 국회의원 시의원 도의원 구의원 대표 대표이사 공동대표 부대표 회장 부회장 사장 부사장 이사장 이사
    전무 상무 최고경영자 최고기술책임자 최고책임자 최고운영책임자 창업자 설립자 총장 부총장 학장 교수 명예교수 박사
    연구원 책임연구원 수석연구원 선임연구원 연구위원 기자 특파원 앵커 논설위원 편집장 변호사 판사 검사 감독 선수
    코치 감사 주무관 사무관 서기관 사무총장 사무국장 대변인 대사 총영사 장군 대장 후보 후보자 당선인 당선자 비서관
    수석 정책관 정책실장 기획관 심의관 지부장 지회장 조합장 교육감 교장 서장 경찰청장 소방서장 은행장 행장 총재
    의사 작가 평론가 건축가 디자이너 매니저 파트장 그룹장 사업부장 대리 씨 CEO CTO COO CFO 왕세자 국왕 왕자 총감독
    추기경 신부 목사 스님 관장 명장 셰프 회계사 약사 간호사
    """
)
"""Korean titles that stand right after or before a person's name."""

WESTERN_FIRST_NAMES = words(
    """
    James John Robert Michael William David Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony Mark
    Donald Steven Stephen Paul Andrew Joshua Kenneth Kevin Brian George Timothy Ronald Edward Jason Jeffrey Ryan
    Jacob Gary Nicholas Eric Jonathan Larry Justin Scott Brandon Benjamin Samuel Gregory Alexander Frank Patrick
    Raymond Jack Dennis Jerry Tyler Aaron Jose Adam Nathan Henry Douglas Zachary Peter Kyle Noah Ethan Jeremy
    Walter Christian Keith Roger Terry Austin Sean Gerald Carl Harold Dylan Arthur Lawrence Jordan Jesse Bryan
    Billy Bruce Gabriel Joe Logan Alan Juan Albert Willie Elijah Wayne Randy Vincent Mason Roy Ralph Bobby Russell
    Bradley Philip Eugene Tim Tom Bill Bob Jim Mike Dave Steve Chris Matt Dan Ben Sam Max Mary Patricia Jennifer
    Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Betty Sandra Margaret Ashley Kimberly Emily Donna
    Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Sharon Laura Cynthia Amy Kathleen Angela Shirley Brenda
    Emma Anna Pamela Nicole Samantha Katherine Christine Helen Debra Rachel Carolyn Janet Maria Catherine Heather
    Diane Olivia Julie Joyce Victoria Ruth Virginia Lauren Kelly Christina Joan Evelyn Judith Andrea Hannah
    Jacqueline Martha Gloria Teresa Ann Sara Madison Frances Kathryn Janice Jean Alice Julia Grace Sophia Claire
    Jane Kate Lucy Hans Klaus Jürgen Stefan Andreas Martin Wolfgang Pierre Jean-Pierre François Alex Luca Marco Giovanni
    Carlos Luis Miguel Antonio Pedro Ivan Dmitry Vladimir Sergei Ahmed Mohammed Muhammad Ali Hassan Hiroshi Kenji
    Takashi Yuki Wei Ming Raj Amit Sanjay Priya Anil Ravi Arun Elena Olga Natalia Ingrid Lars Erik Sven Anders Ole
    Jens Nils
    """
)
"""Given names of the West and beyond, to tell a speaker from a company."""

KOREAN_COUNTRIES = words(
    """
    한국 대한민국 미국 중국 일본 대만 독일 영국 프랑스 이탈리아 스페인 포르투갈 네덜란드 벨기에 스위스 오스트리아
    폴란드 체코 헝가리 루마니아 불가리아 그리스 터키 튀르키예 러시아 우크라이나 스웨덴 노르웨이 핀란드 덴마크
    아이슬란드 아일랜드 에스토니아 라트비아 리투아니아 슬로베니아 슬로바키아 크로아티아 세르비아 캐나다 멕시코 브라질
    아르헨티나 칠레 페루 콜롬비아 에콰도르 우루과이 파라과이 볼리비아 호주 뉴질랜드 인도 인도네시아 베트남 태국
    말레이시아 싱가포르 싱가폴 필리핀 캄보디아 라오스 미얀마 몽골 카자흐스탄 우즈베키스탄 키르기스스탄 파키스탄
    방글라데시 스리랑카 네팔 이란 이라크 이스라엘 요르단 사우디아라비아 사우디 카타르 쿠웨이트 오만 아랍에미리트
    바레인 이집트 모로코 알제리 튀니지 케냐 에티오피아 르완다 탄자니아 우간다 나이지리아 가나 남아프리카공화국 남아공
    북한 홍콩 아제르바이잔 조지아 아르메니아 벨라루스 코스타리카 파나마 쿠바 과테말라
    """
)
"""Countries in Korean: a town stands in one, a city's system never belongs to one."""

ENGLISH_COUNTRIES = frozenset(
    """
    Korea|South Korea|North Korea|Republic of Korea|United States|USA|U.S.|US|America|China|Japan|Taiwan|Germany|
    United Kingdom|UK|Britain|England|France|Italy|Spain|Portugal|Netherlands|Belgium|Switzerland|Austria|Poland|Czech
    Republic|Czechia|Hungary|Romania|Bulgaria|Greece|Turkey|Türkiye|Russia|Ukraine|Sweden|Norway|Finland|Denmark|
    Iceland|Ireland|Estonia|Latvia|Lithuania|Slovenia|Slovakia|Croatia|Serbia|Canada|Mexico|Brazil|Argentina|Chile|
    Peru|Colombia|Ecuador|Australia|New Zealand|India|Indonesia|Vietnam|Thailand|Malaysia|Singapore|Philippines|
    Cambodia|Laos|Myanmar|Mongolia|Kazakhstan|Uzbekistan|Pakistan|Bangladesh|Sri Lanka|Nepal|Iran|Iraq|Israel|Jordan|
    Saudi Arabia|Qatar|Kuwait|Oman|United Arab Emirates|UAE|Bahrain|Egypt|Morocco|Algeria|Tunisia|Kenya|Ethiopia|
    Rwanda|Tanzania|Uganda|Nigeria|Ghana|South Africa|Hong Kong|Asia|Europe|Africa|Middle East|Red Sea
    """.replace("\n    ", " ")
    .strip()
    .replace("| ", "|")
    .split("|")
)
"""Countries and continents in English."""
