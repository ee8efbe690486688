"""Numbers with a unit in Korean free text about a way: how steep, how long, how wide.

Text is taken apart into numbers and the words they belong to; `경사 길이 12m. 7°` and `12m/7˚` say
the same. A number belongs to the word it stands next to. Where a text can be taken two ways, or a
word asks for a number that is not there, that piece is unread: nothing is guessed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import atan, degrees

_NUMBER = r"(?<![\d.])(\d+(?:\.\d+)?)"
_METRIC = r"(km|cm|mm|m|㎞|㎝|㎜|미터|센티미터|센티)(?![a-z²㎡])"
_DEGREE = r"(°(?!C)|%|도(?=$|[^가-힣]|의|정도|이하|이상|가량|내외|경사))"
_RANGE = r"\s*[-~]\s*"
_BOUND = r"(?:\s*(이하|미만|이내|이상|초과))?"
_METRES = {"km": 1000.0, "㎞": 1000.0, "m": 1.0, "미터": 1.0}
_HUNDREDTHS = ("cm", "㎝", "센티", "센티미터")
_TOKENS = (
    ("along", rf"(?:에서|까지|부터)\s*{_NUMBER}\s*{_METRIC}(?:\s*지점)?(?:부터|까지)?"),
    (
        "along",
        rf"{_NUMBER}\s*{_METRIC}\s*(?:지점(?:부터|까지)?|앞|뒤|떨어진|전방|거리|이동|전진|간격)",
    ),
    ("ratio", r"(?:경사|기울기|구배)[도는은이가]?\s*:?\s*1\s*/\s*(\d+)"),
    ("degrees", rf"{_NUMBER}\s*{_DEGREE}?{_RANGE}{_NUMBER}\s*{_DEGREE}{_BOUND}"),
    ("degrees", rf"{_NUMBER}\s*{_DEGREE}{_BOUND}"),
    ("metres", rf"{_NUMBER}\s*(?:{_METRIC})?{_RANGE}{_NUMBER}\s*{_METRIC}{_BOUND}"),
    ("metres", rf"{_NUMBER}\s*{_METRIC}{_BOUND}"),
    ("door", r"(?:출입문|출입구|현관|문)\s*(?:의\s*)?(?:유효\s*)?(?:폭|너비)"),
    ("width", r"(?<![대소])폭(?![포신염설우풍격발])|너비"),
    ("length", r"길이(?!\s*(?:울퉁|좁|넓|험|끊|평|막|미끄|고르|포장|나[있뉘]|이어|패|거칠|없))"),
    ("height", r"턱|단차|높이|깊이|고도|해발|두께|수심"),
    ("slope", r"경사|오르막|내리막|비탈|기울|각도|구배|가파"),
    ("end", r"(?<!\d)\.|\.(?!\d)|[,;\n]"),
)
_ALL = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _TOKENS]
_NONE_OF_IT = re.compile(r"(경사|오르막|내리막|비탈|턱|단차|계단)[이가은는도]?\s*(거의\s*)?없\S*")
_WIDTH_MOST_M = 50.0
_LENGTH_MOST_M = 5000.0
"""Beyond these a number is a slip of the hand, and unread."""
_WORDS = ("door", "width", "length", "height")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    numbers: tuple[float, ...] = ()
    bound: str = ""


@dataclass(slots=True)
class Measures:
    """What a text measures, in the order in which it says so; `unread` are pieces of the text."""

    slopes_deg: list[float] = field(default_factory=list)
    most_deg: list[float] = field(default_factory=list)
    """Slopes said to be at most so steep."""
    lengths_m: list[float] = field(default_factory=list)
    widths_m: list[float] = field(default_factory=list)
    doors_m: list[float] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    has_slope: bool = False
    """A slope is spoken of, with or without a number."""


def read_measures(text: str, *, on_slope: bool = False) -> Measures:
    """The numbers of the text; `on_slope`: what stands around the text says it is about a slope."""
    tokens = list(_tokenize(_NONE_OF_IT.sub(" ", _plain(text))))
    found = Measures(has_slope=on_slope or any(_is_slope(one) for one in tokens))
    for part in _split(tokens):
        _take_degrees(part, found)
        _take_metres(part, found)
    _note_words(tokens, found)
    return found


def _plain(text: str) -> str:
    """One degree mark, one dash, one space where there are several; nothing else is changed."""
    text = re.sub(r"[^\S\n]+", " ", text)
    text = re.sub("[˚º⁰]", "°", text)
    return re.sub("[∼〜～–—−]", "~", text)


def _tokenize(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        found = next(((k, m) for k, p in _ALL if (m := p.match(text, at)) is not None), None)
        if found is None:
            at += 1
            continue
        kind, match = found
        yield _make_token(kind, match)
        at = match.end()


def _make_token(kind: str, match: re.Match[str]) -> _Token:
    groups = [one for one in match.groups() if one]
    numbers = [float(one) for one in groups if re.fullmatch(r"[\d.]+", one)]
    units = [one.lower() for one in groups if not re.fullmatch(r"[\d.]+", one)]
    bound = units.pop() if units and units[-1] in ("이하", "미만", "이내", "이상", "초과") else ""
    if kind == "ratio":
        numbers = [degrees(atan(1 / numbers[0]))] if numbers[0] else []
    elif kind == "metres":
        numbers = [round(one * _metres_of(units[-1]), 4) for one in numbers]
        if len({*units}) > 1:
            numbers = []
    elif kind == "degrees" and "%" in units:
        numbers = [degrees(atan(one / 100)) for one in numbers]
    return _Token(kind, match[0].strip(), tuple(numbers), bound)


def _metres_of(unit: str) -> float:
    return _METRES.get(unit, 0.01 if unit in _HUNDREDTHS else 0.001)


def _is_slope(token: _Token) -> bool:
    return token.kind in ("slope", "degrees", "ratio") and "%" not in token.text


def _split(tokens: Sequence[_Token]) -> Iterator[list[_Token]]:
    part: list[_Token] = []
    for token in tokens:
        if token.kind == "end":
            yield part
            part = []
        elif token.kind != "along":
            part.append(token)
    yield part


def _take_degrees(part: Sequence[_Token], found: Measures) -> None:
    for token in part:
        if token.kind not in ("degrees", "ratio"):
            continue
        if (
            not token.numbers
            or max(token.numbers) > 90
            or ("%" in token.text and not found.has_slope)
        ):
            found.unread.append(token.text)
        elif token.bound in ("이하", "미만", "이내"):
            found.most_deg.extend(token.numbers)
        else:
            found.slopes_deg.extend(token.numbers)


def _take_metres(part: Sequence[_Token], found: Measures) -> None:
    pairs = _pair(part)
    alone = "slope" if any(_is_slope(one) for one in part) else ""
    for row, token in enumerate(part):
        if token.kind != "metres":
            continue
        if not token.numbers or pairs is None:
            found.unread.append(token.text)
            continue
        if not _take_one(token, pairs.get(row, alone), found):
            found.unread.append(token.text)


def _take_one(token: _Token, word: str, found: Measures) -> bool:
    """Whether the number tells something, with that word beside it."""
    if word in ("width", "door"):
        is_told = token.bound not in ("이하", "미만", "이내")
        if is_told and 0 < max(token.numbers) <= _WIDTH_MOST_M:
            (found.widths_m if word == "width" else found.doors_m).append(min(token.numbers))
            return True
    in_metres = re.search("m$|미터|㎞", token.text.lower()) is not None
    if (word == "length" and found.has_slope) or (word == "slope" and in_metres):
        if not token.bound and 0 < max(token.numbers) <= _LENGTH_MOST_M:
            found.lengths_m.extend(token.numbers)
            return True
    return False


def _pair(part: Sequence[_Token]) -> dict[int, str] | None:
    """Which word each number of metres belongs to: all to the one before them, or all to the next.

    Unknown: None where both can be meant.
    """
    kinds = [one.kind for one in part]
    before = {
        row: kinds[row - 1]
        for row, kind in enumerate(kinds)
        if kind == "metres" and row > 0 and kinds[row - 1] in _WORDS
    }
    after = {
        row: kinds[row + 1]
        for row, kind in enumerate(kinds[:-1])
        if kind == "metres" and kinds[row + 1] in _WORDS
    }
    if not before or not after:
        return before or after
    if len(before) != len(after):
        return max(before, after, key=len)
    starts_with_word = bool(kinds) and kinds[0] != "metres"
    ends_with_word = kinds[-1] in _WORDS
    if starts_with_word == ends_with_word:
        return None
    return before if starts_with_word else after


def _note_words(tokens: Sequence[_Token], found: Measures) -> None:
    """A word that asks for a number and got none."""
    kinds = {one.kind for one in tokens}
    asked = {
        "width": found.widths_m,
        "door": found.doors_m,
        "length": found.lengths_m,
        "slope": [*found.slopes_deg, *found.most_deg, *found.lengths_m],
    }
    for kind, numbers in asked.items():
        if kind in kinds and not numbers:
            found.unread.append(next(one.text for one in tokens if one.kind == kind))
