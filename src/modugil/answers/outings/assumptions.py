"""What the numbers of a day out rest on, in sentences."""

from modugil.answers.outings.day import DETOUR_M
from modugil.answers.outings.outing_answer import OutingPlan
from modugil.answers.outings.question import OutingQuestion
from modugil.answers.outings.tell_day import M_PER_KM, DayTeller
from modugil.answers.sights.sentences.fill import fill
from modugil.core.thresholds import limit
from modugil.routing.outings.effort import ROLLING

HOUR_S = 3600.0
TOLD_KM = 0.1
"""Fewer kilometres without a known slope are not told."""


def list_assumptions(
    teller: DayTeller, question: OutingQuestion, plan: OutingPlan | None, *, most: int
) -> list[str]:
    """What the numbers rest on; only of the limits that were asked for.

    `most` toilets or chargers were looked at between two places.
    """
    phrases, limits = teller.phrases, teller.day.limits
    said: list[str] = []
    if limits.counts_metres:
        said.append(fill(phrases.assume_effort, rolling=f"{limit(ROLLING):g}"))
        unknown_km = (plan.unknown_slope_km or 0.0) if plan is not None else 0.0
        if unknown_km >= TOLD_KM:
            said.append(fill(phrases.assume_slope, km=f"{unknown_km:.1f}"))
        percent = f"{HOUR_S / limit('outing.charge_full_s') * 100:g}"
        until = f"{limit('outing.charge_most_ratio') * 100:g}"
        said.append(fill(phrases.assume_charge, percent=percent, most=until))
        said.append(fill(phrases.assume_reserve, km=f"{question.kept_km:g}"))
    if limits.counts_toilets:
        said.append(fill(phrases.assume_toilet, n=f"{question.toilet_visit_min:g}"))
    if said:
        unknown = question.accepts_unknown
        said.append(phrases.assume_unknown_accepted if unknown else phrases.assume_unknown_refused)
        said.append(fill(phrases.assume_near, km=f"{DETOUR_M / M_PER_KM:g}", n=str(most)))
    return said
