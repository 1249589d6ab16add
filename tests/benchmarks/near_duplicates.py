"""How well copies are found, beside exact comparison and brute force; run as a script, prints tables.

Real articles are read from the shared material where it is there; the filled-in forms are made here. Figures are shares
of variants whose group holds the article they were made of; brute force compares each variant with its original alone.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlite_utils import Database

from store.db import create, writing
from store.duplicates import Duplicates
from store.text.nearness import containment, near, similarity, wording
from tests.shelf import insert

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
SIZES = (30, 40, 60, 100, 200, 400, 800)  # words
VARIANTS = 150

Change = Callable[[list[str], Sequence[str], random.Random], list[str]]


def changed(share: float) -> Change:
    """Replace this share of the words, at random, by words of the corpus."""

    def change(words: list[str], others: Sequence[str], chance: random.Random) -> list[str]:
        result = list(words)
        for place in chance.sample(range(len(words)), round(share * len(words))):
            result[place] = chance.choice(others)
        return result

    return change


def reheaded(words: list[str], others: Sequence[str], chance: random.Random) -> list[str]:
    """Put another headline and byline in front and a credit behind."""
    return [*chance.choices(others, k=12), *words, *chance.choices(others, k=8)]


def updated(words: list[str], others: Sequence[str], chance: random.Random) -> list[str]:
    """Change one word in twenty and append half as much again."""
    return changed(0.05)(words, others, chance) + chance.choices(others, k=len(words) // 2)


def reprinted(share: float) -> Change:
    """Keep only the beginning."""
    return lambda words, others, chance: words[: round(share * len(words))]


PARTICLES = {"은": "이", "는": "가", "을": "도", "를": "도", "에서": "에서는", "에": "에는", "의": "", "로": "로서"}


def declined(words: list[str], others: Sequence[str], chance: random.Random) -> list[str]:
    """Give three words in ten another particle, where they end in one."""
    return [_declined(word) if chance.random() < 0.3 else word for word in words]


def _declined(word: str) -> str:
    for particle, other in PARTICLES.items():
        if len(word) > len(particle) and word.endswith(particle):
            return word.removesuffix(particle) + other
    return word


def quoted(words: list[str], others: Sequence[str], chance: random.Random) -> list[str]:
    """Stand as a quotation in the midst of another article, five times as long: no copy, what is found is an error.

    More is found than brute force finds, because the whole article that the words begin is there too, and longer.
    """
    return [*chance.choices(others, k=2 * len(words)), *words, *chance.choices(others, k=3 * len(words))]


KINDS: dict[str, Change] = {
    "unchanged": changed(0),
    "1 in 20": changed(0.05),
    "1 in 10": changed(0.1),
    "1 in 7": changed(1 / 7),
    "1 in 5": changed(0.2),
    "headed": reheaded,
    "updated": updated,
    "half": reprinted(0.5),
    "third": reprinted(1 / 3),
    "particles": declined,
    "quoted (no)": quoted,
}


def main() -> None:
    """Print recall by language, size and kind of change; the pairs found in the corpora; forms; speed and size."""
    corpora = {"Korean": list(_korean()), "English": list(_english())}
    if not any(corpora.values()):
        sys.stdout.write("The shared material is not there: only forms are measured.\n")
    for name, texts in corpora.items():
        if texts:
            with tempfile.TemporaryDirectory() as folder:
                _measure(name, texts, create(Path(folder) / "measured.galpi"))
    with tempfile.TemporaryDirectory() as folder:
        _measure_forms(create(Path(folder) / "forms.galpi"))


def _korean() -> Iterator[str]:
    for name in ("wikinews.jsonl", "klue_mrc_articles.jsonl"):
        path = CORPORA / "korean" / name
        if path.is_file():
            for line in path.open(encoding="utf-8"):
                row = json.loads(line)
                if (row["body"] or "").strip():
                    yield f"{row['title'] or ''}\n{row['body']}"


def _english() -> Iterator[str]:
    path = CORPORA / "pages" / "aeb" / "ground-truth.json"
    if path.is_file():
        yield from (each["articleBody"] for each in json.loads(path.read_text(encoding="utf-8")).values())


def _put(db: Database, text: str) -> int:
    article = insert(db, "article", batch=1, source="x", sha256="", length=len(text), text_sha256=str(hash(text)))
    db.conn.execute("insert into article_text values (?, ?)", (article, text))
    return article


def _measure(name: str, texts: list[str], db: Database) -> None:
    duplicates = Duplicates(db)
    begun = process_time()
    with writing(db):
        articles = [_put(db, text) for text in texts]
    put = process_time()
    with writing(db):
        for article in articles:
            duplicates.feed(article)
    fed = process_time() - put
    size = sum(len(text.encode()) for text in texts)
    sys.stdout.write(
        f"\n{name}: {len(texts):,} articles of {size / len(texts):,.0f} bytes; fed in {1000 * fed / len(texts):.2f} ms each"
        f" ({1000 * fed / size * 2000:.2f} ms for 2 KB), stored in {1000 * (put - begun) / len(texts):.2f} ms;"
        f" {_bytes(db) / len(texts):,.0f} bytes each\n"
    )
    _print_pairs(texts, articles, duplicates)
    _print_recall(texts, db, duplicates)
    db.conn.close()


def _bytes(db: Database) -> int:
    sql = "select sum(pgsize) from dbstat where name like 'duplicate_%'"
    try:
        return int(db.conn.execute(sql).fetchone()[0])
    except sqlite3.OperationalError:  # this SQLite was built without it
        return 0


def _print_pairs(texts: list[str], articles: list[int], duplicates: Duplicates) -> None:
    """Compare all pairs by brute force, over the shingles they share, with the groups that were found."""
    wordings = [wording([text]) for text in texts]
    holders: dict[int, list[int]] = defaultdict(list)
    for place, each in enumerate(wordings):
        for shingle in each.shingles:
            holders[shingle].append(place)
    shared = Counter(
        (one, other) for places in holders.values() for at, other in enumerate(places) for one in places[:at]
    )
    real = {pair for pair in shared if near(wordings[pair[0]], wordings[pair[1]])}
    exact = {pair for pair in real if texts[pair[0]] == texts[pair[1]]}
    found = {
        (one, other)
        for other, article in enumerate(articles)
        for one in (mate - articles[0] for mate in duplicates.of(article))
        if one < other
    }
    jaccard = {(a, b) for a, b in shared if similarity(wordings[a], wordings[b]) >= 0.5}
    sys.stdout.write(
        f"  pairs: found {len(found)}, brute force {len(real)} (missed {len(real - found)}, more {len(found - real)}),"
        f" exact {len(exact)}, Jaccard at 0.5 {len(jaccard)}\n"
    )
    for one, other in sorted(found | jaccard):
        first, second = wordings[one], wordings[other]
        heads = " | ".join(texts[place][:36].replace("\n", " ") for place in (one, other))
        mark = "found   " if (one, other) in found else "not near"
        figures = (
            f"{similarity(first, second):.2f} {containment(first, second):.2f} {len(first.words)}/{len(second.words)}"
        )
        sys.stdout.write(f"    {mark} {figures}  {heads}\n")


def _print_recall(texts: list[str], db: Database, duplicates: Duplicates) -> None:
    sys.stdout.write(f"  {'words':>5}  " + "".join(f"{kind:>20}" for kind in KINDS) + "\n")
    sys.stdout.write("         " + "   found force exact" * len(KINDS) + "\n")
    others = [word for text in texts for word in text.split()]
    for words in SIZES:
        chance = random.Random(words)
        long = [text.split()[:words] for text in texts if len(text.split()) >= words]
        chance.shuffle(long)
        row = ""
        for change in KINDS.values():
            tried = [_try(original, change, others, chance, db, duplicates) for original in long[:VARIANTS]]
            row += "  " + "".join(f"{sum(column) / len(tried):6.2f}" for column in zip(*tried, strict=True)) + ""
        sys.stdout.write(f"  {words:>5}  {row}   of {len(long[:VARIANTS])}\n")


def _try(
    original: list[str],
    change: Change,
    others: Sequence[str],
    chance: random.Random,
    db: Database,
    duplicates: Duplicates,
) -> tuple[bool, bool, bool]:
    """Store an article and its variant in the midst of all others, ask, and take both back."""
    variant = change(original, others, chance)
    one, other = " ".join(original), " ".join(variant)
    db.conn.execute("begin")
    try:
        first, second = _put(db, one), _put(db, other)
        duplicates.feed(first)
        duplicates.feed(second)
        found = first in duplicates.of(second)
    finally:
        db.conn.execute("rollback")
    return found, near(wording([one]), wording([other])), one == other


# Forms: the same words with other figures. No two of them are copies.


def _weather(chance: random.Random) -> str:
    sky = chance.choice(["맑겠습니다", "흐리겠습니다", "구름이 많겠습니다", "비가 오겠습니다"])
    dust = chance.choice(["좋음", "보통", "나쁨"])
    cities = ("서울", "인천", "춘천", "대전", "대구", "부산", "광주", "제주")
    lows = ", ".join(f"{city} {chance.randint(-5, 12)}도" for city in cities)
    highs = ", ".join(f"{city} {chance.randint(8, 30)}도" for city in cities)
    east, west = (chance.randint(1, 30) / 10 for _ in range(2))
    return (
        f"{chance.randint(1, 12)}월 {chance.randint(1, 28)}일은 전국이 대체로 {sky}. 아침 최저기온은 {lows} 등으로 평년과"
        f" 비슷하겠습니다. 낮 최고기온은 {highs} 등으로 예상됩니다. 미세먼지 농도는 전국이 '{dust}' 수준을 보이겠습니다."
        f" 바다의 물결은 동해 앞바다에서 {east}m, 서해와 남해 앞바다에서 {west}m로 일겠습니다."
    )


def _market(chance: random.Random) -> str:
    points = chance.randint(200_000, 300_000) / 100
    open_at, small = points + chance.randint(-20, 20), chance.randint(60_000, 100_000) / 100
    gain, percent, less = chance.randint(10, 9900) / 100, chance.randint(1, 300) / 100, chance.randint(10, 990) / 100
    bought, sold, rest = (chance.randint(100, 9000) for _ in range(3))
    way = chance.choice(["오른", "내린"])
    return (
        f"코스피는 전 거래일보다 {gain}포인트({percent}%) {way} {points:,.2f}에 장을 마쳤다. 지수는 {open_at:,.2f}에 출발해"
        f" 장 내내 등락을 거듭했다. 유가증권시장에서 외국인은 {bought:,}억원을 순매수했고 기관은 {sold:,}억원을"
        f" 순매도했다. 개인은 {rest:,}억원어치를 사들였다. 코스닥은 {less}포인트 {way} {small}에 마감했다."
        f" 원/달러 환율은 {chance.randint(11000, 14500) / 10}원에 거래를 마쳤다."
    )


def _fruit(chance: random.Random) -> str:
    names = ("apples", "pears", "plums", "onions", "potatoes", "cabbages")
    prices = "; ".join(f"{name} {chance.randint(100, 990) / 100} a kilo" for name in names)
    day, way = chance.choice(["Monday", "Tuesday", "Friday"]), chance.choice(["more", "less"])
    return (
        f"The wholesale market opened on {day}, day {chance.randint(1, 28)} of the month, with {chance.randint(20, 90)}"
        f" traders. Prices stood as follows: {prices}. In all {chance.randint(1000, 9000):,} crates were sold,"
        f" {chance.randint(1, 30)} percent {way} than a week before. The next market opens at the usual hour."
    )


SURNAMES = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배"
SYLLABLES = "민서준호지영수진현우성은혜정아라미나동규태훈경숙"


def _person(chance: random.Random) -> str:
    return chance.choice(SURNAMES) + "".join(chance.choices(SYLLABLES, k=2))


def _posts(chance: random.Random) -> str:
    posts = (
        "정책기획관",
        "감사담당관",
        "도시재생과장",
        "교통정책과장",
        "복지국장",
        "총무과장",
        "예산담당관",
        "세정과장",
    )
    lines = [f"△ {chance.choice(posts)} {_person(chance)}" for _ in range(chance.randint(12, 28))]
    return "\n".join(["[인사] 가온시", "◇ 승진", *lines[: len(lines) // 2], "◇ 전보", *lines[len(lines) // 2 :]])


def _deaths(chance: random.Random) -> str:
    homes = ("서울성모병원", "삼성서울병원", "서울아산병원")
    return "[부고]\n" + "\n".join(
        f"▲ {_person(chance)}씨 별세, {_person(chance)}씨 {chance.choice(('부친', '모친', '장인'))}상 ="
        f" {chance.randint(1, 28)}일 오전 {chance.randint(5, 11)}시, {chance.choice(homes)} 장례식장"
        f" {chance.randint(1, 30)}호실, 발인 {chance.randint(1, 28)}일. 02-{chance.randint(1000, 9999)}"
        for _ in range(chance.randint(1, 6))
    )


def _talk(chance: random.Random) -> str:
    city, house = (
        chance.choice(("가온시", "나래시", "다솜시", "라온시")),
        chance.choice(("도서관", "문화회관", "시민회관")),
    )
    return (
        f"{city} {house}은 오는 {chance.randint(1, 28)}일 {_person(chance)} 작가를 초청해 강연을 연다. 강연은 오후"
        f" {chance.randint(1, 7)}시부터 두 시간 동안 열리며 시민 누구나 무료로 참여할 수 있다. 참가를 원하는 시민은 누리집이나"
        " 전화로 신청하면 된다. 관계자는 많은 시민이 참여해 책과 가까워지는 시간이 되기를 바란다고 말했다."
    )


FORMS = {
    "weather (ko)": _weather,
    "market (ko)": _market,
    "market (en)": _fruit,
    "posts (ko)": _posts,
    "deaths (ko)": _deaths,
    "talk (ko)": _talk,
}
"""`talk` differs in one word in ten alone, as a copy does: no measure of shared words tells it from one."""


def _measure_forms(db: Database) -> None:
    sys.stdout.write("\nForms, 200 of each; no two are copies\n")
    for name, form in FORMS.items():
        chance = random.Random(name)
        texts = [form(chance) for _ in range(200)]
        duplicates = Duplicates(db)
        with writing(db):
            articles = [_put(db, text) for text in texts]
            for article in articles:
                duplicates.feed(article)
        lumped = sum(bool(duplicates.of(article)) for article in articles)
        wordings = [wording([text]) for text in texts]
        pairs = [(a, b) for at, b in enumerate(wordings) for a in wordings[:at]]
        high = sum(similarity(a, b) >= 0.5 for a, b in pairs)
        most = max(containment(a, b) for a, b in pairs)
        sys.stdout.write(
            f"  {name:14} in a group {lumped}; pairs by Jaccard at 0.5: {high:,} of {len(pairs):,}; most contained {most:.2f}\n"
        )
    db.conn.close()


if __name__ == "__main__":
    main()
