from datetime import date

import pytest

from modugil.core.thresholds import get_threshold, limit, list_thresholds


def test_every_limit_has_one_row_a_date_and_someone_who_says_so():
    rows = list_thresholds()
    assert len({row.id for row in rows}) == len(rows)
    for row in rows:
        assert row.value >= 0
        assert row.valid_from > date(1990, 1, 1)
        assert len(row.citation) > 10
        assert row.unit in ("m", "ratio", "m/s", "m/s2", "s", "steps", "events", "passages")


def test_the_korean_ramp_is_one_in_twelve():
    assert limit("kr.ramp.slope_ratio") == pytest.approx(1 / 12)


def test_an_id_that_is_not_in_the_table_is_a_mistake():
    with pytest.raises(KeyError, match="thresholds.toml"):
        get_threshold("made.up")
