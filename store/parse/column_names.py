"""What columns of tables are called, Korean and English, field by field."""

from __future__ import annotations

# Names in order of trust; they are compared without case, spaces, marks and composition.
_NAMES = {
    "text": (
        "본문 기사본문 본문내용 기사내용 내용 뉴스본문 전문 텍스트 text body content fulltext articletext "
        "articlebody articlecontent bodytext newstext newscontent newsbody maintext cleantext plaintext "
        "rawtext story article document doc contenttext contentencoded bodyhtml contenthtml html paragraphs "
        "sentences context passage description 요약 summary abstract lead"
    ),
    "title": "제목 기사제목 뉴스제목 타이틀 title headline articletitle newstitle heading head subject 표제 name",
    "subtitle": "부제 부제목 소제목 subtitle subheading subheadline deck standfirst kicker lede",
    "outlet": (
        "언론사 매체 매체명 언론사명 신문사 발행처 발행사 출처 방송사 outlet publisher publication media "
        "medium newspaper press sourcename newssource publicationtitle publicationname containertitle site "
        "sitename mediasource journal provider channel domain"
    ),
    "authors": (
        "기고자 기자 기자명 작성자 저자 글쓴이 필자 authors author byline bylines writer writers reporter "
        "reporters journalist creator dccreator contributors 이름"
    ),
    "published": (
        "일자 게재일 게재일자 발행일 발행일자 발행일시 날짜 기사일자 보도일 보도일자 작성일 작성일시 작성일자 "
        "등록일 등록일시 입력일 입력일시 입력 일시 게시일 배포일 뉴스일자 기사날짜 published publisheddate "
        "publishedat publishdate publishedon datepublished publicationdate publishingdate pubdate "
        "firstpublished date datetime articledate newsdate contentdate issuedate issued posted postedat "
        "posteddate releasedate created createdat timestamp time year"
    ),
    "updated": (
        "수정일 수정일시 수정일자 최종수정 최종수정일 수정 updated updatedat dateupdated lastupdated updatedt "
        "updatedate modified modifiedat datemodified lastmodified modifieddate"
    ),
    "url": (
        "url 주소 링크 기사주소 기사url 원문url 원문링크 원문주소 link href permalink articleurl newsurl "
        "weburl sourceurl originallink canonicalurl uri originalurl"
    ),
    "keywords": "특성추출 키워드 핵심어 해시태그 keywords keyword hashtags topics 태그 tags",
    "language": "언어 language lang dclanguage 언어코드 langcode",
    "source": "source file filename path 파일 파일명 sourcefile",
    "id": "뉴스식별자 식별자 기사번호 id articleid newsid docid documentid guid uid 번호 key no",
    "caption": "캡션 사진설명 caption captions imagecaption photocaption",
    "tags": "분류태그 코드 tags labels 태그 label",
}
RANKS = {field: {name: rank for rank, name in enumerate(names.split())} for field, names in _NAMES.items()}
"""Of each field, the names its column may have and how much each is trusted (0 most)."""
