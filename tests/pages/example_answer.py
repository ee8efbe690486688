"""A rich answer for the pages to show: every kind of leg, fact, warning and barrier once."""

from modugil.answers.itinerary import (
    BarrierText,
    JourneyAnswer,
    Leg,
    PlaceRef,
    Ride,
    SourceCredit,
    Step,
    StopTime,
    TripAnswer,
    WayFactsText,
    WhyNot,
)
from modugil.answers.trips.question import TripQuestion

A = PlaceRef(ref="stop:a", kind="stop", name="제주시청", lat=33.4996, lon=126.5312, detail="나")
B = PlaceRef(ref="place:s1", kind="sight", name="동문시장", lat=33.5119, lon=126.5260)
STOP_1 = PlaceRef(
    ref="stop:1", kind="stop", name="제주시청입구", lat=33.5008, lon=126.5305, wheelchair="yes"
)
STOP_2 = PlaceRef(
    ref="stop:2", kind="stop", name="동문로터리", lat=33.5110, lon=126.5275, wheelchair="unknown"
)
STOP_M = PlaceRef(ref="stop:m", kind="stop", name="중앙로", lat=33.5060, lon=126.5290)


def time(minute: int) -> str:
    return f"2026-11-23T{8 + minute // 60:02d}:{minute % 60:02d}:00+09:00"


def facts(unverified_m: float) -> WayFactsText:
    return WayFactsText(
        length_m=240.0,
        unverified_m=unverified_m,
        metres_by_surface={"보도블록": 200.0, "알 수 없음": 40.0},
        climb_m=3.0,
        descent_m=None,
        worst_slope_up_percent=6.2,
        worst_slope_down_percent=None,
        narrowest_m=1.2,
        highest_kerb_m=0.02,
        kerb_count=2,
        step_count=0,
        elevator_count=1,
        crossing_count=2,
        unknown=["경사를 알 수 없는 길 40 m"] if unverified_m else [],
    )


def barrier(text: str) -> BarrierText:
    return BarrierText(kind="steps", text=text, lat=33.5116, lon=126.5268, value=12, limit=0)


def walk(start: PlaceRef, end: PlaceRef, minutes: tuple[int, int], **changes: object) -> Leg:
    middle = ((start.lon + end.lon) / 2, start.lat)
    steps = [
        Step(text="북쪽으로 120 m 갑니다.", lat=start.lat, lon=start.lon, length_m=120.0),
        Step(
            text="횡단보도를 건넙니다. 턱 높이를 알 수 없습니다.",
            lat=start.lat,
            lon=start.lon,
            length_m=120.0,
            unverified_m=float(changes.get("unverified_m", 0.0)),  # type: ignore[arg-type]
            caution=True,
        ),
    ]
    told: dict[str, object] = dict(
        kind="walk",
        start=start,
        end=end,
        departure=time(minutes[0]),
        arrival=time(minutes[1]),
        duration_s=(minutes[1] - minutes[0]) * 60,
        length_m=240.0,
        unverified_m=0.0,
        geometry=[(start.lon, start.lat), middle, (end.lon, end.lat)],
        steps=steps,
        facts=facts(float(changes.get("unverified_m", 0.0))),  # type: ignore[arg-type]
        ride=None,
        accessible="yes",
        warnings=[],
        barriers=[],
        why_not=None,
    )
    return Leg(**(told | changes))  # type: ignore[arg-type]


def ride(minutes: tuple[int, int]) -> Leg:
    vehicle = Ride(
        route_id="r",
        line="365",
        line_name="제주대–한라대",
        headsign="한라대",
        towards="한라대 방면",
        trip_id="t",
        service_day="2026-11-23",
        color="1f6fb2",
        text_color="ffffff",
        vehicle="bus",
        agency="표본 버스",
        board_access="yes",
        alight_access="unknown",
        low_floor="yes",
        delay_s=0,
        scheduled_departure=time(minutes[0]),
        scheduled_arrival=time(minutes[1]),
        headway_s=0,
        between=[StopTime(stop=STOP_M, arrival=time(9), departure=time(9))],
    )
    return Leg(
        kind="ride",
        start=STOP_1,
        end=STOP_2,
        departure=time(minutes[0]),
        arrival=time(minutes[1]),
        duration_s=(minutes[1] - minutes[0]) * 60,
        length_m=1300.0,
        unverified_m=20.0,
        geometry=[(one.lon, one.lat) for one in (STOP_1, STOP_M, STOP_2)],
        steps=[Step(text="365번을 타고 두 정류장 갑니다.", lat=33.5, lon=126.53, length_m=0.0)],
        facts=None,
        ride=vehicle,
        accessible="unknown",
        warnings=["내리는 곳에서 휠체어를 쓸 수 있는지 확인되지 않았습니다."],
        barriers=[],
        why_not=None,
    )


def journey(id: str, legs: list[Leg], **changes: object) -> JourneyAnswer:
    told: dict[str, object] = dict(
        id=id,
        departure=legs[0].departure,
        arrival=legs[-1].arrival,
        duration_s=sum(leg.duration_s for leg in legs),
        boardings=sum(leg.ride is not None for leg in legs),
        walk_m=sum(leg.length_m for leg in legs if leg.ride is None),
        unverified_m=sum(leg.unverified_m for leg in legs),
        passes=True,
        labels=[],
        summary=f"{id}번: 8시에 떠나 제주시청에서 동문시장으로 갑니다.",
        legs=legs,
        warnings=[],
    )
    return JourneyAnswer(**(told | changes))  # type: ignore[arg-type]


def example_journeys() -> list[JourneyAnswer]:
    refused = WhyNot(
        text="계단 12단 때문에 2분 더 빠른 길로 가지 않았습니다.",
        saved_s=120,
        barrier=barrier("계단 12단"),
    )
    by_bus = [
        walk(A, STOP_1, (0, 4)),
        ride((6, 14)),
        walk(STOP_2, B, (14, 19), unverified_m=120.0, accessible="unknown", why_not=refused),
    ]
    alone = [walk(A, B, (0, 31), length_m=1650.0)]
    blocked = [
        walk(A, B, (0, 24), accessible="no", barriers=[barrier("계단 12단, 한계는 0단입니다.")])
    ]
    return [
        journey("1", by_bus, labels=["가장 빠름"], warnings=["비 오는 날 경사로가 미끄럽습니다."]),
        journey("2", alone, labels=["모두 확인됨"]),
        journey("3", blocked, passes=False),
    ]


def example_answer(question: TripQuestion) -> TripAnswer:
    return TripAnswer(
        region="tiny",
        language=question.language,
        asked_at=time(0),
        as_of="",
        start=A,
        end=B,
        when=time(0),
        arrive_by=question.arrive_by,
        needs=question.needs.preset,
        needs_text="전동휠체어, 경사 12%까지",
        journeys=example_journeys(),
        message="",
        credits=[SourceCredit(text="모두길 표본", licence="Apache-2.0", sample=True)],
    )
