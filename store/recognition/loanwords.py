"""Hangul spellings of foreign words: syllables that Korean words of Chinese or native origin hardly have."""

from __future__ import annotations

from store.recognition.wordlist import words

_FOREIGN_SYLLABLES = words(
    """
    갈 갱 걸 게 겐 겔 고르 그 글 긋 까 꼬 끄 나르 낸 네 넥 넨 넬 넷 노르 뉘 뉴 느 니 닉 닌 닐 님 닝 다르 댄 댐 더
    덴 델 뎀 덱 데 던 돈 드 듀 디 딕 딘 딜 딩 딤 라 락 란 랄 람 랍 랑 래 랙 랜 램 랩 랭 러 럭 런 럴 럼 럿 레 렉 렌
    렐 렘 렛 로 롤 롬 롭 롯 롱 뢰 루 룩 룬 룰 룸 뤼 류 르 를 리 릭 린 릴 림 립 릿 링 마르 맥 맨 맷 머 먼 메 멘 멜
    모르 믹 믈 밀 밋 바르 밥 배 밴 밸 버 번 벌 벅 베 벡 벤 벨 벳 볼 뵈 뷔 뷰 브 블 비 빅 빈 빌 빙 빗 삭 샌 샘 샤 샨
    샬 샵 섀 섬 셀 셉 셔 셜 셰 션 쇼 숀 숄 슈 슐 스 슨 슬 슴 시 싱 싯 쏘 쓰 아르 악 알 앙 애 앤 앨 앰 앱 야 얀 어
    얼 에 엑 엔 엘 엠 엣 엡 예르 오르 올 옴 와 왓 요 우르 워 웍 웨 웬 웰 위 윅 윈 윌 윙 으 을 이르 잉 자르 잭 잰 저
    제르 젠 젤 조르 존 죄 주르 쥐 쥬 즈 즐 지르 짐 질 집 짓 찰 채 챈 챔 처 척 첸 첼 쳐 츠 치 칠 칭 카 칸 칼 캄 캐
    캔 캘 캠 캡 커 컨 컬 컴 컵 케 켄 켈 켐 코 콘 콜 콤 콥 콧 콩 쾰 쿄 쿠 쿡 쿤 쿨 쿼 퀘 퀴 퀸 큐 크 큰 클 키 킥 킨
    킬 킴 킵 킷 킹 타 탄 탈 탐 탑 태 탠 탬 탱 터 턴 털 텀 테 텍 텐 텔 템 텟 토 톤 톨 톰 톱 톳 투 툰 툴 툼 튀 튜 튠
    트 튼 틀 티 틱 틴 틸 팀 팅 파 팍 판 팔 팜 팝 팡 패 팩 팬 팰 팸 팻 퍼 펀 펄 펌 페 펙 펜 펠 펫 포 폭 폰 폴 폼 퐁
    푸 풀 품 풋 퓌 퓨 프 픈 플 피 픽 핀 필 핑 핏 하르 핸 햄 허 헌 헤 헨 헬 헴 호르 후 훅 훌 휠 휴 흐 흘 히 힉 힌 힐
    힘 힝
    """
)
_STRONG = words(
    """
    갱 겐 겔 넨 넬 넷 뉘 뉴 느 닉 닐 댄 덴 델 뎀 덱 듀 딕 딘 딜 딩 랜 램 랩 랙 럭 런 럴 럼 렉 렌 렐 렘 렛 롤 롬 롭
    뢰 룩 룸 뤼 르 릭 릴 릿 맷 멘 멜 믹 밥 벅 벡 벤 벨 벳 뵈 뷔 뷰 브 블 빅 빌 샌 샤 샨 샬 섀 셀 셔 셜 셰 션 쇼 숀
    숄 슈 슐 스 슨 앤 앨 앰 얀 엑 엔 엘 엠 웍 웨 웬 웰 윅 윈 윌 잭 젠 젤 쥐 쥬 즈 챈 첸 첼 츠 카 칸 칼 캐 캔 캘 캠
    커 컨 컬 케 켄 켈 코 콘 콜 콥 쾰 쿄 쿠 쿡 쿤 쿨 쿼 퀘 퀴 퀸 큐 크 클 키 킨 킬 킴 킹 타 탄 탈 탐 탠 터 턴 테 텐
    텔 토 톤 톨 톰 툴 튀 튜 트 틀 티 틱 틴 틸 팅 파 팔 패 팩 팬 팻 퍼 펀 펄 페 펙 펜 펠 포 폰 폴 푸 퓌 퓨 프 플 피
    핀 핑 핸 햄 헤 헨 헬 흐 히 힐 힝 룰 리 라 레 로 루 러 베 메 네 데 게 제 무함 아메 랑 슬
    """
)
COMMON_LOANS = words(
    """
    홈쇼핑 쇼핑 리테일 마트 아파트 빌라 오피스텔 오피스 커피 카페 레스토랑 슈퍼 슈퍼마켓 마켓 콘서트 드라마 뮤지컬
    영화 리그 월드컵 올림픽 프리미어리그 챔피언스리그 트로피 컵 파티 스마트 스마트시티 스마트도시 시티 플랫폼
    시스템 서비스 센터 네트워크 디지털 데이터 솔루션 그룹 코리아 글로벌 테크 테크놀로지 소프트웨어 하드웨어
    프로젝트 프로그램 포럼 엑스포 서밋 컨퍼런스 콘퍼런스 세미나 모빌리티 로봇 드론 인터넷 온라인 오프라인 모바일
    클라우드 빅데이터 블록체인 메타버스 콘텐츠 미디어 뉴스 엔터테인먼트 리더 리더십 매니저 스타트업 벤처 파트너
    파트너스 홀딩스 캐피탈 인베스트먼트 바이오 헬스 헬스케어 케어 에너지 그린 뉴딜 이노베이션 챌린지 리빙랩
    테스트베드 허브 앱 포털 카드 페이 마케팅 브랜드 디자인 아이디어 컨설팅 트렌드 비즈니스 마스터플랜 인프라 패널
    부스 투어 캠퍼스 타운 밸리 파크 테크노파크 클러스터 리조트 호텔 스포츠 아시아 유럽 아프리카 태평양 서울 경기
    프랑스 독일 러시아 베트남 스페인 이탈리아 캐나다 호주 이스라엘 싱가포르 인도네시아 말레이시아 필리핀 태국
    아메리카 유엔 나토 오세아니아 카카오 네이버 텔레콤 일렉트로닉스 모터스 인더스트리 어워드 팀 파일럿 세션 코로나
    백신 마스크 버스 택시 트램 셔틀 카메라 센서 게임 이벤트 페스티벌 스마트폰 앱스토어 크리에이터 인플루언서
    커뮤니티 서포터즈 멘토 멘토링 워크숍 라운드테이블 키노트 스피치 시민 에이전트 인공지능 토론 토크 토크쇼 사업
    지역 기업 대표 위원 부위원 공동 수석 총괄 글로벌총괄 최고 한국 미국 중국 일본 국제 세계 대한민국 도시
    국토교통부 부회장 사장
    """
)


def is_foreign_word(word: str) -> bool:
    """Say whether a word looks like a foreign name in Hangul: foreign syllables, and no loan word of everyday."""
    if word in COMMON_LOANS:
        return False
    if len(word) == 1:
        return word in _FOREIGN_SYLLABLES or word in "빈알반드데"
    strong = sum(mark in _STRONG for mark in word)
    foreign = sum(mark in _FOREIGN_SYLLABLES for mark in word)
    return strong >= 1 and foreign >= len(word) * 0.6


def is_strong(syllable: str) -> bool:
    """Say whether Korean words hardly ever have this syllable."""
    return syllable in _STRONG
