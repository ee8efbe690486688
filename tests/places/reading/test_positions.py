from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modugil.core.errors import RegionUnreadable
from modugil.core.notices import Notices
from modugil.places.reading.ledger import Ledger
from modugil.places.reading.positions import NOWHERE, Position, Within, get_within, locate
from modugil.places.record import PlaceSource

JEJU = Within(126.0, 33.0, 127.1, 34.1)


def place(lat, lon, *, within=JEJU):
    ledger = Ledger("drawn.csv", Notices())
    return locate(lat, lon, within=within, row=2, ledger=ledger), dict(ledger.noted)


@pytest.mark.parametrize(
    "lat, lon, found, noted",
    [
        ("33.45", "126.94", Position(33.45, 126.94), {}),
        (33.45, 126.94, Position(33.45, 126.94), {}),
        ("126.94", "33.45", Position(33.45, 126.94), {"place_position_swapped": 1}),
        ("", "", NOWHERE, {"place_position_missing": 1}),
        ("33.45", "", NOWHERE, {"place_position_unread": 1}),
        ("제주시", "126.9", NOWHERE, {"place_position_unread": 1}),
        ("nan", "inf", NOWHERE, {"place_position_unread": 1}),
        ("0", "0.0", NOWHERE, {"place_position_unread": 1}),
        ("37.55", "126.99", NOWHERE, {"place_position_outside": 1}),
        ("33.45", "12.69", NOWHERE, {"place_position_outside": 1}),
    ],
)
def test_a_position_is_where_it_can_be_or_the_row_has_none_and_a_note(lat, lon, found, noted):
    assert place(lat, lon) == (found, noted)


def test_without_a_box_only_what_is_no_latitude_is_turned_round():
    assert place("126.94", "33.45", within=Within())[0] == Position(33.45, 126.94)
    assert place("45.0", "33.0", within=Within())[0] == Position(45.0, 33.0)


@given(st.floats(126.0, 127.1), st.floats(33.0, 34.1))
def test_a_position_turned_round_is_the_same_place_with_one_note(lon, lat):
    right, nothing = place(repr(lat), repr(lon))
    turned, noted = place(repr(lon), repr(lat))
    assert right == turned == Position(lat, lon)
    assert (nothing, noted) == ({}, {"place_position_swapped": 1})


@given(st.text(), st.text())
def test_whatever_is_written_a_position_is_inside_the_box_or_noted(lat, lon):
    found, noted = place(lat, lon)
    if found == NOWHERE:
        assert sum(noted.values()) == 1
    else:
        assert JEJU.holds(found.lat, found.lon)


def _source(within):
    return PlaceSource("toilets", "toilets_kr", Path("t.csv"), 0, "t", options={"within": within})


def test_the_box_is_read_from_the_options():
    assert get_within(_source([126, 33, 127.1, 34.1])) == JEJU
    assert get_within(PlaceSource("toilets", "x", Path("t.csv"), 0, "t")) == Within()


@pytest.mark.parametrize("given_", [[1, 2, 3], "126,33", [127, 33, 126, 34], ["a", 1, 2, 3], 5])
def test_a_box_that_is_none_ends_with_one_sentence(given_):
    with pytest.raises(RegionUnreadable, match=r"t\.csv"):
        get_within(_source(given_))
