import opening_hours
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modugil.core.notices import Notices
from modugil.places.reading.hours_text import parse_hours
from modugil.places.reading.hours_week import HOLIDAY, SATURDAY, WEEKDAYS, Span, read_week
from modugil.places.reading.ledger import Ledger


@pytest.mark.parametrize(
    "written, read",
    [
        ("24시간", "24/7"),
        ("상시 개방", "24/7"),
        ("연중무휴(24시간)", "24/7"),
        ("00:00~23:59", "24/7"),
        ("매일 24시간", "24/7"),
        ("09:00~18:00", "Mo-Su 09:00-18:00"),
        ("09:00∼18:00 연중무휴", "Mo-Su 09:00-18:00"),
        ("08:00 - 24:00", "Mo-Su 08:00-24:00"),
        ("오전 9시~오후 6시 30분", "Mo-Su 09:00-18:30"),
        ("오전 12시~오후 12시", "Mo-Su 00:00-12:00"),
        ("9시부터 18시까지", "Mo-Su 09:00-18:00"),
        ("평일(09:00~18:00)", "Mo-Fr 09:00-18:00"),
        ("평일 09:00~18:00, 주말 10:00~17:00", "Mo-Fr 09:00-18:00; Sa,Su 10:00-17:00"),
        ("월~토 08:00~20:00 일요일 휴무", "Mo-Sa 08:00-20:00; Su off"),
        ("3월~10월 06:00~22:00, 11월~2월 07:00~20:00", "Mar-Oct 06:00-22:00; Nov-Feb 07:00-20:00"),
        ("하절기 06:00~22:00", ""),
        ("오일시장 개장 시", ""),
        ("13시간", ""),
        ("연중무휴", ""),
        ("월요일 휴무", ""),
        ("18:00~02:00", ""),
        ("25:00~26:00", ""),
        ("09:00~18:00, 10:00~11:00", ""),
        ("평일 09:00~18:00 (점심 12:00~13:00)", ""),
        ("09:00~18:00 문의 바람", ""),
        ("", ""),
    ],
)
def test_hours_in_words_are_read_where_they_are_certain(written, read):
    assert parse_hours(written) == read


@given(st.text(alphabet="0123456789:~시분오전후 평일주말토월화휴무연중24,()", max_size=30))
def test_whatever_is_written_what_is_read_are_hours_of_openstreetmap(written):
    read = parse_hours(written)
    assert read == "" or opening_hours.validate(read)


def week(*pairs):
    ledger = Ledger("drawn.csv", Notices())
    spans = [
        Span(days, *pair.split("-"))
        for days, pair in zip((WEEKDAYS, SATURDAY, HOLIDAY), pairs, strict=True)
    ]
    told = read_week("hours", spans, row=2, ledger=ledger)
    return [one.value for one in told], dict(ledger.noted)


@pytest.mark.parametrize(
    "pairs, read, noted",
    [
        (
            ("09:00-18:00", "00:00-00:00", "00:00-00:00"),
            ["Mo-Fr 09:00-18:00; Sa off; Su,PH off"],
            {},
        ),
        (("00:00-23:59", "00:00-24:00", "00:00-23:59"), ["24/7"], {}),
        (
            ("06:00-23:59", "0600-2200", "06:00:00-21:00:00"),
            ["Mo-Fr 06:00-24:00; Sa 06:00-22:00; Su,PH 06:00-21:00"],
            {},
        ),
        (("09:00-00:00", "09:00-18:00", "09:00-18:00"), [], {"place_hours_unread": 1}),
        (("05:00-01:00", "05:00-01:00", "05:00-01:00"), [], {"place_hours_unread": 3}),
        (("09:00-", "09:00-18:00", "00:00-00:00"), [], {"place_hours_unread": 1}),
        (("09:00-Y", "09:00-18:00", "00:00-00:00"), [], {"place_hours_unread": 1}),
        (("00:00-00:00", "00:00-00:00", "00:00-00:00"), [], {"place_hours_never": 1}),
        (("-", "-", "-"), [], {}),
    ],
)
def test_hours_of_a_week_are_read_whole_or_noted(pairs, read, noted):
    assert week(*pairs) == (read, noted)


minutes = st.integers(0, 24 * 60).map(lambda one: f"{one // 60:02d}:{one % 60:02d}")
pair = st.tuples(minutes, minutes).map("-".join)


@given(pair, pair, pair)
def test_hours_of_a_week_are_hours_of_openstreetmap_or_noted(weekdays, saturday, holiday):
    read, noted = week(weekdays, saturday, holiday)
    if read:
        assert opening_hours.validate(read[0]) and not noted
    else:
        assert noted
