"""The words by which a news page's furniture is known: buttons, menus, credits, copyright, media, places, surnames."""

from __future__ import annotations

import re

# Whole lines, compared without bullets, counts and case: menus, buttons, share lists, log-in, section names.
MENU_LINES = frozenset(
    line.strip().casefold()
    for line in """
카카오톡|카카오스토리|카카오|카스|네이버 블로그|네이버블로그|네이버|네이버 밴드|밴드|블로그|라인|텔레그램|페이스북|트위터|엑스|인스타그램|유튜브|핀터레스트|구글
url|url 복사|url복사|링크|링크 복사|링크복사|주소복사|주소 복사|퍼가기|공유|공유하기|sns 공유|sns공유|기사 공유|기사공유|기사공유하기|이메일|메일|메일보내기|문자
인쇄|인쇄하기|프린트|스크랩|스크랩하기|스크랩 되었습니다|이전 스크랩하기|글자크기|글자 크기|글자크기 조정|글자 크기 변경|글씨크기|글자크게|글자작게|크게|작게|가|가가|가 가|본문 글씨 키우기|본문 글씨 줄이기
글씨 크기|폰트|폰트크기|기본|확대|축소|다크모드|음성으로 듣기|기사 듣기|기사듣기|듣기|번역|번역하기|요약|요약보기|ai 요약|북마크|저장|신고|신고하기
메뉴|메뉴 건너뛰기|메뉴 열기|메뉴 닫기|전체메뉴|전체 메뉴|본문 바로가기|본문바로가기|주메뉴 바로가기|본문영역|본문 내용|바로가기|닫기|열기|더보기|더 보기|목록|목록보기|목록으로|이전|다음|이전글|다음글|이전기사|다음기사
이전 기사|다음 기사|이전기사보기|다음기사보기|처음으로|맨위로|위로|top|홈|home|menu|close|open|search|검색|검색창 열기|검색하기|통합검색|로그인|로그아웃|회원가입|마이페이지|구독|구독하기|구독신청|정기구독|구독중
기자 구독|기자구독|기자 페이지|기자의 다른기사|기자의 다른기사 보기|기자의 다른 기사|기자 정보|다른기사 보기|다른 기사 보기|응원|응원하기|후원|후원하기|제보|제보하기|기사제보|기사 제보|pc버전|모바일버전|passwordless 설정|패밀리사이트
회사소개|광고|광고문의|광고안내|이용약관|개인정보처리방침|개인정보취급방침|청소년보호정책|저작권규약|이메일무단수집거부|고충처리인|오시는 길|rss|사이트맵|기사문의|윤리강령|독자의견|독자투고
댓글|댓글쓰기|댓글 쓰기|댓글보기|댓글 보기|의견|의견쓰기|답글|공감|비공감|추천|좋아요|싫어요|훈훈해요|슬퍼요|화나요|후속기사 원해요|기대돼요|놀랐어요|최신순|과거순|공감순|등록|취소|확인|삭제|수정
관련사진보기|큰사진보기|큰 사진 보기|사진보기|사진 크게 보기|사진 확대보기|이미지 크게 보기|이미지크게보기|이미지 확대|이미지 확대보기|이미지확대|기사 이미지 확대 보기|기사 이미지 확대|사진 확대|원본보기|원본 이미지 보기|포토슬라이드
정치|경제|사회|문화|국제|스포츠|연예|오피니언|사설|칼럼|지역|전국|산업|부동산|증권|금융|it|과학|it/과학|it·과학|생활|생활/문화|세계|북한|피플|인물|라이프|포토|영상|동영상|이슈|기획|특집|종합|행정|뉴스|전체기사|최신기사|속보|경제일반|보도자료
헤드라인 뉴스|헤드라인뉴스|주요 뉴스|톱뉴스|top 뉴스|top뉴스|오늘의 뉴스|인기뉴스|인기 뉴스|실시간 뉴스|원고료로 응원하기|연도별 콘텐츠 보기|10만인클럽|과월호|ebook list|과월호 ebook list 정기구독 신청하기
ad|ads|advertisement|advertisements|sponsored|sponsored content|promoted|print|print article|email|e-mail|email article|share|share this|share this article|share on facebook|share on twitter|tweet|facebook|twitter|x|linkedin|whatsapp|telegram|reddit|pinterest
instagram|youtube|kakaotalk|kakao|kakao talk|naver|line|copy link|copy url|link|url|link copied|font size|text size|a a|a- a+|a+ a-|listen|listen to article|save|bookmark|like|comment|comments|leave a comment|add comment|post a comment|reply|report
log in|login|sign in|sign up|register|subscribe|subscribe now|newsletter|my page|skip to content|skip to main content|skip navigation|navigation|breadcrumb|back|back to top|next|previous|prev|next article|previous article|next post|previous post|read more|view more|more|see all|show more
news|national|politics|business|tech|technology|world|opinion|sports|entertainment|culture|lifestyle|economy|finance|society|life|arts|video|videos|photos|photo|about us|contact us|contact|terms of use|terms of service|terms and conditions|privacy policy|privacy|cookie policy|advertise|advertise with us|careers|faq|site map|sitemap
go to the original|view original|view pdf|download|download pdf|download image|enlarge image|view larger image|click to enlarge|english|korean|한국어|中文|日本語|eng|kor|translate|list
""".replace("\n", "|").split("|")
    if line.strip()
)

