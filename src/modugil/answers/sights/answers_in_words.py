"""The one sentence that answers a question, and the summary of the page, for each kind of place."""

from collections.abc import Sequence

from modugil.answers.finding.endpoints import access_word
from modugil.answers.sights.scope import Scope
from modugil.answers.sights.sight_answer import SightLine, SightSection, Verdict
from modugil.answers.sights.tell_fact import say_access
from modugil.answers.sights.tell_open import say_open
from modugil.answers.sights.verdicts import Verdicts
from modugil.core.access import Access
from modugil.places.place import WHEELCHAIR

ROW = {Access.YES: 0, Access.NO: 1, Access.UNKNOWN: 2}
MEASURES = (
    "has_steps_or_slope",
    "steps",
    "slope_deg",
    "slope_most_deg",
    "slope_way",
    "slope_length_m",
    "path_width_m",
)
"""What the path at a point of a course is like, in the order in which it is told."""
_JUDGED_AS = {"courses": "recommended", "stops": WHEELCHAIR}
"""Nobody goes into these; the fact that says whether they can be used answers instead."""


def answer_get_in(
    scope: Scope, verdicts: Verdicts, lines: Sequence[SightLine]
) -> tuple[Verdict, str]:
    """Whether one can get in, or use it; of a centre how one calls it."""
    place = scope.place
    if place.kind == "centres":
        return "", next(line.text for line in lines if line.key == "booking_phone")
    key = _JUDGED_AS.get(place.kind)
    if key is not None:
        access = place.get_access(key)
        return access_word(access), say_access(scope, key, access)
    which = "get_in.whole" if verdicts.by_whole else "get_in"
    return access_word(verdicts.get_in), scope.phrases.answers[which][ROW[verdicts.get_in]]


def answer_get_round(
    scope: Scope, verdicts: Verdicts, lines: Sequence[SightLine]
) -> tuple[Verdict, str]:
    """Whether one can get round; of what is no building what there is."""
    kind, phrases = scope.place.kind, scope.phrases
    if kind in ("chargers", "centres"):
        return "", phrases.offers[kind]
    verdict = access_word(verdicts.get_round)
    if kind == "stops":
        return verdict, lines[0].text
    if kind == "courses":
        order = {key: row for row, key in enumerate(MEASURES)}
        told = [line for line in lines if line.key in order]
        told.sort(key=lambda line: order[line.key])
        known = [line for line in told if line.sources] or told
        return verdict, phrases.sentences(*(line.text for line in known))
    if verdict != "unknown" and "step_free_inside" not in scope.place.facts:
        return verdict, say_access(scope, "alone_accessible", verdicts.get_round)
    return verdict, phrases.answers["get_round"][ROW[verdicts.get_round]]


def summarise(scope: Scope, verdicts: Verdicts, sections: Sequence[SightSection]) -> str:
    """Of a sight who can go there; of anything else what it is for, and how it is now."""
    phrases, kind = scope.phrases, scope.place.kind
    if kind == "sights":
        rows = {"get_in": verdicts.get_in, "get_round": verdicts.get_round}
        rows["toilet"] = verdicts.toilet
        told = [phrases.clauses[key][ROW[access]] for key, access in rows.items()]
        return phrases.clauses_joined.join(told)
    answers = {section.key: section.answer for section in sections}
    more = {
        "toilets": (
            phrases.answers["toilet"][ROW[verdicts.toilet]],
            say_open(scope, scope.place),
        ),
        "wifi": (answers["get_round"],),
        "chargers": (say_open(scope, scope.place),),
        "centres": (say_open(scope, scope.place),),
        "courses": (answers["get_in"], answers["get_round"]),
        "stops": (answers["get_in"],),
    }
    return phrases.sentences(phrases.offers[kind], *more[kind])
