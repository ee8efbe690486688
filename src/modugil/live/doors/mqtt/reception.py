"""What a connection asks of the listener by which it came."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from modugil.live.doors.intake import Intake, Receipt
from modugil.live.doors.mqtt.penalties import Penalties
from modugil.live.doors.mqtt.settings import MqttSettings

Guest = TypeVar("Guest", contravariant=True)


class Reception(Protocol[Guest]):
    """Where connections arrive: lets them in, keeps the time, and owes them their receipts."""

    @property
    def intake(self) -> Intake:
        """Takes their fixes."""
        ...

    @property
    def settings(self) -> MqttSettings:
        """What is put up with."""
        ...

    @property
    def penalties(self) -> Penalties:
        """Who has to wait."""
        ...

    @property
    def buffer(self) -> memoryview:
        """Where the bytes of all connections come in, one after the other."""
        ...

    def now_s(self) -> float:
        """Seconds that only grow; never the time of day."""
        ...

    def call_later(self, delay_s: float, callback: Callable[[], None]) -> None:
        """Call it after so many real seconds."""
        ...

    def admit(self, connection: Guest) -> bool:
        """Whether one more may come."""
        ...

    def welcome(self, connection: Guest) -> None:
        """It said who it is."""
        ...

    def leave(self, connection: Guest) -> None:
        """It is gone."""
        ...

    def owe(self, connection: Guest, ack: bytes, receipt: Receipt) -> None:
        """Send that acknowledgement once the receipt is there."""
        ...
