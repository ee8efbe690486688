"""What a way is paved with and how even it is. Spec: OSM wiki, Key:surface, Key:smoothness."""

from modugil.region.osm.tagged import Tagged
from modugil.region.vocabulary import Smoothness, Surface

SURFACES: dict[str, Surface] = {
    "asphalt": Surface.ASPHALT,
    "chipseal": Surface.ASPHALT,
    "bitmac": Surface.ASPHALT,
    "tarmac": Surface.ASPHALT,
    "tartan": Surface.ASPHALT,
    "rubber": Surface.ASPHALT,
    "acrylic": Surface.ASPHALT,
    "concrete": Surface.CONCRETE,
    "concrete:plates": Surface.CONCRETE,
    "concrete_plates": Surface.CONCRETE,
    "concrete:lanes": Surface.CONCRETE,
    "cement": Surface.CONCRETE,
    "paved": Surface.PAVED,
    "stone": Surface.PAVED,
    "tiles": Surface.PAVING_STONES,
    "paving_stones": Surface.PAVING_STONES,
    "paving_stone": Surface.PAVING_STONES,
    "paving_stones:lanes": Surface.PAVING_STONES,
    "bricks": Surface.PAVING_STONES,
    "brick": Surface.PAVING_STONES,
    "sett": Surface.SETT,
    "cobblestone:flattened": Surface.SETT,
    "cobblestone": Surface.COBBLESTONE,
    "unhewn_cobblestone": Surface.COBBLESTONE,
    "compacted": Surface.COMPACTED,
    "fine_gravel": Surface.FINE_GRAVEL,
    "gravel": Surface.GRAVEL,
    "pebblestone": Surface.GRAVEL,
    "shells": Surface.GRAVEL,
    "rock": Surface.GRAVEL,
    "stepping_stones": Surface.GRAVEL,
    "unpaved": Surface.UNPAVED,
    "woodchips": Surface.UNPAVED,
    "leaves": Surface.UNPAVED,
    "ground": Surface.GROUND,
    "earth": Surface.DIRT,
    "dirt": Surface.DIRT,
    "soil": Surface.DIRT,
    "clay": Surface.DIRT,
    "grass": Surface.GRASS,
    "artificial_turf": Surface.GRASS,
    "grass_paver": Surface.GRASS_PAVER,
    "sand": Surface.SAND,
    "wood": Surface.WOOD,
    "metal": Surface.METAL,
    "metal_grid": Surface.METAL,
    "mud": Surface.MUD,
}
SMOOTHNESSES: dict[str, Smoothness] = {
    one.name.lower(): one for one in Smoothness if one is not Smoothness.UNKNOWN
}
SMOOTHNESSES["unknown"] = Smoothness.UNKNOWN


def read_surface(way: Tagged, *, key: str = "surface") -> Surface:
    """The surface the tag names; of a list, the roughest, for all of it is met."""
    value = way.get(key)
    if ";" not in value:
        return way.word(key, SURFACES, unknown=Surface.UNKNOWN)
    named = [SURFACES.get(part.strip()) for part in value.split(";")]
    if None in named:
        return way.word(key, SURFACES, unknown=Surface.UNKNOWN)
    return max((one for one in named if one is not None), key=_roughness)


def _roughness(surface: Surface) -> int:
    # the vocabulary runs from smooth to rough, but for these three that were added behind
    return {Surface.WOOD: 4, Surface.METAL: 4, Surface.GRASS_PAVER: 9}.get(surface, int(surface))


def read_smoothness(way: Tagged, *, key: str = "smoothness") -> Smoothness:
    """The smoothness the tag names."""
    return way.word(key, SMOOTHNESSES, unknown=Smoothness.UNKNOWN)
