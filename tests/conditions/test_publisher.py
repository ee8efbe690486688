from dataclasses import FrozenInstanceError, replace
from datetime import UTC, date, datetime

import pytest

from modugil.conditions.conditions import (
    ALWAYS,
    AS_PLANNED,
    Conditions,
    EdgeChange,
    Span,
    TripChange,
    TripRun,
)
from modugil.conditions.publisher import ConditionsPublisher

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_a_reader_keeps_the_overlay_it_took_while_a_new_one_is_published():
    publisher = ConditionsPublisher()
    taken = publisher.get_current()
    publisher.publish("live", Conditions(edges={7: EdgeChange(blocked=True)}), now=NOW)
    assert taken is AS_PLANNED
    assert dict(taken.edges) == {}
    assert publisher.get_current().edges[7].blocked
    assert publisher.get_current().as_of == NOW


def test_each_source_replaces_only_what_it_said_itself():
    publisher = ConditionsPublisher()
    run = TripRun(3, date(2026, 11, 23))
    publisher.publish("live", Conditions(trips={run: TripChange(cancelled=True)}), now=NOW)
    publisher.publish("staff", Conditions(edges={7: EdgeChange(blocked=True)}), now=NOW)
    merged = publisher.publish("live", Conditions(), now=LATER)
    assert dict(merged.trips) == {}
    assert 7 in merged.edges
    assert merged.version == 3


def test_staff_wins_over_live_on_the_same_edge():
    publisher = ConditionsPublisher()
    publisher.publish("staff", Conditions(edges={7: EdgeChange(blocked=True)}), now=NOW)
    merged = publisher.publish("live", Conditions(edges={7: EdgeChange()}), now=NOW)
    assert merged.edges[7].blocked


def test_an_overlay_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        AS_PLANNED.version = 5  # type: ignore[misc]
    with pytest.raises(TypeError):
        AS_PLANNED.edges[1] = EdgeChange()  # type: ignore[index]


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (ALWAYS, True),
        (Span(start=LATER), False),
        (Span(end=NOW), False),
        (Span(start=NOW, end=LATER), True),
    ],
)
def test_a_span_holds_from_its_start_until_just_before_its_end(span, expected):
    assert span.overlaps(NOW, NOW) is expected


RUN = TripRun(3, date(2026, 11, 23))
LATE = TripChange(delays_s=((0, 120),), wheelchair=2, full=True)


@pytest.mark.parametrize(
    ("live", "staff", "expected"),
    [
        (LATE, TripChange(cancelled=True), replace(LATE, cancelled=True)),
        (TripChange(cancelled=True), TripChange(), TripChange(cancelled=True)),
        (
            LATE,
            TripChange(skipped_positions=frozenset({2}), delays_s=((3, 60),)),
            replace(LATE, skipped_positions=frozenset({2})),
        ),
        (
            TripChange(skipped_positions=frozenset({1})),
            TripChange(skipped_positions=frozenset({2}), delays_s=((3, 60),)),
            TripChange(skipped_positions=frozenset({1, 2}), delays_s=((3, 60),)),
        ),
        (LATE, TripChange(wheelchair=1), replace(LATE, wheelchair=1)),
    ],
)
def test_of_one_run_what_both_say_holds_together(live, staff, expected):
    publisher = ConditionsPublisher()
    publisher.publish("staff", Conditions(trips={RUN: staff}), now=NOW)
    merged = publisher.publish("live", Conditions(trips={RUN: live}), now=NOW)
    assert dict(merged.trips) == {RUN: expected}