# Lines of furniture that vary: counts, calls to action, pictures to enlarge.
MENU_PATTERN = re.compile(
    r"^(?:(?:댓글|의견|공감|좋아요|추천|조회|조회수|읽음|공유|views?|comments?|shares?|likes?|hits?)\s*[:：]?\s*[\[(]?\d[\d,.]*\s*(?:개|건|k)?[\])]?"
    r"|[\d,]+\s*(?:개의?\s?댓글|댓글|views?|comments?|shares?|likes?)"
    r"|(?:go to|view|read|see)\s.{0,50}\b(?:page|original|full story|full article|more)"
    r"|.{0,30}(?:바로가기|더보기|보러가기|확대\s?보기|크게\s?보기|사진보기|건너뛰기|구독\s?신청하기|구독하기|스크랩하기|공유하기|신청하기|다운로드)"
    r"|(?:이 기사|본 기사|이 글|기사)[가를은는]?\s.{0,20}(?:마음에 드시나요|어떠셨나요|좋으셨나요|평가|추천|공유|저장|스크랩).{0,60}"
    r"|.{0,30}(?:원고료로 응원|구독과 좋아요|채널을? 추가|채널 구독|친구 추가|뉴스를? 만나보세요|뉴스레터).{0,60}"
    r"|.{0,12}(?:에서|에)\s?.{0,20}(?:구독|팔로우)(?:하기|하세요)?"
    r"|(?:글자|글씨|폰트)\s?크기.{0,30}|(?:가\s?){2,6}|(?:a[+-]?\s?){2,4}"
    r"|(?:구글|네이버|카카오|다음)\s?(?:뉴스|포털)?.{0,12}(?:선호|구독|추가|팔로우|보기)"
    r"|(?:관련\s?)?(?:기사|뉴스)\s?(?:목록|리스트|전체보기|더보기)"
    r"|\d{1,3}\s?/\s?\d{1,3}|[◀▶<>«»‹›|/·.\-–—=_*★☆◆■…~]{1,80}"
    r"|(?:subscribe|sign up|follow us|follow|click here|tap here|download our|join our|get the latest|never miss|watch|listen|support us|donate)\b.{0,100}"
    r"|(?:this (?:site|website) uses|we use) cookies.{0,150}|accept (?:all )?cookies|reading time.{0,20}|\d{1,2}[- ]min(?:ute)?s? read|min read"
    r"|(?:share|print|email|save|listen)(?:\s?(?:on|to|this|via|by|the)?\s?(?:facebook|twitter|x|linkedin|email|story|article|post|whatsapp|page|kakaotalk))?"
    r"|javascript.{0,60}|로딩\s?중.{0,10}|loading.{0,10}|무단\s?전재.{0,40}|재배포\s?금지.{0,30})[\s.!?:]*$",
    re.IGNORECASE,
)

