"""The lines of GNSS receivers, read as another reader understands them."""

from datetime import UTC, datetime

import pynmea2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

RMC = "GNRMC,082204.00,A,3330.6789,N,12631.2345,E,2.1,84.4,231126,,,A"
GGA = "GNGGA,082204.00,3330.6789,N,12631.2345,E,1,12,0.8,45.0,M,22.1,M,,"
GST = "GNGST,082204.00,2.1,1.5,1.2,30.0,0.9,1.2,2.0"


def line(body: str) -> str:
    """The body as a receiver sends it."""
    return f"${body}*{pynmea2.NMEASentence.checksum(body):02X}\r\n"


def read(engine, *pieces, end=True):
    """All fixes of these pieces, and what was counted."""
    told = engine.run({"do": "nmea", "pieces": list(pieces), "end": end})[0]
    return [fix for each in told["fixes"] for fix in each] + told["last"], told["counts"]


def test_rmc_and_gga_of_one_instant_are_one_fix(engine):
    fixes, counts = read(engine, line(RMC) + line(GGA))
    oracle = pynmea2.parse(line(RMC).strip())
    assert len(fixes) == 1
    assert fixes[0]["at"] == pytest.approx([oracle.longitude, oracle.latitude], abs=1e-9)
    assert fixes[0]["timeMs"] == datetime(2026, 11, 23, 8, 22, 4, tzinfo=UTC).timestamp() * 1000
    assert fixes[0]["speedMps"] == pytest.approx(oracle.spd_over_grnd * 1852 / 3600)
    assert fixes[0]["courseDeg"] == oracle.true_course
    assert fixes[0]["accuracyM"] == pytest.approx(0.8 * 4)
    assert counts == {"lines": 2, "broken": 0, "foreign": 0, "placeless": 0}


@pytest.mark.parametrize(
    ("lines", "accuracy_m"),
    [
        ([RMC], 10.0),
        ([RMC, GGA], 3.2),
        ([RMC, GGA.replace(",E,1,", ",E,2,")], 1.2),
        ([RMC, GGA.replace(",E,1,", ",E,4,")], 0.016),
        ([RMC, GGA.replace(",E,1,", ",E,5,")], 0.32),
        ([RMC, GGA, GST], 1.5),
    ],
)
def test_how_good_a_fix_is_comes_from_deviations_else_from_its_kind(engine, lines, accuracy_m):
    fixes, _ = read(engine, "".join(map(line, lines)))
    assert [fix["accuracyM"] for fix in fixes] == [pytest.approx(accuracy_m)]


def second(body: str, at: int) -> str:
    return line(body.replace("082204.00", f"0822{at:02}.00"))


def test_a_fix_is_told_as_soon_as_the_instant_is_whole(engine):
    pieces = [second(RMC, 4), second(GGA, 4), second(RMC, 5), second(GGA, 5), second(RMC, 6)]
    told = engine.run({"do": "nmea", "pieces": pieces, "end": False})[0]
    assert [len(fixes) for fixes in told["fixes"]] == [0, 0, 1, 1, 0]


def cut(sizes):
    """Eight instants in pieces of these sizes."""
    stream = "".join(second(body, at) for at in range(8) for body in (RMC, GGA, GST)).encode()
    pieces: list[list[int]] = []
    begin = 0
    while begin < len(stream):
        size = sizes[len(pieces) % len(sizes)]
        pieces.append(list(stream[begin : begin + size]))
        begin += size
    return pieces


@settings(max_examples=1)
@given(st.lists(st.lists(st.integers(1, 30), min_size=1, max_size=30), min_size=20, max_size=20))
def test_pieces_may_end_anywhere(engine, cuts):
    jobs = [{"do": "nmea", "pieces": cut(sizes), "end": True} for sizes in cuts]
    for told in engine.run(*jobs):
        fixes = [fix for each in told["fixes"] for fix in each] + told["last"]
        assert [fix["timeMs"] % 60_000 for fix in fixes] == [1000 * at for at in range(8)]
        assert told["counts"]["broken"] == 0


def test_broken_foreign_and_placeless_lines_are_counted_and_passed_over(engine):
    bad = [
        line(RMC).replace("3330", "3331"),
        "$GNRMC,0822\r\n",
        "garbage\r\n",
        line("GNGSV,1,1,00"),
        line("GNRMC,082209.00,V,,,,,,,231126,,,N"),
        line(RMC),
    ]
    fixes, counts = read(engine, "".join(bad))
    assert len(fixes) == 1
    assert counts == {"lines": 6, "broken": 3, "foreign": 1, "placeless": 1}


@settings(max_examples=1)
@given(st.lists(st.binary(max_size=300), min_size=40, max_size=40))
def test_no_bytes_make_it_fall_over(engine, noises):
    jobs = [
        {"do": "nmea", "pieces": [list(noise), "\r\n" + line(RMC)], "end": True} for noise in noises
    ]
    for told in engine.run(*jobs):
        assert len(told["last"]) == 1


@settings(max_examples=1)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["GP", "GN", "GL", "GA", "GB"]),
            st.floats(-89.9, 89.9),
            st.floats(-179.9, 179.9),
        ),
        min_size=50,
        max_size=50,
    )
)
def test_places_of_any_talker_are_read_as_another_reader_reads_them(engine, told):
    bodies = [
        f"{talker}RMC,08{n:02}00.00,A,{ddmm(lat, 2)},{'S' if lat < 0 else 'N'},"
        f"{ddmm(lon, 3)},{'W' if lon < 0 else 'E'},1.0,10.0,231126,,,A"
        for n, (talker, lat, lon) in enumerate(told)
    ]
    fixes, _ = read(engine, "".join(map(line, bodies)))
    oracles = [pynmea2.parse(line(body).strip()) for body in bodies]
    assert len(fixes) == len(oracles)
    for fix, oracle in zip(fixes, oracles, strict=True):
        assert fix["at"] == pytest.approx([oracle.longitude, oracle.latitude], abs=1e-9)


def ddmm(degrees: float, digits: int) -> str:
    whole = int(abs(degrees))
    minutes = min(59.99999, (abs(degrees) - whole) * 60)
    return f"{whole:0{digits}}{minutes:08.5f}"


def test_a_receiver_without_dates_goes_past_midnight(engine):
    first = line(RMC.replace("082204", "235959")) + line(GGA.replace("082204", "235959"))
    fixes, _ = read(engine, first + line(GGA.replace("082204", "000000")))
    assert fixes[1]["timeMs"] - fixes[0]["timeMs"] == 1000
