"""Whoever reads, whenever, through whichever view: what they hold is what is there."""

import json

from hypothesis import given
from hypothesis import strategies as st

from modugil.answers.boards.scene import Drawn, Scene
from modugil.api.stream.channel import Channel

NAMES = ("a", "b", "c", "d")
FLEET = st.dictionaries(
    st.sampled_from(NAMES), st.tuples(st.integers(0, 3), st.integers(0, 1)), max_size=4
)
"""Where each vehicle is (0 to 3) and how its facts are, by name."""


class NorthOf:
    """Sees what is at 2 or beyond."""

    def choose(self, scene: Scene) -> frozenset[str]:
        return frozenset(name for name, one in scene.drawn.items() if b'"at":0' not in one.brief)


def scene_of(fleet, before, version):
    drawn, news = {}, {}
    for name, (at, facts) in fleet.items():
        brief = b'{"id":"%s","at":%d}' % (name.encode(), at)
        full = b'{"id":"%s","at":%d,"facts":%d}' % (name.encode(), at, facts)
        drawn[name] = Drawn(None, None, full, brief)  # type: ignore[arg-type] # not looked at
        if name not in before or before[name][1] != facts:
            news[name] = True
        elif before[name] != (at, facts):
            news[name] = False
    return Scene(version, 0, drawn, news, frozenset(before.keys() - fleet.keys()))


def take(held, event):
    lines = dict(line.split(": ", 1) for line in event.decode().splitlines() if ": " in line)
    told = json.loads(lines["data"])
    if lines["event"] == "frame":
        held.clear()
    for name in told["gone"]:
        held.pop(name, None)
    for one in told["vehicles"]:
        held[one["id"]] = held.get(one["id"], {}) | one
    return told["version"]


@given(st.lists(st.tuples(FLEET, st.booleans()), min_size=1, max_size=12), st.booleans())
def test_reading_seldom_or_often_leads_to_the_same_as_seeing_it_anew(ticks, is_filtered):
    lens = NorthOf() if is_filtered else None
    channel = Channel(lens, epoch="e", speed=1.0)  # type: ignore[arg-type] # a lens all the same
    held: dict = {}
    version: int | None = None
    before: dict = {}
    for number, (fleet, reads) in enumerate(ticks):
        channel.show(scene_of(fleet, before, number))
        before = fleet
        if reads:
            version = take(held, channel.tell(version))
            anew: dict = {}
            take(anew, channel.tell(None))
            assert held == anew


def test_all_who_need_the_whole_are_sent_the_same_bytes():
    channel = Channel(None, epoch="e", speed=1.0)
    for number in range(3):
        channel.show(scene_of({"a": (number, 0)}, {}, number))
    whole = channel.tell(None)
    assert channel.tell(77) is whole and channel.tell(78) is whole
    assert channel.tell(1) is channel.tell(1) is not whole
