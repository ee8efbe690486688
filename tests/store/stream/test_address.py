"""How a stream is addressed, and which part a vehicle belongs to."""

import pytest

from modugil.core.errors import SettingsInvalid
from modugil.store.settings import StoreSettings
from modugil.store.stream.address import parse_stream
from modugil.store.stream.partitions import PARTITIONS, find_partition


def test_an_address_may_hold_a_password_which_is_not_told():
    address = parse_stream("nats://someone:secret@example.org/jeju")
    assert address.server == "nats://someone:secret@example.org"
    assert str(address) == "nats://example.org:4222/jeju"
    assert "secret" not in repr(address)
    assert "secret" not in repr(StoreSettings(stream="nats://someone:secret@example.org"))


@pytest.mark.parametrize(
    "text", ["127.0.0.1:4222", "http://127.0.0.1", "nats://", "nats://x/a.b", "nats://x:y"]
)
def test_what_is_no_address_is_refused_without_repeating_it(text):
    with pytest.raises(SettingsInvalid, match="store.stream is no address"):
        StoreSettings(stream=text)


def test_times_that_cannot_be_meant_are_refused():
    with pytest.raises(SettingsInvalid, match="store.stream_hours"):
        StoreSettings(stream_hours=0)


def test_a_vehicle_is_in_the_same_part_on_every_machine_and_all_parts_are_used():
    assert find_partition("0055/01216") == 4
    parts = [find_partition(f"0055/{number:05d}") for number in range(10_000)]
    counts = [parts.count(part) for part in range(PARTITIONS)]
    assert min(counts) > 0.9 * 10_000 / PARTITIONS
