"""From when on something is told to those who run the buses."""

from dataclasses import dataclass

from modugil.core.errors import SettingsInvalid

ALLOWED = {
    "early_s": (0, 3_600),
    "late_s": (0, 3_600),
    "grace_s": (0, 3_600),
    "speed_limit_kmh": (10, 200),
}


@dataclass(frozen=True, slots=True)
class OperationsSettings:
    """Settings of the operators' room: `[operations]`, MODUGIL_OPERATIONS_* in the environment."""

    early_s: int = 60
    """A departure so many seconds before its time is still on time."""
    late_s: int = 300
    """A departure so many seconds after its time is still on time."""
    grace_s: int = 300
    """A run that nobody drives counts as missing so long after it should have left."""
    speed_limit_kmh: int = 80
    """The limit against which speeding is told. The files of a region hold none of the roads' own;
    80 km/h is the highest on Korean roads that are not made for cars alone."""

    def __post_init__(self) -> None:
        """Refuse values that cannot be meant.

        Errors:  SettingsInvalid naming the setting and what it may be.
        """
        for name, (least, most) in ALLOWED.items():
            value = getattr(self, name)
            if not least <= value <= most:
                raise SettingsInvalid(
                    f"The setting operations.{name} is {value!r}.",
                    allowed=f"It may be from {least} to {most}.",
                )

    @property
    def speed_limit_mps(self) -> float:
        """The limit in metres per second."""
        return self.speed_limit_kmh / 3.6
