"""Which topics a terminal may publish to: those that name its own vehicle, and no others."""

import re

from modugil.core.errors import BadInput

SERVER_USER = "modugil"
"""As whom this platform itself logs in to a broker."""
_HFP_LEVELS = {"v1": "+/+/+", "v2": "+/+/+/+"}
"""What stands between the version and the operator: journey, temporal type, (event,) mode."""


_NATS_LEVELS = {"": "/", "+": "*"}
_PREFIX = re.compile(r"(/[\w.\-]{1,40}){0,4}")


def parse_prefix(text: str) -> str:
    """What stands before the topics of terminals: levels such as `/terminals`, or nothing.

    Errors:  BadInput for anything else.
    """
    if _PREFIX.fullmatch(text) is None:
        raise BadInput(
            f"{text!r} cannot stand before topics.",
            allowed="Give levels such as /terminals, without a slash at the end.",
        )
    return text


def list_terminal_topics(vehicle: str, *, prefix: str) -> list[str]:
    """MQTT filters of all that vehicle's terminal may publish: HFP, our compact form, Wi-Fi."""
    hfp = _HFP_LEVELS.items()
    return [
        f"{prefix}/m/1/{vehicle}/#",
        f"{prefix}/w/1/{vehicle}",
        f"{prefix}/w/1/{vehicle}/+",
        *(f"{prefix}/hfp/{version}/{levels}/{vehicle}/#" for version, levels in hfp),
    ]


def list_ssid_topics(vehicle: str, *, prefix: str) -> list[str]:
    """MQTT filters of what its access points are told: what their networks should be called."""
    return [f"{prefix}/w/1/{vehicle}/ssid", f"{prefix}/w/1/{vehicle}/+/ssid"]


def list_server_topics(*, prefix: str) -> tuple[list[str], list[str]]:
    """MQTT filters of what the platform itself reads, and of what it publishes for everyone."""
    reads = [f"{prefix}/m/1/#", f"{prefix}/hfp/#", f"{prefix}/w/1/#"]
    return reads, ["/hfp/v2/#", f"{prefix}/w/1/#"]


def build_subjects(mqtt_filter: str) -> list[str]:
    """The NATS subjects that an MQTT filter means.

    There are two where it ends in `#`, as in MQTT that is the level before it too.
    Source:  NATS, "MQTT topics and NATS subjects": `/` is `.`, an empty level is `/`, `.` is `//`.
    """
    levels = mqtt_filter.split("/")
    ends_open = levels[-1] == "#"
    told = levels[:-1] if ends_open else levels
    subject = ".".join(_NATS_LEVELS.get(level) or level.replace(".", "//") for level in told)
    return [subject, f"{subject}.>"] if ends_open else [subject]
