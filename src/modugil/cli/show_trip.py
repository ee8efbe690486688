"""A trip's answer on a terminal: the alternatives side by side, then each one step by step."""

from collections.abc import Mapping
from datetime import datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from modugil.answers.itinerary import JourneyAnswer, Leg, TripAnswer
from modugil.cli.terminal import open_console
from modugil.core.language import Language

_HEADINGS: Mapping[Language, tuple[str, ...]] = {
    "en": ("", "leave", "arrive", "minutes", "boardings", "way", "unverified", "best at"),
    "ko": ("", "출발", "도착", "분", "승차", "이동 거리", "미확인", "특징"),
    "zh": ("", "出发", "到达", "分钟", "乘车次数", "移动距离", "未确认", "特点"),
    "ja": ("", "出発", "到着", "分", "乗車回数", "移動距離", "未確認", "特徴"),
    "ko-easy": ("", "출발", "도착", "분", "타는 횟수", "가는 거리", "아직 모르는 길", "좋은 점"),
}
_NONE: Mapping[Language, str] = {
    "en": "No journey was found.",
    "ko": "찾은 길이 없습니다.",
    "zh": "没有找到路线。",
    "ja": "経路は見つかりませんでした。",
    "ko-easy": "길을 찾지 못했어요.",
}


def show_trip(answer: TripAnswer, *, console: Console | None = None) -> None:
    """Print the answer."""
    out = console or open_console()
    out.print(Text(f"{answer.start.name} → {answer.end.name}", style="bold"))
    out.print(Text(answer.needs_text, style="dim"))
    if answer.message:
        out.print(Text(answer.message))
    elif not answer.journeys:
        out.print(_NONE[answer.language])
    if answer.journeys:
        out.print(_overview(answer))
    for journey in answer.journeys:
        _show_journey(out, journey)
    for credit in answer.credits:
        out.print(Text(f"{credit.text} ({credit.licence})", style="dim"))


def _overview(answer: TripAnswer) -> Table:
    table = Table()
    for heading in _HEADINGS[answer.language]:
        table.add_column(heading)
    for journey in answer.journeys:
        table.add_row(
            journey.id,
            _clock(journey.departure, day=answer.when[:10]),
            _clock(journey.arrival, day=answer.when[:10]),
            str(_minutes(journey)),
            str(journey.boardings),
            f"{journey.walk_m:.0f} m",
            f"{journey.unverified_m:.0f} m",
            ", ".join(journey.labels),
        )
    return table


def _clock(time: str, *, day: str = "") -> str:
    """Hours and minutes, after the date where it is not that day's."""
    return f"{time[:10]} {time[11:16]}" if day not in ("", time[:10]) else time[11:16]


def _minutes(journey: JourneyAnswer) -> int:
    """As many as lie between the times that are shown, which leave out the seconds."""
    begins, ends = (
        datetime.fromisoformat(time).replace(second=0)
        for time in (journey.departure, journey.arrival)
    )
    return int((ends - begins).total_seconds()) // 60


def _show_journey(out: Console, journey: JourneyAnswer) -> None:
    out.print()
    out.print(Text(f"{journey.id}. {journey.summary}", style="bold"))
    for leg in journey.legs:
        _show_leg(out, leg)


def _show_leg(out: Console, leg: Leg) -> None:
    times = f"{_clock(leg.departure)}–{_clock(leg.arrival)}"
    for number, step in enumerate(leg.steps):
        mark = "! " if step.caution else "  "
        out.print(Text(f"  {times if number == 0 else ' ' * len(times)} {mark}{step.text}"))
    numbers = (leg.ride.boarding, leg.ride.alighting) if leg.ride is not None else ()
    for one in numbers:
        if one is not None and one.verdict == "yes":
            out.print(Text(f"  {' ' * len(times)}   {one.text}"))
    notes = [*leg.warnings, *(leg.facts.unknown if leg.facts else [])]
    if leg.why_not is not None:
        notes.append(leg.why_not.text)
    for note in notes:
        out.print(Text(f"  {' ' * len(times)}   {note}", style="yellow"))
