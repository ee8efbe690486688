import pytest
from hypothesis import given
from hypothesis import strategies as st

from modugil.core.errors import FixUnreadable
from modugil.live.formats.read_message import address_message, read_message

HFP = "/hfp/v2/deadrun/ongoing/vp/bus/0055/01216"


@pytest.mark.parametrize(
    "topic, form",
    [("/m/1/0055/01216", "compact"), ("/m/1/0055/01216/nmea", "nmea"), (HFP, "hfp")],
)
def test_the_topic_tells_whose_message_it_is_and_its_form(topic, form):
    addressed = address_message(topic)
    assert (addressed.vehicle, addressed.form) == ("0055/01216", form)


@pytest.mark.parametrize(
    "topic, payload",
    [
        ("/m/1/0055/01216", b'{"f":[[1795327950120,33.5,126.5]]}'),
        (
            "/m/1/0055/01216/nmea",
            b"$GNRMC,061230.10,A,3329.97728,N,12631.87130,E,19.98,80.1,221126,,,R*62",
        ),
        (HFP, b'{"VP":{"tsi":1795327950,"lat":33.5,"long":126.5}}'),
    ],
)
def test_each_form_is_read(topic, payload):
    (fix,) = read_message(address_message(topic), payload, received_ms=7)
    assert fix.vehicle == "0055/01216"
    assert abs(fix.lat - 33.5) < 0.01


@pytest.mark.parametrize(
    "topic", ["", "/m/1/", "/m/1/a", "/m/1//b", "/m/1/a/b/c", "/m/2/a/b", "m/1/a/b", "/gtfsrt/vp"]
)
def test_other_topics_are_refused(topic):
    with pytest.raises(FixUnreadable):
        address_message(topic)


@given(st.text(max_size=40), st.binary(max_size=80))
def test_any_topic_and_bytes_are_fixes_or_said_to_be_none(rest, payload):
    for start in ("", "/m/1/a/", "/m/1/", "/hfp/v2/journey/ongoing/vp/bus/"):
        try:
            read_message(address_message(start + rest), payload, received_ms=7)
        except FixUnreadable as fault:
            assert fault.message
