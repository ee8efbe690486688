"""report-problem-with-stop and -trip: what riders report becomes a task for staff.

A task is opened once for each thing and kind of problem, however often it is reported. Where the
person is, and how exactly, is not kept; of what they write, what the first of them wrote.
"""

from modugil.api.onebusaway.ask import Ask
from modugil.api.onebusaway.failures import Refused, wrong

KIND = "rider_report"
_OTHER = "other"
STOP_PROBLEMS = {
    "stop_name_wrong": ("정류장 이름이 틀림", "its name is wrong"),
    "stop_number_wrong": ("정류장 번호가 틀림", "its number is wrong"),
    "stop_location_wrong": ("정류장 위치가 틀림", "it is somewhere else"),
    "route_or_trip_missing": ("빠진 노선이나 운행이 있음", "a line or trip is missing"),
    _OTHER: ("그 밖의 문제", "something else"),
}
TRIP_PROBLEMS = {
    "vehicle_never_came": ("버스가 오지 않음", "the vehicle never came"),
    "vehicle_came_early": ("버스가 일찍 옴", "the vehicle came early"),
    "vehicle_came_late": ("버스가 늦게 옴", "the vehicle came late"),
    "wrong_headsign": ("행선지 표시가 틀림", "the headsign is wrong"),
    "vehicle_does_not_stop_here": ("이 정류장에 서지 않음", "the vehicle does not stop here"),
    _OTHER: ("그 밖의 문제", "something else"),
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


def _report(ask: Ask, subject: str, name: str, problems: dict[str, tuple[str, str]]) -> bytes:
    code = ask.words.text("code") or _OTHER
    if code not in problems:
        raise wrong("code")
    if ask.region.desk.tasks is None:
        raise Refused(501, "this server keeps no reports")
    comment = ask.words.text("userComment")
    korean, english = (f"{name}: {said}" for said in problems[code])
    said = f" ({comment})" if comment else ""
    ask.region.desk.tasks.open_task(
        KIND, f"{subject} {code}", text={"ko": korean + said, "en": english + said}, now=ask.now
    )
    return b"{}"
