"""A picture in words: what the map knows of its spot, and by name what it does not."""

import pytest
from tests.answers.roadview.pictures import near, picture_at
from tests.answers.world import World

from modugil.answers.roadview.picture_told import PictureDescription
from modugil.answers.roadview.street_pictures import StreetPictures
from modugil.core.geo import LatLon
from modugil.core.language import ALL_LANGUAGES, Language


@pytest.fixture(scope="module")
def told(world: World) -> StreetPictures:
    return StreetPictures(world.planner)


def describe(
    told: StreetPictures, point: LatLon, heading: float | None, language: Language = "en"
) -> PictureDescription:
    return told.describe_picture(picture_at(point, heading), language=language)


def test_the_street_its_ground_and_its_width_are_told(told: StreetPictures) -> None:
    found = describe(told, near("a", east_m=25), 90.0)
    assert found.street == "North Road"
    assert found.sentences[:4] == [
        "On North Road (footpath).",
        "Surface: asphalt, good.",
        "Width: 2 m.",
        "Nearly level: less than 1.5 %.",
    ]
    assert found.unknown == []
    assert "The picture shows all around; its middle looks east (90°)." in found.sentences


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        (180.0, "The way falls ahead, by up to 10 %."),
        (0.0, "The way rises ahead, by up to 10 %."),
        (90.0, "The way rises to the north, by up to 10 %."),
        (None, "The way rises to the north, by up to 10 %."),
    ],
)
def test_a_slope_is_told_by_where_the_camera_looks(
    told: StreetPictures, heading: float | None, said: str
) -> None:
    """The way from e down to j falls southwards, one in ten."""
    assert said in describe(told, near("e", north_m=-50), heading).sentences


def test_what_nobody_knows_is_named(told: StreetPictures) -> None:
    found = describe(told, near("b", north_m=-50), 0.0)
    assert found.unknown == ["width", "surface", "slope", "cross_slope"]
    assert "Not known here: width, surface, slope, sideways slope." in found.sentences
    assert "On a way without a name (footpath)." in found.sentences


def test_far_from_every_street_nothing_is_claimed(told: StreetPictures) -> None:
    found = describe(told, near("S", north_m=300), 0.0)
    assert (found.street, found.barriers, found.nearby) == ("", [], [])
    assert found.sentences[0].startswith("The map knows no street within 15 m")
    assert any(
        one.startswith("No barrier is known within 30 m. That does not mean")
        for one in found.sentences
    )


@pytest.mark.parametrize(
    ("heading", "clock", "yaw"), [(90.0, 12, 0), (0.0, 3, 90), (180.0, 9, -90), (270.0, 6, -180)]
)
def test_barriers_are_told_by_the_clock(
    told: StreetPictures, heading: float, clock: int, yaw: float
) -> None:
    """Twelve steps lead from c to h; the camera stands 20 metres west of their middle."""
    found = describe(told, near("c", north_m=-50, east_m=-20), heading)
    (steps,) = [one for one in found.barriers if one.kind == "steps"]
    assert (steps.name, steps.clock, round(steps.distance_m)) == ("steps (12)", clock, 20)
    assert steps.text == f"Steps (12): 20 m away, at {clock} o'clock."
    assert abs((steps.yaw_deg or 0) - yaw) % 360 == pytest.approx(0, abs=1)


def test_without_a_heading_directions_are_those_of_the_compass(told: StreetPictures) -> None:
    found = describe(told, near("c", north_m=-50, east_m=-20), None)
    (steps,) = [one for one in found.barriers if one.kind == "steps"]
    assert (steps.clock, steps.yaw_deg) == (None, None)
    assert steps.bearing_deg == pytest.approx(90, abs=1)
    assert steps.text == "Steps (12): 20 m away, to the east."
    assert any("not known which way" in one for one in found.sentences)


def test_stops_and_places_near_are_told(told: StreetPictures) -> None:
    found = describe(told, near("o", north_m=-10), 0.0)
    (light,) = [one for one in found.nearby if one.kind == "sights"]
    assert (light.ref, light.clock) == ("place:light", 12)
    assert light.name.endswith("Lighthouse")
    stop = describe(told, near("j", north_m=-10), 0.0).nearby[0]
    assert (stop.kind, stop.ref) == ("stop", "stop:W2")


@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_every_sentence_is_whole_in_every_language(
    told: StreetPictures, language: Language
) -> None:
    spots: list[tuple[LatLon, float | None]] = [
        (near("c", north_m=-50, east_m=-5), 10.0),
        (near("d", north_m=-50), 200.0),
    ]
    spots += [(near("e", north_m=-50), None), (near("j"), 90.0), (near("S", north_m=300), 0.0)]
    for point, heading in spots:
        found = describe(told, point, heading, language)
        assert found.text and "{" not in found.text and "None" not in found.text
        for one in (*found.barriers, *found.nearby):
            assert one.text in found.text
    names = {one: describe(told, near("j"), 90.0, one).text for one in ALL_LANGUAGES}
    assert len(set(names.values())) == len(ALL_LANGUAGES)
