"""How the MQTT listener behaves."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class MqttSettings:
    """Where the listener listens and what it puts up with."""

    host: str = "127.0.0.1"
    port: int = 1883
    """0 for any free one."""
    certificate: Path | None = None
    """File of the certificate (PEM); with it only TLS is spoken."""
    key: Path | None = None
    """File of its private key (PEM)."""
    most_packet_bytes: int = 65_536
    most_connect_bytes: int = 4_096
    """The same for one who did not say yet who it is, and may be anybody."""
    connect_timeout_s: float = 10.0
    """How long a connection may take to say who it is."""
    longest_silence_s: float = 600.0
    """After how long a terminal that agreed on no keep-alive, or a longer one, is cut off."""
    most_connections: int = 20_000
    most_per_terminal: int = 4
    """With one more the oldest is cut off: it is most likely half open."""
    faults_allowed: int = 20
    """How many faults a sender may make within the window before it is banned."""
    fault_window_s: float = 10.0
    ban_s: float = 30.0
    refuse_after_s: float = 2.0
    """How long one who is not let in waits to be told so: else it calls 500 times a second."""
    retry_s: float = 0.25
    """How long a sender above its rate is not read from before it is tried again."""
