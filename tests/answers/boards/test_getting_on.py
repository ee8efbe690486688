"""Getting on by numbers: a board judges each stop and each run exactly as the plan does."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.routing.transit.asking import TUESDAY
from tests.routing.transit.small import small, trip

from modugil.answers.boards.sentences.boarding_facts import get_fact_phrases
from modugil.answers.boards.tell_getting_on import GettingOn, tell_getting_on
from modugil.core.access import Access
from modugil.core.language import ALL_LANGUAGES
from modugil.routing.presets import get_preset
from modugil.routing.transit import BoardingRule, boarding_limits, build_day
from modugil.routing.transit.boarding import REFUSED
from modugil.routing.transit.boarding_numbers import shape_of

METRES = st.none() | st.integers(0, 60).map(lambda n: n / 40)
FLAGS = st.sampled_from(Access)
BUS = (0.32, 0.24, 1.2, 1.2)


def told(timetable, *, stop=0, access=None, language="en") -> GettingOn | None:
    planned = Access(int(timetable.trips.wheelchair[0]))
    given = planned if access is None else access
    return tell_getting_on(timetable, trip=0, stop=stop, access=given, language=language)


def bus(vehicle=BUS, *, kerb_m, flags=(Access.YES, Access.YES)):
    stop, vehicle_flag = flags
    return small(
        trip("A 8:00 B 8:20", wheelchair=vehicle_flag, vehicle=vehicle),
        kerb_m={} if kerb_m is None else {0: kerb_m},
        stop_wheelchair={0: stop, 1: stop},
    )


@given(METRES, st.tuples(METRES, METRES, METRES, METRES), st.tuples(FLAGS, FLAGS))
def test_the_board_tells_what_the_plan_does_with_any_numbers_and_flags(kerb_m, built, flags):
    vehicle = tuple(float("nan") if one is None else one for one in built)
    timetable = bus(vehicle, kerb_m=kerb_m, flags=flags)
    facts = told(timetable)
    assert facts is not None
    day = build_day(timetable, TUESDAY)
    for one in facts.needs:
        asked = boarding_limits(get_preset(one.needs))
        sure = int(day.costs(BoardingRule.STEP_FREE, asked).board_m[0])
        perhaps = int(day.costs(BoardingRule.STEP_FREE_OR_UNKNOWN, asked).board_m[0])
        assert (one.access == "yes") == (sure == 0)
        assert (one.access == "no") == (perhaps == REFUSED)
        assert (one.access == "unknown") == (perhaps > 0)


def test_a_vehicle_told_to_be_another_has_no_numbers_and_neither_has_one_not_measured():
    measured = bus(kerb_m=0.15)
    assert told(measured) is not None
    assert told(measured, access=Access.NO) is None
    assert told(measured, access=Access.UNKNOWN) is None
    assert told(bus(None, kerb_m=0.15)) is None
    assert told(bus(None, kerb_m=None)) is None


def test_without_a_kerb_the_vehicle_is_told_and_the_flags_decide():
    facts = told(bus(kerb_m=None, flags=(Access.UNKNOWN, Access.YES)))
    assert facts is not None
    assert facts.text == "Getting on: floor 32 cm, ramp 1.2 m, door 120 cm"
    assert (facts.kerb_m, facts.rise_m, facts.slope_percent) == (None, None, None)
    assert {one.access for one in facts.needs} == {"unknown"}
    assert facts.needs[0].text == "Manual wheelchair: boarding not confirmed"


CASES = {
    "slope": ((0.15, *BUS), ("15", "24", "1.2", "120", "7.5%")),
    "short": ((0.0, 0.3, None, 0.2, None), ("0", "30", "0.2")),
    "step": ((0.1, 0.3, None, 0.0, 0.75), ("10", "30", "75", "20")),
    "only door": ((None, None, None, None, 0.75), ("75",)),
}


@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_each_case_is_said_with_its_numbers(language):
    phrases = get_fact_phrases(language)
    said = {
        phrases.tell_facts(shape_of(measured), language=language): numbers
        for measured, numbers in CASES.values()
    }
    assert len(said) == len(CASES)
    for text, numbers in said.items():
        assert all(one in text for one in numbers), text
        assert not any(one in text for one in ("{", "}", "nan", "inf")), text


@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_whom_it_means_what_is_said_apart(language):
    texts = []
    for built, kerb_m in product((BUS, (0.32, None, 0.0, 1.2), (None, None, None, 0.7)), (0, 0.15)):
        vehicle = tuple(float("nan") if one is None else one for one in built)
        facts = told(bus(vehicle, kerb_m=kerb_m), language=language)
        assert facts is not None
        texts += [one.text for one in facts.needs]
    assert any("3 cm" in one or "3厘米" in one for one in texts)
    assert any("80" in one for one in texts)
    assert any("8.3%" in one for one in texts)
    assert any("12.5%" in one for one in texts)
    assert not any(sign in one for one in texts for sign in "{}")
