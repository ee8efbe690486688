"""How live buses are taken in, tracked and kept."""

from dataclasses import dataclass, field

from modugil.core.errors import SettingsInvalid

WHOLE_NUMBERS = {
    "mqtt_port": (0, 65_535),
    "fixes_per_s": (1, 1_000),
    "burst_fixes": (1, 1_000_000),
    "tick_ms": (50, 60_000),
    "hold_s": (0, 86_400),
    "keep_days": (1, 3_660),
    "poll_s": (1, 3_600),
}


@dataclass(frozen=True, slots=True)
class LiveSettings:
    """Settings of the room `live`: `[live]` in the file, MODUGIL_LIVE_* in the environment."""

    enabled: int = 1
    """1 to take in buses, 0 to plan by the timetable alone."""
    mqtt_host: str = "127.0.0.1"
    """Address on which terminals are listened to."""
    mqtt_port: int = 1883
    """Port of the MQTT listener; 0 for any free one, which is printed."""
    mqtt_certificate: str = ""
    """File of the listener's certificate (PEM); with it only TLS is spoken."""
    mqtt_key: str = ""
    """File of the certificate's private key (PEM)."""
    broker: str = field(default="", repr=False)
    """mqtt://user:password@host:port of a real broker, which then takes the listener's place.
    Not printed: it holds a password."""
    broker_prefix: str = "/terminals"
    """What stands before the topics of terminals at the broker; the public feed has none."""
    gtfs_rt: str = ""
    """Addresses of foreign GTFS-Realtime vehicle positions, with spaces between them."""
    poll_s: int = 15
    """How often these are asked."""
    fixes_per_s: int = 5
    """How many fixes a terminal may send per second in the long run."""
    burst_fixes: int = 3_600
    """How many it may send at once on top: an hour's gap at one a second."""
    tick_ms: int = 500
    """How often the snapshot that everybody reads is made anew."""
    hold_s: int = 330
    """How long fixes wait for older ones before their stop events are final."""
    state: str = ""
    """Folder of journal, history and credentials; by default build/state/<region>."""
    keep_days: int = 30
    """How many days of history are kept."""

    def __post_init__(self) -> None:
        """Refuse values that cannot be meant.

        Errors:  SettingsInvalid naming the setting and what it may be.
        """
        for name, (least, most) in WHOLE_NUMBERS.items():
            value = getattr(self, name)
            if not least <= value <= most:
                raise SettingsInvalid(
                    f"The setting live.{name} is {value!r}.",
                    allowed=f"It may be from {least} to {most}.",
                )
        if bool(self.mqtt_certificate) != bool(self.mqtt_key):
            raise SettingsInvalid(
                "Of live.mqtt_certificate and live.mqtt_key one is missing.",
                allowed="Give both or none.",
            )
