"""Systems in English text: a head noun (platform, hub, smart pole) with the modifiers before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from store.recognition.agencies import AGENCY_HEADS, is_agency
from store.recognition.cues import Cues
from store.recognition.find import Find
from store.recognition.letters import widened
from store.recognition.reading import Reading
from store.recognition.sought import Sought
from store.recognition.wordlist import branches, sorted_out, words

_HEAD_LIST = (
    r"systems?|platforms?|services?|hubs?|apps?|applications?|networks?|cent(?:er|re)s?|poles?|shelters?|"
    r"crosswalks?|kiosks?|chatbots?|robots?|portals?|dashboards?|"
    r"test ?-?beds?|control towers?|digital twins?|parking lots?|parking|bus stops?|street ?lights?|"
    r"streetlamps?|traffic lights?|traffic signals?|bins?|meters?|grids?|clinics?|"
    r"infrastructure|environment|analysis|detection|monitoring|prediction|recognition|surveillance|"
    r"management|control room|shuttles?|terminals?|farms?|CCTVs?|drones?|buses|bus|taxis?|maps?|"
    r"Systems?|Platforms?|Services?|Hubs?|Apps?|Applications?|Networks?|Cent(?:er|re)s?|Poles?|Shelters?|"
    r"Crosswalks?|Kiosks?|Chatbots?|Robots?|Portals?|Dashboards?|"
    r"Test ?-?[Bb]eds?|Control Towers?|Digital Twins?|Parking Lots?|Parking|Bus Stops?|Street ?[Ll]ights?|"
    r"Traffic Lights?|Grid|Clinics?|Infrastructure|Environment|Control Room|Shuttles?|CCTV|Bus|Farm"
)
_HEADS = sorted_out(_HEAD_LIST)
HEAD = re.compile(
    rf"(?<![\w\-’'])(?P<head>{_HEADS})(?P<project> building project| construction project)?(?![\w])(?!-[A-Za-z])"
)
# What every head begins with: the letters before anything that may lack or differ.
_HEAD_CUES = Cues(re.sub(r"(?:.\?|\[|\().*", "", head) for head in branches(_HEAD_LIST))
_ANY_HEAD = Sought(HEAD.pattern, at=_HEAD_CUES)
_TITLE_CASE = r"[A-Z][A-Za-z0-9\-+]*(?: (?:[A-Z0-9][A-Za-z0-9\-+]*|of|for|and|with)){0,5}"
_QUOTED = re.compile(
    r"[‘“'\"『「](?P<name>(?:[A-Z][A-Za-z0-9\-+]* (?:(?:of|for|and) )?){1,6}(?:System|Platform|Service|Hub|"
    r"App|Network|Center|Centre|Pole|Shelter|Crosswalk|Portal|Dashboard|Chatbot|Kiosk|Map|Pass|Twin|"
    r"Testbed|Robot|Bus|Shuttle))[’”'\"』」,]"
)
_CALLED = Sought(
    rf"\b(?:app|application|platform|service|system|chatbot|portal|robot|network|center|hub),? (?:called|"
    rf"named|dubbed|known as),? (?:the )?[‘“'\"『「]?(?P<name>{_TITLE_CASE})(?=[’”'\"』」,.]| (?:that|which|"
    rf"to|for|in|was|is|has)\b)",
    has=("called", "dubbed", "known as", "named"),
)
_CALLED_AFTER = re.compile(
    rf"[‘“'\"『「](?P<name>{_TITLE_CASE})[,]?[’”'\"』」],? (?:which |a |an |that |the )(?:[a-z\-]+ )"
    rf"{{0,5}}(?:service|services|platform|app|application|system|network|hub|portal|chatbot)\b"
)
_ACRONYM = Sought(r"(?<![\w\-])(?:C-ITS|ITS|BIS|UTIS|ATMS|DRT|BMIS)(?![\w\-])", has=words("ATMS BIS BMIS DRT ITS UTIS"))
_TRANSPORT = Sought(
    r"[Tt]ransport|[Tt]raffic|\b[Bb]us|[Cc]ontrol center|교통|버스|관제",
    at=Cues(
        ("Transport", "transport", "Traffic", "traffic", "Bus", "bus", "Control c", "control c", "교통", "버스", "관제")
    ),
)
_WORD_BEFORE = re.compile(widened(r"([A-Za-z0-9][\w\-+/&’'.]*(?: ?\([A-Z][A-Za-z0-9\-]{1,9}\))?) $"))
_FOR_TAIL = re.compile(widened(r" for (?:[A-Za-z][A-Za-z\-]*)(?: [a-z][a-z\-]*){0,2}"))
_THROUGH = re.compile(
    r" (?:through|via|by|using) (?:the |an? )?(?:(?:QR|NFC|RFID|AI|IoT|GPS|[a-z]+)[ \-])?(?:codes?|barcodes?|tags?|apps?|"
    r"smartphones?|phones?|text messages?|kiosks?|cards?|blockchain|chatbots?|messenger)\b"
)

ENDS_PHRASE = words(
    """
    largest biggest smallest longest oldest newest busiest fastest leading famous popular original a an the this
    that these those its their his her our my your each every any some all both no another other such many several
    various numerous more most few much and or but nor so of in on at for to from with by as into through over
    under via about across between among along within without than after before during since until is are was were
    be been being has have had do does did will would can could may might must should shall not also it they he she
    we you i who which what when where how there here operates operate operated operating provides provide provided
    providing builds build built building establishes establish established establishing introduces introduce
    introduced introducing installs install installed installing launches launch launched launching develops
    develop developed developing uses use used using runs run running expands expand expanded expanding opens open
    opened opening supports support supporting supported offers offer offered offering creates create created
    creating includes include including included completes complete completed completing adopts adopt adopted
    adopting links link linked linking connects connect connecting connected improves improve improved improving
    manages manage managed managing applies apply applied applying plans plan planned planning presents presented
    presenting shows showed showing showcased showcasing showcase demonstrated demonstrates demonstrating unveiled
    unveils unveiling combines combining combined integrates integrating upgrades upgrade upgraded upgrading
    deploys deploy deployed deploying received receives receive makes make made making said says say called named
    promotes promote promoted promoting tests tested testing handles handle visited visit visiting strengthens
    strengthen strengthening strengthened enhances enhance enhanced enhancing implements implement implemented
    implementing implementation reinforcing reinforce secured secure features feature featured featuring like
    dubbed handling conduct conducts conducted conducting only just even still already now then very first second
    third one two three four five six seven eight nine ten last next new existing current same own good best better
    latest high-level state-of-the-art cutting-edge innovative advanced-level world-class representative overall
    entire whole similar different certain specific important main key major well effective excellent successful
    futuristic single pleasant large small big great efficient convenient powerful modern full-fledged joint
    separate dedicated additional future upcoming proposed respective diverse wide broad global domestic overseas
    foreign local Korean Korea's if while because although however meanwhile moreover therefore thus up out off
    down per him them us me let get gets got give gives given take takes took taken put went go goes come comes
    came become became becomes smart-city-related related so-called based-on away either neither
    """
)
_TECH = words(
    """
    smart intelligent ai iot digital autonomous self-driving integrated integration unified comprehensive urban
    traffic parking data bus fire flood disaster safety emergency transport transportation transit mobility energy
    waste water air security surveillance cctv camera video crowd crime pedestrian school elderly welfare health
    medical infectious disease quarantine facility facilities building underground bridge road tunnel weather noise
    dust blockchain cloud 5g lorawan qr qr-code nfc gps drone robot robotic virtual metaverse ar vr xr 3d map s-map
    smartphone mobile unmanned cooperative c-its its bis demand-responsive on-demand shared sharing one-stop
    real-time automatic automated remote electric charging hydrogen solar carbon big-data lidar v2x edge hybrid
    wireless public wi-fi wifi information control command operation operations prediction prevention detection
    monitoring management warning alert response alarm navigation payment ticketing reservation booking recycling
    lighting irrigation farming logistics delivery driver-assistance assistance citywide city-wide nationwide
    wide-area private-public city safe-home linkage congestion enforcement
    """
)
_STRONG_HEADS = words(
    "crosswalk crosswalks pole poles shelter shelters hub hubs kiosk kiosks chatbot chatbots testbed "
    "dashboard platform platforms parking shuttle clinic bin streetlight grid"
)
_ADJECTIVES_ENOUGH = words(
    "smart intelligent ai iot digital autonomous self-driving shared safe integrated virtual metaverse "
    "drive-through robotic ai-based ai-powered iot-based unmanned hydrogen on-demand demand-responsive"
)
_TECHNICAL_HEADS = words("dashboard chatbot kiosk testbed test-bed")
_CIVIC_HEADS = words("system platform center centre network hub app portal clinic")
_HARD_TECH = words(
    "smart iot ai robot drone digital data sensor virtual autonomous qr nfc metaverse big-data lidar cctv v2x"
)
_METHOD_HEADS = words("map maps analysis detection monitoring prediction recognition surveillance management")
_PLAIN_HEADS = words(
    "environment infrastructure bus buses taxi taxis farm farms terminal terminals meter meters drone "
    "drones robot robots bin bins"
)
_GENERIC = words(
    """
    smart+service smart+services smart+system smart+systems digital+service digital+services digital+platform
    digital+platforms public+service public+services smart+city+service smart+city+services city+service
    city+services smart+city+infrastructure smart+infrastructure smart+platform smart+platforms city+platform
    mobile+service mobile+app mobile+apps mobile+application mobile+applications mobile+network mobile+networks
    information+system information+systems data+center data+centers city+center health+center control+center
    operation+center operations+center management+system management+systems monitoring+system monitoring+systems
    traffic+light traffic+lights traffic+signals bus+stop bus+stops street+light street+lights parking+lot
    parking+lots transportation+system transportation+systems traffic+system traffic+systems urban+infrastructure
    digital+infrastructure transport+system public+transportation public+parking school+bus city+bus
    security+system security+systems safety+system information+service information+services data+analysis
    data+management traffic+management waste+management water+management energy+management disaster+management
    health+services medical+services medical+service welfare+services welfare+service security+service
    communication+network communication+networks information+network data+platform data+platforms
    road+infrastructure transportation+infrastructure urban+environment safe+environment digital+environment
    smart+environment administrative+services administrative+service transport+services city+network
    city+infrastructure control+system control+systems operation+system delivery+service delivery+services
    cloud+service cloud+services smart+application smart+applications smart+city+system smart+city+systems
    smart+city+application electric+bus electric+buses electric+taxi smart+solutions service+center
    public+parking+lots data+system payment+system payment+service smart+parking+lots energy+infrastructure
    urban+management city+management city+safety+service emergency+services emergency+service urban+services
    data+service data+services urban+systems urban+system digital+system digital+systems transport+network
    road+network transit+system mobility+service mobility+services public+health shopping+center call+center
    community+center welfare+center medical+center research+center safe+parking smart+city+management
    smart+management autonomous+bus autonomous+buses autonomous+shuttle autonomous+robots private+parking+lots
    public+infrastructure public+data+analysis smart+meter smart+meters smart+terminal smart+bus smart+drone
    ai+system ai+systems ai+service ai+services ai+platform ai+platforms iot+system iot+systems iot+platform
    iot+service iot+services ai+robot ai+robots ai+analysis real-time+system automatic+system integrated+system
    integrated+platform integrated+service integrated+center integrated+management integrated+network
    electric+vehicle+infrastructure autonomous+driving+system autonomous+systems digital+services+platform
    service+platform
    """
)
_STREET_HEADS = words("streetlight streetlights shelter shelters") | {
    f"{kind}{plural}"
    for kind in ("bus stop", "street light", "traffic light", "parking lot", "traffic signal")
    for plural in ("", "s")
}
_NO_SYSTEM = words(
    "certification award evaluation voting grading education school legal political social "
    "economic-social judicial promotion support counseling"
)
_BODIES = words("Institute Institution University Council Association Ministry Foundation Bank Union")
_STREETS = words(
    "smart traffic parking transit urban cctv iot ai-based ai-powered self-driving autonomous unmanned demand-responsive "
    "on-demand digital-twin citywide city-wide nationwide v2x"
)
_BASED = ("-based", "-powered", "-driven", "-enabled", "-linked")
_LOWER_PLURALS = re.compile(
    r"(?:such as|called|operates|operate|built|build|builds|installed|installing|introduced|launched|"
    r"supply|supplies|supplied|deploy|deploys|deployed|unveiled|showed|delivers|delivered|establish|"
    r"established|runs|including|named) (?:\w+ )?$"
)


def find_english_systems(reading: Reading) -> Iterator[Find]:
    """Yield named and described systems, the article's articles, verbs and owners left out; bare heads are no mention."""
    text = reading.text
    if not reading.english or reading.language not in (None, "en", "ko"):
        return
    for pattern, score in ((_QUOTED, 0.88), (_CALLED, 0.88), (_CALLED_AFTER, 0.82)):
        for match in pattern.finditer(text):
            low = match["name"].lower()
            if low.replace(" ", "+") not in _GENERIC and _NO_SYSTEM.isdisjoint(low.split()):
                yield _own(match, score)
    if next(_TRANSPORT.finditer(text), None):
        for match in _ACRONYM.finditer(text):
            yield _system(match.start(), match.end(), match.group(), 0.8)
    for match in _ANY_HEAD.finditer(text):
        find = _described(reading, match)
        if find:
            yield find


