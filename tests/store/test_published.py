"""A region built anew tells in the log what is different from the one before, and nothing else."""

from datetime import UTC, datetime

import pytest

from modugil.store.changes import list_changes
from modugil.store.database import open_database
from modugil.store.published import publish_features

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def engine(address):
    opened = open_database(address)
    yield opened
    opened.dispose()


def publish(engine, collection="sights", **hashes):
    kind = f"places.{collection}"
    return publish_features(engine, collection, hashes, kind=kind, now=MONDAY)


def keys_since(engine, token):
    read = list_changes(engine, token)
    return [(one.kind, one.key) for one in read.changes]


def test_the_first_time_nothing_is_noted_as_nobody_holds_anything(engine):
    token = list_changes(engine, "").next_token
    assert publish(engine, a="1", b="1") == 0
    assert keys_since(engine, token) == []


def test_what_was_changed_added_or_left_out_is_noted(engine):
    publish(engine, a="1", b="1", c="1")
    token = list_changes(engine, "").next_token
    assert publish(engine, a="1", b="2", d="1") == 3
    assert keys_since(engine, token) == [
        ("places.sights", "b"),
        ("places.sights", "d"),
        ("places.sights", "c"),
    ]
    token = list_changes(engine, "").next_token
    assert publish(engine, a="1", b="2", d="1") == 0
    assert keys_since(engine, token) == []


def test_a_collection_that_was_empty_once_is_noted_when_it_is_not_any_more(engine):
    publish(engine)
    token = list_changes(engine, "").next_token
    assert publish(engine, a="1") == 1
    assert publish(engine) == 1
    assert keys_since(engine, token) == [("places.sights", "a"), ("places.sights", "a")]


def test_collections_do_not_touch_each_other(engine):
    publish(engine, a="1")
    publish(engine, "toilets", a="1")
    token = list_changes(engine, "").next_token
    publish(engine, "toilets", a="2")
    assert keys_since(engine, token) == [("places.toilets", "a")]
    assert publish(engine, a="1") == 0


def test_very_many_are_published_at_once(engine):
    hashes = {f"f{at}": "1" for at in range(3000)}
    publish_features(engine, "wifi", hashes, kind="places.wifi", now=MONDAY)
    token = list_changes(engine, "").next_token
    kept = {id: "2" for id in list(hashes)[1000:]}
    assert publish_features(engine, "wifi", kept, kind="places.wifi", now=MONDAY) == 3000
    read = list_changes(engine, token, limit=5000)
    assert len({one.key for one in read.changes}) == 3000