# The article is over: whatever stands behind such a line belongs to the page.
END_PATTERN = re.compile(
    r"^[\s\[<(【\"'*※■▶☞-]*(?:저작권자|무단\s?전재|copyrights?\b|(?:ⓒ|©|Ⓒ|\(c\)).{0,80}(?:all rights|무단|재배포|reserved|금지)"
    r"|이\s?기사[는가를]?\s?(?:마음에|어떠|좋으|카테고리|저작권)|원고료로 응원|독자의견|독자\s?의견|댓글\s?(?:쓰기|\d|$)|전체\s?댓글|의견\s?쓰기"
    r"|comments?\s?(?:\(\d+\)|\d+)?$|leave a (?:comment|reply)|this article is from|all rights reserved|이 기사의 댓글|로그인 후 댓글|회원로그인"
    r"|제보는\s?카카오톡|카카오톡\s?(?:okjebo|검색).{0,60}|▶?\s?카카오톡\s?:|당신의 제보|제보를 기다립니다|기사제보\s?(?:및|:|는)"
    r"|개별\s?기사의\s?섹션|이 기사는 언론사에서|본 콘텐츠의 저작권|이 저작물은|본 저작물은|공공누리"
    r"|출처\s?[:：])"
    r"|(?:무단\s?(?:전재|복제|배포|사용)).{0,60}(?:금지|바랍니다|금합니다)|all rights reserved|(?:ⓒ|©|Ⓒ).{0,60}(?:무단|재배포)",
    re.IGNORECASE,
)

# A list of other articles begins.
RELATED_PATTERN = re.compile(
    r"^[\s\[<(【■▶◆●★•☞→-]*(?:관련\s?(?:기사|뉴스|글|키워드 기사|콘텐츠|보도)|연관\s?(?:기사|뉴스)|주요\s?(?:기사|뉴스)|추천\s?(?:기사|뉴스)|인기\s?(?:기사|뉴스)"
    r"|많이\s?본\s?(?:기사|뉴스)|가장 많이 (?:본|읽은).{0,12}|최신\s?(?:기사|뉴스)|실시간\s?(?:기사|뉴스|인기).{0,8}|랭킹\s?뉴스|이 시각 (?:주요\s?)?뉴스|오늘의\s?(?:주요\s?)?(?:기사|뉴스|핫이슈)"
    r"|헤드라인\s?뉴스|top\s?뉴스|베스트\s?(?:클릭|뉴스|기사)|핫\s?(?:뉴스|이슈|클릭)|함께\s?(?:본|볼만한|읽은|보면 좋은).{0,12}|놓치면 안 되는.{0,12}|이런 기사 어때요\??|지금 뜨는.{0,12}|당신이 좋아할.{0,12}"
    r"|.{2,12}\s?기자의?\s?(?:다른\s?)?기사(?:\s?(?:더\s?)?보기)?|섹션\s?(?:주요|인기)\s?뉴스|포토\s?뉴스|이\s?분야\s?(?:주요\s?)?뉴스|다른\s?기사(?:\s?보기)?|최신글|인기글|파트너\s?뉴스"
    r"|related\s?(?:articles?|news|stories|story|posts?|content|reading|topics?)|recommended(?: for you| stories| articles)?|most (?:read|popular|viewed|commented)(?: stories| articles)?"
    r"|you (?:may|might) (?:also )?(?:like|be interested in).{0,10}|more (?:from|in|on|news|stories).{0,30}|also (?:read|see)|read (?:also|next|more)\b.{0,100}|latest (?:news|stories|articles|posts)|top (?:stories|news)|trending(?: now)?|editor'?s'? (?:picks?|choice)"
    r"|see also|what'?s (?:hot|new)|don'?t miss|popular (?:posts|stories|articles|news)|in other news|up next|headlines?)[\s\])】>:：…+]*$",
    re.IGNORECASE,
)