def _described(reading: Reading, match: re.Match[str]) -> Find | None:
    text, head = reading.text, match["head"]
    if _followed_by_head(text, match.end("head")):
        return None
    start, modifiers = modifiers_before(reading, match.start())
    if not modifiers or _is_of_a_body(text, start, modifiers):
        return None
    if head in AGENCY_HEADS and is_agency([*modifiers, head]):
        return None
    low = [word.lower() for word in modifiers]
    end = match.end() if match["project"] else match.end("head")
    tail = _tail_end(text, end, low, head)
    specific = _is_specific(low, head, project=bool(match["project"])) or (
        reading.civic and _is_civic_system(low, head)
    )
    if tail is None and not (specific and (not reading.elsewhere or _is_of_streets(low, head))):
        return None
    with_city = reading.civic and len(low) >= 3 and text[max(0, start - 5) : start] == "with "
    if tail is None and not with_city and _is_loose_plural(text, start, head):
        return None
    end = tail or end
    name = text[start:end]
    score = 0.86 if head[0].isupper() or len(low) >= 2 else 0.8
    return _system(start, end, name, score)


def _is_of_a_body(text: str, start: int, modifiers: list[str]) -> bool:
    """Say whether what the modifiers begin with is half a firm (Hart & Pole Sound System) or an institute's own name."""
    return text[max(0, start - 2) : start] == "& " or not _BODIES.isdisjoint("-".join(modifiers).split("-"))


