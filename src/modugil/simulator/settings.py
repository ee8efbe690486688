"""What can be chosen about a simulated fleet; two simulations with equal choices are equal."""

from dataclasses import dataclass, field

DAY_HOURS = 24


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """What the way from a terminal to the server does to its messages.

    Units:   seconds and shares from 0 to 1.
    """

    loss_ratio: float = 0.0
    """Of messages, dropped for good."""
    duplicate_ratio: float = 0.0
    """Of messages, sent a second time with a delay of their own."""
    late_ratio: float = 0.0
    """Of messages, held up for any time up to `most_late_s` (they come out of order)."""
    most_late_s: float = 300.0
    """No message comes later than this."""
    usual_delay_s: float = 0.06
    """Mean of the ordinary delay."""
    outage_ratio: float = 0.0
    """Of time, during which a vehicle's Wi-Fi is down; what was kept is sent after it, in order."""
    longest_outage_s: float = 280.0


CLEAN = ChannelSettings(most_late_s=0.9)
"""Everything arrives once, within a second and in order."""
BUS_WIFI = ChannelSettings(
    loss_ratio=0.005,
    duplicate_ratio=0.002,
    late_ratio=0.01,
    most_late_s=120.0,
    outage_ratio=0.01,
    longest_outage_s=110.0,
)
"""An ordinary day of a bus's own Wi-Fi uplink."""
STORM = ChannelSettings(
    loss_ratio=0.10, duplicate_ratio=0.05, late_ratio=0.20, usual_delay_s=0.5, outage_ratio=0.03
)
"""Ten per cent lost, delays to five minutes, duplicates, everything out of order."""


@dataclass(frozen=True, slots=True)
class MishapSettings:
    """What goes wrong by chance, apart from commands; shares of vehicles unless said otherwise."""

    breakdown_ratio: float = 0.0
    """Chance of a run to end in a breakdown."""
    long_stop_ratio: float = 0.0
    """Chance of a run to stand somewhere for four to ten minutes; bunches form behind it."""
    no_hint_ratio: float = 0.0
    """Terminals that never name a trip."""
    wrong_hint_ratio: float = 0.0
    """Terminals that name another trip of their line."""
    detours_per_h: float = 0.0
    """Of the whole fleet, as the two below; they happen in `Simulation` only, from `run` on."""
    bunches_per_h: float = 0.0
    """A bus waits until the next one of its line has caught up."""
    substitutes_per_h: float = 0.0
    """A vehicle in reserve that is not low-floor takes a place, as long as there is one."""


NO_MISHAPS = MishapSettings()
ORDINARY_MISHAPS = MishapSettings(
    breakdown_ratio=0.002,
    long_stop_ratio=0.03,
    no_hint_ratio=0.05,
    wrong_hint_ratio=0.02,
    detours_per_h=2.0,
    bunches_per_h=3.0,
    substitutes_per_h=0.5,
)
"""A day as operators know it."""


@dataclass(frozen=True, slots=True)
class WifiSettings:
    """The Wi-Fi that a simulated fleet and some stops have."""

    stop_count: int = 12
    """Stops with an access point."""
    every_s: int = 60
    """Seconds between two reports."""
    failing_stops: int = 1
    """Of the stops, the first that do not work."""
    stuck_names: int = 1
    """Of the vehicles, the first whose networks keep a name of their own."""
    nr_ratio: float = 0.7
    """Of access points, those that reach the internet by 5G; the others by LTE."""


@dataclass(frozen=True, slots=True)
class SimulationSettings:
    """How the fleet drives, what its terminals are like and what happens to their messages."""

    channel: ChannelSettings = CLEAN
    mishaps: MishapSettings = NO_MISHAPS
    wifi: WifiSettings | None = None
    """None: no access point reports anything."""
    vehicle_count: int | None = None
    """How many vehicles speak; None: as many as the timetable needs, and a few in reserve. More
    than that: others drive beside them under names of their own (for load)."""
    report_every_s: int = 1
    """Seconds between two fixes of a vehicle."""
    operator: str = "0001"
    """Four digits, as in HFP."""
    names: tuple[str, ...] = ()
    """Names of the vehicles, in order; those beyond are numbered with the operator before."""
    spare_count: int = 6
    """Vehicles in reserve, every second one not low-floor."""
    compact_ratio: float = 0.7
    """Of terminals that speak MQTT, those that use the compact form; the others use HFP."""
    http_ratio: float = 0.1
    """Of terminals, those that send batches over HTTP."""
    http_batch_s: int = 5
    """Seconds of fixes in one HTTP batch."""
    settle_s: float = 2.0
    """Seconds that the fleet waits at its end for what was said to be acknowledged."""
    gps_only_ratio: float = 0.03
    """Of places, those where houses leave no RTK fix, only GPS; as many again give a float."""
    slower_hours: tuple[float, ...] = field(
        default=(
            1.08,
            1.10,
            1.10,
            1.10,
            1.08,
            1.06,
            1.03,
            0.94,
            0.84,
            0.92,
            0.97,
            0.96,
            0.94,
            0.95,
            0.96,
            0.95,
            0.92,
            0.86,
            0.82,
            0.92,
            0.99,
            1.03,
            1.05,
            1.07,
        )
    )
    """Share of the usual speed that traffic allows, at each full hour of the day."""


def check_hours(hours: tuple[float, ...]) -> tuple[float, ...]:
    """The same factors, one an hour.

    Errors:  ValueError if there is not one above zero for each hour.
    """
    if len(hours) != DAY_HOURS or min(hours) <= 0.0:
        raise ValueError("slower_hours needs 24 factors above zero")
    return hours
