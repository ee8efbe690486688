"""Who may board where: the rule of a person's needs, and what it makes of every position."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from modugil.core.access import Access, UnknownPolicy
from modugil.core.thresholds import limit
from modugil.routing.needs import Boarding, Needs
from modugil.routing.transit.lanes import I16, U8, frozen

REFUSED = -1
"""Cost of a position at which the person cannot get on or off."""


class BoardingRule(StrEnum):
    """What a person asks of getting on and off."""

    ANY = "any"
    STEP_FREE_OR_UNKNOWN = "step-free-or-unknown"
    """What is known not to be step-free is refused; what is not known counts as unverified."""
    STEP_FREE = "step-free"
    """Only what is known to be step-free."""


@dataclass(frozen=True, slots=True, eq=False)
class StopCosts:
    """Unverified metres of boarding and of alighting at each position; REFUSED where not possible.

    The mirrored ones are in the order of the mirrored lanes, boarding and alighting swapped.
    """

    board_m: I16
    alight_m: I16
    mirrored_board_m: I16
    mirrored_alight_m: I16
    has_unverified: bool
    numbers_refuse: bool
    """Whether measures refuse some boarding that the flags allow."""


def boarding_rule(needs: Needs) -> BoardingRule:
    """The rule that follows from the needs: the strictest of those who go together."""
    return max(map(_rule_of, needs.members), key=tuple(BoardingRule).index)


def _rule_of(needs: Needs) -> BoardingRule:
    if needs.boarding is Boarding.ANY:
        return BoardingRule.ANY
    if needs.unknown_policy is UnknownPolicy.REFUSE:
        return BoardingRule.STEP_FREE
    return BoardingRule.STEP_FREE_OR_UNKNOWN


def build_costs(
    rule: BoardingRule, *, pickup: U8, drop_off: U8, access: U8, flags: U8
) -> StopCosts:
    """What the rule makes of each position, given its access: stop, trips and numbers together.

    `flags` is what it would be without the numbers.
    """
    cost = _cost_of_access(rule, access)
    board = np.where(pickup != 0, cost, REFUSED).astype(np.int16)
    alight = np.where(drop_off != 0, cost, REFUSED).astype(np.int16)
    return StopCosts(
        board_m=frozen(board),
        alight_m=frozen(alight),
        mirrored_board_m=frozen(alight[::-1]),
        mirrored_alight_m=frozen(board[::-1]),
        has_unverified=bool((board > 0).any() or (alight > 0).any()),
        numbers_refuse=bool(((cost == REFUSED) & (_cost_of_access(rule, flags) != REFUSED)).any()),
    )


def _cost_of_access(rule: BoardingRule, access: U8) -> I16:
    cost = np.zeros(len(access), np.int16)
    if rule is BoardingRule.ANY:
        return cost
    refuse_unknown = rule is BoardingRule.STEP_FREE
    unverified_m = REFUSED if refuse_unknown else round(limit("unverified.boarding_m"))
    cost[access == Access.UNKNOWN] = unverified_m
    cost[access == Access.NO] = REFUSED
    return cost
