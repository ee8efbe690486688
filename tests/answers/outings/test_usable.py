"""When a charger or a toilet counts: what is not known of it never makes it one."""

from datetime import datetime

import pytest

from modugil.answers.outings.usable import Rule, charger_spans, toilet_spans
from modugil.core.access import Access
from modugil.places.place import Place, PlaceFact

BEGIN = datetime.fromisoformat("2026-11-24T09:00")
END = datetime.fromisoformat("2026-11-24T19:00")
WHOLE = (0, 10 * 3600)
MORNING = (0, 3 * 3600)


def rule(accepts_unknown: bool = False) -> Rule:
    return Rule(("wheelchair",), BEGIN, END, accepts_unknown)


def place(kind: str, wheelchair: str = "", hours: str = "", *, disputed: bool = False) -> Place:
    told = {"wheelchair": PlaceFact("wheelchair", wheelchair, ()) if wheelchair else None}
    told["hours"] = PlaceFact("hours", hours, (), disputed) if hours else None
    access = {"yes": Access.YES, "no": Access.NO}.get(wheelchair, Access.UNKNOWN)
    facts = {key: fact for key, fact in told.items() if fact is not None}
    return Place("one", kind, {"": "하나"}, 33.5, 126.5, access, facts)


def test_a_charger_counts_while_it_is_known_to_be_open_unless_wheels_do_not_get_in() -> None:
    assert charger_spans(place("chargers", "", "Mo-Su 08:00-12:00"), rule()) == (MORNING,)
    assert charger_spans(place("chargers", "yes", "24/7"), rule()) == (WHOLE,)
    assert charger_spans(place("chargers", "no", "24/7"), rule(accepts_unknown=True)) == ()


@pytest.mark.parametrize("wheelchair", ["", "yes"])
def test_a_charger_of_unknown_hours_counts_for_those_who_accept_it_alone(wheelchair: str) -> None:
    untold = place("chargers", wheelchair)
    disputed = place("chargers", wheelchair, "24/7", disputed=True)
    unread = place("chargers", wheelchair, "as long as somebody is there")
    for one in (untold, disputed, unread):
        assert charger_spans(one, rule()) == ()
        assert charger_spans(one, rule(accepts_unknown=True)) == (WHOLE,)


def test_a_toilet_counts_where_it_is_known_that_one_can_use_it_and_that_it_is_open() -> None:
    assert toilet_spans(place("toilets", "yes", "24/7"), rule()) == (WHOLE,)
    for unknown in (place("toilets", "", "24/7"), place("toilets", "yes")):
        assert toilet_spans(unknown, rule()) == ()
        assert toilet_spans(unknown, rule(accepts_unknown=True)) == (WHOLE,)
    assert toilet_spans(place("toilets", "no", "24/7"), rule(accepts_unknown=True)) == ()


def test_what_is_no_charger_never_charges() -> None:
    assert charger_spans(place("toilets", "yes", "24/7"), rule(accepts_unknown=True)) == ()
