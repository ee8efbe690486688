"""The stops of a day from the label at its end: each toilet left as late as the rest allows."""

from dataclasses import dataclass

from modugil.routing.outings.label import Label
from modugil.routing.outings.problem import Stop


@dataclass(frozen=True, slots=True)
class _Shift:
    """How much later than its label says one arrives, begins and leaves."""

    arrival_s: int
    begin_s: int
    end_s: int


def read_stops(end: Label) -> tuple[Stop, ...]:
    """The stops from the start on."""
    labels = _chain(end)
    stops: list[Stop] = []
    toilet_s = labels[0].toilet_s
    for label, shift in zip(labels, _shifts(labels), strict=True):
        arrival_s, end_s = label.arrival_s + shift.arrival_s, label.time_s + shift.end_s
        since_s = arrival_s - toilet_s if stops else 0
        if label.at_toilet:
            toilet_s = label.toilet_s + shift.end_s
        stops.append(
            Stop(
                label.spot,
                label.what,
                arrival_s,
                label.begin_s + shift.begin_s,
                end_s,
                label.came_left_m,
                label.left_m,
                since_s,
                end_s - toilet_s,
                label.hop,
            )
        )
    return tuple(stops)


def _chain(end: Label) -> list[Label]:
    labels, label = list[Label](), end
    labels.append(label)
    while label.before is not None:
        label = label.before
        labels.append(label)
    return labels[::-1]


def _shifts(labels: list[Label]) -> list[_Shift]:
    shifts: list[_Shift] = []
    end_s = 0
    for label in reversed(labels):
        begin_s = 0 if label.at_toilet else end_s
        is_loose = label.hop is not None and label.hop.loose
        arrival_s = begin_s + label.held_s if is_loose else 0
        shifts.append(_Shift(arrival_s, begin_s, end_s))
        end_s = arrival_s if is_loose else label.held_s
    return shifts[::-1]
