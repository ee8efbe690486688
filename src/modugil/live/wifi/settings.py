"""How the Wi-Fi of buses and stops is judged."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WifiSettings:
    """From when on an access point is silent, an outage is told and closed, a name is wrong."""

    silent_after_intervals: int = 3
    """Reports in a row that may be missing."""
    least_silent_s: int = 180
    """Nobody is silent before that."""
    outage_after_s: int = 300
    """So long an access point is down or silent before staff are told."""
    calm_s: int = 120
    """So long it works before the outage is over."""
    falls: int = 4
    """Falling so often within an hour is an outage too, however short each was."""
    falls_calm_s: int = 900
    """So long one that fell so often works before the outage is over."""
    rest_grace_s: int = 1_800
    """A bus not heard of is in service until so long after its run should have ended."""
    line_settles_s: int = 30
    """So long a bus is on another line before its network gets that name: guests are cut off."""
    ssid_wrong_after_s: int = 60
    """So long after a name was asked for a network may still have another one."""
    most_early_s: int = 300
    """A report from farther in the future is not taken."""
    all_silent_ratio: float = 0.5
    """Where more than this share fails at once, it is one outage and not thousands."""
    all_silent_least: int = 20
    """Of at least so many access points."""
    keep_days: int = 30
    """How many days of history are kept."""


DEFAULTS = WifiSettings()
