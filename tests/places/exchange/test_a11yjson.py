import json
import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.foreign.clients import run_script
from tests.places.drawn import draw_places
from tests.places.reading.drawn import read_file

from modugil.core.access import Access
from modugil.core.source import Source
from modugil.places.build_places import Group, Sourced, build_places
from modugil.places.exchange.a11yjson import build_place_info
from modugil.places.place import STAFF, Place, PlaceFact, SaidBy
from modugil.places.record import Record, Said
from modugil.places.vocabulary import CATEGORIES, FACTS, KINDS, Form

SOURCES = [Source("drawn", "places.sights", "drawn.csv", "unstated")]

words = st.text("가나다라 abc0-9.,·\n", min_size=1, max_size=12).filter(str.strip)
numbers = st.one_of(
    st.integers(0, 90).map(str), st.integers(0, 9000).map(lambda one: f"{one / 100:g}")
)
VALUES = {
    Form.ACCESS: st.sampled_from(["yes", "no"]),
    Form.COUNT: st.integers(0, 99).map(str),
    Form.METRES: numbers,
    Form.DEGREES: numbers,
    Form.HOURS: st.sampled_from(["24/7", "Mo-Fr 09:00-18:00; Sa off", "Mo-Su 06:00-22:00"]),
    Form.WORD: st.sampled_from(CATEGORIES),
    Form.TEXT: words,
}
websites = st.one_of(
    words, st.sampled_from(["https://garam.kr/a?b=1", "http://garam.kr", "garam.kr"])
)
facts = st.fixed_dictionaries(
    {},
    optional={
        key: websites if key == "website" else VALUES[form]
        for key, form in FACTS.items()
    },
)  # fmt: skip


@st.composite
def places(draw):
    """One place with any facts, said by one source."""
    kind = draw(st.sampled_from(KINDS))
    names = draw(st.dictionaries(st.sampled_from(["ko", "en", "zh", "ja"]), words, min_size=1))
    names = {"": draw(st.sampled_from([*names.values(), "가람"])), **names}
    record = Record(
        kind=kind,
        id="7",
        names={key: name.strip() for key, name in names.items()},
        row=1,
        lat=draw(st.floats(33, 34)),
        lon=draw(st.floats(126, 127)),
        wheelchair=draw(st.sampled_from(["yes", "no", ""])),
        said=tuple(Said(key, value) for key, value in draw(facts).items()),
    )
    group = Group("drawn-7", (Sourced(record, 0, "drawn", "2025-01-31"),))
    return build_places([group]).get_place(0)


def read_back(folder, *infos):
    path = folder / "places.json"
    path.write_text(json.dumps(infos, ensure_ascii=False), encoding="utf-8")
    return read_file(path, format="a11yjson", kind="sights")


def tell(text):
    """The PlaceInfo of a drawn place."""
    place = draw_places(text).get_place(0)
    return build_place_info(place, language="ko", sources=SOURCES)


@given(places())
def test_what_is_written_is_read_back_the_same(tmp_path_factory, place):
    info = build_place_info(place, language="ko", sources=SOURCES)
    found = read_back(tmp_path_factory.getbasetemp(), info)
    (record,), (facts) = found.records, found.facts[0]
    assert facts == {key: one.value for key, one in place.facts.items() if key != "wheelchair"}
    assert record.wheelchair == {"YES": "yes", "NO": "no", "UNKNOWN": ""}[place.wheelchair.name]
    assert (record.id, record.kind, record.names) == ("drawn-7", place.kind, dict(place.names))
    assert (record.lat, record.lon) == (place.lat, place.lon)
    assert found.noted == []


def tell_all(access):
    """The PlaceInfo of a place of which everything is known."""
    values = {
        Form.ACCESS: access,
        Form.HOURS: "24/7",
        Form.WORD: "culture",
        Form.TEXT: "https://garam.kr",
    }
    facts = " ".join(f"{key}={values.get(form, '3')}" for key, form in FACTS.items())
    return tell(f"sights 가람 @ 33.45,126.57 wheelchair={access} {facts}")


