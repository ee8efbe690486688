"""All addresses of the console."""

from litestar import Router
from litestar.di import Provide

from modugil.core.errors import NotAllowed, NotSignedIn
from modugil.pages.console.office.people_page import (
    post_reset,
    post_roles,
    show_account,
    show_audit,
    show_people,
)
from modugil.pages.console.office.rental_page import (
    post_code,
    post_desk,
    post_items,
    post_step,
    show_lending,
)
from modugil.pages.console.office.roadview_page import (
    post_mending,
    show_mending,
    show_reported,
)
from modugil.pages.console.office.tasks_page import post_task, show_tasks
from modugil.pages.console.office.wifi_page import show_wifi
from modugil.pages.console.posted import LARGEST_BYTES, read_posted
from modugil.pages.console.refused import lead_to_sign_in, say_not_allowed
from modugil.pages.console.sign_in_page import post_sign_in, post_sign_out, show_sign_in
from modugil.pages.console.watching.accuracy_page import show_accuracy
from modugil.pages.console.watching.driving_page import show_driving
from modugil.pages.console.watching.fleet_page import show_fleet
from modugil.pages.console.watching.lines_page import show_lines
from modugil.pages.console.watching.overview_page import show_overview
from modugil.pages.console.watching.playback_page import show_playback
from modugil.pages.console.watching.trips_page import show_trips
from modugil.pages.console.writing.message_pages import (
    post_message,
    post_new,
    post_withdraw,
    show_message,
    show_messages,
    show_new,
)


def build_console() -> Router:
    """The console; its handlers take the `desk` that `app` provides."""
    sign_in = [show_sign_in, post_sign_in, post_sign_out, show_account]
    watching = [show_overview, show_fleet, show_lines, show_trips]
    looking = [show_driving, show_accuracy, show_playback, show_wifi]
    writing = [show_messages, show_new, post_new, show_message, post_message, post_withdraw]
    office = [show_tasks, post_task, show_audit, show_people, post_roles, post_reset]
    lending = [show_lending, post_code, post_step, post_items, post_desk]
    mending = [show_reported, show_mending, post_mending]
    return Router(
        "/console",
        route_handlers=[*sign_in, *watching, *looking, *writing, *office, *lending, *mending],
        dependencies={"posted": Provide(read_posted)},
        exception_handlers={NotSignedIn: lead_to_sign_in, NotAllowed: say_not_allowed},
        request_max_body_size=LARGEST_BYTES,
        include_in_schema=False,
    )
