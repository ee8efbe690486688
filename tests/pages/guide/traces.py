"""Traces of somebody who goes along a line, once a second: rows of a file, a receiver's lines."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import atan2, cos, degrees, hypot, radians

Point = tuple[float, float]
START = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
_M_PER_DEG = 111_195.0
KNOT_MPS = 1852 / 3600


@dataclass(frozen=True)
class Second:
    """Where somebody is in one second of a trace, and where they go."""

    second: int
    at: Point
    speed_mps: float
    course_deg: float


def length_m(a: Point, b: Point) -> float:
    """Metres between two points that lie near each other."""
    east = (b[0] - a[0]) * _M_PER_DEG * cos(radians(a[1]))
    return hypot(east, (b[1] - a[1]) * _M_PER_DEG)


def bearing_deg(a: Point, b: Point) -> float:
    """Clockwise from north."""
    return degrees(atan2((b[0] - a[0]) * cos(radians(a[1])), b[1] - a[1])) % 360


def walk(line: Sequence[Point], *, speed_mps: float, first: int = 0) -> list[Second]:
    """Along the line at that speed, from its start to its end."""
    steps: list[tuple[Point, float]] = []
    course_deg = 0.0
    left_m = 0.0
    for a, b in zip(line, line[1:], strict=False):
        whole_m, course_deg = length_m(a, b), bearing_deg(a, b)
        while left_m <= whole_m:
            share = left_m / whole_m if whole_m else 1.0
            here = (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
            steps.append((here, course_deg))
            left_m += speed_mps
        left_m -= whole_m
    steps.append((line[-1], course_deg))
    return [Second(first + n, at, speed_mps, course) for n, (at, course) in enumerate(steps)]


def write_rows(trace: Iterable[Second]) -> str:
    """The trace as a file of rows."""
    rows = ["lat,lon,time,accuracy,speed,course"]
    for one in trace:
        moment = (START + timedelta(seconds=one.second)).isoformat().replace("+00:00", "Z")
        rows.append(
            f"{one.at[1]:.7f},{one.at[0]:.7f},{moment},2,{one.speed_mps:.2f},{one.course_deg:.1f}"
        )
    return "\n".join(rows) + "\n"


def tell_nmea(trace: Iterable[Second]) -> Iterator[str]:
    """What a receiver sends of the trace: RMC and GGA of each second."""
    for one in trace:
        moment = START + timedelta(seconds=one.second)
        place = f"{_angle(one.at[1], 2)},N,{_angle(one.at[0], 3)},E"
        clock = f"{moment:%H%M%S}.00"
        moved = f"{one.speed_mps / KNOT_MPS:.2f},{one.course_deg:.1f}"
        yield _checked(f"GNRMC,{clock},A,{place},{moved},{moment:%d%m%y},,,A")
        yield _checked(f"GNGGA,{clock},{place},1,12,0.6,20.0,M,20.0,M,,")


def _angle(angle_deg: float, digits: int) -> str:
    whole = int(angle_deg)
    return f"{whole:0{digits}}{(angle_deg - whole) * 60:010.7f}"


def _checked(body: str) -> str:
    total = 0
    for mark in body:
        total ^= ord(mark)
    return f"${body}*{total:02X}\r\n"
