from modugil.core.notices import Notice, Notices, Severity


def fault(code: str, row: int) -> Notice:
    return Notice(code, Severity.WARNING, "stops.txt", row, "stop_lat", "91", "outside -90 to 90")


def test_every_notice_is_counted_and_only_the_first_of_each_code_are_kept():
    notices = Notices(cap=2)
    for row in range(5):
        notices.add(fault("bad_lat", row))
    notices.add(fault("bad_lon", 9))
    assert len(notices) == 6
    assert notices.count("bad_lat") == 5
    assert [(n.code, n.row) for n in notices] == [("bad_lat", 0), ("bad_lat", 1), ("bad_lon", 9)]
    assert notices.counts() == [
        ("bad_lat", "warning", "stops.txt", 5),
        ("bad_lon", "warning", "stops.txt", 1),
    ]
