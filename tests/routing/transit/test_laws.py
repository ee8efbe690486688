"""Laws that hold for every timetable, whatever is asked."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.routing.transit.brute import Asked
from tests.routing.transit.random_worlds import ends, moments, timetables, walks
from tests.routing.transit.test_brute_force import search

from modugil.routing.transit import NEVER, BoardingRule

WORLD = (timetables(), walks(most_unverified_m=2), ends(most_unverified_m=2))
LATER = st.integers(0, 120).map(lambda n: n * 60)
LOOSER = {
    BoardingRule.STEP_FREE: BoardingRule.STEP_FREE_OR_UNKNOWN,
    BoardingRule.STEP_FREE_OR_UNKNOWN: BoardingRule.ANY,
}


@given(*WORLD, ends(most_unverified_m=2), moments(), LATER)
@settings(max_examples=100, deadline=None)
def test_leaving_later_never_arrives_earlier(made_of, walked, sources, targets, start, later):
    first, second = (
        search(made_of, walked, Asked(sources, targets, moment, 60, 4))
        for moment in (start, start + later)
    )
    # what the later start can still board a day on, the earlier one may no longer wait for
    if first:
        assert min(one.arrival_s for one in first) <= min(
            (one.arrival_s for one in second), default=NEVER
        )


@given(*WORLD, ends(most_unverified_m=2), moments(), st.sampled_from(sorted(LOOSER)))
@settings(max_examples=100, deadline=None)
def test_a_stricter_rule_opens_no_new_journey(made_of, walked, sources, targets, start, rule):
    strict, loose = (
        search(made_of, walked, Asked(sources, targets, start, 60, 4, one))
        for one in (rule, LOOSER[rule])
    )
    for journey in strict:
        assert any(
            other.arrival_s <= journey.arrival_s and other.boardings <= journey.boardings
            for other in loose
        )


@given(*WORLD, ends(most_unverified_m=2), moments(), st.integers(0, 10))
@settings(max_examples=100, deadline=None)
def test_more_time_to_change_never_arrives_earlier(
    made_of, walked, sources, targets, start, minutes
):
    hurried, unhurried = (
        search(made_of, walked, Asked(sources, targets, start, change_s, 4))
        for change_s in (0, minutes * 60)
    )
    for journey in unhurried:
        assert any(
            other.arrival_s <= journey.arrival_s and other.boardings <= journey.boardings
            for other in hurried
        )
