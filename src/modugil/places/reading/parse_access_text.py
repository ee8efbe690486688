"""Facts of access out of Korean sentences, by the table of `access_rules`.

Example: `장애인 화장실 있음(본관 1층)` says accessible_toilet yes; `엘리베이터는 없으나 리프트
있음` elevator no; `출입구까지 턱이 없어 휠체어 접근 가능함` step_free_approach yes.
Unknown: a sentence that says yes and no of one thing, speaks of a part (`일부`), of another house
         (`맞은편`), of sand or steepness on the way, or whose brackets take back what it says: it
         is mixed, and no yes. `거의 없음` (hardly any step) is no yes either. A sentence that names
         nothing the table knows is unread. Both are told, so that somebody can count them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from modugil.places.reading.access_rules import COUNTED, FIELDS, NEEDS_ITS_NAME, THINGS, WAYS
from modugil.places.record import Said

_BREAK = re.compile(r"</?\s*br[\s/]*>|[\r\n]+", re.IGNORECASE)
_SUFFIX = re.compile(r"_\s*(?:[^_]*편의\s*(?:시설|정보)|점자\s*블록\s*있음|쉬움|어려움)\s*$")
_BRACKETS = re.compile(r"\([^()]*\)?")
_BUT = re.compile(
    r"(?<=으나|하나|되나|지만|는데)[,\s]+|(?:^|[\s,])(?:그렇지만|그러나|다만|단),?\s+"
)
_HARMLESS = re.compile(r"(?:표시|표지판?|요금|비용|주차료)[이가은는도]?\s*(?:별도로?\s*)?없\S*")
_LEVEL = re.compile(
    r"무\s*단차|(?:문?턱|단차|계단|높낮이\s*차)(?:(?:이나|나|와|과|및|,|\s){1,4}(?:턱|단차|계단)){0,4}"
    r"(?:이|가|은|는|도)?\s*없\S*"
)
_HARDLY = re.compile(r"(?:거의|별로)\s*없\S*")
_STEP = re.compile(r"(?:턱|단차|계단)\S{0,2}\s*(?:\S{1,4}\s*){0,2}?(?:있|형성|발생|존재)")
_NO = re.compile(
    r"없|불가|미설치|미비|안\s?[됨되]|않|못|어려|어렵|제약|불편|금지|중단|고장|폐쇄|미운영|제한|공사"
)
_YES = re.compile(r"있|가능|설치|구비|제공|운영|비치|완비|마련|대여|이용|서비스")
_PASS = re.compile(
    r"평탄|수평|평지|경사로\S*\s*(?:가|를)?\s*(?:있|설치|이용|마련|통해|됨)"
    r"|(?:접근|출입|통과|이동|진입)\S?\s*(?:이\s*)?가능"
)
_LIMITS = re.compile(
    r"일부|제외|필요|주의|다소|가파|급경사|자갈|모래|비포장|흙|돌길|돌\s*구간|박석|부분|거의|기울기"
    r"|경사[가도는이]?\s*(?:매우\s*|아주\s*)?(?:심|높|크|급)|경사도\s*\d|차량|이용해야"
)
_NOT = re.compile(
    r"(?:(?:설치|구비|비치|제공|운영|운행|대여|이용|사용|동반|입장|허용|마련)\S{0,2}\s*(?:[이가]\s*)?"
    r"(?:수\s*)?)?(?:있지\s*않|않|불가능?|안\s?[됨되]|없|미설치|미비|미운영|못)\S*"
)
_ELSEWHERE = re.compile(r"맞은\s*편|건너\s*편|인근|근처|[앞옆]\s*건물")
_ACROSS = re.compile(r"맞은\s*편|건너\s*편")
_BLOCKED = re.compile(
    r"(?:접근|출입|통과|이동|진입)\S{0,2}\s*(?:이\s*)?"
    r"(?:불가|안\s?[됨되]|못|어려움|어렵|할\s*수\s*없)"
)
_NOUNS = {
    "accessible_parking": "주차",
    "accessible_toilet": "화장실",
    "accessible_room": "객실",
    "accessible_ticket_office": "매표소",
    "accessible_seats": "석",
}
"""What a field may name without saying that it is for disabled people: then it says nothing."""


@dataclass(frozen=True, slots=True)
class AccessText:
    """What sentences say; `mixed` and `unread` are those that could not be used."""

    said: tuple[Said, ...]
    mixed: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def strip_markup(text: str) -> str:
    """The text without tags and entities; a break is a new line."""
    lines = re.sub(r"<[^<>]*>", "", _BREAK.sub("\n", text)).split("\n")
    return "\n".join(one for line in lines if (one := " ".join(unescape(line).split())))


def list_sentences(text: str) -> list[str]:
    """The sentences, without the heading that some carry at their end (`_무장애 편의시설`)."""
    lines = strip_markup(text).split("\n")
    return [one for line in lines if (one := _SUFFIX.sub("", line).strip(" ._"))]


def parse_access_text(text: str, *, field: str = "") -> AccessText:
    """The facts of the text; `field` names the field of detailWithTour2 it stands in, if any."""
    return merge_texts(_read_sentence(one, field) for one in list_sentences(text))


def merge_texts(texts: Iterable[AccessText]) -> AccessText:
    """All of them as one; of what one says yes and another no, nothing is said."""
    said: dict[str, Said] = {}
    mixed: dict[str, None] = {}
    unread: dict[str, None] = {}
    disputed: set[str] = set()
    for text in texts:
        mixed.update(dict.fromkeys(text.mixed))
        unread.update(dict.fromkeys(text.unread))
        for one in text.said:
            first = said.setdefault(one.key, one)
            if first.value != one.value:
                disputed.add(one.key)
                mixed.update(dict.fromkeys((first.text, one.text)))
    kept = tuple(one for key, one in said.items() if key not in disputed)
    return AccessText(kept, tuple(mixed), tuple(unread))


def _read_sentence(sentence: str, field: str) -> AccessText:
    said: list[Said] = []
    mixed = False
    for key, value in (*_read_things(sentence, field), *_read_ways(sentence, field)):
        if value:
            said.append(Said(key, value, sentence))
        mixed = mixed or not value
    told = {one.key: one.value for one in said}
    said.extend(_count(sentence, told))
    if said:
        return merge_texts([AccessText((one,)) for one in said])
    return AccessText((), (sentence,), ()) if mixed else AccessText((), (), (sentence,))


def _read_things(sentence: str, field: str) -> Iterator[tuple[str, str]]:
    """Keys with yes, no, or "" where it cannot be told."""
    brackets = " ".join(_BRACKETS.findall(sentence))
    parts = _BUT.split(_BRACKETS.sub(" ", sentence))
    told: list[tuple[str, str]] = []
    for part in parts:
        keys = _name_things(part, brackets)
        polarity = _weigh(part, brackets)
        if not keys and told and _NO.search(_LEVEL.sub(" ", _HARMLESS.sub(" ", part))):
            told = [(key, "" if value == "yes" else value) for key, value in told]
        told.extend((key, polarity) for key in keys)
    if not told and _is_about(field, parts[0]):
        told.append((FIELDS[field], _weigh(parts[0], brackets)))
    yield from told


def _name_things(part: str, brackets: str) -> list[str]:
    """What a part of a sentence names; for what is lent, the brackets may say which."""
    keys = [rule.key for rule in THINGS if rule.words.search(part)]
    if "대여" in part:
        for piece in re.split(r"[,()]", brackets):
            lent = [rule for rule in THINGS if rule.key.startswith("rental_") and piece]
            keys.extend(one.key for one in lent if one.words.search(f"{piece} 대여"))
    return keys


def _is_about(field: str, part: str) -> bool:
    """Whether words that name nothing speak of the field's own thing."""
    key = FIELDS.get(field, "")
    if not key or field in NEEDS_ITS_NAME or any(rule.key == key for rule in WAYS):
        return False
    return key not in _NOUNS or _NOUNS[key] not in part or "장애인" in part