def _system(start: int, end: int, name: str, score: float) -> Find:
    return Find(start=start, end=end, type="system", origin="pattern", score=score, name=name)


def _own(match: re.Match[str], score: float) -> Find:
    find = _system(match.start("name"), match.end("name"), match["name"], score)
    return replace(find, own=True)


def _followed_by_head(text: str, at: int) -> bool:
    following = HEAD.match(text, at + 1) if text[at : at + 1] == " " else None
    if following:
        return True
    word = re.match(
        r" (?:distribution|certification|promotion|technology|technologies|solutions?|operators?|"
        r"providers?|users?|companies|market|industry|sector|sectors|level|levels|project|projects|"
        r"Certification|Project|Co\b|Inc\b|Forum|Expo|Summit)\b",
        text[at : at + 20],
    )
    return word is not None


def modifiers_before(reading: Reading, at: int) -> tuple[int, list[str]]:
    """Return where the modifiers before a head at this position begin, and the modifiers."""
    text, start = reading.text, at
    modifiers: list[str] = []
    floor = reading.line(at)[0]
    while len(modifiers) < 7:
        found = _WORD_BEFORE.search(text[max(floor, start - 32) : start])
        if not found:
            break
        word_start = start - len(found.group())
        plain = found[1].split(" (")[0]
        if _ends_walk(plain, modifiers) or _is_owner(reading, word_start, plain):
            break
        modifiers.insert(0, found[1])
        start = word_start
    return start, modifiers


