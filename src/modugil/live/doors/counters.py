"""What came in and what was refused, counted for the people who look after the fleet."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Refused(StrEnum):
    """Why a message or a connection was not taken."""

    CREDENTIAL = "credential"
    """A wrong or a revoked credential, or none."""
    OTHER_VEHICLE = "other_vehicle"
    UNREADABLE = "unreadable"
    """A message that tells no fix."""
    TOO_FAST = "too_fast"
    """More than its rate: MQTT waits, HTTP is told to come again."""
    TOO_LARGE = "too_large"
    PROTOCOL = "protocol"
    """What is no MQTT, or a part of it that this door does not have."""
    BANNED = "banned"
    """Too many faults just before."""
    TOO_MANY_CONNECTIONS = "too_many_connections"
    SILENT = "silent"
    """Not heard of for longer than was agreed."""
    NOT_KEPT = "not_kept"
    """The journal could not be written; the terminal was not told that its data are safe."""


@dataclass(slots=True)
class IntakeCounters:
    """Counted since the start, in fixes unless said otherwise; only the doors' thread counts."""

    received: int = 0
    """Fixes taken: on their way to the journal and in the queue."""
    acknowledged: int = 0
    """Fixes that are safe in the journal."""
    shed: int = 0
    """Fixes left out of the queue because it was full; all of them went to the journal."""
    refused: Counter[Refused] = field(default_factory=Counter)
    """Messages or connections, by reason."""
