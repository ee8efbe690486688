"""Rows of vehicles and of the trips that terminals name, for weeks and with broken terminals."""

from tests.live.streams import fix

from modugil.live.fix import NO_HINT, TripHint
from modugil.live.tracking import fleet as rules
from modugil.live.tracking.fleet import Fleet

DAY_S = 86_400


def named(fleet, vehicle, trip, *, second=0):
    told = fix(second, vehicle=vehicle, hint=TripHint(trip_id=trip))
    return int(fleet.build_batch([told]).hint[0])


def test_a_trip_that_was_named_before_keeps_its_row_and_none_is_none():
    fleet = Fleet()
    assert [named(fleet, "a", "T1"), named(fleet, "b", "T2"), named(fleet, "b", "T1")] == [0, 1, 0]
    assert int(fleet.build_batch([fix(0, vehicle="a", hint=NO_HINT)]).hint[0]) == -1


def test_a_terminal_that_names_ever_new_trips_is_not_believed_and_others_are():
    fleet = Fleet()
    rows = [named(fleet, "broken", f"X{n}") for n in range(rules.MOST_NAMED_A_DAY + 2)]
    assert rows[-3:] == [rules.MOST_NAMED_A_DAY - 1, -1, -1]
    assert named(fleet, "well", "T1") == rules.MOST_NAMED_A_DAY
    assert named(fleet, "broken", "T1") == rules.MOST_NAMED_A_DAY
    assert named(fleet, "broken", "T9", second=DAY_S) >= 0


def test_after_weeks_the_oldest_names_are_forgotten_and_told_again_they_are_new(monkeypatch):
    monkeypatch.setattr(rules, "MOST_KNOWN", 0.1)  # ten names for a fleet of up to a hundred
    fleet = Fleet()
    for n in range(11):
        named(fleet, "a", f"T{n}")
    assert fleet.hints[:5] == [NO_HINT] * 5
    assert fleet.hints[5:] == [TripHint(trip_id=f"T{n}") for n in range(5, 11)]
    assert (named(fleet, "a", "T7"), named(fleet, "a", "T0")) == (7, 11)