def _ends_walk(word: str, modifiers: list[str]) -> bool:
    """Say whether a word cannot be part of a system's name: an article, a verb, an owner in the genitive."""
    if word.lower() in ENDS_PHRASE:
        return not _belongs(word, modifiers)
    if word.endswith(("’s", "'s", "s’", "'", ".", "’")) or word.isdigit():
        return True
    return word.endswith("ly") and word.islower()


def _is_owner(reading: Reading, start: int, word: str) -> bool:
    """Say whether the word is, ends or begins with the name of a place, an organisation, a person or an event."""
    owner = reading.ends.get(start + len(word))
    if owner is not None and owner.type in ("place", "organisation", "person", "event"):
        return True
    return start < reading.places.get(start, 0) < start + len(word)


def _belongs(word: str, modifiers: list[str]) -> bool:
    """Say whether a word that mostly ends the walk belongs to the name here: Big Data-based, One-Stop."""
    return word.lower() == "big" and bool(modifiers) and modifiers[0].lower().startswith("data")


def _is_specific(low: list[str], head: str, *, project: bool) -> bool:
    """Say whether modifiers and head name one thing rather than a kind of thing."""
    plain_head = head.lower()
    if "+".join([*low, plain_head]) in _GENERIC or not _NO_SYSTEM.isdisjoint(low):
        return False
    technical = [word for word in low if _is_technical(word)]
    if project:
        return bool(technical)
    if plain_head in (_METHOD_HEADS | _PLAIN_HEADS | _STREET_HEADS) or len(low) == 1:
        return _is_weak_head_told(low, plain_head)
    if set(low) <= {"smart", "city", "integrated", "intelligent"}:
        return plain_head in ("platform", "hub", "center", "centre")
    if plain_head in ("service", "services") and not head[0].isupper():
        return len(technical) >= 2 or (len(low) >= 3 and bool(technical))
    keen = any(word in _ADJECTIVES_ENOUGH or word.endswith(_BASED) for word in low) and plain_head != "application"
    return keen or len(technical) >= 2 or (bool(technical) and _is_telling(low, head))


