from tests.places.reading.read_drawn import facts_of, read_drawn

NEARBY = "구분,명칭,거리(km),주소,전화번호,휠체어 진입,장애인 화장실,데이터기준일자\n"


def test_a_sight_of_the_list_is_tagged_and_not_said_to_be_accessible(tmp_path):
    path = tmp_path / "list.csv"
    rows = "돌담마을,제주시 애월읍 돌담리 12-3,33.45,126.33\n갯벌길,,126.33,33.45\n,,33.4,126.3\n"
    path.write_bytes(("장소명,주소,위도,경도\n" + rows + rows[: rows.index("갯")]).encode("cp949"))
    records, ledger = read_drawn(path, "jeju_barrier_free")
    assert [(one.names["ko"], one.lat, one.wheelchair) for one in records] == [
        ("돌담마을", 33.45, ""),
        ("갯벌길", 33.45, ""),
    ]
    assert facts_of(records[0]) == {
        "address_lot": "제주시 애월읍 돌담리 12-3",
        "tags": "무장애여행정보",
    }
    assert dict(ledger.noted) == {"place_position_swapped": 1}
    assert (ledger.repeated, dict(ledger.refused)) == (1, {"place_unnamed": 1})


def test_what_is_near_has_no_position_and_an_empty_mark_is_not_a_no(tmp_path):
    path = tmp_path / "nearby.csv"
    path.write_text(
        NEARBY
        + "카페/편의점,돌담카페,0.4,제주시 돌담길 7,064-000-0000,●,,2021-03-02\n"
        + "숙박 시설,돌담호텔 ,1,제주시 돌담길 9,,,● ,2021-03-02\n"
        + "시장,돌담시장,1,제주시 돌담길 11,,?,,2021-03-02\n",
        encoding="utf-8-sig",
    )
    records, ledger = read_drawn(path, "jeju_nearby")
    assert {(one.lat, one.lon, one.as_of) for one in records} == {(None, None, "2021-03-02")}
    assert [facts_of(one) for one in records] == [
        {
            "step_free_entrance": "yes",
            "phone": "064-000-0000",
            "address": "제주시 돌담길 7",
            "category": "food",
        },
        {"accessible_toilet": "yes", "address": "제주시 돌담길 9", "category": "lodging"},
        {"address": "제주시 돌담길 11"},
    ]
    assert dict(ledger.noted) == {"place_access_unread": 1, "place_category_unread": 1}
