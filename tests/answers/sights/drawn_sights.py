"""A small world of places whose pages are read: one fully known, one unknown, one disputed."""

from dataclasses import replace
from datetime import datetime

from tests.answers.world import NOW, POINTS, World

from modugil.answers.boards.boards import Boards
from modugil.answers.planner import Planner
from modugil.answers.sights.sight_answer import SightAnswer
from modugil.answers.sights.sights import Sights
from modugil.core.language import Language
from modugil.core.source import Source
from modugil.places.build_places import Group, Sourced, build_places
from modugil.places.catalogue import Catalogue
from modugil.places.places import Places
from modugil.places.record import Record, Said

SOURCES = (
    Source("city", "places.sights", "", "CC0-1.0", {"ko": "두마을시", "en": "Two Towns"}),
    Source("guide", "places.sights", "", "unstated", {"ko": "길동무", "en": "Road Guide"}),
    Source(
        "drawn",
        "places.sights",
        "",
        "CC0-1.0",
        {"ko": "그린 자료", "en": "A drawing"},
        "",
        "",
        True,
    ),
)
HALL = {
    "wheelchair": "yes",
    "step_free_entrance": "yes",
    "step_free_approach": "yes",
    "entrance_width_m": "0.9",
    "accessible_parking": "yes",
    "accessible_parking_count": "3",
    "step_free_inside": "yes",
    "elevator": "yes",
    "rental_wheelchair": "yes",
    "rental_wheelchair_count": "5",
    "accessible_toilet": "yes",
    "tactile_paving": "yes",
    "braille_guide": "no",
    "audio_guide": "yes",
    "sign_language": "no",
    "nursing_room": "yes",
    "hours": "Tu-Su 09:00-18:00; Mo off",
    "phone": "064-000-1234",
    "category": "culture",
    "description": "오래된 마을 회관입니다.",
    "image": "https://example.org/hall.jpg",
}
STEEP = {"slope_deg": "6", "slope_way": "up", "slope_length_m": "58", "recommended": "no"}


def say(
    kind: str,
    name: str,
    mark: str,
    facts: dict[str, str],
    *,
    english: str = "",
    source: int = 0,
    as_of: str = "2024-05-01",
    texts: dict[str, str] | None = None,
) -> Sourced:
    """What one source says of a place a few metres from a letter of the drawing."""
    lat, lon = POINTS[mark]
    said = dict(facts)
    wheelchair = said.pop("wheelchair", "")
    words = texts or {}
    record = Record(
        kind=kind,
        id=f"{SOURCES[source].id}-{mark}",
        names={"": name, "ko": name, **({"en": english} if english else {})},
        row=1,
        lat=lat,
        lon=lon,
        wheelchair=wheelchair,
        said=tuple(Said(key, value, words.get(key, "")) for key, value in said.items()),
    )
    return Sourced(record, source, SOURCES[source].id, as_of)


def draw_groups() -> list[Group]:
    """The places of the little world."""
    temple_b = {"step_free_entrance": "no", "elevator": "no", "entrance_width_m": "0.8"}
    temple_a = {"step_free_entrance": "yes", "elevator": "no", "entrance_width_m": "1.1"}
    return [
        Group("hall", (say("sights", "마을회관", "b", HALL, english="Village Hall"),)),
        Group("rock", (say("sights", "바위", "o", {}, english="The Rock"),)),
        Group(
            "temple",
            (
                say("sights", "절", "h", temple_a, english="Temple", as_of="2022-03"),
                say("sights", "절", "h", temple_b, source=1, as_of="2023-01-15"),
            ),
        ),
        Group("wc", (say("toilets", "화장실", "i", TOILET, english="Public Toilet"),)),
        Group("plug", (say("chargers", "충전기", "j", CHARGER, english="Charger"),)),
        Group("desk", (say("centres", "이동센터", "d", CENTRE, english="Mobility Desk"),)),
        Group("net", (say("wifi", "와이파이", "e", {"at_id": "W1"}, english="Wi-Fi"),)),
        Group(
            "slope",
            (
                say(
                    "courses",
                    "비탈",
                    "a",
                    STEEP,
                    english="Slope",
                    source=2,
                    texts={"slope_deg": "오르막 경사 58m (경사 6˚)"},
                ),
            ),
        ),
        Group("post", (say("stops", "목록 정류소", "c", {"stop_id": "405"}, english="Post"),)),
    ]


TOILET = {
    "wheelchair": "yes",
    "accessible_stalls_male": "1",
    "accessible_stalls_female": "2",
    "stall_width_m": "1.6",
    "stall_depth_m": "2.1",
    "emergency_bell": "yes",
    "changing_table": "yes",
    "hours": "24/7",
}
CHARGER = {"capacity": "2", "air_pump": "yes", "phone_charging": "no", "hours": "Mo-Fr 10:00-18:00"}
CENTRE = {
    "vehicles": "68",
    "ramp_vehicles": "67",
    "booking_phone": "1588-0000",
    "hours": "24/7",
    "fee": "1,200원부터",
    "eligible": "보행이 어려운 사람",
}


def open_sights(world: World, places: Places | None = None) -> Sights:
    """The pages of these places, by the buses and streets of the two towns."""
    return open_with_catalogue(world, places)[0]


def open_with_catalogue(world: World, places: Places | None = None) -> tuple[Sights, Catalogue]:
    """The pages, and the places as they are now, which a test may change."""
    region = world.planner.region
    sourced = replace(region, manifest=replace(region.manifest, sources=SOURCES))
    drawn = places or build_places(draw_groups())
    planner = Planner(sourced, places=drawn, live=world.planner.live)
    assert planner.catalogue is not None
    return Sights(planner, Boards(planner)), planner.catalogue


def read_page(page: SightAnswer) -> str:
    """The page as one hears it: name, summary, then each question, its answer and its lines."""
    lines = [f"{page.name} ({page.kind_name})", page.summary]
    for section in page.sections:
        lines += ["", f"# {section.title} [{section.verdict}]", section.answer]
        for line in section.lines:
            cited = "".join(f"[{number}]" for number in line.sources)
            quote = f" «{line.quote.text}»" if line.quote else ""
            mark = f" <{line.access}>" if line.access else ""
            lines.append(f"- {line.text}{quote}{mark}{cited}")
    return "\n".join(lines) + "\n"


def read(sights: Sights, id: str, language: Language = "en", *, now: datetime = NOW) -> SightAnswer:
    """The page of that place."""
    return sights.get_sight(id, language=language, now=now)
