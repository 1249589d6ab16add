"""The words by which a news page's furniture is known: buttons, menus, lists of other articles, copyright, fields."""

from __future__ import annotations

import re


def any_of(*alternatives: str) -> str:
    """Return one non-capturing group of regular expressions."""
    return "(?:" + "|".join(alternatives) + ")"


# Whole lines, compared without bullets, counts and case: menus, buttons, share lists, log-in, section names.
MENU_LINES = frozenset(
    line.strip().casefold()
    for line in """
카카오톡|카카오스토리|카카오|카스|네이버 블로그|네이버블로그|네이버|네이버 밴드|밴드|블로그|라인|텔레그램|페이스북|트위터
엑스|인스타그램|유튜브|핀터레스트|구글|url|url 복사|url복사|링크|링크 복사|링크복사|주소복사|주소 복사|퍼가기|공유|공유하기
sns 공유|sns공유|기사 공유|기사공유|기사공유하기|이메일|메일|메일보내기|문자|인쇄|인쇄하기|프린트|스크랩|스크랩하기
스크랩 되었습니다|이전 스크랩하기|글자크기|글자 크기|글자크기 조정|글자 크기 변경|글씨크기|글자크게|글자작게|크게|작게|가
가가|가 가|본문 글씨 키우기|본문 글씨 줄이기|글씨 크기|폰트|폰트크기|기본|확대|축소|다크모드|음성으로 듣기|기사 듣기
기사듣기|듣기|번역|번역하기|요약|요약보기|ai 요약|북마크|저장|신고|신고하기|메뉴|메뉴 건너뛰기|메뉴 열기|메뉴 닫기|전체메뉴
전체 메뉴|본문 바로가기|본문바로가기|주메뉴 바로가기|본문영역|본문 내용|바로가기|닫기|열기|더보기|더 보기|목록|목록보기
목록으로|이전|다음|이전글|다음글|이전기사|다음기사|이전 기사|다음 기사|이전기사보기|다음기사보기|처음으로|맨위로|위로|top|홈
home|menu|close|open|search|검색|검색창 열기|검색하기|통합검색|로그인|로그아웃|회원가입|마이페이지|구독|구독하기|구독신청
정기구독|구독중|기자 구독|기자구독|기자 페이지|기자의 다른기사|기자의 다른기사 보기|기자의 다른 기사|기자 정보|다른기사 보기
다른 기사 보기|응원|응원하기|후원|후원하기|제보|제보하기|기사제보|기사 제보|pc버전|모바일버전|passwordless 설정|패밀리사이트
회사소개|광고|광고문의|광고안내|이용약관|개인정보처리방침|개인정보취급방침|청소년보호정책|저작권규약|이메일무단수집거부
고충처리인|오시는 길|rss|사이트맵|기사문의|윤리강령|독자의견|독자투고|댓글|댓글쓰기|댓글 쓰기|댓글보기|댓글 보기|의견
의견쓰기|답글|공감|비공감|추천|좋아요|싫어요|훈훈해요|슬퍼요|화나요|후속기사 원해요|기대돼요|놀랐어요|최신순|과거순|공감순
등록|취소|확인|삭제|수정|관련사진보기|큰사진보기|큰 사진 보기|사진보기|사진 크게 보기|사진 확대보기|이미지 크게 보기
이미지크게보기|이미지 확대|이미지 확대보기|이미지확대|기사 이미지 확대 보기|기사 이미지 확대|사진 확대|원본보기
원본 이미지 보기|포토슬라이드|정치|경제|사회|문화|국제|스포츠|연예|오피니언|사설|칼럼|지역|전국|산업|부동산|증권|금융|it
과학|it/과학|it·과학|생활|생활/문화|세계|북한|피플|인물|라이프|포토|영상|동영상|이슈|기획|특집|종합|행정|뉴스|전체기사
최신기사|속보|경제일반|보도자료|헤드라인 뉴스|헤드라인뉴스|주요 뉴스|톱뉴스|top 뉴스|top뉴스|오늘의 뉴스|인기뉴스|인기 뉴스
실시간 뉴스|원고료로 응원하기|연도별 콘텐츠 보기|10만인클럽|과월호|ebook list|과월호 ebook list 정기구독 신청하기|ad|ads
advertisement|advertisements|sponsored|sponsored content|promoted|print|print article|email|e-mail|email article|share
share this|share this article|share on facebook|share on twitter|tweet|facebook|twitter|x|linkedin|whatsapp|telegram|reddit
pinterest|instagram|youtube|kakaotalk|kakao|kakao talk|naver|line|copy link|copy url|link|link copied|font size|text size
a a|a- a+|a+ a-|listen|listen to article|save|bookmark|like|comment|comments|leave a comment|add comment|post a comment
reply|report|log in|login|sign in|sign up|register|subscribe|subscribe now|newsletter|my page|skip to content
skip to main content|skip navigation|navigation|breadcrumb|back|back to top|next|previous|prev|next article|previous article
next post|previous post|read more|view more|more|see all|show more|news|national|politics|business|tech|technology|world
opinion|sports|entertainment|culture|lifestyle|economy|finance|society|life|arts|video|videos|photos|photo|about us
contact us|contact|terms of use|terms of service|terms and conditions|privacy policy|privacy|cookie policy|advertise
advertise with us|careers|faq|site map|sitemap|go to the original|view original|view pdf|download|download pdf
download image|enlarge image|view larger image|click to enlarge|english|korean|한국어|中文|日本語|eng|kor|translate|list
""".replace("\n", "|").split("|")
    if line.strip()
)

