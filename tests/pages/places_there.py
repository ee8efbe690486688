"""The two towns with more said of their places: the lighthouse is known well, and disputed once."""

from dataclasses import replace

from tests.answers.world import World

from modugil.core.access import Access
from modugil.places.catalogue import Catalogue, PlacesNow
from modugil.places.place import SaidBy, weigh

SIGHTS, TOILETS = 3, 4
"""Rows of these sources in the manifest of the towns."""
LIGHT = {
    "step_free_entrance": ("yes", "턱이 없는 넓은 문"),
    "entrance_width_m": ("0.9", ""),
    "rental_wheelchair": ("yes", ""),
    "accessible_toilet": ("yes", ""),
    "guide_dog": ("yes", ""),
    "hours": ("Mo-Su 09:00-18:00", ""),
    "category": ("sight", ""),
    "description": ("바다가 보이는 등대입니다.", ""),
}
TOILET = {"emergency_bell": ("yes", ""), "changing_table_adult": ("yes", "")}


def tell_more(world: World) -> World:
    """The world, whose planner knows these facts too."""
    assert world.planner.places is not None
    now = PlacesNow(
        world.planner.places, {id: row for row, id in enumerate(world.planner.places.id)}
    )
    lift = [SaidBy("elevator", "yes", "", SIGHTS, "2026-03-01", "light")]
    lift += [SaidBy("elevator", "no", "", TOILETS, "2025-05-01", "other")]
    told = {"light": (LIGHT, SIGHTS, lift), "wc": (TOILET, TOILETS, [])}
    corrected = {}
    for id, (facts, source, more) in told.items():
        row = now.rows[id]
        said = [SaidBy(key, *one, source, "2026-04-01", id) for key, one in facts.items()]
        facts_now = weigh([*now.places.list_said(row), *said, *more])
        corrected[row] = replace(now.get_place(row), facts=facts_now, wheelchair=Access.YES)
    world.planner.catalogue = Catalogue(now.places)
    world.planner.catalogue.swap(replace(now, version=1, corrected=corrected))
    return world
