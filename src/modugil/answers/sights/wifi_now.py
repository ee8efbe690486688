"""How the Wi-Fi of a place is now, where its access points are listened to."""

from typing import Protocol

from modugil.answers.sights.scope import Scope
from modugil.answers.sights.sentences.fill import fill
from modugil.answers.sights.sight_answer import SightLine, Verdict
from modugil.core.time import format_local
from modugil.live.wifi.snapshot import WifiSnapshot
from modugil.live.wifi.state import WifiStatus

_VERDICTS: dict[WifiStatus, Verdict] = {WifiStatus.WORKING: "yes", WifiStatus.DOWN: "no"}


class ReadsWifi(Protocol):
    """Hands out the newest snapshot."""

    def get_current(self) -> WifiSnapshot:
        """The newest snapshot; it never changes under the reader."""
        ...


def tell_wifi(scope: Scope, wifi: ReadsWifi | None) -> SightLine:
    """Whether it works now; not known where nobody listens to it."""
    states = scope.phrases.way.wifi_states
    stop = scope.place.get_value("at_id")
    found = wifi.get_current().find_by_stop(stop) if wifi is not None and stop else ()
    if not found:
        return SightLine(text=states[""], access="unknown")
    best = next((one for one in found if one.works), found[0])
    devices = ""
    if best.works and best.clients is not None:
        devices = fill(scope.phrases.way.wifi_devices, n=str(best.clients))
    return SightLine(
        text=scope.phrases.sentences(states[best.status.value], devices),
        access=_VERDICTS.get(best.status, "unknown"),
        as_of=format_local(best.as_of, zone=scope.zone),
    )