_COUNTED = any_of(
    *("댓글", "의견", "공감", "좋아요", "추천", "조회수?", "읽음", "공유"),
    *("views?", "comments?", "shares?", "likes?", "hits?"),
)
# Lines of furniture that vary: counts, calls to action, pictures to enlarge.
MENU_PATTERN = re.compile(
    "^"
    + any_of(
        _COUNTED + r"\s*[:：]?\s*[\[(]?\d[\d,.]*\s*(?:개|건|k)?[\])]?(?:\s*댓글)?",
        r"[\d,]+\s*(?:개의?\s?)?" + _COUNTED,
        r"(?:go to|open|visit|view|read|see)\s.{0,60}\b(?:page|page on .{1,30}|original|full story|full article|more)",
        r".{0,30}(?:바로\s?가기|더\s?보기|보러\s?가기|확대\s?보기|크게\s?보기|사진\s?보기|건너뛰기|보내기|구독하기"
        r"|스크랩하기|공유하기|신청하기|다운로드|공유 찾기)",
        r"(?:이 기사|본 기사|이 글|기사)[가를은는]?\s.{0,20}(?:마음에|어떠셨나요|좋으셨나요|평가|추천|공유|저장|스크랩).{0,60}",
        r".{0,30}(?:원고료로 응원|구독과 좋아요|채널을? 추가|채널 구독|친구 추가|만나보세요|뉴스레터|후원자가 되어).{0,60}",
        r".{0,32}(?:구독|팔로우)(?:하기|하세요)?",
        r"(?:글자|글씨|폰트)\s?크기.{0,30}",
        r"(?:가\s?[+-]?\s?){2,6}",
        r"(?:a[+-]?\s?){2,4}",
        r"(?:구글|네이버|카카오|다음)\s?(?:뉴스|포털)?.{0,12}(?:선호|구독|추가|팔로우|보기)",
        r"(?:관련\s?)?(?:기사|뉴스)\s?(?:목록|리스트|전체보기|더보기)",
        r"(?:read (?:more|also|next)|also read|see also|관련\s?(?:기사|뉴스)|함께\s?보기)\s?[:：>▶☞]\s?\S.{0,120}",
        r"(?:이전|다음)\s?(?:글|기사)\s.{1,60}",
        r"(?:읽어주기 기능은|◎공감언론|로그인 후|javascript|로딩\s?중|loading).{0,60}",
        r"(?:삭제한 댓글은|그래도 삭제|비밀번호를?|댓글을? 입력|최대 \d+자).{0,60}",
        r"\d{1,3}\s?/\s?\d{1,3}",
        r"[◀▶<>«»‹›|/·.\-–—=_*★☆◆■…~\d]{1,80}",
        r"(?:subscribe|sign up|follow us|follow|click here|tap here|download our|join our|get the latest|never miss)\b.{0,100}",
        r"(?:watch|listen|support us|donate|this (?:site|website) uses|we use cookies|accept (?:all )?cookies)\b.{0,100}",
        r".{0,300}\bcookies?\b.{0,120}(?:privacy|consent|experience|accept|browser|website|preferences|policy).{0,120}",
        r"reading time.{0,20}|\d{1,2}[- ]min(?:ute)?s? read|min read",
        r"(?:share|print|email|save|listen|tweet)(?:\s?(?:on|to|this|via|by|the|with))?\s?"
        r"(?:facebook|twitter|x|linkedin|email|story|article|post|whatsapp|page|kakao(?:talk)?|telegram|reddit)?",
        r"(?:뉴스|기사|콘텐츠)\s?제공|news provided by",
        r"share this (?:story|article)\s?:.{0,200}|image credits?:.{0,80}",
        r"무단\s?전재.{0,40}|재배포\s?금지.{0,30}",
    )
    + r"[\s.!?:]*$",
    re.IGNORECASE,
)

