"""How pictures are kept."""

from dataclasses import dataclass

from modugil.core.errors import SettingsInvalid

YES_NO = ("yes", "no")


@dataclass(frozen=True, slots=True)
class RoadViewSettings:
    """Settings of the road view: `[roadview]` in the file, else MODUGIL_ROADVIEW_*."""

    keep_originals: str = "no"
    """yes: pictures as they came, with every face, are kept where nobody is served from; no: they
    are destroyed once the blurred ones are written."""
    folder: str = ""
    """Where pictures are kept; by default `roadview` in the folder of state. Several servers of one
    database share one."""
    producer: str = ""
    """Who took the pictures, where it is not told as they are added."""
    licence: str = "proprietary"
    """An SPDX licence of the pictures, where it is not told as they are added."""
    region_photos: str = "yes"
    """yes: a server adds the photos that come with its region, beside its work; no: it does not."""

    def __post_init__(self) -> None:
        """Refuse values that cannot be meant.

        Errors:  SettingsInvalid naming the setting and what it may be.
        """
        for name in ("keep_originals", "region_photos"):
            told = getattr(self, name)
            if told not in YES_NO:
                raise SettingsInvalid(
                    f"The setting roadview.{name} is {told!r}.", allowed="It may be yes or no."
                )