def _is_of_streets(low: list[str], head: str) -> bool:
    """Say whether a system is told by its modifiers where no city is at issue: of streets, or of two technical words."""
    if not _STREETS.isdisjoint(low):
        return True
    return head[0].isupper() and sum(map(_is_technical, low)) >= 2


def _is_civic_system(low: list[str], head: str) -> bool:
    """Say whether modifiers and head name a system where a city is the subject, though they would not elsewhere."""
    if len(low) < 2 or "+".join([*low, head.lower()]) in _GENERIC or not _NO_SYSTEM.isdisjoint(low):
        return False
    if head.lower() in _TECHNICAL_HEADS:
        return True
    return head.lower() in _CIVIC_HEADS and any(word in _HARD_TECH for word in low)


def _is_weak_head_told(low: list[str], head: str) -> bool:
    """Say whether the modifiers make a system of what mostly is none: image analysis, a bus stop, an environment."""
    if head in _METHOD_HEADS:
        return len(low) >= 2 and (low[0] == "ai" or any(word.endswith(("-based", "-powered")) for word in low[:2]))
    if head in _PLAIN_HEADS:
        return len(low) >= 2 and (low[0] in _ADJECTIVES_ENOUGH or low[:2] == ["digital", "twin"])
    return low[0] in _ADJECTIVES_ENOUGH and head in (_STRONG_HEADS | _STREET_HEADS)


def _is_technical(word: str) -> bool:
    return word in _TECH or word.endswith(_BASED) or any(bit in _TECH for bit in word.split("-"))


def _is_telling(low: list[str], head: str) -> bool:
    return len(low) >= 3 or head[0].isupper() or head in _STRONG_HEADS


def _tail_end(text: str, end: int, low: list[str], head: str) -> int | None:
    """Return the end of `management system for old facilities`: what a plain system is for belongs to its name."""
    if head.lower() not in ("system", "app", "platform", "service", "network") or not (0 < len(low) <= 3):
        return None
    if not any(word in _TECH for word in low):
        return None
    key = "+".join([*low, head.lower()])
    found = _FOR_TAIL.match(text, end)
    if not found or (key not in _GENERIC and "one-stop" not in low):
        return None
    kept: list[str] = []
    for word in found.group().split()[1:]:
        if word.lower() in ENDS_PHRASE - {"old"} or word in ("citizens", "residents", "people", "users", "everyone"):
            break
        kept.append(word)
    if not kept:
        return None
    stop = end + len(" for " + " ".join(kept))
    through = _THROUGH.match(text, stop)
    return through.end() if through else stop


def _is_loose_plural(text: str, start: int, head: str) -> bool:
    """Say whether a plural in small letters speaks of such things in general."""
    if head[0].isupper() or not head.endswith("s") or head in ("analysis", "bus", "CCTVs"):
        return False
    return not _LOWER_PLURALS.search(text[max(0, start - 25) : start])
