"""report-problem-with-stop and -trip: what riders report becomes a task for staff.

A task is opened once for each thing and kind of problem, however often it is reported. Where the
person is, and how exactly, is not kept; of what they write, what the first of them wrote.
"""

from collections.abc import Mapping

from modugil.api.onebusaway.ask import Ask
from modugil.api.onebusaway.failures import Refused, wrong
from modugil.core.language import LANGUAGES

KIND = "rider_report"
_OTHER = "other"
_ELSE = ("그 밖의 문제", "something else", "其他问题", "その他の問題")
Problems = Mapping[str, tuple[str, str, str, str]]
"""What may be wrong, by the standard's code: in each of LANGUAGES."""
STOP_PROBLEMS: Problems = {
    "stop_name_wrong": ("정류장 이름이 틀림", "its name is wrong", "站名有误", "停留所名が違う"),
    "stop_number_wrong": (
        "정류장 번호가 틀림",
        "its number is wrong",
        "站点编号有误",
        "停留所番号が違う",
    ),
    "stop_location_wrong": (
        "정류장 위치가 틀림",
        "it is somewhere else",
        "站点位置有误",
        "停留所の位置が違う",
    ),
    "route_or_trip_missing": (
        "빠진 노선이나 운행이 있음",
        "a line or trip is missing",
        "缺少线路或班次",
        "路線や便が抜けている",
    ),
    _OTHER: _ELSE,
}
TRIP_PROBLEMS: Problems = {
    "vehicle_never_came": (
        "버스가 오지 않음",
        "the vehicle never came",
        "车没有来",
        "バスが来なかった",
    ),
    "vehicle_came_early": (
        "버스가 일찍 옴",
        "the vehicle came early",
        "车提前到站",
        "バスが早く来た",
    ),
    "vehicle_came_late": ("버스가 늦게 옴", "the vehicle came late", "车晚点", "バスが遅れて来た"),
    "wrong_headsign": (
        "행선지 표시가 틀림",
        "the headsign is wrong",
        "终点站标示有误",
        "行き先表示が違う",
    ),
    "vehicle_does_not_stop_here": (
        "이 정류장에 서지 않음",
        "the vehicle does not stop here",
        "车在本站不停",
        "この停留所に停まらない",
    ),
    _OTHER: _ELSE,
}


def report_stop(ask: Ask) -> bytes:
    """A rider says that something is wrong with a stop."""
    row = ask.find("stop")
    name = ask.region.timetable.stops.names.get(row)
    return _report(ask, f"stop {ask.region.ids.stops[row]}", name, STOP_PROBLEMS)


def report_trip(ask: Ask) -> bytes:
    """A rider says that something is wrong with a trip."""
    row = ask.find("trip")
    region = ask.region
    line = region.records.short_name(region.ids.route_of_trip[row])
    name = f"{line} {region.records.headsign(row)}".strip()
    return _report(ask, f"trip {region.ids.trips[row]}", name, TRIP_PROBLEMS)


def _report(ask: Ask, subject: str, name: str, problems: Problems) -> bytes:
    code = ask.words.text("code") or _OTHER
    if code not in problems:
        raise wrong("code")
    if ask.region.desk.tasks is None:
        raise Refused(501, "this server keeps no reports")
    comment = ask.words.text("userComment")
    said = f" ({comment})" if comment else ""
    words = zip(LANGUAGES, problems[code], strict=True)
    text = {str(language): f"{name}: {what}{said}" for language, what in words}
    ask.region.desk.tasks.open_task(KIND, f"{subject} {code}", text=text, now=ask.now)
    return b"{}"
