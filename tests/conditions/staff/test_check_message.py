"""Each thing that a message must not say, and the sentence that says so."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from tests.conditions.staff.conftest import NOW
from tests.conditions.staff.messages import HOUR, alert, cancellation, detour

from modugil.conditions.conditions import Span
from modugil.conditions.staff.check_message import check_message
from modugil.conditions.staff.messages import ReplacementStop, Touched
from modugil.core.errors import BadInput
from modugil.core.geo import LatLon

KO = {"ko": "말"}
OWN = ReplacementStop("tmp1", LatLon(33.5, 126.5), KO, 60)


@pytest.mark.parametrize(
    "message",
    [
        alert(),
        alert(touches=(Touched(agency="J"), Touched(route="R1", direction=0))),
        alert(touches=(Touched(trip="R4-E1-0@06:15:00", day=date(2026, 11, 23)),)),
        alert(touches=(Touched(stop="land:W1"),), active=()),
        alert(url={"ko": "https://example.org/ko"}),
        cancellation(),
        cancellation(trip="R4-E1-0@09:00:00"),
        cancellation(skipped_positions=frozenset({1})),
        detour(),
        detour(to_stop="E1", replacements=(), way=(LatLon(33.5, 126.5), LatLon(33.5, 126.6))),
        detour(from_stop="E1", to_stop="W2", replacements=()),
        detour(span=Span()),
    ],
)
def test_what_can_be_told_is_taken(ids, message):
    check_message(message, ids)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (alert(id="a 1"), "The id 'a 1' is no id."),
        (alert(header={"en": "Works"}), "The header has no Korean text."),
        (alert(description={"ko": " "}), "The description has no Korean text."),
        (alert(header={"ko": "말", "fr": "mot"}), "The header is given in 'fr'."),
        (alert(header={"ko": "말" * 201}), "The header is too long in ko."),
        (alert(header={"ko": "말\x00"}), "The header holds a sign in ko that is none (NUL)."),
        (alert(url={"ko": "example"}), "'example' is no address of a page."),
        (alert(active=(Span(NOW, NOW - HOUR),)), "The time ends before it begins."),
        (alert(active=(Span(NOW, NOW),)), "The time ends before it begins."),
        (alert(active=(Span(datetime(2026, 11, 23)),)), "A time needs an offset"),  # noqa: DTZ001
        (alert(touches=()), "An alert must touch something"),
        (alert(touches=(Touched(),)), "What an alert touches must not be empty."),
        (alert(touches=(Touched(agency="X"),)), "There is no agency 'X'."),
        (alert(touches=(Touched(route="R9"),)), "There is no line 'R9'."),
        (alert(touches=(Touched(stop="Z"),)), "There is no stop 'Z'."),
        (alert(touches=(Touched(stop="W1"),)), "There is no stop 'W1'."),
        (alert(touches=(Touched(trip="T"),)), "There is no trip 'T'."),
        (alert(touches=(Touched(route="R1", direction=2),)), "A direction is 0 or 1"),
        (alert(touches=(Touched(stop="W2", direction=1),)), "A direction is 0 or 1"),
        (alert(touches=(Touched(route="R2", trip="R1-W1-560"),)), "is none of the line 'R2'."),
        (alert(touches=(Touched(route="R1", day=date(2026, 11, 23)),)), "A day is told only with"),
        (
            alert(touches=(Touched(trip="R1-W1-560", day=date(2027, 1, 1)),)),
            "The trip 'R1-W1-560' does not run on 2027-01-01.",
        ),
        (cancellation(trip="R9"), "There is no trip 'R9'."),
        (cancellation(trip="R4-E1-0"), "The trip 'R4-E1-0' repeats"),
        (cancellation(trip="R4-E1-0@06:01:00"), "There is no trip"),
        (cancellation(day=date(2027, 1, 1)), "does not run on 2027-01-01."),
        (cancellation(skipped_positions=frozenset({4})), "has no stop position 4."),
        (cancellation(skipped_positions=frozenset({-1})), "has no stop position -1."),
        (cancellation(skipped_positions=frozenset({0, 1, 2})), "hardly a stop is left."),
        (cancellation(reason={"en": "Breakdown"}), "The reason has no Korean text."),
        (detour(reason={}), "The reason has no Korean text."),
        (detour(span=Span(NOW, NOW - timedelta(1))), "The time ends before it begins."),
        (detour(route="R9"), "There is no line 'R9'."),
        (detour(from_stop="Z"), "There is no stop 'Z'."),
        (detour(to_stop="K"), "No bus of the line 'R1' goes from 'W2' to 'K'"),
        (detour(direction=2), "A direction is 0 or 1."),
        (detour(direction=1), "No bus of the line 'R1' goes from"),
        (detour(delay_s=-1), "A delay of -1 s cannot be meant."),
        (detour(way=(LatLon(33.5, 126.5),)), "A way of 1 points cannot be driven."),
        (detour(way=(LatLon(33.5, 126.5), LatLon(95.0, 0.0))), "95.0,0.0 is no place."),
        (detour(replacements=(OWN, OWN)), "The replacement stop 'tmp1' is given twice."),
        (detour(replacements=(ReplacementStop("W2"),)), "The stop 'W2' is not served"),
        (detour(replacements=(ReplacementStop("Z"),)), "There is no stop 'Z'."),
        (detour(replacements=(replace(OWN, stop="K"),)), "The timetable has a stop 'K' already"),
        (detour(replacements=(replace(OWN, name={}),)), "'tmp1' has no Korean text."),
        (detour(replacements=(replace(OWN, at=LatLon(1e9, 0)),)), "is no place."),
        (detour(replacements=(replace(OWN, stop="a b"),)), "'a b' is no id of a stop."),
        (
            detour(replacements=(OWN, replace(OWN, stop="tmp2", travel_time_s=30))),
            "The replacement stop 'tmp2' is reached 30 s after",
        ),
    ],
)
def test_what_cannot_be_told_is_refused_in_one_sentence(ids, message, said):
    with pytest.raises(BadInput) as caught:
        check_message(message, ids)
    assert said in caught.value.message
    assert caught.value.message.endswith((".", "."))
