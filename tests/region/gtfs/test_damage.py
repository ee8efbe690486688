"""However a feed is damaged, it is read with notices or refused with one sentence."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.region.feeds import SMALL, clock, feed, parse_feed, read

from modugil.core.errors import RegionUnreadable
from modugil.core.notices import Notices

FULL = (
    SMALL
    + """
# calendar_dates.txt
service_id,date,exception_type
DAILY,20261115,2

# frequencies.txt
trip_id,start_time,end_time,headway_secs,exact_times
T1,06:00:00,07:00:00,1200,0

# levels.txt
level_id,level_index
L1,1

# pathways.txt
pathway_id,from_stop_id,to_stop_id,pathway_mode,is_bidirectional,length,stair_count
P,A,B,2,1,10,5

# transfers.txt
from_stop_id,to_stop_id,transfer_type,min_transfer_time,from_trip_id
A,B,2,60,T1

# shapes.txt
shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence
S,33.5,126.5,1
S,33.6,126.6,2

# translations.txt
table_name,field_name,language,translation,record_id,record_sub_id,field_value
stops,stop_name,en,Ga,A,,
"""
)
FILES = sorted(parse_feed(FULL))
odd_st = st.sampled_from(
    [
        "",
        "-1",
        "0",
        "1",
        "4",
        "99999999999",
        "nan",
        "1e400",
        "T1",
        "A",
        '"',
        "\n",
        ",",
        "\0",
        "٣",
        "08:00:00",
        "20261301",
    ]
)


@settings(max_examples=300)
@given(
    st.lists(st.tuples(st.sampled_from(FILES), st.integers(0, 60), odd_st), min_size=1, max_size=6)
)
def test_odd_fields_anywhere_never_break_the_reader(tmp_path_factory, changes):
    path = feed(tmp_path_factory.mktemp("feed"), base=FULL)
    for name, place, odd in changes:
        rows = (path / name).read_text(encoding="utf-8").split("\n")
        cells = [
            (row, cell) for row, text in enumerate(rows) for cell in range(text.count(",") + 1)
        ]
        row, cell = cells[place % len(cells)]
        fields = rows[row].split(",")
        fields[cell] = odd
        rows[row] = ",".join(fields)
        (path / name).write_text("\n".join(rows), encoding="utf-8")
    notices = Notices()
    try:
        timetable = read(path, notices)
    except RegionUnreadable as error:
        assert "\n" not in str(error)
        return
    assert all(clock(second) for second in timetable.patterns.arrival_s)
    assert (timetable.patterns.departure_s >= timetable.patterns.arrival_s).all()


@given(st.sampled_from(FILES), st.binary(max_size=200))
def test_any_bytes_for_a_file_are_read_or_refused(tmp_path_factory, name, content):
    path = feed(tmp_path_factory.mktemp("feed"), base=FULL)
    (path / name).write_bytes(content)
    try:
        read(path)
    except RegionUnreadable as error:
        assert "\n" not in str(error)
