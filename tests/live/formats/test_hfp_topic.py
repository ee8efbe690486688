import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.live.formats.morning import read_morning

from modugil.core.errors import FixUnreadable
from modugil.live.formats.geohash import GeohashLevels, build_geohash, find_level
from modugil.live.formats.hfp_topic import (
    EVENTS,
    JOURNEYS,
    MODES,
    TEMPORALS,
    HfpTopic,
    build_hfp_topic,
    parse_hfp_topic,
)

DOCUMENTED = "/hfp/v2/journey/ongoing/vp/bus/0055/01216/1069/1/Malmi/07:20/1130106/2/60;24/19/73/44"

level = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Z"], exclude_characters="/+#"), max_size=12
)
name = level.filter(bool)
degrees = st.integers(-89_999_999, 89_999_999).map(lambda micro: micro / 1_000_000)


@st.composite
def topics(draw):
    journey, event = draw(st.sampled_from(JOURNEYS)), draw(st.sampled_from(EVENTS))
    head = (journey, draw(st.sampled_from(TEMPORALS)), event, draw(st.sampled_from(MODES)))
    vehicle = (draw(name), draw(name))
    if journey != "journey":
        return HfpTopic(*head, *vehicle)
    geohash = draw(st.just("") | st.builds(build_geohash, degrees, degrees))
    return HfpTopic(
        *head,
        *vehicle,
        route=draw(level),
        direction=draw(st.sampled_from(["", "1", "2"])),
        headsign=draw(level),
        start=draw(st.sampled_from(["", "07:20", "23:59"])),
        next_stop=draw(level | st.just("EOL")),
        geohash_level=draw(st.integers(0, 5)),
        geohash=geohash,
        sid=draw(level) if event in ("tlr", "tla") else "",
    )


def test_the_documented_topic_is_read_and_built_again():
    topic = parse_hfp_topic(DOCUMENTED)
    assert topic == HfpTopic(
        *("journey", "ongoing", "vp", "bus", "0055", "01216", "1069", "1", "Malmi", "07:20"),
        *("1130106", 2, "60;24/19/73/44"),
    )
    assert build_hfp_topic(topic) == DOCUMENTED


@given(topics())
def test_every_topic_that_is_built_is_read_as_it_was(topic):
    text = build_hfp_topic(topic)
    assert parse_hfp_topic(text) == topic
    assert not set(text) & set("+#")


@given(st.text(max_size=200) | st.builds("/hfp/v2/{}".format, st.text(max_size=200)))
def test_any_text_is_a_topic_or_said_to_be_none(text):
    try:
        parse_hfp_topic(text)
    except FixUnreadable as fault:
        assert fault.message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/hfp",
        "/hfp/v3/journey/ongoing/vp/bus/0055/01216",
        DOCUMENTED.replace("journey", "holiday"),
        DOCUMENTED.replace("ongoing", "done"),
        DOCUMENTED.replace("/vp/", "/xx/"),
        DOCUMENTED.replace("/bus/", "/sledge/"),
        DOCUMENTED.replace("/1/Malmi", "/3/Malmi"),
        DOCUMENTED.replace("/2/60;", "/7/60;"),
        DOCUMENTED.replace("0055/01216", "/"),
        DOCUMENTED + "/1/2/3",
        DOCUMENTED + "x" * 600,
    ],
)
def test_what_hfp_does_not_have_is_refused(text):
    with pytest.raises(FixUnreadable):
        parse_hfp_topic(text)


def test_a_vehicle_without_a_position_has_four_empty_levels():
    topic = HfpTopic("journey", "ongoing", "vp", "bus", "1", "2", "r", "1", "h", "07:20", "9")
    assert build_hfp_topic(topic).endswith("/9/0////")
    assert parse_hfp_topic(build_hfp_topic(topic)) == topic


def test_what_may_not_stand_in_a_level_becomes_a_blank():
    topic = HfpTopic("journey", "ongoing", "vp", "bus", "1", "2", headsign="City Hall/Port #2 +x")
    assert parse_hfp_topic(build_hfp_topic(topic)).headsign == "City Hall Port  2  x"


def test_every_topic_of_a_real_morning_is_read(shared_data):
    topics = [parse_hfp_topic(topic) for topic, _ in read_morning(shared_data)]
    assert len(topics) == 5000
    assert len({(topic.operator, topic.vehicle) for topic in topics}) == 1460
    assert sum(topic.journey == "deadrun" for topic in topics) == 721
    assert sum(topic.geohash != "" for topic in topics) > 3500


@pytest.mark.parametrize(
    "lat, lon, expected",
    [
        (60.123, 24.789, "60;24/17/28/39"),
        (60.1999999, 24.7000001, "60;24/27/00/00"),
        (33.4996213, 126.5311884, "33;126/45/93/91"),
        (-33.75, -0.25, "-33;-0/72/55/00"),
    ],
)
def test_decimals_of_latitude_and_longitude_stand_in_pairs(lat, lon, expected):
    assert build_geohash(lat, lon) == expected


@pytest.mark.parametrize(
    "before, now, level",
    [
        ((60.123, 24.789), (61.123, 24.789), 0),
        ((60.123, 24.789), (60.223, 24.789), 1),
        ((60.123, 24.789), (60.123, 24.799), 2),
        ((60.123, 24.789), (60.124, 24.789), 3),
        ((60.1231, 24.789), (60.1232, 24.789), 4),
        ((60.12311, 24.789), (60.12312, 24.789), 5),
        ((60.123, 24.789), (60.123, 24.789), 5),
        ((0.1, 24.789), (-0.1, 24.789), 0),
    ],
)
def test_the_level_is_the_first_decimal_that_changed(before, now, level):
    assert find_level(before, now) == level


def test_the_level_is_counted_against_the_vehicles_last_message():
    levels = GeohashLevels()
    assert levels.next_level("a", at=(60.1, 24.1), others="to Malmi") == 0
    assert levels.next_level("b", at=(60.2, 24.1), others="to Malmi") == 0
    assert levels.next_level("a", at=(60.1001, 24.1), others="to Malmi") == 4
    assert levels.next_level("a", at=(60.1001, 24.1), others="to town") == 0
    assert levels.next_level("a", at=None, others="to town") == 0
    assert levels.next_level("a", at=(60.1, 24.1), others="to town") == 0
    levels.forget("a")
    assert levels.next_level("a", at=(60.1, 24.1), others="to town") == 0
