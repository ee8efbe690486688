"""What a MOTIS request asks for; an option that we cannot keep is refused, never passed over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from modugil.answers.desk import SPOKEN
from modugil.core.errors import BadInput
from modugil.core.language import Language

LONGEST_VALUE = 400
HONOURED_VALUES: Mapping[str, tuple[str, ...]] = {
    "transitModes": ("TRANSIT",),
    "directModes": ("WALK",),
    "preTransitModes": ("WALK",),
    "postTransitModes": ("WALK",),
    "requireBikeTransport": ("false",),
    "requireCarTransport": ("false",),
    "realtimeMode": ("REALTIME",),
    "algorithm": ("RAPTOR", "PONG", "TB"),
    "useRoutedTransfers": ("true", "false"),
    "joinInterlinedLegs": ("true",),
    "withFares": ("false",),
    "withAlerts": ("false", "true"),
    "withScheduledSkippedStops": ("false",),
    "slowDirect": ("false",),
    "elevationCosts": ("NONE",),
    "timetableView": ("true", "false"),
    "luggage": ("0",),
    "fetchStops": ("false",),
    "exactRadius": ("true", "false"),
    "both": ("false",),
    "additionalTransferTime": ("0",),
    "transferTimeFactor": ("1", "1.0"),
}
"""Options of which only some values can be kept; those without effect here may have several."""


def read_options(
    pairs: list[tuple[str, str]], *, understood: tuple[str, ...], fixed: tuple[str, ...]
) -> dict[str, str]:
    """The options by name, those given several times joined by commas.

    Errors:  BadInput for one that is not known here, or has a value that cannot be kept.
    """
    options: dict[str, str] = {}
    for name, value in pairs:
        if name not in understood and name not in fixed:
            raise BadInput(
                f"The option {name[:40]!r} is not kept here.",
                allowed=f"There are: {', '.join((*understood, *fixed))}.",
            )
        if len(value) > LONGEST_VALUE:
            raise BadInput(f"The value of {name} is too long.")
        options[name] = f"{options[name]},{value}" if name in options else value.strip()
        if name in fixed and options[name] not in HONOURED_VALUES[name]:
            raise BadInput(
                f"The option {name} is {value[:40]!r}.",
                allowed=f"It may be {' or '.join(HONOURED_VALUES[name])}.",
            )
    return options


def read_number(options: Mapping[str, str], name: str, *, default: int, most: int) -> int:
    """A whole number from 0 on.

    Errors:  BadInput for anything else.
    """
    text = options.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or len(text) > 9 or int(text) > most:
        raise BadInput(f"{name} is {text[:40]!r}.", allowed=f"It may be from 0 to {most}.")
    return int(text)


def read_yes(options: Mapping[str, str], name: str, *, default: bool = False) -> bool:
    """Whether it is true.

    Errors:  BadInput for anything but true and false.
    """
    text = options.get(name) or str(default).lower()
    if text not in ("true", "false"):
        raise BadInput(f"{name} is {text[:40]!r}.", allowed="It may be true or false.")
    return text == "true"


def read_time(options: Mapping[str, str], *, now: datetime) -> datetime:
    """The instant of `time`, now without one.

    Errors:  BadInput for what is no instant with its offset.
    """
    text = options.get("time", "")
    if not text:
        return now
    try:
        at = datetime.fromisoformat(text)
    except ValueError as cause:
        raise _no_instant(text) from cause
    if at.tzinfo is None or not 1970 < at.year < 9000:
        raise _no_instant(text)
    return at.astimezone(UTC)


def choose_language(options: Mapping[str, str]) -> Language:
    """The first of the asked languages that is spoken here, English without one."""
    for asked in options.get("language", "").lower().split(","):
        exact, primary = asked.strip(), asked.partition("-")[0].strip()
        for language in sorted(SPOKEN, key=lambda one: one != exact):
            if language in (exact, primary):
                return language
    return "en"


@dataclass(frozen=True, slots=True)
class Cursor:
    """The window of one page: it begins at `start` and has this length."""

    start: datetime
    window: timedelta

    @property
    def previous(self) -> str:
        """What leads to the page before."""
        return _write_cursor("EARLIER", self.start - self.window)

    @property
    def next(self) -> str:
        """What leads to the page after."""
        return _write_cursor("LATER", self.start + self.window)


def read_cursor(options: Mapping[str, str], *, start: datetime, window: timedelta) -> Cursor:
    """The page that the cursor leads to, without one that which begins at `start`.

    Errors:  BadInput for a cursor that we did not give.
    """
    text = options.get("pageCursor", "")
    if not text:
        return Cursor(start, window)
    way, _, seconds = text.partition("|")
    if (
        way not in ("EARLIER", "LATER")
        or not (seconds.isascii() and seconds.isdigit())
        or len(seconds) > 11
    ):
        raise BadInput("The pageCursor is not one of ours.", allowed="Copy it from an answer.")
    return Cursor(datetime.fromtimestamp(int(seconds), UTC), window)


def write_instant(at: datetime) -> str:
    """The instant as MOTIS writes it: 2026-11-22T23:40:00Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _write_cursor(way: str, at: datetime) -> str:
    return f"{way}|{round(at.timestamp())}"


def _no_instant(text: str) -> BadInput:
    return BadInput(
        f"time is {text[:40]!r}.", allowed="Write it with its offset: 2026-11-23T08:00:00+09:00."
    )