def _weigh(part: str, brackets: str) -> str:
    """What a part of a sentence says of the thing it names."""
    plain = _LEVEL.sub(" ", _HARMLESS.sub(" ", part))
    if _ELSEWHERE.search(part) or _ACROSS.search(brackets):
        return ""
    if _NO.search(_LEVEL.sub(" ", _HARMLESS.sub(" ", brackets))):
        return ""
    if not _NO.search(plain):
        return "yes" if _YES.search(plain) else ""
    is_yes = _YES.search(_NO.sub(" ", _NOT.sub(" ", plain)))
    is_of_use = re.search(r"이용\s*가능한?\s+\S*없", plain)
    return "no" if _NOT.search(plain) and (not is_yes or is_of_use) else ""


def _read_ways(sentence: str, field: str) -> Iterator[tuple[str, str]]:
    main = _BRACKETS.sub(" ", sentence)
    key = next((rule.key for rule in WAYS if rule.words.search(main)), "")
    if not key and any(rule.key == FIELDS.get(field) for rule in WAYS):
        key = FIELDS[field]
    if not key or any(rule.words.search(main) for rule in THINGS):
        return
    plain = _HARDLY.sub(" 거의 ", _LEVEL.sub(" 평탄 ", _HARMLESS.sub(" ", sentence)))
    blocked = _NO.search(plain) or _STEP.search(plain)
    passes = _PASS.search(_NO.sub(" ", re.sub(r"불가능?", " ", plain)))
    is_shut = _STEP.search(plain) or _BLOCKED.search(plain)
    if is_shut and not passes and not _LIMITS.search(plain):
        yield key, "no"
    elif passes and not blocked and not _LIMITS.search(plain) and not _ELSEWHERE.search(plain):
        yield key, "yes"
        if (
            "경사로" in main
            and not _LEVEL.search(main)
            and key in ("step_free_entrance", "step_free_approach")
        ):
            yield "entrance_ramp", "yes"
    elif blocked or passes or _LIMITS.search(plain):
        yield key, ""


def _count(sentence: str, told: dict[str, str]) -> Iterator[Said]:
    numbers = re.findall(r"(?<![\d.])(\d{1,4})\s*대(?!변기)", sentence)
    keys = [key for key in COUNTED if told.get(key) == "yes"]
    if len(numbers) == 1 and len(keys) == 1:
        yield Said(COUNTED[keys[0]], str(int(numbers[0])), sentence)
