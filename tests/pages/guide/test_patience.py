"""Whoever follows no new way is told so once; what is felt goes on."""

from itertools import pairwise

from tests.pages.guide.drawn import draw, point_of
from tests.pages.guide.engine import said

OFF_WAY = "You have left the way."
SILENT = (
    "You are not following the new ways. Guidance is silent until you follow one; "
    "the screen and vibration still warn you."
)
LADDER = """
a..b..c..d..e..f..g..h..i..j..k
...............................
...............................
l..m..n..o..p..q..r..s..t..u..v
"""
RUNGS = "al bm cn do ep fq gr hs it ju kv"
STREETS = f"ab bc cd de ef fg gh hi ij jk lm mn no op pq qr rs st tu uv {RUNGS}"
CELL_M = 20.0


def ladder():
    """The way turns south at the second rung and ends west; who keeps east passes ten more."""
    return draw(LADDER, STREETS, way="abml", cell_m=CELL_M)


def hear_east(engine, packet, metres=600.0, back=()):
    walked = engine.walk(packet, [point_of(0, 0), point_of(metres, 0), *back])
    return engine.guide(packet, *walked)


def seconds_of(heard, is_one):
    return [n for n, one in enumerate(heard) if any(is_one(word) for word in one["words"])]


def test_whoever_keeps_leaving_new_ways_is_told_once_that_guidance_is_silent(engine):
    told = said(hear_east(engine, ladder()))
    assert told.count(SILENT) == 1
    assert told.count(OFF_WAY) == 2
    assert sum(one.startswith("New way from here") for one in told) == 2
    after = told[told.index(SILENT) + 1 :]
    assert [one for one in after if one] == []


def test_what_is_felt_goes_on_while_nothing_is_said(engine):
    heard = hear_east(engine, ladder())
    silent = seconds_of(heard, lambda word: word["text"] == SILENT)[0]
    felt = seconds_of(heard, lambda word: word["buzz"] == "off-route")
    later = [second for second in felt if second > silent]
    assert len(later) >= 5
    assert max(b - a for a, b in pairwise([silent, *later])) <= 75


def test_new_ways_are_looked_for_less_and_less_often(engine):
    heard = hear_east(engine, ladder())
    rerouted = [one["state"]["rerouted"] for one in heard]
    times = [n for n in range(1, len(rerouted)) if rerouted[n] != rerouted[n - 1]]
    pauses = [b - a for a, b in pairwise(times)]
    assert pauses[0] >= 15
    assert pauses[1] >= 30
    assert pauses[2] >= 60


def test_whoever_follows_a_way_again_is_told_of_it_and_guided_on(engine):
    packet = ladder()
    heard = hear_east(engine, packet, 330.0, back=[point_of(330, 0), point_of(0, 0)])
    told = said(heard)
    after = told[told.index(SILENT) + 1 :]
    assert any(one.startswith("New way from here") for one in after)
    assert any("turn left" in one for one in after)
    assert OFF_WAY in after, "who followed it and leaves it is told again"


def test_the_last_word_heard_again_is_never_an_empty_one(engine):
    packet = ladder()
    walked = engine.walk(packet, [point_of(0, 0), point_of(600, 0)])
    *_, again = engine.guide(packet, *walked, {"repeat": None})
    assert again["text"] == SILENT