def test_what_is_not_known_is_left_out_and_what_has_no_home_is_a_tag():
    info = tell("toilets 가람 @ 33.45,126.57 accessible_toilet=yes stalls_male=2 hours=24/7")
    properties = info["properties"]
    assert properties["category"] == "toilets"
    assert properties["accessibility"] == {"restrooms": [{"isAccessibleWithWheelchair": True}]}
    assert properties["tags"] == {
        "modugil:kind": "toilets",
        "modugil:stalls_male": "2",
        "opening_hours": "24/7",
        "modugil:said_by:accessible_toilet": "drawn 2026-01-01",
        "modugil:said_by:stalls_male": "drawn 2026-01-01",
        "modugil:said_by:hours": "drawn 2026-01-01",
    }
    assert properties["ids"] == {"modugil": "drawn-1", "drawn": "1"}


def test_entrances_are_features_and_quantities_are_objects():
    info = tell(
        "sights 가람 @ 33.45,126.57 step_free_entrance=yes entrance_width_m=0.95 slope_deg=5"
    )
    accessibility = info["properties"]["accessibility"]
    assert accessibility["entrances"] == [
        {"properties": {"isLevel": True, "door": {"width": {"value": 0.95, "unit": "m"}}}}
    ]
    slope = accessibility["pathways"]["surface"]["longitudinalSlope"]
    assert slope == {"value": 5.0, "unit": "deg"}


def test_no_parking_is_null_and_a_disputed_fact_is_not_known():
    record = Record("sights", "7", {"": "가람"}, 1, 33.45, 126.57, said=(Said("elevator", "yes"),))
    other = Record(
        "sights", "8", {"": "가람"}, 1, 33.45, 126.57,
        said=(Said("elevator", "no"), Said("accessible_parking", "no")),
    )  # fmt: skip
    members = (Sourced(record, 0, "drawn", "2025"), Sourced(other, 0, "drawn", "2024"))
    place = build_places([Group("drawn-7", members)]).get_place(0)
    info = build_place_info(place, language="ko", sources=SOURCES)
    assert info["properties"]["accessibility"] == {"parking": {"forWheelchairUsers": None}}
    assert "modugil:elevator" not in info["properties"]["tags"]


def test_who_of_the_staff_wrote_a_correction_is_not_told():
    said = SaidBy("elevator", "yes", "", STAFF, "2025-05-01", "kim@garam")
    facts = {"elevator": PlaceFact("elevator", "yes", (said,))}
    place = Place("drawn-7", "sights", {"": "가람"}, 33.45, 126.57, Access.UNKNOWN, facts)
    info = build_place_info(place, language="ko", sources=SOURCES)
    assert info["properties"]["tags"]["modugil:said_by:elevator"] == "staff 2025-05-01"
    assert info["properties"]["ids"] == {"modugil": "drawn-7"}
    assert "kim" not in json.dumps(info)


@pytest.fixture(scope="module")
def validate(foreign_node, tmp_path_factory):
    """What the schema of A11yJSON's own package finds wrong with each of the documents."""
    path = tmp_path_factory.mktemp("a11yjson") / "places.json"

    def check(infos):
        path.write_text(json.dumps(infos, ensure_ascii=False), encoding="utf-8")
        return run_script(foreign_node, "a11yjson.mjs", path, timeout_s=300)

    return check


def test_the_schema_of_a11yjson_finds_nothing_wrong_with_what_is_written(validate):
    """Few places, for that schema takes its time over each, but with every fact there is."""
    drawn = [tell_all("yes"), tell_all("no")]

    @settings(max_examples=10)
    @given(places())
    def draw(place):
        drawn.append(build_place_info(place, language="ko", sources=SOURCES))

    draw()
    assert len(drawn) == 12
    assert validate(drawn) == [[] for _ in drawn]


def test_the_schema_of_a11yjson_does_find_what_is_wrong(validate):
    info = tell("sights 가람 @ 33.45,126.57 entrance_width_m=0.9")
    flat, text, bare = (json.loads(json.dumps(info)) for _ in range(3))
    flat["properties"]["accessibility"]["entrances"] = [{"isLevel": True}]
    text["properties"]["accessibility"]["entrances"][0]["properties"]["door"]["width"] = "90cm"
    del bare["properties"]["category"]
    kinds = [[one["type"] for one in errors] for errors in validate([info, flat, text, bare])]
    assert kinds == [[], ["keyNotInSchema"], ["expectedType"], ["required"]]


def test_every_tag_is_plain_text():
    info = tell("sights 가람 @ 33.45,126.57 elevator=yes rental_wheelchair_count=3")
    allowed = set(string.ascii_lowercase + "_:")
    assert all(set(key) <= allowed for key in info["properties"]["tags"])
    assert all(isinstance(one, str) for one in info["properties"]["tags"].values())
    assert re.fullmatch(r"\d+", info["formatVersion"])
