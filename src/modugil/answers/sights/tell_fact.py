"""One fact of a place as one line: in words, with who says so and in which words of their own."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from modugil.answers.finding.endpoints import access_word
from modugil.answers.sights.scope import Scope
from modugil.answers.sights.sentences.fill import fill
from modugil.answers.sights.sight_answer import Quote, SightLine, Verdict
from modugil.answers.sights.tell_hours import tell_hours
from modugil.core.access import Access
from modugil.core.language import name_language
from modugil.places.place import STAFF, WHEELCHAIR, PlaceFact, SaidBy, access_of
from modugil.places.vocabulary import FACTS, REPEATED, Form

PHONES = ("phone", "booking_phone")
BARRIERS = ("has_steps_or_slope",)
"""Of these a yes is no good news, so their lines carry no verdict."""
_SCRIPTS = (("ko", r"[가-힣]"), ("ja", r"[぀-ヿ]"), ("zh", r"[一-鿿]"))
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_DIAL = re.compile(r"\+?[0-9][0-9 -]{5,18}", re.ASCII)


def form_of(key: str) -> Form:
    """How the value of a fact is written, that of the whole place too."""
    return Form.ACCESS if key == WHEELCHAIR else FACTS.get(key, Form.TEXT)


def tell_fact(scope: Scope, fact: PlaceFact) -> SightLine:
    """The fact as it is known."""
    text, quote = _say(scope, fact)
    return SightLine(
        text=text,
        access=_verdict(fact),
        key=fact.key,
        disputed=fact.disputed,
        sources=scope.book.take(fact.said),
        as_of=max((one.as_of for one in fact.said), default=""),
        quote=quote,
        href=_href(fact),
    )


def tell_unknown(scope: Scope, key: str) -> SightLine:
    """That nobody says it."""
    phrases = scope.phrases
    if form_of(key) is not Form.ACCESS:
        text = fill(phrases.value_unknown, label=phrases.name_of(key))
        return SightLine(text=text, key=key, access="unknown")
    access: Verdict = "" if key in BARRIERS else "unknown"
    return SightLine(text=say_access(scope, key, Access.UNKNOWN), key=key, access=access)


def tell_dispute(scope: Scope, fact: PlaceFact) -> str:
    """Who says what, one by one."""
    words = scope.phrases.sources
    claims = words.claims_joined.join(_claim(scope, one) for one in fact.said)
    pattern = words.counts if fact.value else words.disputed
    return fill(pattern, thing=scope.phrases.name_of(fact.key), claims=claims)


def say_access(scope: Scope, key: str, access: Access) -> str:
    """Whether there is such a thing."""
    phrases, row = scope.phrases, {Access.YES: 0, Access.NO: 1}.get(access, 2)
    whole = phrases.facts.whole.get(key)
    if whole is not None:
        return whole[row]
    pattern = (phrases.there_is, phrases.there_is_no, phrases.nobody_says)[row]
    return fill(pattern, thing=phrases.name_of(key))


def say_value(scope: Scope, key: str, value: str) -> str:
    """The value as people read it, with its unit."""
    phrases, form = scope.phrases, form_of(key)
    if form is Form.ACCESS:
        return phrases.sources.yes if value == "yes" else phrases.sources.no
    if form is Form.METRES:
        return fill(phrases.metres, n=value)
    if form is Form.DEGREES:
        return fill(phrases.degrees, n=value)
    if form is Form.COUNT:
        return fill(phrases.facts.counters.get(key) or phrases.facts.counters[""], n=value)
    if form is Form.HOURS:
        return tell_hours(value, phrases.hours)
    if form is Form.WORD:
        return phrases.facts.words.get(value) or phrases.facts.categories.get(value, value)
    return value


def language_of(text: str) -> str:
    """The language a text is written in by its script; "" where it has hardly a word."""
    for language, script in _SCRIPTS:
        if re.search(script, text):
            return language
    return "en" if len(_LETTERS.findall(text)) > 1 else ""


def _apart(fact: PlaceFact) -> list[PlaceFact]:
    """What is no dispute, value by value, each with those alone who say it.

    Of what staff decided against other sources only their own value: `_tell_overruled` tells those.
    """
    if fact.disputed:
        return [fact]
    values = list(dict.fromkeys(one.value for one in fact.said))
    return [
        PlaceFact(fact.key, value, tuple(one for one in fact.said if one.value == value))
        for value in (values[:1] if _is_overruled(fact) else values)
    ]


def _is_overruled(fact: PlaceFact) -> bool:
    """Whether staff say otherwise than a source, and their word counts."""
    by_staff = not fact.disputed and fact.said[0].source == STAFF
    others = any(one.value != fact.value for one in fact.said)
    return by_staff and others and fact.key not in REPEATED


def _tell_overruled(scope: Scope, fact: PlaceFact) -> list[SightLine]:
    """Who said otherwise before staff decided; nothing where nobody did."""
    if not _is_overruled(fact):
        return []
    others = [one for one in fact.said if one.value != fact.value]
    text, numbers = tell_dispute(scope, fact), scope.book.take(others)
    return [SightLine(text=text, sources=numbers, as_of=max(one.as_of for one in others))]


def _claim(scope: Scope, one: SaidBy) -> str:
    words = scope.phrases.sources
    pattern = words.claim if one.as_of else words.claim_undated
    value, date = say_value(scope, one.key, one.value), scope.phrases.date(one.as_of)
    return fill(pattern, source=scope.book.name(one.source), value=value, date=date)


def _say(scope: Scope, fact: PlaceFact) -> tuple[str, Quote | None]:
    phrases, key, first = scope.phrases, fact.key, fact.said[0]
    if key == "image":
        return fill(phrases.picture, source=scope.book.name(first.source)), None
    quote = Quote(text=first.text, language=language_of(first.text)) if first.text else None
    if fact.disputed:
        return tell_dispute(scope, fact), quote
    form = form_of(key)
    if form is Form.ACCESS:
        return say_access(scope, key, access_of(fact.value)), quote
    label = phrases.name_of(key)
    is_words = form is Form.TEXT and not link_of(fact.value)
    written = language_of(fact.value) if is_words else ""
    if written in ("", name_language(scope.language)):
        sentences = [" ".join(one.split()) for one in say_value(scope, key, fact.value).split("\n")]
        value = ". ".join(one.rstrip(" .。") for one in sentences if one)
        return fill(phrases.value, label=label, value=value), quote
    return fill(phrases.own_words, label=label), Quote(text=fact.value, language=written)


def _verdict(fact: PlaceFact) -> Verdict:
    if form_of(fact.key) is not Form.ACCESS or fact.key in BARRIERS:
        return ""
    return access_word(access_of(fact.value))


def _href(fact: PlaceFact) -> str:
    if fact.key in PHONES and _DIAL.fullmatch(fact.value.strip()):
        return "tel:" + re.sub(r"[ -]", "", fact.value)
    return link_of(fact.value) if form_of(fact.key) is Form.TEXT else ""


def link_of(text: str) -> str:
    """The address that a text is, "" where it is none of the web's."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return ""
    web = parts.scheme in ("http", "https")
    return text.strip() if web and parts.netloc and " " not in text.strip() else ""


def tell_section_facts(
    scope: Scope, facts: Sequence[PlaceFact], asked: Sequence[str]
) -> list[SightLine]:
    """What is known, and of what is asked of every place what nobody says."""
    known = {fact.key for fact in facts}
    lines: list[SightLine] = []
    for fact in facts:
        lines += [tell_fact(scope, one) for one in _apart(fact)]
        lines += _tell_overruled(scope, fact)
    return [*lines, *(tell_unknown(scope, key) for key in asked if key not in known)]