# Readers' comments begin; between headline and body the same line is a button, and does no harm there.
COMMENT_COUNT = re.compile(
    r"^(?:전체\s?)?(?:댓글|의견|comments?)\s?[:：]?\s?[\[(]?\d[\d,]*\s?개?[\])]?$"
    r"|^\d[\d,]*\s(?:comments?|responses?|replies|reader comments|thoughts on\b.{0,50})(?:\sto\b.{0,50})?$",
    re.IGNORECASE,
)

_FORBIDDEN = any_of("all rights", "무단", "재배포", "reserved", "금지", "prohibited")
# The article is over: whatever stands behind such a line belongs to the page.
END_PATTERN = re.compile(
    r"^[\s\[<(【\"'“*※■▶☞-]*"
    + any_of(
        r"저작권자",
        r"무단\s?전재",
        r"copyrights?\b",
        r"(?:ⓒ|©|Ⓒ|\(c\)).{0,80}" + _FORBIDDEN,
        r"이\s?기사[는가를에]?\s?(?:대해|마음에|어떠|좋으|카테고리|저작권)",
        r"원고료로 응원|독자\s?의견|댓글\s?(?:쓰기|\d|$)|전체\s?댓글|의견\s?쓰기|이 기사의 댓글|로그인 후 댓글|회원로그인"
        r"|\d{2,3}자평",
        r"comments?\s?(?:\(\d+\)|\d+)?$|leave a (?:comment|reply)|this article is from|all rights reserved|\(?end\)?$",
        r"제보는\s?카카오톡|카카오톡\s?(?:okjebo|검색|:).{0,60}|당신의 제보|.{0,20}제보를 기다립니다|기사제보\s?(?:및|:|는)"
        r"|■?\s?제보하기",
        r"개별\s?기사의\s?섹션|이 기사는 언론사에서|본 콘텐츠의 저작권|이 저작물은|본 저작물은|공공누리|\[?AI\s?퀴즈",
        r"출처\s?[:：]|\[출처\]",
        r"(?:이|현재)\s?페이지에서 제공하는 (?:정보|자료)|.{0,20}만족하십니까|.{0,12}만족도\s?(?:조사|평가)",
        r"이 (?:뉴스|자료|기사|보도자료|콘텐츠)는 .{0,40}(?:보도자료|전재하여|제공(?:한|하는|받은)|작성(?:한|된|되었)|자동|생성)",
    )
    + r"|무단\s?(?:전재|복제|배포|사용).{0,60}(?:금지|바랍니다|금합니다)|all rights reserved|(?:ⓒ|©|Ⓒ).{0,60}(?:무단|재배포)",
    re.IGNORECASE,
)

