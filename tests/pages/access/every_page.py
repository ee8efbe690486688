"""Every page that people open, in each of its states; a test holds it against the routes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from playwright.sync_api import FilePayload, Page
from tests.answers.world import DAY, at, near
from tests.pages.guide.traces import walk, write_rows

Reader = Literal["traveller", "staff", "viewer"]


def stay(page: Page) -> None:
    """The page as its address opens it."""


@dataclass(frozen=True)
class Shown:
    """One page in one state: the route that shows it, its address, and what is done on it first."""

    name: str
    route: str
    path: str
    reader: Reader = "traveller"
    then: Callable[[Page], None] = stay


def publish(page: Page) -> None:
    """Send the form of a message as it stands."""
    page.locator("button[value=publish]").click()


def preview_alert(page: Page) -> None:
    """Write an alert and ask how riders will see it."""
    page.locator("#header_ko").fill("365번 우회")
    page.locator("#description_ko").fill("공사로 돌아갑니다.")
    page.locator("button[value=check]").click()


def sign_in_wrongly(page: Page) -> None:
    """Send a name and a password that nobody has."""
    for field in ("name", "password", "code"):
        page.locator(f"#{field}").fill("000000")
    page.locator("form button.go").click()


def forget_visit(page: Page) -> None:
    """The visit ends while somebody writes: the sign-in page keeps what was written."""
    page.context.clear_cookies()
    page.locator("#header_ko").fill("365번 우회")
    publish(page)


def reset_newcomer(page: Page) -> None:
    """Give an account a new sign-in, which is shown once."""
    reset = page.locator('form[action*="/newcomer/reset"] button')
    reset.evaluate("button => button.closest('details').open = true")
    reset.click()


def note_nothing(page: Page) -> None:
    """Send an empty note to a task."""
    page.locator("button[value=note]").first.click()


def take_every_role(page: Page) -> None:
    """Try to leave an account without a role."""
    form = page.locator('form[action*="/newcomer/roles"]')
    for box in form.locator("input[name=role]").all():
        box.uncheck()
    form.locator("button").click()


def ask_for_one(page: Page) -> None:
    """Ask for the first thing that is free."""
    page.locator("input[name=which]:enabled").first.check()
    page.locator("#called").fill("바람")
    page.locator("form.rental-form button.go").click()


def ask_namelessly(page: Page) -> None:
    """The same with a name of spaces alone."""
    page.locator("input[name=which]:enabled").first.check()
    page.locator("#called").fill(" ")
    page.locator("form.rental-form button.go").click()


def see_nothing(page: Page) -> None:
    """Look by a code that nobody has."""
    page.locator("#code").fill("0000-0000")
    page.locator("form:has(#code) button.go").click()


def look_up_nothing(page: Page) -> None:
    """Type a code that nobody has."""
    page.locator("#code").fill("0000-0000")
    page.locator("form:has(#code) button.go").click()


def wait_for_view(page: Page) -> None:
    """The picture can be looked around in, and what is seen was said."""
    page.wait_for_selector("#seen:not([hidden])")


def report_face(page: Page) -> None:
    """Tell that a face was not blurred: the picture is hidden from then on."""
    page.locator("input[name=kind][value=face]").check()
    page.locator("form.report button").click()


def add_rectangle(page: Page) -> None:
    """Put a rectangle on the picture by its button."""
    page.locator("#add-box").click()


def blur_nothing(page: Page) -> None:
    """Ask to blur without a single rectangle."""
    page.locator("button[value=blur]").click()


def wait_for_way(page: Page) -> None:
    """The way to be guided along was loaded, or it was said why it was not."""
    page.wait_for_selector("#guide-start:enabled, #guide-failed:not([hidden])")


def be_guided(page: Page) -> None:
    """Somebody virtual goes the way."""
    wait_for_way(page)
    page.locator("#source-walker input").check()
    page.locator("#guide-start").click()
    page.wait_for_selector("#guide[data-phase=on-way]")


def leave_the_way(page: Page) -> None:
    """A recorded trace goes along the course, then away from it for 25 seconds; there it ends."""
    wait_for_way(page)
    page.locator("#source-recorded input").check()
    lat, lon = near("o", north_m=0)
    north = [(lon, near("o", north_m=45)[0]), (lon + 0.001, near("o", north_m=45)[0])]
    trace = walk([(lon, lat), *north], speed_mps=1.33)
    rows = write_rows(trace[: sum(one.at[0] == lon for one in trace) + 25]).encode()
    page.locator("#trace").set_input_files(FilePayload(name="t.csv", mimeType="", buffer=rows))
    page.select_option("#speed", "20")
    page.locator("#guide-start").click()
    page.wait_for_selector("#guide-lost:not([hidden])")


TRIP = urlencode({"from": at("a"), "to": at("t"), "when": "leave", "at": f"{DAY}T09:00"})
OUTING = urlencode(
    {"from": at("a"), "via1": "place:light", "stay1": "30", "to": at("t"), "at": f"{DAY}T09:00"}
    | {"toiletEveryMin": "20"}
)
NEAR = urlencode({"near": at("a")})
_COURSE = "/courses/{course_id}"
_GUIDE = "/guide?course=등대"
_PICTURE = "/roadview/{picture_id}"
ON_FOOT = urlencode({"from": at("d"), "to": at("b"), "needs": "walking"})
COURSE = urlencode({"course": "성벽길", "needs": "manual-wheelchair", "minWidthCm": "wide"})
TRAVELLERS = (
    Shown("plan", "/", "/"),
    Shown("journeys", "/", f"/?{TRIP}"),
    Shown("choice of places", "/", "/?from=마을&to=없는곳&needs=stroller,low-vision"),
    Shown("no journey", "/", f"/?{TRIP}&at=1999-01-01T08:00"),
    Shown("outing", "/outing", "/outing"),
    Shown("day out", "/outing", f"/outing?{OUTING}"),
    Shown("day out, nothing fits", "/outing", f"/outing?{OUTING}&rangeKm=1"),
    Shown("day out, choice of places", "/outing", "/outing?from=마을&to=없는곳"),
    Shown("day out, wrong range", "/outing", f"/outing?{OUTING}&rangeKm=far"),
    Shown("live", "/live", "/live"),
    Shown("stops", "/stops", "/stops"),
    Shown("stops found", "/stops", "/stops?q=마을"),
    Shown("no stop", "/stops", "/stops?q=없는곳"),
    Shown("board", "/stops/{stop_id}", "/stops/W2"),
    Shown("board, low floor", "/stops/{stop_id}", "/stops/E1?lowFloorOnly=1"),
    Shown("lines", "/lines", "/lines"),
    Shown("no line", "/lines", "/lines?q=없는노선"),
    Shown("line", "/lines/{line}", "/lines/R1"),
    Shown("alerts", "/alerts", "/alerts"),
    Shown("favourites", "/favourites", "/favourites"),
    Shown("wifi", "/wifi", "/wifi"),
    Shown("wifi near", "/wifi", f"/wifi?{NEAR}"),
    Shown("wifi choice", "/wifi", "/wifi?q=마을"),
    Shown("wifi at a stop", "/wifi", "/wifi?q=W2&ref=stop:W2"),
    Shown("find", "/places", "/places"),
    Shown("found", "/places", "/places?q=등대"),
    Shown("found near", "/places", f"/places?{NEAR}"),
    Shown("nothing found", "/places", "/places?q=없는곳"),
    Shown("place by need", "/places", "/places?need=wheelchair"),
    Shown("choice of where", "/places", "/places?near=마을&q="),
    Shown("sight", "/places/{place_id}", "/places/light"),
    Shown("way to a sight", "/places/{place_id}", "/places/light?from=stop:W2"),
    Shown("no such sight", "/places/{place_id}", "/places/none"),
    Shown("rental", "/rental", "/rental"),
    Shown("rental, wrong days", "/rental", "/rental?from=2020-01-01"),
    Shown("rental, no name", "/rental", "/rental", then=ask_namelessly),
    Shown("rental asked", "/rental", "/rental", then=ask_for_one),
    Shown("rental of no code", "/rental", "/rental", then=see_nothing),
    Shown("pictures", "/roadview", "/roadview"),
    Shown("pictures near", "/roadview", f"/roadview?near={at('c')}"),
    Shown("no picture near", "/roadview", f"/roadview?near={at('t')}"),
    Shown("pictures near which", "/roadview", "/roadview?near=마을"),
    Shown("picture all around", _PICTURE, "/roadview/{sphere}?" + ON_FOOT, then=wait_for_view),
    Shown("picture of a course", _PICTURE, "/roadview/{sphere}?" + COURSE, then=wait_for_view),
    Shown("flat picture", _PICTURE, "/roadview/{flat}", then=wait_for_view),
    Shown("picture reported", _PICTURE, "/roadview/{to_report}", then=report_face),
    Shown("no such picture", _PICTURE, "/roadview/none"),
    Shown("courses", "/courses", "/courses"),
    Shown("courses, wrong limit", "/courses", "/courses?minWidthCm=wide"),
    Shown("course with a track", _COURSE, "/courses/등대?needs=manual-wheelchair"),
    Shown("course measured through", _COURSE, "/courses/성벽길?needs=powered-wheelchair,stroller"),
    Shown("course of names alone", _COURSE, "/courses/모래길"),
    Shown("no such course", _COURSE, "/courses/none"),
    Shown("guide, no packet", "/guide", f"/guide?{TRIP}", then=wait_for_way),
    Shown("guide along a course", "/guide", f"{_GUIDE}&needs=manual-wheelchair", then=wait_for_way),
    Shown("guided", "/guide", _GUIDE, then=be_guided),
    Shown("guided, off the way", "/guide", _GUIDE, then=leave_the_way),
    Shown("nothing to guide along", "/guide", "/guide"),
    Shown("offline", "/offline", "/offline"),
    Shown("about", "/about", "/about"),
    Shown("api docs", "/api/docs", "/api/docs"),
    Shown("not there", "", "/nothing"),
    Shown("no such stop", "/stops/{stop_id}", "/stops/none"),
    Shown("sign in", "/console/sign-in", "/console/sign-in"),
    Shown("sign-in refused", "/console/sign-in", "/console/sign-in", then=sign_in_wrongly),
)
_NEW = "/console/messages/new/{kind}"
_MENDED = "/console/roadview/{picture_id}"
CONSOLE = (
    Shown("overview", "/console", "/console", "staff"),
    Shown("fleet", "/console/fleet", "/console/fleet", "staff"),
    Shown("headways", "/console/lines", "/console/lines", "staff"),
    Shown("headways of a line", "/console/lines", "/console/lines?line=R1", "staff"),
    Shown("missing runs", "/console/trips", "/console/trips", "staff"),
    Shown("driving", "/console/driving", "/console/driving", "staff"),
    Shown("accuracy", "/console/accuracy", "/console/accuracy", "staff"),
    Shown("playback", "/console/playback", "/console/playback", "staff"),
    Shown("wifi of staff", "/console/wifi", "/console/wifi", "staff"),
    Shown("tasks", "/console/tasks", "/console/tasks", "staff"),
    Shown("empty note", "/console/tasks", "/console/tasks", "staff", note_nothing),
    Shown("lending", "/console/rental", "/console/rental", "staff"),
    Shown("lending for who looks", "/console/rental", "/console/rental", "viewer"),
    Shown("lending by a code", "/console/rental", "/console/rental", "staff", look_up_nothing),
    Shown("reported pictures", "/console/roadview", "/console/roadview", "staff"),
    Shown("pictures for who looks", "/console/roadview", "/console/roadview", "viewer"),
    Shown("picture to blur", _MENDED, "/console/roadview/{sphere}", "staff", add_rectangle),
    Shown("no rectangle", _MENDED, "/console/roadview/{flat}", "staff", blur_nothing),
    Shown("account", "/console/account", "/console/account", "staff"),
    Shown("messages", "/console/messages", "/console/messages", "staff"),
    Shown("a message", "/console/messages/{id}", "/console/messages/{told}", "staff"),
    Shown("new alert", _NEW, "/console/messages/new/alert", "staff"),
    Shown("faults of an alert", _NEW, "/console/messages/new/alert", "staff", publish),
    Shown("preview", _NEW, "/console/messages/new/alert?touch=line:R1", "staff", preview_alert),
    Shown("new cancellation", _NEW, "/console/messages/new/cancellation", "staff"),
    Shown("new detour", _NEW, "/console/messages/new/detour?line=R1", "staff"),
    Shown("audit", "/console/audit", "/console/audit", "staff"),
    Shown("people", "/console/people", "/console/people", "staff"),
    Shown("no role left", "/console/people", "/console/people", "staff", take_every_role),
    Shown("new sign-in", "/console/people", "/console/people", "staff", reset_newcomer),
    Shown("not allowed", "/console/people", "/console/people", "viewer"),
    Shown("visit ended", _NEW, "/console/messages/new/alert", "staff", forget_visit),
)
NO_PAGES = {
    "/tiles/{z}/{x}/{row}": "a tile of the map",
    "/map/outline.geojson": "the shape of the land for the map",
    "/manifest.webmanifest": "what a device needs to install the pages",
    "/service-worker.js": "the script that keeps pages on the device",
}
"""Addresses of the room `pages` that answer no page, and what they answer."""
