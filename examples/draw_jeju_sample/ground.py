"""What the ground is like: tags of sidewalks, crossings, kerbs and paths, some left out."""

from __future__ import annotations

from .dice import chance, pick, pick_weighted
from .drawing import Tags

# How much is known of a stretch, and what is wrong with it.
SIDEWALKS = {"good": 0.62, "partly": 0.16, "unknown": 0.22}
BARRED_SIDEWALKS = {"narrow": 0.3, "rough": 0.2, "steep": 0.25, "bollard": 0.25}
SHORTCUTS = {"steps": 0.35, "unknown": 0.35, "steep": 0.15, "ramped_steps": 0.15}


def good(*name: object, width_m: float | None = None) -> Tags:
    """A verified way: everything a wheelchair asks about is known and fine."""
    surface = pick(("paving_stones", "asphalt", "concrete"), *name, "surface")
    return {
        "surface": surface,
        "smoothness": pick(("excellent", "good", "good"), *name, "smoothness"),
        "width": f"{width_m or pick((1.5, 1.8, 2.0, 2.4), *name, 'width'):g}",
        "incline": pick(("0%", "1%", "-1%", "2%", "-2%", "1°", "3%"), *name, "incline"),
        "incline:across": pick(("0.5%", "1%", "1.5%", "2%"), *name, "across"),
    }


def ground(kind: str, *name: object) -> Tags:
    """The tags of one kind of ground; `unknown` has none, which is not the same as good."""
    if kind == "unknown":
        return {}
    tags = good(*name)
    if kind == "partly":
        return {key: tags[key] for key in ("surface", "width") if chance(*name, key) < 0.7}
    if kind == "narrow":
        tags["width"] = pick(("0.6", "0.7"), *name, "narrow")
    if kind == "rough":
        tags |= {"surface": pick(("cobblestone", "gravel", "sett"), *name, "rough")}
        tags["smoothness"] = pick(("very_bad", "horrible"), *name, "bad")
    if kind == "steep":
        tags["incline"] = pick(("12%", "-12%", "14%", "7°"), *name, "steep")
    if kind == "gentle":
        tags["incline"] = pick(("4%", "5%", "-5%", "2.5°"), *name, "gentle")
    if kind == "upwards":
        tags["incline"] = pick(("up", "down"), *name, "up")
    return tags


def sidewalk(*name: object, barred: bool) -> tuple[str, Tags]:
    """One block of sidewalk: its kind and its tags."""
    kind = pick_weighted(BARRED_SIDEWALKS if barred else SIDEWALKS, *name, "kind")
    tags = {"highway": "footway", "footway": "sidewalk", **ground(kind, *name)}
    if kind in ("good", "bollard") and chance(*name, "tactile") < 0.6:
        tags["tactile_paving"] = pick(("yes", "yes", "contrasted", "no"), *name, "paving")
    return kind, tags


def kerb(kind: str, *name: object) -> Tags:
    """The node of a kerb: good, raised, or a kerb of which nothing is known."""
    tags = {"barrier": "kerb"}
    if kind == "good":
        flush = chance(*name, "flush") < 0.5
        tags["kerb"] = "flush" if flush else "lowered"
        tags["kerb:height"] = "0" if flush else pick(("0.02", "2 cm", "0.015"), *name, "height")
        tags["tactile_paving"] = pick(("yes", "yes", "no"), *name, "tactile")
    elif kind == "raised":
        tags["kerb"] = "raised"
        tags["kerb:height"] = pick(("0.15", "15 cm", "0.12"), *name, "height")
    elif chance(*name, "said") < 0.5:
        tags["kerb"] = "yes"
    return tags


def crossing(*name: object, busy: bool) -> Tags:
    """The tags that the crossing way and its middle node share."""
    signals = busy and chance(*name, "signals") < 0.8
    marked = signals or chance(*name, "marked") < 0.8
    tags = {
        "crossing": "traffic_signals" if signals else "marked" if marked else "unmarked",
        "crossing:markings": "zebra" if marked else "no",
        "crossing:signals": "yes" if signals else "no",
        "crossing:island": "yes" if busy and chance(*name, "island") < 0.2 else "no",
    }
    if signals and chance(*name, "told") < 0.8:
        tags["traffic_signals:sound"] = pick(("yes", "yes", "no"), *name, "sound")
        tags["button_operated"] = pick(("yes", "no"), *name, "button")
    return tags


def crossing_way(tags: Tags, *name: object) -> Tags:
    """The way across the road, flat and smooth."""
    flat = good(*name, width_m=4.0) | {"surface": "asphalt", "incline": "0%"}
    return {"highway": "footway", "footway": "crossing", **tags, **flat}


def bollard(gap_m: float) -> Tags:
    """A post that leaves so many metres."""
    return {"barrier": "bollard", "maxwidth:physical": f"{gap_m:g}"}


def steps(*name: object, ramp: bool | None) -> Tags:
    """A flight of steps; whether a chair's ramp is beside it may be unknown (None)."""
    tags = {
        "highway": "steps",
        "surface": "concrete",
        "width": "1.8",
        "incline": "up",
        "step_count": pick(("6", "9", "12", "18", "24"), *name, "count"),
        "step:height": "0.16",
        "handrail": pick(("yes", "no"), *name, "rail"),
    }
    if ramp is not None:
        tags["ramp:wheelchair"] = "yes" if ramp else "no"
    return tags
