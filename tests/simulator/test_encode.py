"""What terminals send is read back by the server's own formats as what they measured."""

from dataclasses import replace

import msgspec
import pytest
from tests.simulator.drives import begin, drive

from modugil.core.access import Access
from modugil.live.fix import FixQuality
from modugil.live.formats.json_fix import read_json_fixes
from modugil.live.formats.read_message import address_message, read_message
from modugil.simulator.fleet import Form
from modugil.simulator.settings import SimulationSettings
from modugil.simulator.telling import Terminals
from modugil.simulator.uplink.encode import Encoder


def tell(region, form, **settings):
    """The fixes of one second, and what the server reads of them."""
    model, _ = begin(region, "08:00", settings=SimulationSettings(**settings))
    model.vehicles[:] = [replace(one, form=form) for one in model.vehicles]
    terminals = Terminals(model)
    encoder = Encoder(model, terminals)
    drive(model, "08:01")
    told = terminals.tell()
    return terminals.build_fixes(told), encoder.encode(told)


def read_mqtt(body):
    length = body.topic[0] << 8 | body.topic[1]
    assert length == len(body.topic) - 2
    return read_message(address_message(body.topic[2:].decode()), body.payload, received_ms=0)


def test_the_compact_form_tells_everything(sample):
    fixes, bodies = tell(sample, Form.MQTT_COMPACT)
    assert len(fixes) > 90
    for fix, body in zip(fixes, bodies, strict=True):
        assert read_mqtt(body) == [fix]


def test_json_over_http_tells_everything(sample):
    fixes, bodies = tell(sample, Form.HTTP)
    for fix, body in zip(fixes, bodies, strict=True):
        read = read_json_fixes(body.payload, vehicle=fix.vehicle, received_ms=0)
        assert read == [fix]
        assert not body.topic


def test_hfp_tells_what_hfp_can(sample):
    fixes, bodies = tell(sample, Form.MQTT_HFP)
    for fix, body in zip(fixes, bodies, strict=True):
        (read,) = read_mqtt(body)
        hint = msgspec.structs.replace(fix.hint, trip_id="", start=fix.hint.start[:5])
        expected = msgspec.structs.replace(
            fix,
            quality=FixQuality.GPS,
            low_floor=Access.UNKNOWN,
            ramp=Access.UNKNOWN,
            wheelchair_bays_free=-1,
            hint=hint,
            stop=read.stop,
            heading_deg=read.heading_deg,
            odometer_m=read.odometer_m,
        )
        assert read == expected
        away = abs((read.heading_deg - fix.heading_deg + 180) % 360 - 180)
        assert away <= 0.5
        assert abs(read.odometer_m - fix.odometer_m) <= 0.5


def test_a_terminal_without_a_trip_names_none_in_any_form(sample):
    mishaps = {"mishaps": replace(SimulationSettings().mishaps, no_hint_ratio=1.0)}
    for form in (Form.MQTT_COMPACT, Form.MQTT_HFP):
        _, bodies = tell(sample, form, **mishaps)
        hints = [read_mqtt(body)[0].hint for body in bodies]
        assert {(hint.trip_id, hint.route_id, hint.start) for hint in hints} == {("", "", "")}


@pytest.mark.parametrize("form", [Form.MQTT_COMPACT, Form.MQTT_HFP])
def test_the_same_seed_sends_the_same_bytes(sample, form):
    assert tell(sample, form)[1] == tell(sample, form)[1]