# Fields of a press release that say who sends it and whom to ask.
RELEASE_FIELD = re.compile(
    r"^[\s□■ㅇ○◆<\[(*※-]*(?:보\s?도\s?자\s?료|보도\s?참고\s?자료|보도\s?설명\s?자료|보도\s?(?:시점|일시|일자)|배포\s?(?:일시|일자|일|시점)?\s?[:：]?\s?(?=\d|즉시|$)|엠바고|담\s?당(?:\s?부\s?서|\s?자|\s?과)?\s?[:：<(]|담당\s?(?:부서|자|과|기관)"
    r"|책임자|주무관|사무관|총괄\s?[:：]?|문\s?의\s?(?:처)?\s?[:：]|문의처|연락처|전\s?화\s?[:：]|팩\s?스\s?[:：]|제공\s?부서|자료\s?(?:제공|문의)|홍보\s?담당|붙\s?임\s?\d?|첨\s?부\s?(?:파일|자료)?\s?\d?\s?[:：.]?|참\s?고\s?자료"
    r"|사진\s?(?:있음|없음)|쪽수|매수|총\s?\d+\s?(?:쪽|매)|for immediate release|for release|press release|news release|media contacts?|press contacts?|contacts?\s?[:：]|embargo|###|-\s?end\s?-|attachments?\s?[:：]|inquiries\s?[:：]|source\s?[:：])",
    re.IGNORECASE,
)
TELEPHONE = re.compile(r"(?:☎|☏|(?<!\d)0\d{1,2}[-)]\s?\d{3,4}-\d{4}|\+82[-\s]\d)")
EMAIL = re.compile(r"[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
URL_LINE = re.compile(r"^(?:(?:원문|출처|링크|주소|기사\s?(?:주소|원문)|source|url|link|original)\s*[:：]?\s*)?(https?://[^\s<>\"]{4,2000})$", re.IGNORECASE)

# Who took or gave a picture.
_GIVER = r"(?:제공|촬영|캡처|캡쳐|갈무리|출처|발췌|자료사진|DB)"
CREDIT_LINE = re.compile(
    r"^[\s\[(<【/▲△▼·-]*(?:(?:ⓒ|©|Ⓒ)\s?[^.]{1,40}|(?:사진|이미지|그래픽|자료|영상|포토|일러스트|photos?|image|picture|graphic|credit|illustration)\s?(?:(?:credit|제공|출처|자료|촬영)\s?)?[=:：/|ㅣ]\s?.{1,60}"
    rf"|[^.]{{1,40}}\s?(?:=|/|·|\s)\s?(?:{_GIVER}|photo)|[^.]{{1,30}}\s?(?:{_GIVER})|(?:photo|image|picture|graphic|photograph)s?\s(?:courtesy of|by|from|credit)\s.{{1,60}}"
    r"|(?:courtesy of|captured from|screenshot (?:of|from)|credit to)\s.{1,60}|(?:getty\s?images?(?:\s?bank|\s?korea)?|gettyimagesbank|게티이미지(?:뱅크|코리아)?|클립아트코리아|shutterstock|셔터스톡|픽사베이|pixabay|unsplash|newsis|yonhap|연합뉴스|뉴시스|뉴스1|reuters(?:[-/=]yonhap)?|ap(?:[-/=]연합뉴스|[-/=]yonhap)?|afp(?:[-/=]연합뉴스|[-/=]yonhap)?|epa|로이터(?:[-/=]연합뉴스)?|[\w ]{1,20}\sdb|[\w ]{1,25}\sfile(?:\sphoto)?|file photo))[\s\])>】.]*$",
    re.IGNORECASE,
)
CAPTION_START = re.compile(r"^[\[(<【]?\s?(?:[▲△▼]\s?\S|(?:사진|그림|그래픽|도표|표|자료|caption|photo|figure|image)\s?\d{0,2}\s?[=:：.>\])】]\s?\S|(?:사진|그림)\s?\d?\s?(?:설명)\b)", re.IGNORECASE)
CAPTION_END = re.compile(
    r"(?:[\[(<【/]\s?(?:사진|이미지|그래픽|자료|출처|포토|photo|image|graphic|credit|courtesy|captured)\s?(?:[=:：/]|제공|출처|by|of|courtesy|credit|from)[^.\])>】]{1,60}[\])>】]?"
    r"|(?:사진|이미지|그래픽)\s?[=:：/]\s?[^.]{1,40}|[ⓒ©Ⓒ]\s?[^.,]{1,30}|/\s?(?:courtesy of|photo by|captured from|yonhap|newsis|reuters|afp|ap)[^.]{0,50}"
    rf"|[\[(<【][^\[\]()<>.]{{1,40}}(?:{_GIVER}|자료사진|file photo|courtesy|db|bank)[\])>】]|\((?:yonhap|newsis|reuters(?:-yonhap)?|ap(?:-yonhap)?|afp(?:-yonhap)?|epa(?:-yonhap)?|courtesy of [^()]{{1,60}}|pr ?newsfoto/[^()]{{1,40}}|photo[^()]{{1,60}}|image[^()]{{1,60}})\)"
    rf"|[.다]\s?(?:/|=|\s)\s?[^\s./][^./]{{0,20}}\s?{_GIVER}|/\s?(?:연합뉴스|뉴시스|뉴스1|로이터|AP|AFP)(?:[\s=-]\S{{1,10}})?|(?:연합뉴스|뉴시스|뉴스1)\s?{_GIVER}?)\s?[.\])>】]?$",
    re.IGNORECASE,
)

# Names of media: what such a name ends in, and well known ones that end otherwise.
MEDIUM_ENDING = re.compile(
    r"(?:뉴스|일보|신문|경제|타임[스즈]|방송|저널|투데이|데일리|미디어|통신|헤럴드|매거진|프레스|포스트|닷컴|타임뉴스|매일|신보|리포트|저널리즘|비즈|매체|라디오|일간|주간|월간|와이어|리뷰|이코노미|인사이트|피플|TV|\bNews(?:wire|room| Agency)?|\bDaily|\bTimes|\bHerald|\bPost|\bPress|\bJournal|\bToday|\bTribune|\bWorld|\bGazette|\bReview|\bObserver|\bMagazine|\bInsider|\bWire|\bBusiness|\bReport|\bMedia|\bChronicle|\bGuardian|\bWeekly|\bBroadcasting)(?:\s?(?:\d{1,2}|Korea|코리아))?$",
    re.IGNORECASE,
)
KNOWN_MEDIA = frozenset(
    name.casefold()
    for name in (
        "한겨레|조선비즈|ZDNet Korea|ZDNET Korea|지디넷코리아|뉴시스|뉴스1|YTN|KBS|MBC|SBS|JTBC|EBS|OBS|TBS|CBS|BBS|TBC|KNN|채널A|MBN|프레시안|노컷뉴스|이데일리|머니S|시사IN|시사인|미디어오늘|미디어펜|더팩트|디스패치|블로터|바이라인네트워크|테크M|"
        "보안뉴스|오마이뉴스|AVING NEWS|에이빙|AVING|Aju News|Yonhap|연합뉴스|Reuters|Bloomberg|CNN|BBC|CNBC|Korea Bizwire|Smart Cities World|Smart Cities Dive|Pulse|KBS WORLD|Arirang|아리랑|정책브리핑|대한민국 정책브리핑|"
        "PR Newswire|PRNewswire|Business Wire|뉴스와이어|조선닷컴|동아닷컴|국민일보|쿠키뉴스|위키트리|인사이트|허핑턴포스트|국제신문|씨넷코리아|디지털데일리|ETNews|전자신문|TechCrunch|The Verge|Wired|StateScoop|GovTech|Cities Today|BusinessKorea|Korea JoongAng Daily|UPI|AFP|AP|dpa|Xinhua"
    ).split("|")
)
MEDIA_OF_DOMAIN = {
    "yna.co.kr": "연합뉴스", "yonhapnews.co.kr": "연합뉴스", "hani.co.kr": "한겨레", "chosun.com": "조선일보", "donga.com": "동아일보",
    "joongang.co.kr": "중앙일보", "khan.co.kr": "경향신문", "kyunghyang.com": "경향신문", "hankookilbo.com": "한국일보", "kmib.co.kr": "국민일보",
    "segye.com": "세계일보", "munhwa.com": "문화일보", "seoul.co.kr": "서울신문", "mk.co.kr": "매일경제", "hankyung.com": "한국경제", "sedaily.com": "서울경제",
    "heraldcorp.com": "헤럴드경제", "mt.co.kr": "머니투데이", "edaily.co.kr": "이데일리", "fnnews.com": "파이낸셜뉴스", "asiae.co.kr": "아시아경제", "ajunews.com": "아주경제",
    "etnews.com": "전자신문", "dt.co.kr": "디지털타임스", "zdnet.co.kr": "지디넷코리아", "ddaily.co.kr": "디지털데일리", "inews24.com": "아이뉴스24", "newsis.com": "뉴시스",
    "news1.kr": "뉴스1", "nocutnews.co.kr": "노컷뉴스", "cbs.co.kr": "노컷뉴스", "ohmynews.com": "오마이뉴스", "pressian.com": "프레시안", "boannews.com": "보안뉴스",
    "imaeil.com": "매일신문", "idaegu.com": "대구일보", "idaegu.co.kr": "대구신문", "yeongnam.com": "영남일보", "kyongbuk.com": "경북일보", "busan.com": "부산일보", "kookje.co.kr": "국제신문",
    "kwnews.co.kr": "강원일보", "jjan.kr": "전북일보", "kyeongin.com": "경인일보", "ytn.co.kr": "YTN", "kbs.co.kr": "KBS", "imbc.com": "MBC", "sbs.co.kr": "SBS",
    "koreaherald.com": "The Korea Herald", "koreatimes.co.kr": "The Korea Times", "aving.net": "AVING NEWS", "businesskorea.co.kr": "BusinessKorea", "korea.kr": "대한민국 정책브리핑",
    "koreabizwire.com": "Korea Bizwire", "smartcitiesworld.net": "Smart Cities World", "newswire.co.kr": "뉴스와이어", "irobotnews.com": "로봇신문", "cctvnews.co.kr": "CCTV뉴스",
}  # fmt: skip

PLACES = frozenset(
    """서울 부산 대구 인천 광주 대전 울산 세종 경기 강원 충북 충남 전북 전남 경북 경남 제주 수원 성남 용인 고양 안양 부천 안산 화성 평택 의정부 남양주 파주 김포 시흥 광명 군포 하남 오산 이천 안성 구리 의왕 포천 양주 동두천 과천 여주
    춘천 원주 강릉 동해 속초 삼척 태백 청주 충주 제천 천안 공주 보령 아산 서산 논산 계룡 당진 홍성 전주 군산 익산 정읍 남원 김제 목포 여수 순천 나주 광양 무안 포항 경주 김천 안동 구미 영주 영천 상주 문경 경산 창원 진주 통영 사천 김해 밀양 거제 양산 서귀포 경기남부 경기북부 전국 종합 수도권
    대구·경북 대구경북 부산·경남 광주·전남 대전·충남 워싱턴 뉴욕 도쿄 베이징 상하이 홍콩 런던 파리 베를린 브뤼셀 모스크바 제네바 하노이 방콕 자카르타 싱가포르 타이베이 라스베이거스 라스베가스 로스앤젤레스 실리콘밸리 샌프란시스코 시드니 두바이 리야드 카이로 뮌헨 바르셀로나 한국
    seoul busan daegu incheon gwangju daejeon ulsan sejong suwon seongnam anyang jeju""".split()
)
SURNAMES = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부가복목형두감음호빈동온승시범견당피라계"
DOUBLE_SURNAMES = ("남궁", "황보", "제갈", "사공", "선우", "독고", "서문", "동방")
NOT_NAMES = frozenset(
    """입력 수정 승인 등록 작성 송고 편집 사진 자료 뉴스 기자 전문 인턴 온라인 디지털 지역 이전 정치 경제 사회 문화 국제 연예 연합 조선 한겨레 신문 전자 이데일리 기사 기획 취재 선임 수석 객원 시민 명예 대학생 교육 의학 과학 산업 금융 증권 부동산
    공동 공동취재 사진공동취재 사회부 정치부 경제부 산업부 문화부 편집국 편집부 취재부 보도국 뉴스룸 보도부 사진부 본지 본보 특별 특별취재 주재 지방 전국 종합 동영상 영상 방송 이슈 이슈팀 연구 시사 정보 정책 주간 한국 경북 경남 경기 전북 전남 강원 제주 서울 부산 대구 인천 광주 대전 울산 세종 안양 부천 성남 용인 고양 안산 화성 하남 오산 이천 구미 경주 안동 문경 진주 양산 여수 순천 목포 나주 전주 원주 천안 아산 공주 청주 충주
    최초 최종 최신 제보 독자 구독 관련 다음 모든 다른 해당 우리 오늘 어제 현장 담당 본부 도쿄 모바일 파이낸셜 헤럴드 노컷 오피니언 사설 칼럼 기고 논설 선임기자 전문기자 명단 주요 인기 이메일 구글 네이버 대표 기자명 성명 도시 안내 소식 소개 정리 진행 표지""".split()
)
