"""Recorded traces in place of a receiver, the walker, and noise the same for the same seed."""

import json
from statistics import fmean, stdev

import pytest
from tests.pages.guide.drawn import ORIGIN, draw, point_of
from tests.pages.guide.test_nmea import GGA, RMC, second

GPX = """<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>
<trkpt lat="33.5" lon="126.5"><time>2026-11-23T08:00:01Z</time><hdop>1.5</hdop></trkpt>
<trkpt lon='126.6' lat='33.6'><ele>3</ele><time>2026-11-23T08:00:00Z</time></trkpt>
<trkpt lat="33.7" lon="126.7"></trkpt>
</trkseg></trk></gpx>"""
GEOJSON = json.dumps(
    {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": [[126.6, 33.6], [126.5, 33.5, 7]]},
        "properties": {"coordTimes": ["2026-11-23T08:00:00Z", "2026-11-23T08:00:01Z"]},
    }
)
ROWS = """time,lat,lon,accuracy
2026-11-23T08:00:00Z,33.6,126.6,4
1795420801,33.5,126.5,
never,33.5,126.5,
"""
AT_8 = 1_795_420_800_000


def trace(engine, text):
    return engine.run({"do": "trace", "text": text})[0]


@pytest.mark.parametrize("text", [GPX, GEOJSON, ROWS], ids=["gpx", "geojson", "rows"])
def test_a_trace_is_read_in_order_of_time_without_what_has_none(engine, text):
    fixes = trace(engine, text)
    assert [fix["at"] for fix in fixes] == [[126.6, 33.6], [126.5, 33.5]]
    assert [fix["timeMs"] - AT_8 for fix in fixes] == [0, 1000]


def test_what_a_trace_tells_of_its_accuracy_is_kept(engine):
    assert [fix["accuracyM"] for fix in trace(engine, GPX)] == [5, 6]
    assert [fix["accuracyM"] for fix in trace(engine, ROWS)] == [4, 5]


def test_lines_of_a_receiver_are_a_trace_too(engine):
    text = "".join(second(body, at) for at in range(5) for body in (RMC, GGA))
    assert [fix["timeMs"] % 60_000 for fix in trace(engine, text)] == [0, 1000, 2000, 3000, 4000]


@pytest.mark.parametrize("text", ["", "{", "{}", "<kml/>", "a,b\n1,2", "$GPGGA"])
def test_what_is_no_trace_has_no_fixes(engine, text):
    assert trace(engine, text) == []


def test_a_trace_is_played_faster_in_its_own_rhythm_and_tells_its_end(engine):
    fixes = [{"at": point_of(n, 0), "timeMs": n * 1000, "accuracyM": 3} for n in range(20)]
    job = {"do": "play", "fixes": fixes, "playing": {"speed": 100, "noiseM": 0}}
    told = engine.run(job)[0]
    assert [one["kind"] for one in told["news"]] == ["fix"] * 20 + ["lost"]
    assert [one["fix"] for one in told["news"][:-1]] == fixes
    assert 0.9 * 190 <= told["ms"]


def still(count):
    """Somebody who stands at the origin."""
    return [
        {"at": [ORIGIN.lon, ORIGIN.lat], "timeMs": n * 1000, "accuracyM": 0} for n in range(count)
    ]


def east_m(fixes):
    return [(fix["at"][0] - ORIGIN.lon) / (point_of(1, 0)[0] - ORIGIN.lon) for fix in fixes]


@pytest.mark.parametrize("drift_s", [0, 30])
def test_noise_is_as_large_and_lasts_as_long_as_it_is_told(engine, drift_s):
    noise = {"sigmaM": 3, "driftS": drift_s, "seed": 7}
    job = {"do": "addNoise", "fixes": still(20_000), "noise": noise}
    fixes, again = engine.run(job, job)
    away = east_m(fixes)
    assert fixes == again
    assert fmean(away) == pytest.approx(0, abs=0.6)
    assert stdev(away) == pytest.approx(3, rel=0.12)
    steps = stdev([b - a for a, b in zip(away, away[1:], strict=False)])
    assert steps == pytest.approx(0.77 if drift_s else 4.24, rel=0.05)
    assert {fix["accuracyM"] for fix in fixes} == {3}


def test_another_seed_is_another_noise(engine):
    jobs = [
        {"do": "addNoise", "fixes": still(3), "noise": {"sigmaM": 3, "seed": seed}}
        for seed in (1, 2)
    ]
    one, other = engine.run(*jobs)
    assert one != other


def walked(engine, **walk):
    packet = draw("a...b...c\n....d", "ab bc bd", way="abc", cell_m=20)
    return packet, engine.run({"do": "walkAlong", "packet": packet, "walk": walk})[0]


def test_the_walker_goes_from_end_to_end_at_the_persons_pace(engine):
    packet, fixes = walked(engine)
    assert fixes[0]["at"] == pytest.approx(packet["legs"][0]["line"][0], abs=1e-7)
    assert fixes[-1]["at"] == pytest.approx(packet["legs"][0]["line"][-1], abs=1e-7)
    assert len(fixes) == pytest.approx(160 / 1.2, abs=2)
    phases = {one["state"]["phase"] for one in engine.guide(packet, *[{"fix": f} for f in fixes])}
    assert phases == {"on-way", "arrived"}


def test_the_walker_takes_a_wrong_turn_where_it_is_wanted(engine):
    packet, fixes = walked(engine, wrongAfterM=40, wrongM=20)
    heard = engine.guide(packet, *[{"fix": fix} for fix in fixes])
    assert [one for one in heard if one["state"]["phase"] == "off-way"]
    assert heard[-1]["state"]["phase"] == "arrived"
