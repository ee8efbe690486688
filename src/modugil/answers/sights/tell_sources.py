"""Who says something of a place and when, where they disagree, and what nobody says."""

from modugil.answers.sights.layout import list_asked
from modugil.answers.sights.scope import Scope
from modugil.answers.sights.sentences.fill import fill
from modugil.answers.sights.sight_answer import SightLine, ToldSource
from modugil.answers.sights.tell_fact import tell_dispute
from modugil.places.place import PlaceFact

UNSTATED = ("", "unstated")


def answer_sources(scope: Scope) -> str:
    """How many speak of the place, and of how many things they disagree."""
    words, sources = scope.phrases.sources, scope.book.list_sources()
    if not sources:
        return words.nobody
    disputes = len(_list_disputed(scope))
    more = fill(words.disputed_count, n=str(disputes)) if disputes else ""
    return scope.phrases.sentences(fill(words.answer, n=str(len(sources))), more)


def list_source_lines(scope: Scope) -> list[SightLine]:
    """Each source, each disagreement, and what nobody says."""
    disputes = [
        SightLine(
            text=tell_dispute(scope, fact),
            key=fact.key,
            disputed=True,
            sources=scope.book.take_again(fact.said),
            as_of=max(one.as_of for one in fact.said),
        )
        for fact in _list_disputed(scope)
    ]
    named = [_tell_source(scope, one) for one in scope.book.list_sources()]
    return [*named, *disputes, *_tell_unsaid(scope)]


def _tell_source(scope: Scope, source: ToldSource) -> SightLine:
    phrases, words = scope.phrases, scope.phrases.sources
    count = scope.book.count(source.number)
    pattern = words.source if source.as_of else words.source_undated
    told = fill(
        pattern if count else words.only_located,
        number=str(source.number),
        name=source.name,
        n=str(count),
        date=phrases.date(source.as_of),
    )
    unstated = source.licence in UNSTATED
    licence = words.no_licence if unstated else fill(words.licence, licence=source.licence)
    text = phrases.sentences(told, licence, words.sample if source.sample else "")
    return SightLine(text=text, sources=[source.number], as_of=source.as_of)


def _tell_unsaid(scope: Scope) -> list[SightLine]:
    kind, known = scope.place.kind, scope.place.facts
    asked = [
        key
        for section in ("get_in", "get_round", "toilet")
        for key in list_asked(kind, section)
        if key not in known
    ]
    if not asked:
        return []
    phrases = scope.phrases
    things = [fill("{thing|inner}", thing=phrases.name_of(key)) for key in asked]
    text = fill(phrases.sources.not_said, things=phrases.list_of(things))
    return [SightLine(text=text, access="unknown")]


def _list_disputed(scope: Scope) -> list[PlaceFact]:
    return [fact for fact in scope.place.facts.values() if fact.disputed]
