from hypothesis import given
from hypothesis import strategies as st

from modugil.places.build_places import Sourced
from modugil.places.matching.match import match_records
from modugil.places.matching.names import fold_name, take_core
from modugil.places.matching.rules import score
from modugil.places.record import Record, Said

HERE = (33.5000, 126.5000)
M_OF_DEGREE = 111_195


def record(name, where=HERE, *, kind="sights", id="", **said):
    lat, lon = where if where else (None, None)
    facts = tuple(Said(key, value) for key, value in said.items() if value)
    return Record(
        kind=kind,
        id=id or name.encode().hex(),
        names={"": name, "ko": name},
        row=2,
        lat=lat,
        lon=lon,
        said=facts,
    )


def match(*sources):
    given_ = [
        [Sourced(one, row, f"s{row}", "2026-01-01") for one in records]
        for row, records in enumerate(sources)
    ]
    return match_records(given_)


def sizes(matched):
    return [len(group.members) for group in matched.groups]


def north(metres):
    return (HERE[0] + metres / M_OF_DEGREE, HERE[1])


def test_one_name_near_by_is_one_place():
    assert sizes(match([record("협재해수욕장")], [record("협재 해변", north(1400))])) == [2]


def test_one_name_far_away_is_two_places():
    assert sizes(match([record("협재해수욕장")], [record("협재해수욕장", north(1600))])) == [1, 1]


def test_shops_of_one_name_are_one_only_close_by():
    one = record("가나식당", category="food")
    assert sizes(match([one], [record("가나식당", north(300), category="food")])) == [1, 1]
    assert sizes(match([one], [record("가나식당", north(100), category="food")])) == [2]


def test_asides_spaces_and_the_province_in_front_make_no_difference():
    assert sizes(match([record("건강과 성 박물관(제주)")], [record("건강과성박물관")])) == [2]
    assert sizes(match([record("제주도립 김창열미술관")], [record("김창열미술관")])) == [2]
    assert sizes(match([record("가나마을 제주")], [record("가나마을")])) == [2]
    assert sizes(match([record("가나 5일시장 (4, 9일)")], [record("가나오일시장")])) == [2]


def test_a_restaurant_in_a_hotel_is_not_the_hotel():
    hotel = record("제주하늘호텔", category="lodging")
    inside = record("제주하늘호텔 한식당", north(10), category="food")
    assert sizes(match([hotel], [inside])) == [1, 1]


def test_names_nearly_alike_are_one_place_only_close_by():
    one, other = "서귀포 자연휴양림공원", "서귀포자연휴양림"
    assert sizes(match([record(one)], [record(other, north(100))])) == [2]
    assert sizes(match([record(one)], [record(other, north(200))])) == [1, 1]


def test_two_rows_of_one_publisher_are_two_places():
    assert sizes(match([record("가나오름", id="1"), record("가나오름", id="2")])) == [1, 1]


def test_the_best_pair_is_taken_first_whatever_comes_first():
    far, near = record("가나오름", north(500), id="far"), record("가나오름", north(10), id="near")
    matched = match([record("가나오름")], [far, near])
    assert [one.record.id for one in matched.groups[0].members][1:] == ["near"]
    assert sizes(matched) == [2, 1]


def test_stops_are_one_by_their_id_and_never_by_their_name():
    one = record("가나입구", kind="stops", id="405000001")
    same = record("가나마을입구", north(50), kind="stops", id="405000001")
    across = record("가나입구", north(10), kind="stops", id="405000002")
    assert sizes(match([one], [same, across])) == [2, 1]


def test_measured_points_are_never_one():
    point = record("오르막", kind="courses")
    assert sizes(match([point], [record("오르막", kind="courses", id="2")])) == [1, 1]


def test_a_row_without_a_position_speaks_of_the_place_at_its_address():
    located = record("가나미술관", address="제주특별자치도 제주시 가나로 12-3 (나동)")
    unlocated = record("가나 미술관", None, address="제주시 가나로 12-3")
    assert sizes(match([unlocated], [located])) == [2]


def test_a_row_without_a_position_speaks_of_the_place_with_its_telephone():
    located = record("가나미술관", phone="064-700-0001")
    assert sizes(match([located], [record("가나미술관", None, phone="0647000001")])) == [2]


def test_a_row_without_a_position_that_may_mean_two_places_is_lost():
    two = [
        record("가나", id="1", phone="064-700-0001"),
        record("가나", id="2", phone="064-700-0001"),
    ]
    matched = match(two, [record("가나", None, phone="064-700-0001")])
    assert [one.source for one in matched.lost] == [1]


def test_a_name_alone_locates_nothing():
    matched = match([record("가나미술관")], [record("가나미술관", None)])
    assert len(matched.lost) == 1


def test_a_name_that_is_all_aside_is_still_a_name():
    assert fold_name("(주)가나") == "가나"
    assert fold_name("(가나)") == "가나"
    assert take_core("제주도") == "제주도"


named = st.sampled_from(["가나오름", "가나 오름(제주)", "다라해변", "다라해수욕장", "마바식당"])
phones = st.sampled_from(["", "064-700-0001"])
categories = st.sampled_from(["", "food", "sight"])
placed = st.tuples(named, st.none() | st.integers(0, 1500), categories, phones)


@given(st.lists(st.lists(placed, max_size=5), max_size=4))
def test_every_record_ends_in_one_place_or_is_lost_and_no_place_hears_a_source_twice(told):
    sources = [
        [
            record(
                name,
                None if metres is None else north(metres),
                id=f"{row}",
                category=category,
                phone=phone,
            )
            for row, (name, metres, category, phone) in enumerate(records)
        ]
        for records in told
    ]
    matched = match(*sources)
    kept = [(one.source, one.record.id) for group in matched.groups for one in group.members]
    lost = [(one.source, one.record.id) for one in matched.lost]
    everything = [(row, one.id) for row, records in enumerate(sources) for one in records]
    assert sorted(kept + lost) == sorted(everything)
    for group in matched.groups:
        assert group.head.lat is not None
        heard = [one.source for one in group.members]
        assert len(set(heard)) == len(heard)


def test_names_with_the_same_pairs_of_letters_are_not_the_same_name():
    assert sizes(match([record("가가가")], [record("가가가가", north(1000))])) == [1, 1]


def test_names_of_marks_alone_are_no_name_in_common():
    assert sizes(match([record("★")], [record("☆☆", north(10))])) == [1, 1]


def test_no_two_places_have_one_id():
    one, other = record("가나", id="b-1"), record("다라", north(5000), id="1")
    groups = match_records(
        [
            [Sourced(one, 0, "a", "2026-01-01")],
            [Sourced(other, 1, "a-b", "2026-01-01")],
        ]
    ).groups
    assert [group.id for group in groups] == ["a-b-1", "a-b-1-2"]


def test_places_of_other_names_further_away_are_not_even_compared(monkeypatch):
    """Else the time would grow with the square of how dense places lie."""
    compared = []

    def score_counted(*args, **told):
        compared.append(told["apart_m"])
        return score(*args, **told)

    monkeypatch.setattr("modugil.places.matching.match.score", score_counted)
    one = [record(chr(0xAC00 + 97 * row) * 3, north(300 * row)) for row in range(6)]
    other = [record(chr(0xAC00 + 97 * row) * 3, north(300 * row + 90)) for row in range(6)]
    assert sizes(match(one, other)) == [2] * 6
    assert len(compared) == 6 and max(compared) < 100
