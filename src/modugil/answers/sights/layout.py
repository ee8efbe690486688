"""Which fact is told in which section, and what is asked of every place even if nobody says it."""

from collections.abc import Mapping

from modugil.answers.sights.sight_answer import SectionKey
from modugil.places.place import WHEELCHAIR

GET_IN = (
    WHEELCHAIR,
    "step_free_entrance",
    "step_free_approach",
    "entrance_ramp",
    "entrance_width_m",
    "automatic_door",
    "accessible_parking",
    "accessible_parking_count",
    "accessible_ticket_office",
    "low_floor_bus",
    "public_transport",
    "recommended",
    "difficulty",
    "hours",
    "hours_text",
    "fee",
    "phone",
    "eligible",
    "limits_of_use",
    "booking_phone",
    "booking_hours",
    "booking_ahead",
    "booking_url",
    "booking_app",
    "service_area",
    "service_area_outside",
    "access_note",
)
TOILET = (
    "accessible_toilet",
    "accessible_stalls_male",
    "accessible_stalls_female",
    "accessible_urinals",
    "stall_width_m",
    "stall_depth_m",
    "emergency_bell",
    "emergency_bell_place",
    "changing_table_adult",
    "changing_table",
    "changing_table_place",
    "unisex",
    "entrance_cctv",
    "stalls_male",
    "stalls_female",
    "children_stalls",
    "toilet_stalls",
    "toilet_urinals",
)
LOOKS = (
    "category",
    "description",
    "image",
    "course",
    "place_detail",
    "address",
    "address_lot",
    "operator",
    "website",
    "installed",
    "tags",
    "stop_id",
    "at_kind",
    "at_id",
)
"""Everything that stands in no other section is told under `get_round`."""
UNTOLD = ("ssid_known",)
"""Said by another line already: the network's name, or that nobody says it."""

_SECTION_OF: Mapping[str, SectionKey] = {
    **dict.fromkeys(GET_IN, "get_in"),
    **dict.fromkeys(TOILET, "toilet"),
    **dict.fromkeys(LOOKS, "looks"),
}
_ORDER = {key: row for row, key in enumerate((*GET_IN, *TOILET, *LOOKS))}

ASKED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "sights": {
        "get_in": ("step_free_entrance", "step_free_approach", "accessible_parking", "hours"),
        "get_round": (
            "step_free_inside",
            "elevator",
            "rental_wheelchair",
            "tactile_paving",
            "braille_guide",
            "audio_guide",
            "sign_language",
            "nursing_room",
        ),
        "toilet": ("accessible_toilet",),
    },
    "toilets": {
        "get_in": ("step_free_entrance", "step_free_approach", "hours"),
        "get_round": ("step_free_inside",),
        "toilet": (
            "accessible_stalls_male",
            "accessible_stalls_female",
            "stall_width_m",
            "emergency_bell",
            "changing_table_adult",
            "changing_table",
        ),
    },
    "chargers": {
        "get_in": ("step_free_entrance", "hours"),
        "get_round": ("capacity", "air_pump", "phone_charging"),
        "toilet": ("accessible_toilet",),
    },
    "centres": {
        "get_in": ("eligible", "booking_phone", "booking_hours"),
        "get_round": ("vehicles", "ramp_vehicles", "lift_vehicles"),
        "toilet": ("accessible_toilet",),
    },
    "wifi": {"get_in": ("step_free_entrance",), "get_round": ("ssid",), "toilet": ()},
    "courses": {
        "get_in": ("recommended",),
        "get_round": ("slope_deg", "slope_length_m", "path_width_m", "steps"),
        "toilet": ("accessible_toilet",),
    },
    "stops": {"get_in": (WHEELCHAIR,), "get_round": ("tactile_paving",), "toilet": ()},
}
"""By kind and section: told as not known where nobody says them."""


def section_of(key: str) -> SectionKey:
    """The section in which a fact is told."""
    return _SECTION_OF.get(key, "get_round")


def order_of(key: str) -> int:
    """Where in its section; those without a place of their own keep the vocabulary's order."""
    return _ORDER.get(key, len(_ORDER))


def list_asked(kind: str, section: SectionKey) -> tuple[str, ...]:
    """What is asked of every place of that kind."""
    return ASKED[kind].get(section, ())
