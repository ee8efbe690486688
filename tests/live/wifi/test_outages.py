"""When staff are told of an outage, and when it is over by itself."""

import pytest

from modugil.live.wifi.outage_words import tell_outage
from modugil.live.wifi.outages import EVERYWHERE, Outages
from modugil.live.wifi.settings import DEFAULTS
from modugil.live.wifi.state import WifiStatus

STEP_S = 10
SIGNS = {
    "w": WifiStatus.WORKING,
    "d": WifiStatus.DOWN,
    "s": WifiStatus.SILENT,
    "r": WifiStatus.RESTING,
    "?": WifiStatus.UNKNOWN,
}


def play(story, *, are_open=()):
    """Is it open at the end? `w12 d30` works for twelve minutes, then is down for thirty."""
    outages, now_ms = Outages(DEFAULTS, are_open=are_open), 10_000_000
    for word in story.split():
        since_ms = now_ms
        for _ in range(round(float(word[1:]) * 60 / STEP_S)):
            now_ms += 1000 * STEP_S
            outages.see("a", SIGNS[word[0]], since_ms=since_ms, now_ms=now_ms)
    return "a" in outages.list_open(of=100)


@pytest.mark.parametrize(
    ("story", "is_open"),
    [
        ("w10 d4", False),
        ("w10 d6", True),
        ("w10 s6", True),
        ("d6", True),
        ("w10 d3 s3", True),  # down, then silent: one outage
        ("w10 d6 w1", True),
        ("w10 d6 w3", False),
        ("w10 d6 w1 d1 w1", True),
        ("r600", False),
        ("w10 d4 r60 d4", False),  # parked in between: it begins anew
        ("w10 d6 r600", True),  # a parked bus tells nothing of whether it was mended
        ("w10 d6 r600 w3", False),
        ("w10 d6 ?60", True),
        ("w5 d1 w5 d1 w5 d1 w5 d1", True),  # four short falls within an hour
        ("w5 d1 w5 d1 w5 d1 w5", False),
        ("w5 d1 w5 d1 w5 d1 w5 d1 w10", True),
        ("w5 d1 w5 d1 w5 d1 w5 d1 w16", False),
        ("w25 d1 w25 d1 w25 d1 w25 d1 w5", False),  # four falls in more than an hour
    ],
)
def test_an_outage_begins_and_ends(story, is_open):
    assert play(story) is is_open


def test_an_outage_known_before_a_restart_ends_when_it_works():
    assert play("r1", are_open=["a"])
    assert play("s60", are_open=["a"])
    assert not play("w3", are_open=["a"])


def test_when_most_fail_at_once_it_is_one_outage():
    outages = Outages(DEFAULTS)
    for second in range(0, 400, STEP_S):
        for number in range(60):
            failing = number < 30
            status = WifiStatus.SILENT if failing else WifiStatus.WORKING
            outages.see(str(number), status, since_ms=1000, now_ms=1000 + 1000 * second)
    assert outages.list_open(of=60) == {EVERYWHERE}
    assert len(outages.list_open(of=61)) == 30, "less than half: each is a thing of its own"


def test_few_access_points_are_never_told_as_one():
    outages = Outages(DEFAULTS)
    for number in range(3):
        outages.see(str(number), WifiStatus.DOWN, since_ms=1, now_ms=400_000)
    assert outages.list_open(of=3) == {"0", "1", "2"}


@pytest.mark.parametrize(
    ("subject", "korean", "english"),
    [
        ("0055/01216", "버스 0055/01216", "the bus 0055/01216"),
        ("stop/A", "시청 정류소", "the stop City Hall"),
        (EVERYWHERE, "절반 이상", "More than half"),
    ],
)
def test_staff_are_told_where_it_is_in_four_languages(subject, korean, english):
    names = {"ko": "시청", "en": "City Hall", "zh": "市厅", "ja": "市庁"}
    told = tell_outage(subject, names=names)
    assert set(told) == {"ko", "en", "zh", "ja"}
    assert korean in told["ko"]
    assert english in told["en"]
    where = {"stop/A": ("市厅", "市庁"), "0055/01216": ("0055/01216",) * 2}.get(subject, ("", ""))
    assert where[0] in told["zh"] and where[1] in told["ja"]
