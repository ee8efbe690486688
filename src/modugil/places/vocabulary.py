"""The words of places: their kinds, and what can be said of them.

Sources call these things by many names; a reader turns them into these keys and no others.
Words come from OSM tags and A11yJSON where they have one.
"""

from enum import StrEnum

KINDS = ("sights", "toilets", "wifi", "chargers", "centres", "courses", "stops")
"""What follows `places.` in the kind of a source; the number in `Places.kind` is the row here.

`centres` lend cars with ramps (교통약자이동지원센터); `courses` are measured points inside sights;
`stops` are bus stops of a list without a timetable.
"""

CATEGORIES = (
    "sight",
    "culture",
    "leisure",
    "event",
    "theme",
    "food",
    "shopping",
    "lodging",
)
"""What the fact `category` of a sight may be."""


class Form(StrEnum):
    """How the value of a fact is written."""

    ACCESS = "access"
    """`yes` or `no`; what is not known is not said."""
    COUNT = "count"
    """A whole number from 0."""
    METRES = "metres"
    DEGREES = "degrees"
    """From the level, 0 to 90; which way it goes is a fact of its own."""
    HOURS = "hours"
    """As OSM writes `opening_hours`."""
    WORD = "word"
    """One of a few words that the reader's docstring names."""
    TEXT = "text"
    """As the source wrote it."""


FACTS: dict[str, Form] = {
    # getting in
    "step_free_entrance": Form.ACCESS,
    "step_free_approach": Form.ACCESS,
    "entrance_ramp": Form.ACCESS,
    "entrance_width_m": Form.METRES,
    "automatic_door": Form.ACCESS,
    "accessible_parking": Form.ACCESS,
    "accessible_parking_count": Form.COUNT,
    "low_floor_bus": Form.ACCESS,
    "accessible_ticket_office": Form.ACCESS,
    # getting round
    "step_free_inside": Form.ACCESS,
    "alone_accessible": Form.ACCESS,
    "elevator": Form.ACCESS,
    "rental_wheelchair": Form.ACCESS,
    "rental_wheelchair_count": Form.COUNT,
    "rental_power_wheelchair": Form.ACCESS,
    "accessible_seats": Form.ACCESS,
    "accessible_room": Form.ACCESS,
    "accessible_seating": Form.ACCESS,
    "difficulty": Form.WORD,
    # toilets
    "accessible_toilet": Form.ACCESS,
    "accessible_stalls_male": Form.COUNT,
    "accessible_stalls_female": Form.COUNT,
    "accessible_urinals": Form.COUNT,
    "stalls_male": Form.COUNT,
    "stalls_female": Form.COUNT,
    "children_stalls": Form.COUNT,
    "stall_width_m": Form.METRES,
    "stall_depth_m": Form.METRES,
    "unisex": Form.ACCESS,
    "emergency_bell": Form.ACCESS,
    "emergency_bell_place": Form.TEXT,
    "entrance_cctv": Form.ACCESS,
    "changing_table": Form.ACCESS,
    "changing_table_place": Form.TEXT,
    "changing_table_adult": Form.ACCESS,
    # sight
    "tactile_paving": Form.ACCESS,
    "guide_dog": Form.ACCESS,
    "guide_person": Form.ACCESS,
    "audio_guide": Form.ACCESS,
    "large_print": Form.ACCESS,
    "braille_guide": Form.ACCESS,
    "guidance_system": Form.ACCESS,
    "sight_friendly": Form.ACCESS,
    # hearing
    "sign_language": Form.ACCESS,
    "video_captions": Form.ACCESS,
    "hearing_room": Form.ACCESS,
    "hearing_friendly": Form.ACCESS,
    # infants
    "rental_stroller": Form.ACCESS,
    "rental_stroller_count": Form.COUNT,
    "nursing_room": Form.ACCESS,
    "baby_chair": Form.ACCESS,
    # when and how to reach
    "hours": Form.HOURS,
    "hours_text": Form.TEXT,
    "phone": Form.TEXT,
    "website": Form.TEXT,
    "address": Form.TEXT,
    "address_lot": Form.TEXT,
    "operator": Form.TEXT,
    "place_detail": Form.TEXT,
    "fee": Form.TEXT,
    # what it is
    "category": Form.WORD,
    "description": Form.TEXT,
    "image": Form.TEXT,
    "tags": Form.TEXT,
    "installed": Form.TEXT,
    "public_transport": Form.TEXT,
    "access_note": Form.TEXT,
    "sight_note": Form.TEXT,
    "hearing_note": Form.TEXT,
    "infants_note": Form.TEXT,
    "older_note": Form.TEXT,
    # Wi-Fi
    "ssid": Form.TEXT,
    "ssid_known": Form.ACCESS,
    "access_points": Form.COUNT,
    "at_kind": Form.WORD,
    "at_id": Form.TEXT,
    # chargers
    "capacity": Form.COUNT,
    "air_pump": Form.ACCESS,
    "phone_charging": Form.ACCESS,
    # centres
    "vehicles": Form.COUNT,
    "vehicle_types": Form.TEXT,
    "ramp_vehicles": Form.COUNT,
    "lift_vehicles": Form.COUNT,
    "booking_phone": Form.TEXT,
    "booking_url": Form.TEXT,
    "booking_app": Form.TEXT,
    "booking_hours": Form.HOURS,
    "booking_ahead": Form.TEXT,
    "service_area": Form.TEXT,
    "service_area_outside": Form.TEXT,
    "eligible": Form.TEXT,
    "limits_of_use": Form.TEXT,
    # measured points of courses
    "course": Form.TEXT,
    "course_order": Form.COUNT,
    "recommended": Form.ACCESS,
    "slope_deg": Form.DEGREES,
    "slope_most_deg": Form.DEGREES,
    "slope_way": Form.WORD,
    "slope_length_m": Form.METRES,
    "path_width_m": Form.METRES,
    "altitude_m": Form.METRES,
    "steps": Form.COUNT,
    "has_steps_or_slope": Form.ACCESS,
    "surface": Form.WORD,
    "surface_state": Form.WORD,
    "toilet_stalls": Form.COUNT,
    "toilet_urinals": Form.COUNT,
    # stops
    "stop_id": Form.TEXT,
}
"""Every key a fact may have, and how its value is written; in the order in which they are told."""

REPEATED = (
    "category",
    "tags",
    "description",
    "image",
    "place_detail",
    "access_note",
    "phone",
    "website",
)
"""Keys that sources word, or draw the line at, differently without disagreeing."""
