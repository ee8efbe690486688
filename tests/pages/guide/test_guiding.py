"""A guided trip, fix by fix: what is said when, and how things stand."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pages.guide.drawn import draw, point_of, read_nodes
from tests.pages.guide.engine import said

from modugil.pages.catalogue import get_words

TOWN = """
a....b....e
..........
..........
.....c....f
..........
..........
.....d....g
"""
STREETS = "ab be bc ef cf cd fg dg"


def town(way="abcd", **more):
    return draw(TOWN, STREETS, way=way, **more)


def spots(marks, packet_cell_m=20.0):
    nodes = read_nodes(TOWN, packet_cell_m)
    return [point_of(*nodes[mark]) for mark in marks]


def fix(x_m, y_m, second, accuracy_m=3.0, **told):
    return {
        "fix": {"at": point_of(x_m, y_m), "timeMs": second * 1000, "accuracyM": accuracy_m, **told}
    }


def phases(heard):
    return [one["state"]["phase"] for one in heard]


def test_a_walk_is_told_in_order_and_nothing_twice(engine):
    packet = town(facts={"cd": {"upPercent": 8.7}})
    heard = engine.guide(packet, *engine.walk(packet, spots("abcd")))
    assert said(heard) == [
        "Head east for 100 metres.",
        "In 30 metres, turn right.",
        "Now turn right.",
        "In 20 metres: slope of 60 metres, 5 degrees up.",
        "In 30 metres you arrive at D.",
        "You have arrived at D.",
    ]
    assert phases(heard)[-1] == "arrived"
    assert set(phases(heard)) == {"on-way", "arrived"}


def test_progress_never_goes_back_and_what_is_left_shrinks(engine):
    packet = town()
    walked = engine.walk(packet, spots("abcd"), noise={"sigmaM": 3, "seed": 4})
    along = [one["state"]["alongM"] for one in engine.guide(packet, *walked)]
    assert along == sorted(along)
    assert along[-1] > 200


@pytest.mark.parametrize("course", [True, False])
def test_a_wrong_turn_is_told_and_another_way_is_found(engine, course):
    packet = town()
    noise = {"sigmaM": 2, "courseDeg": 10, "speedMps": 0.1, "seed": 3}
    walked = engine.walk(packet, spots("abe"), course=course, noise=noise)
    heard = engine.guide(packet, *walked)
    off = next(n for n, one in enumerate(heard) if one["state"]["phase"] == "off-way")
    assert 100 / 1.2 < off < 100 / 1.2 + (6 if course else 9)
    assert heard[off]["words"][0]["text"] == "You have left the way."
    assert heard[off]["words"][0]["buzz"] == "off-route"
    assert heard[off]["words"][0]["urgency"] == "now"
    again = next(one for one in heard[off:] if one["state"]["rerouted"] == 1)
    assert again["state"]["phase"] == "on-way"
    assert [text for text in said([again]) if text.startswith("New way from here")]
    assert again["state"]["lineVersion"] > heard[off]["state"]["lineVersion"]


def test_where_nothing_else_passes_one_is_led_back_the_way_one_came(engine):
    closed = {"forward": None, "backward": None}
    facts = {street: closed for street in ("ef", "cf", "be", "fg", "dg")}
    packet = town(facts=facts)
    heard = engine.guide(packet, *engine.walk(packet, spots("abe")))
    told = said(heard)
    assert "No way from here meets your needs. Go back the way you came." in told
    line = next(one["state"]["line"] for one in heard if one["state"]["rerouted"])
    assert line[-1] == pytest.approx(spots("d")[0], abs=1e-5)
    assert any(point == pytest.approx(spots("b")[0], abs=1e-5) for point in line)


def test_who_comes_back_at_once_is_told_so_and_keeps_the_way(engine):
    packet = town()
    out = engine.walk(packet, [*spots("ab"), point_of(107, 0), point_of(100, 0), *spots("c")])
    heard = engine.guide(packet, *out)
    assert heard[-1]["state"]["lineVersion"] <= 2
    assert heard[-1]["state"]["phase"] == "on-way"


TURN_AROUND = "You are going the wrong way. Turn around."


@pytest.mark.parametrize("seed", [6, 7])
@pytest.mark.parametrize("course", [True, False])
def test_who_goes_the_way_backward_is_told_to_turn_around(engine, course, seed):
    packet, noise = town(), {"sigmaM": 3, "courseDeg": 10, "seed": seed}
    there = engine.walk(packet, [*spots("a"), point_of(70, 0)], course=course, noise=noise)
    both = [*spots("a"), point_of(70, 0), *spots("a")]
    heard = engine.guide(packet, *engine.walk(packet, both, course=course, noise=noise))
    assert TURN_AROUND not in said(heard[: len(there)])
    assert TURN_AROUND in said(heard[len(there) : len(there) + 15])
    assert said(heard).count(TURN_AROUND) == 1
    assert "off-way" not in phases(heard)


def test_a_fix_that_is_hardly_a_place_moves_nothing(engine):
    packet = town()
    first, second = engine.guide(packet, fix(20, 0, 1), fix(60, 90, 2, accuracy_m=60))
    assert second["state"] == first["state"]
    assert second["words"] == []


def test_an_old_fix_is_passed_over(engine):
    first, second = engine.guide(town(), fix(20, 0, 5), fix(60, 0, 4))
    assert second["state"] == first["state"]


def test_silence_of_ten_seconds_is_told_once_and_so_is_the_end_of_it(engine):
    ticks = [{"tick": 1000 * second} for second in range(1, 30)]
    heard = engine.guide(town(), fix(20, 0, 1), *ticks, fix(30, 0, 31))
    assert [text for text in said(heard) if "position" in text] == [
        "Your position is lost.",
        "Your position is found again.",
    ]
    lost = next(n for n, one in enumerate(heard) if one["state"]["lost"])
    assert ticks[lost - 1]["tick"] - ticks[0]["tick"] == 10_000


def test_who_is_far_from_the_way_is_led_to_its_beginning(engine):
    heard = engine.guide(town(), fix(0, 200, 1), fix(0, 190, 2), fix(0, 20, 60), fix(0, 5, 70))
    assert phases(heard) == ["to-way", "to-way", "to-way", "on-way"]
    assert said(heard)[0] == "The way begins 200 metres to the south."
    assert "You are on the way." in said(heard)


def test_nothing_of_a_turn_is_told_before_the_one_before_it_is_done(engine):
    packet = draw("a....b\n.....c...d", "ab bc cd", way="abcd", cell_m=9.5)
    walked = engine.walk(packet, packet["legs"][0]["line"], accuracyM=1)
    heard = engine.guide(packet, *walked)
    turns = [
        (word["text"], one["state"]["alongM"])
        for one in heard
        for word in one["words"]
        if "turn" in word["text"]
    ]
    assert [text for text, _ in turns] == [
        "In 30 metres, turn right.",
        "Now turn right.",
        "Now turn left.",
    ]
    assert turns[-1][1] >= 46


def test_the_last_word_can_be_heard_again(engine):
    packet = town()
    *heard, again = engine.guide(packet, *engine.walk(packet, spots("ab")), {"repeat": None})
    assert again["text"] == said(heard)[-1]


def test_urgent_words_come_before_calm_ones(engine):
    packet = town(facts={"bc": {"upPercent": 9.0}})
    heard = engine.guide(packet, *engine.walk(packet, spots("abc"), noise={"sigmaM": 3}))
    rank = {"now": 0, "soon": 1, "calm": 2}
    for one in heard:
        urgency = [rank[word["urgency"]] for word in one["words"]]
        assert urgency == sorted(urgency)


SHIFTS = st.tuples(st.floats(-1, 1), st.floats(-1, 1), st.sampled_from([2.5, 3.0, 8.0, 20.0]))
WALKS = st.tuples(st.lists(SHIFTS, min_size=5, max_size=90), st.floats(0.0, 3.0))


def near_the_way(noises, speed_mps):
    """Fixes along the first street, each no farther from it than its accuracy."""
    return [
        fix(
            min(100.0, second * speed_mps) + x * accuracy_m * 0.7,
            y * accuracy_m * 0.99,
            second + 1,
            accuracy_m,
        )
        for second, (x, y, accuracy_m) in enumerate(noises)
    ]


@settings(max_examples=3)
@given(st.lists(WALKS, min_size=12, max_size=12))
def test_fixes_within_their_accuracy_of_the_way_never_lead_off_it(engine, walks):
    packet, words = town(), get_words("en").section("spoken")
    jobs = [
        {"do": "guide", "packet": packet, "words": words, "events": near_the_way(*walk)}
        for walk in walks
    ]
    for heard in engine.run(*jobs):
        assert "off-way" not in phases(heard)


def test_a_way_that_returns_along_the_same_street_is_followed_in_order(engine):
    packet = town(way="abebc")
    noise = {"sigmaM": 3, "courseDeg": 10, "seed": 2}
    walked = engine.walk(packet, spots("abebc"), noise=noise)
    along = [one["state"]["alongM"] for one in engine.guide(packet, *walked)]
    assert max(b - a for a, b in pairwise(along)) < 8
    true = [1.2 * n for n in range(len(along))]
    assert max(abs(a - b) for a, b in zip(along, true, strict=True)) < 15


def test_a_receiver_better_than_the_map_raises_no_alarm_beside_the_drawn_line(engine):
    packet = town()
    beside = [point_of(0, 2.0), point_of(101.5, 2.0), point_of(101.5, -200)]
    heard = engine.guide(packet, *engine.walk(packet, beside, accuracyM=0.02))
    assert set(phases(heard)) == {"on-way", "arrived"}


def test_ten_fixes_a_second_are_heard_as_well_as_one(engine):
    packet = town()
    fixes = [fix(0.12 * n, 0, n / 10, speedMps=1.2, courseDeg=90) for n in range(1, 700)]
    heard = engine.guide(packet, *fixes)
    assert set(phases(heard)) == {"on-way"}
    assert heard[-1]["state"]["alongM"] == pytest.approx(84, abs=4)


def test_another_way_is_not_looked_for_again_within_fifteen_seconds(engine):
    packet = town()
    wandering = [*spots("abe"), point_of(170, 30), point_of(120, 30), point_of(150, 60)]
    heard = engine.guide(packet, *engine.walk(packet, wandering))
    times = [n for n, one in enumerate(heard) if n and changed(heard[n - 1], one)]
    assert times
    assert all(b - a >= 15 for a, b in pairwise(times))


def changed(before, after):
    return before["state"]["rerouted"] != after["state"]["rerouted"]


def test_degrees_are_not_read_aloud_as_a_name(engine):
    packet = town()
    packet["end"]["name"] = "33.49910, 126.50647"
    heard = engine.guide(packet, *engine.walk(packet, spots("abcd")))
    assert said(heard)[-2:] == ["In 30 metres you arrive.", "You have arrived."]
