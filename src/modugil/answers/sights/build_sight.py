"""The page of one place, section by section."""

from collections.abc import Sequence

from modugil.answers.finding.endpoints import PLACE_KINDS, access_word
from modugil.answers.itinerary import AccessWord
from modugil.answers.sights.answers_in_words import (
    ROW,
    answer_get_in,
    answer_get_round,
    summarise,
)
from modugil.answers.sights.directions import Told
from modugil.answers.sights.layout import UNTOLD, list_asked, order_of, section_of
from modugil.answers.sights.near_places import Offers
from modugil.answers.sights.nearby import (
    answer_nearby,
    list_nearby,
    list_toilets,
    say_nearest_toilet,
)
from modugil.answers.sights.scope import Scope
from modugil.answers.sights.sight_answer import (
    SectionKey,
    SightAnswer,
    SightLine,
    SightSection,
    Verdict,
)
from modugil.answers.sights.tell_fact import tell_section_facts
from modugil.answers.sights.tell_looks import Pictures, add_road_view, answer_looks
from modugil.answers.sights.tell_open import look_open, say_open
from modugil.answers.sights.tell_sources import answer_sources, list_source_lines
from modugil.answers.sights.verdicts import Verdicts, judge
from modugil.core.access import Access
from modugil.core.time import format_local
from modugil.places.finding.needs import NEED_WORDS, judge_need, know_place
from modugil.places.vocabulary import KINDS


def build_sight(
    scope: Scope, offers: Offers, *, way: Told, wifi: SightLine | None, pictures: Pictures
) -> SightAnswer:
    """The page; `way` is how one gets there, `wifi` how the Wi-Fi of the place is now.

    `pictures` are those of the street there.
    """
    place, verdicts = scope.place, judge(scope.place)
    toilets = list_toilets(scope, offers)
    sections = [
        _get_in(scope, verdicts),
        _get_round(scope, verdicts, wifi),
        _toilet(scope, verdicts, toilets),
        _section(scope, "directions", way.verdict, way.answer, way.lines),
        _section(scope, "looks", "", answer_looks(scope, pictures), _looks(scope, pictures)),
        _nearby(scope, offers, toilets),
        _sources(scope),
    ]
    return SightAnswer(
        id=place.id,
        ref=f"place:{place.id}",
        kind=PLACE_KINDS[KINDS.index(place.kind)],
        kind_name=scope.phrases.kinds[place.kind],
        category=place.get_value("category"),
        name=place.name_in(scope.language),
        published_name=place.names[""],
        lat=place.lat,
        lon=place.lon,
        language=scope.language,
        now=format_local(scope.now, zone=scope.zone),
        wheelchair=access_word(place.wheelchair),
        summary=summarise(scope, verdicts, sections),
        sections=sections,
        sources=scope.book.list_sources(),
        a11y_needs=_judge_needs(scope),
    )


def _judge_needs(scope: Scope) -> dict[str, AccessWord]:
    known = know_place(scope.place)
    return {need: access_word(judge_need(need, known)) for need in NEED_WORDS}


def _section(
    scope: Scope, key: SectionKey, verdict: Verdict, answer: str, lines: Sequence[SightLine]
) -> SightSection:
    title = scope.phrases.title(scope.place.kind, key)
    return SightSection(key=key, title=title, verdict=verdict, answer=answer, lines=list(lines))


def _list_lines(scope: Scope, key: SectionKey) -> list[SightLine]:
    facts = [
        fact
        for fact in scope.place.facts.values()
        if section_of(fact.key) == key and fact.key not in UNTOLD
    ]
    facts.sort(key=lambda fact: order_of(fact.key))
    return tell_section_facts(scope, facts, list_asked(scope.place.kind, key))


def _get_in(scope: Scope, verdicts: Verdicts) -> SightSection:
    lines = _list_lines(scope, "get_in")
    open_now = ""
    if "hours" in scope.place.facts:
        open_now = say_open(scope, scope.place)
        at = next(row for row, line in enumerate(lines) if line.key == "hours")
        lines.insert(at + 1, _tell_open(scope, lines[at], open_now))
    verdict, answer = answer_get_in(scope, verdicts, lines)
    return _section(scope, "get_in", verdict, scope.phrases.sentences(answer, open_now), lines)


def _tell_open(scope: Scope, hours: SightLine, text: str) -> SightLine:
    """Whether it is open now, said by those who say the hours."""
    return SightLine(
        text=text,
        access=access_word(look_open(scope, scope.place)),
        sources=hours.sources,
        as_of=hours.as_of,
    )


def _get_round(scope: Scope, verdicts: Verdicts, wifi: SightLine | None) -> SightSection:
    lines = _list_lines(scope, "get_round")
    if wifi is not None:
        return _section(scope, "get_round", wifi.access, wifi.text, [wifi, *lines])
    verdict, answer = answer_get_round(scope, verdicts, lines)
    return _section(scope, "get_round", verdict, answer, lines)


def _toilet(scope: Scope, verdicts: Verdicts, near: Sequence[SightLine]) -> SightSection:
    lines = _list_lines(scope, "toilet")
    answer = scope.phrases.answers["toilet"][ROW[verdicts.toilet]]
    if verdicts.toilet is not Access.YES:
        answer = scope.phrases.sentences(answer, say_nearest_toilet(scope, near))
        lines += near
    return _section(scope, "toilet", access_word(verdicts.toilet), answer, lines)


def _sources(scope: Scope) -> SightSection:
    """Told last, when everybody who says something on the page was named."""
    scope.book.meet(scope.place.records)
    return _section(scope, "sources", "", answer_sources(scope), list_source_lines(scope))


def _looks(scope: Scope, pictures: Pictures) -> list[SightLine]:
    return add_road_view(scope, _list_lines(scope, "looks"), pictures)


def _nearby(scope: Scope, offers: Offers, toilets: Sequence[SightLine]) -> SightSection:
    lines = list_nearby(scope, offers, toilets)
    return _section(scope, "nearby", "", answer_nearby(scope, lines), lines)
