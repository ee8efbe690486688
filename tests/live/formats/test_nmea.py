import math
from datetime import UTC, datetime

import pynmea2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modugil.core.errors import FixUnreadable
from modugil.live.fix import FixQuality
from modugil.live.formats.nmea import KNOT_MPS, read_nmea
from modugil.live.formats.nmea_sentence import build_sentence, parse_sentence

GGA = "GNGGA,061230.10,3329.97728,N,12631.87130,E,4,18,0.7,40.2,M,23.1,M,1.0,0017"
RMC = "GNRMC,061230.10,A,3329.97728,N,12631.87130,E,19.98,80.1,221126,,,R"
RECEIVED_MS = 1_795_327_951_000


def lines(*texts):
    return "\r\n".join(map(build_sentence, texts))


def read(*texts, received_ms=RECEIVED_MS):
    return read_nmea(lines(*texts), vehicle="1/2", received_ms=received_ms).fixes


def at(fix):
    return datetime.fromtimestamp(fix.time_ms / 1000, UTC).isoformat(timespec="milliseconds")


@pytest.mark.parametrize("order", [(GGA, RMC), (RMC, GGA)])
def test_a_pair_makes_one_fix(order):
    (fix,) = read(*order)
    assert at(fix) == "2026-11-22T06:12:30.100+00:00"
    assert fix.lat == pytest.approx(33 + 29.97728 / 60, abs=1e-9)
    assert fix.lon == pytest.approx(126 + 31.8713 / 60, abs=1e-9)
    assert fix.speed_mps == pytest.approx(19.98 * 0.514444, abs=1e-3)
    assert (fix.heading_deg, fix.quality, fix.vehicle) == (80.1, FixQuality.RTK_FIXED, "1/2")


@pytest.mark.parametrize("quality", range(9))
def test_every_quality_of_gga_is_understood(quality):
    (fix,) = read(GGA.replace(",E,4,", f",E,{quality},"), RMC)
    assert fix.quality == quality


@pytest.mark.parametrize(
    "mode, quality",
    [("A", 1), ("D", 2), ("E", 6), ("F", 5), ("M", 7), ("N", 0), ("P", 3), ("R", 4), ("S", 8)],
)
def test_without_gga_the_mode_letter_tells_the_quality(mode, quality):
    (fix,) = read(RMC[:-1] + mode)
    assert fix.quality == quality
    (fix,) = read(RMC[:-1] + mode + ",V")
    assert fix.quality == quality


def test_an_old_rmc_without_a_mode_has_no_quality():
    (fix,) = read(RMC[:-2])
    assert fix.quality == FixQuality.UNKNOWN


@pytest.mark.parametrize("talker", ["GP", "GN", "GL", "GA", "GB", "GQ"])
def test_any_talker_is_heard(talker):
    assert len(read(talker + GGA[2:], talker + RMC[2:])) == 1


def test_a_receiver_that_warns_has_no_valid_fix():
    (fix,) = read(RMC.replace(",A,", ",V,"))
    assert fix.quality == FixQuality.INVALID
    assert math.isnan(fix.speed_mps) and math.isnan(fix.heading_deg)


def test_a_receiver_without_a_position_tells_a_fix_without_one():
    (fix,) = read("GNGGA,061230.10,,,,,0,00,,,M,,M,,", "GNRMC,061230.10,V,,,,,,,221126,,,N")
    assert math.isnan(fix.lat) and math.isnan(fix.lon)
    assert fix.quality == FixQuality.INVALID


def test_a_gga_before_midnight_beside_an_rmc_after_it_is_of_the_day_before():
    before = GGA.replace("061230.10", "235959.90")
    after = RMC.replace("061230.10", "000000.10").replace("221126", "010127")
    for texts in ((before, after), (after, before)):
        assert [at(fix) for fix in read(*texts)] == [
            "2026-12-31T23:59:59.900+00:00",
            "2027-01-01T00:00:00.100+00:00",
        ]


def test_a_gap_sent_later_runs_over_midnight():
    times = ["235958.00", "235959.00", "000000.00", "000001.00"]
    texts = [GGA.replace("061230.10", time) for time in times]
    texts.append(RMC.replace("061230.10", "000001.00").replace("221126", "231126"))
    told = read(*texts, received_ms=RECEIVED_MS + 9 * 86_400_000)
    assert [at(fix)[8:19] for fix in told] == [
        *("22T23:59:58", "22T23:59:59", "23T00:00:00", "23T00:00:01")
    ]


def test_without_any_date_the_day_is_the_one_nearest_to_the_receipt():
    midnight_ms = 1_795_305_600_000  # 2026-11-22
    (fix,) = read(GGA.replace("061230.10", "235959.00"), received_ms=midnight_ms + 500)
    assert at(fix)[:19] == "2026-11-21T23:59:59"
    (fix,) = read(GGA.replace("061230.10", "000001.00"), received_ms=midnight_ms - 500)
    assert at(fix)[:19] == "2026-11-22T00:00:01"


