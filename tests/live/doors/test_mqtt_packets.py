import pytest
from hypothesis import given
from hypothesis import strategies as st

from modugil.live.doors.mqtt.packets import (
    Connect,
    Kind,
    PacketDamaged,
    build_connect,
    build_packet,
    build_publish,
    build_suback,
    find_frame,
    mark_again,
    parse_connect,
    parse_filters,
    parse_publish,
    parse_topic,
)

MOST = 1 << 20
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)


def body_of(packet):
    frame = find_frame(packet, 0, MOST)
    assert frame is not None and frame.end == len(packet)
    return frame.first, packet[frame.start : frame.end]


@given(st.binary(max_size=40_000), st.binary(max_size=5))
def test_a_packet_is_found_only_when_all_of_it_is_there(body, rest):
    packet = build_packet(Kind.PUBLISH, body)
    frame = find_frame(packet + rest, 0, MOST)
    assert frame is not None
    assert (packet + rest)[frame.start : frame.end] == body
    assert find_frame(packet[:-1], 0, MOST) is None
    later = find_frame(rest + packet, len(rest), MOST)
    assert later is not None
    assert later.end == len(rest) + len(packet)


@given(texts, st.booleans(), st.integers(0, 65_535), texts.filter(bool), texts)
def test_a_connect_that_is_built_is_read_as_it_was(client, clean, keep_alive_s, name, secret):
    told = Connect(client, clean, keep_alive_s, name, secret)
    first, body = body_of(build_connect(told))
    assert first == 0x10
    assert parse_connect(body) == told


@given(texts.filter(bool), st.binary(max_size=300), st.integers(0, 65_535), st.booleans())
def test_a_message_that_is_built_is_read_as_it_was(topic, payload, packet_id, again):
    first, body = body_of(build_publish(topic, payload, packet_id=packet_id, again=again))
    message = parse_publish(first, body)
    assert message == (topic.encode(), packet_id, payload)


def test_a_will_is_read_over():
    body = b"\x00\x04MQTT\x04\xc6\x00\x3c" + b"\x00\x01c\x00\x01t\x00\x02by\x00\x01u\x00\x01p"
    assert parse_connect(body) == Connect("c", True, 60, "u", "p")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00\x04HTTP\x04\x02\x00\x3c\x00\x00",
        b"\x00\x04MQTT\x04\x03\x00\x3c\x00\x00",
        b"\x00\x04MQTT\x04\x42\x00\x3c\x00\x00\x00\x00",
        b"\x00\x04MQTT\x04\x1e\x00\x3c\x00\x00\x00\x00\x00\x00",
        b"\x00\x04MQTT\x04\x0a\x00\x3c\x00\x00",
        b"\x00\x04MQTT\x04\x02\x00\x3c\x00\x05c",
        b"\x00\x04MQTT\x04\x02\x00\x3c\x00\x00more",
        b"\x00\x04MQTT\x04\x02\x00\x3c\x00\x01\xff",
        b"\x00\x04MQTT\x04\x02\x00\x3c\x00\x01\x00",
    ],
)
def test_a_damaged_connect_is_refused(body):
    with pytest.raises(PacketDamaged):
        parse_connect(body)


@pytest.mark.parametrize(
    "version", [b"\x00\x06MQIsdp\x03", b"\x00\x04MQTT\x05", b"\x00\x06MQIsdp\x04"]
)
def test_another_version_is_told_and_not_refused_as_damage(version):
    assert parse_connect(version + b"\x02\x00\x3c\x00\x00").version != 4


@pytest.mark.parametrize(
    "first, body",
    [
        (0x34, b"\x00\x01t\x00\x01"),
        (0x36, b"\x00\x01t\x00\x01"),
        (0x38, b"\x00\x01t"),
        (0x32, b"\x00\x01t\x00\x00"),
        (0x32, b"\x00\x01t\x00"),
        (0x30, b"\x00\x00"),
        (0x30, b"\x00\x09t"),
        (0x30, b""),
    ],
)
def test_a_damaged_message_is_refused(first, body):
    with pytest.raises(PacketDamaged):
        parse_publish(first, body)


@pytest.mark.parametrize("topic", [b"a/+", b"a/#", b"a\x00", b"\xff"])
def test_a_topic_without_wildcards_is_text(topic):
    with pytest.raises(PacketDamaged):
        parse_topic(topic)


def test_a_length_of_more_than_four_bytes_or_above_the_limit_is_refused():
    for data, most in ((b"\x30\x80\x80\x80\x80\x01", 1 << 30), (b"\x30\xff\x7f", 10_000)):
        with pytest.raises(PacketDamaged):
            find_frame(data, 0, most)


def test_every_topic_asked_for_is_refused():
    packet_id, count = parse_filters(b"\x00\x07\x00\x01a\x01\x00\x01b\x00", with_qos=True)
    assert build_suback(packet_id, count) == b"\x90\x04\x00\x07\x80\x80"
    for damaged in (b"", b"\x00\x07", b"\x00\x07\x00\x01a", b"\x00\x07" + b"\x00\x01a\x00" * 65):
        with pytest.raises(PacketDamaged):
            parse_filters(damaged, with_qos=True)


@given(st.binary(max_size=200), st.integers(0, 255))
def test_any_bytes_are_packets_or_said_to_be_none(data, first):
    for parse in (
        lambda: find_frame(data, 0, 100),
        lambda: parse_connect(data),
        lambda: parse_connect(b"\x00\x04MQTT" + data),
        lambda: parse_publish(first, data),
        lambda: parse_filters(data, with_qos=True),
        lambda: parse_topic(data),
    ):
        try:
            parse()
        except PacketDamaged as fault:
            assert fault.message


@pytest.mark.parametrize(
    ("length", "written"),
    [(0, "00"), (127, "7f"), (128, "8001"), (16_383, "ff7f"), (16_384, "808001")],
)
def test_lengths_are_written_as_the_standard_has_them(length, written):
    packet = build_packet(Kind.PUBLISH, bytes(length))
    assert packet == b"\x30" + bytes.fromhex(written) + bytes(length)


def test_a_message_sent_again_says_so_and_is_the_same_otherwise():
    topic, payload = "/m/1/1/1", b"payload"
    first = build_publish(topic, payload, packet_id=7)
    assert mark_again(first) == build_publish(topic, payload, packet_id=7, again=True) != first
