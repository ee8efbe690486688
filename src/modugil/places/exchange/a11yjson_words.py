"""Which of our facts has which home in A11yJSON 31; used for writing and for reading.

A fact without a home there travels in `tags`, as `modugil:KEY`; what is said there counts before
what its homes say.
Spec:    a11yjson.org, version 31: PlaceProperties, Accessibility, Restroom, Door, Pathways.
"""

import re
from collections.abc import Mapping
from typing import TypeAlias

from modugil.places.vocabulary import FACTS, Form

FORMAT_VERSION = "31"
TAG = "modugil:"
SAID_BY = "modugil:said_by:"
"""Of a fact the source and date of its value; who reads it back asks its own sources."""
HOURS_TAG = "opening_hours"
"""As OSM; A11yJSON has no hours."""

Path: TypeAlias = tuple[str, ...]

ENTRANCE: Mapping[str, Path] = {
    "entrance_ramp": ("hasFixedRamp",),
    "automatic_door": ("door", "isAutomatic"),
}
RESTROOM: Mapping[str, Path] = {
    "accessible_toilet": ("isAccessibleWithWheelchair",),
    "emergency_bell": ("hasEmergencyPullstring",),
    "changing_table": ("hasChangingTableForBabies",),
    "changing_table_adult": ("hasChangingTableForAdults",),
}
GUIDE: Mapping[str, Path] = {
    "audio_guide": ("isAudio",),
    "braille_guide": ("isBraille",),
    "large_print": ("isLargePrint",),
    "video_captions": ("hasSubtitles",),
}
SIGNAGE: Mapping[str, Path] = {"tactile_paving": ("hasTactilePaving",)}
LISTS: Mapping[str, Mapping[str, Path]] = {
    "restrooms": RESTROOM,
    "media": GUIDE,
    "signageSystems": SIGNAGE,
}
"""Facts said of any one of several: yes of one is yes, no only if all say no."""
WHOLE: Mapping[str, Path] = {
    "guide_dog": ("animalPolicy", "allowsGuideDogs"),
    "guide_person": ("staff", "hasFreeAssistantForVisitors"),
    "sight_friendly": ("accessibleWith", "visualImpairment"),
    "hearing_friendly": ("accessibleWith", "hearingImpairment"),
}
"""Yes or no of the whole place, inside `accessibility`."""
WHEELCHAIR: Path = ("accessibleWith", "wheelchair")
ENTRANCE_WIDTH: Path = ("door", "width")
PATH_WIDTH: Path = ("pathways", "width")
SLOPE: Path = ("pathways", "surface", "longitudinalSlope")
PARKING: Path = ("parking", "forWheelchairUsers")
LOCALIZED: Mapping[str, Path] = {"description": ("description",), "address": ("address", "text")}
PLAIN: Mapping[str, str] = {"phone": "phoneNumber"}

KIND_CATEGORY: Mapping[str, str] = {
    "sights": "tourism",
    "toilets": "toilets",
    "wifi": "wifi",
    "chargers": "charging_station",
    "centres": "social_facility",
    "courses": "path",
    "stops": "bus_stop",
}
"""What a place of a kind is in A11yJSON; a sight's own category says more."""
SIGHT_CATEGORY: Mapping[str, str] = {
    "sight": "attraction",
    "culture": "museum",
    "leisure": "leisure",
    "event": "event",
    "theme": "theme_park",
    "food": "restaurant",
    "shopping": "shop",
    "lodging": "hotel",
}
WEBSITE = re.compile(r"https?://(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d{2,5})?(?:/[!-~]*)?", re.IGNORECASE)
"""What surely passes for an address of a page; others travel as tags."""
LANGUAGE = re.compile(r"[a-z]{2}")


def is_of_form(key: str, value: str) -> bool:
    """Whether the value is written as facts of that key are."""
    form = FACTS.get(key)
    if form is Form.ACCESS:
        return value in ("yes", "no")
    if form is Form.COUNT:
        return re.fullmatch(r"\d{1,9}", value, re.ASCII) is not None
    if form in (Form.METRES, Form.DEGREES):
        return parse_number(value) is not None
    return form is not None and bool(value.strip())


def parse_number(written: str) -> float | None:
    """The number that stands there, plain and from 0; None for all else."""
    found = re.fullmatch(r"\d{1,9}(?:\.\d{1,12})?", written, re.ASCII)
    return float(written) if found is not None else None


def write_number(value: float) -> str:
    """The number as facts have it, without needless noughts."""
    return f"{value:.10g}"