def test_zda_tells_the_date_too():
    zda = "GNZDA,061230.10,22,11,2025,00,00"
    (fix,) = read(GGA, zda)
    assert at(fix)[:10] == "2025-11-22"


def test_south_and_west_are_below_zero():
    (fix,) = read(GGA.replace(",N,", ",S,").replace(",E,", ",W,"))
    assert fix.lat < -33 and fix.lon < -126


def test_other_sentences_are_passed_over():
    others = ["GPGSV,1,1,00", "GNVTG,80.1,T,,M,19.98,N,37.0,K,R", "GNGSA,A,3,,,,,,,,,,,,,1,1,1"]
    assert read(*others, GGA, RMC) == read(GGA, RMC)


def test_a_damaged_line_is_counted_and_the_others_are_read():
    text = lines(GGA, RMC) + "\n$GNGGA,061231.10,33\n" + build_sentence(GGA)[:-2] + "00"
    told = read_nmea(text.encode(), vehicle="1/2", received_ms=RECEIVED_MS)
    assert (len(told.fixes), told.damaged_lines) == (1, 2)


@pytest.mark.parametrize(
    "text, said",
    [
        ("", "0 positions"),
        ("hello", "Line 1"),
        (build_sentence(GGA)[:-2] + "00", "checksum of GGA is 00"),
        (lines("GNGGA,256230.10" + GGA[15:]), "no time"),
        (lines(GGA.replace("3329.97728", "3360.00000")), "no position"),
        (lines(GGA.replace("3329.97728", "9129.97728")), "no position"),
        (lines(GGA.replace(",N,", ",E,")), "ddmm.mmmm"),
        (lines(GGA.replace(",E,4,", ",E,9,")), "quality"),
        (lines(GGA.replace(",E,4,", ",E,,")), "quality"),
        (lines(RMC.replace("221126", "320126")), "no date"),
        (lines(RMC.replace("221126", "")), "date"),
        (lines(RMC.replace("19.98", "-1")), "speed"),
        (lines("GNRMC,061230.10,A"), "fields"),
        ("$GNGGA,é*00", "not a sentence"),
    ],
)
def test_lines_without_any_fix_are_told_with_the_first_fault(text, said):
    with pytest.raises(FixUnreadable) as fault:
        read_nmea(text, vehicle="1/2", received_ms=RECEIVED_MS)
    assert said in fault.value.message


@given(
    st.integers(0, 86_399),
    st.floats(-89.99, 89.99),
    st.floats(-179.99, 179.99),
    st.floats(0, 60),
    st.floats(0, 359.9),
    st.sampled_from("12345"),
)
def test_pynmea2_reads_the_same(second, lat, lon, knots, course, quality):
    def angle(degrees, width):
        minutes = round(abs(degrees) * 60, 5)
        return f"{int(minutes // 60):0{width}d}{minutes % 60:08.5f}"

    sides = ("N" if lat >= 0 else "S", "E" if lon >= 0 else "W")
    time = f"{second // 3600:02d}{second // 60 % 60:02d}{second % 60:02d}.00"
    place = f"{angle(lat, 2)},{sides[0]},{angle(lon, 3)},{sides[1]}"
    if "60.00000" in place:
        return
    gga = f"GNGGA,{time},{place},{quality},18,0.7,40.2,M,23.1,M,1.0,0017"
    rmc = f"GNRMC,{time},A,{place},{knots:.2f},{course:.1f},221126,,,R"
    (fix,) = read(gga, rmc)
    expected, also = (pynmea2.parse(build_sentence(text), check=True) for text in (gga, rmc))
    assert fix.lat == pytest.approx(expected.latitude, abs=1e-9)
    assert fix.lon == pytest.approx(expected.longitude, abs=1e-9)
    assert fix.quality == expected.gps_qual
    assert fix.speed_mps == pytest.approx(also.spd_over_grnd * KNOT_MPS)
    assert fix.heading_deg == pytest.approx(also.true_course % 360)
    assert at(fix)[:19] == f"{also.datestamp}T{also.timestamp.strftime('%H:%M:%S')}"


@given(st.text(max_size=90))
def test_our_checksum_is_that_of_pynmea2(text):
    text = "".join(filter(str.isalnum, text.encode("ascii", "ignore").decode()))
    sentence = build_sentence(f"GPXXX,{text}")
    assert int(sentence[-2:], 16) == pynmea2.NMEASentence.checksum(f"GPXXX,{text}")
    assert parse_sentence(sentence).fields == [text]


@given(
    st.binary(max_size=200)
    | st.builds(
        lambda kind, rest: build_sentence(f"GN{kind},{rest}").encode(),
        st.sampled_from(["GGA", "RMC", "ZDA"]),
        st.text("0123456789,.NSEWAV-x", max_size=80),
    )
)
def test_any_bytes_are_fixes_or_said_to_be_none(payload):
    try:
        read_nmea(payload, vehicle="1/2", received_ms=RECEIVED_MS)
    except FixUnreadable as fault:
        assert fault.message