_OTHERS = any_of(
    *(
        "관련",
        "연관",
        "주요",
        "추천",
        "인기",
        "최신",
        "실시간",
        r"많이\s?본",
        "다른",
        "핫",
        "베스트",
        "랭킹",
        "포토",
        "파트너",
    ),
)
# A list of other articles begins.
RELATED_PATTERN = re.compile(
    r"^[\s\[<(【■▶◆●★•☞→-]*"
    + any_of(
        _OTHERS + r"\s?(?:기사|뉴스|글|키워드 기사|콘텐츠|보도|이슈|클릭)(?:\s?(?:보기|목록|top\s?\d*))?",
        r"가장 많이 (?:본|읽은).{0,12}|(?:이 시각|오늘의|헤드라인|톱|top|섹션|이\s?분야)\s?(?:주요\s?|인기\s?)?(?:기사|뉴스"
        r"|핫이슈)",
        r"(?:이슈)?함께\s?(?:본|볼만한|읽은|보는|보면 좋은).{0,12}|놓치면 안 되는.{0,12}|이런 기사 어때요\??"
        r"|지금 뜨는.{0,12}|당신이 좋아할.{0,12}",
        r".{2,12}\s?기자의?\s?(?:다른\s?)?기사(?:\s?(?:더\s?보기|보기|모음))?",
        r"related\s?(?:articles?|news|stories|story|posts?|content|reading|topics?)|recommended(?: for you| stories| articles)?",
        r"most (?:read|popular|viewed|commented)(?: stories| articles)?|popular (?:posts|stories|articles|news)",
        r"you (?:may|might) (?:also )?(?:like|be interested in).{0,10}|more (?:from|in|on|news|stories|articles).{0,30}",
        r"also (?:read|see)|see also",
        r"read (?:also|next)|latest (?:news|stories|articles|posts)|top (?:\d+ )?(?:stories|news)|trending(?: now)?"
        r"|editor'?s'? (?:picks?|choice)",
        r"what'?s (?:hot|new)|don'?t miss|in other news|up next|headlines?|interactive news",
    )
    + r"[\s\])】>:：…+]*$",
    re.IGNORECASE,
)

# Fields of a press release that say who sends it and whom to ask.
RELEASE_FIELD = re.compile(
    r"^[\s□■ㅇ○◆<\[(*※-]*"
    + any_of(
        r"보\s?도\s?자\s?료|보도\s?참고\s?자료|보도\s?설명\s?자료|보도\s?(?:시점|일시|일자)|배포\s?(?:일시|일자|일"
        r"|시점)?\s?[:：]?\s?(?=\d|즉시|$)|엠바고",
        r"담\s?당(?:\s?부\s?서|\s?자|\s?과)?\s?[:：<(]|담당\s?(?:부서|자|과|기관)|책임자|주무관|사무관|총괄\s?[:：]?"
        r"|작성자\s\S|제공\s?부서",
        r"문\s?의\s?(?:처)?\s?[:：]|문의처|연락처|전\s?화\s?[:：]|팩\s?스\s?[:：]|자료\s?(?:제공|문의)|홍보\s?담당"
        r"|웹사이트\s?[:：]",
        r"붙\s?임\s?\d?(?=[\s:：.]|$)|첨\s?부\s?(?:파일|자료)?\s?\d?\s?[:：.]?|참\s?고\s?자료|사진\s?(?:있음|없음)|쪽수|매수"
        r"|총\s?\d+\s?(?:쪽|매)",
        r"for immediate release|for release|press release|news release|media contacts?|press contacts?|contacts?\s?[:：]|embargo",
        r"###|-\s?end\s?-|attachments?\s?[:：]|inquiries\s?[:：]|source\s?[:：]|source\s[A-Z]",
        r"(?:writer|department|division|registered|views|hits?|attachments?|file|list|prev|next)\s?[:：]?\s\S.{0,60}$",
    ),
    re.IGNORECASE,
)
TELEPHONE = re.compile(r"(?:☎|☏|(?<!\d)0\d{1,2}[-)]\s?\d{3,4}-\d{4}|\+82[-\s]\d)")
EMAIL = re.compile(r"[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_URL_LABEL = any_of("원문", "출처", "링크", "주소", r"기사\s?(?:주소|원문)", "source", "url", "link", "original")
URL_LINE = re.compile(rf"^(?:{_URL_LABEL}\s*[:：]?\s*)?(https?://[^\s<>\"]{{4,2000}})$", re.IGNORECASE)
