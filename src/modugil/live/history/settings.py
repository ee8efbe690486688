"""How history is kept."""

from dataclasses import dataclass

from modugil.core.errors import SettingsInvalid

_ALLOWED = {"keep_days": (1, 36_500), "roll_minutes": (1, 60), "merge_after_minutes": (1, 1440)}


@dataclass(frozen=True, slots=True)
class HistorySettings:
    """How long history is kept and how it is put together."""

    keep_days: int = 90
    """How many days of fixes and stop events are kept, 1 to 36,500."""
    roll_minutes: int = 5
    """After how many minutes what was journaled becomes a part of history, 1 to 60."""
    merge_after_minutes: int = 15
    """How long after its end an hour's parts are merged into one file, 1 to 1440."""

    def __post_init__(self) -> None:
        """Refuse values that cannot be meant.

        Errors:  SettingsInvalid naming the setting and what it may be.
        """
        for name, (least, most) in _ALLOWED.items():
            if not least <= getattr(self, name) <= most:
                raise SettingsInvalid(
                    f"The setting {name} is {getattr(self, name)}.",
                    allowed=f"It may be from {least} to {most}.",
                )
