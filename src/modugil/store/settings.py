"""Where what must outlive the process is kept."""

from dataclasses import dataclass, field

from modugil.core.errors import SettingsInvalid
from modugil.store.address import check_address
from modugil.store.stream.address import parse_stream

WHOLE_NUMBERS = {"stream_hours": (1, 24 * 31), "stream_history_s": (1, 3600)}


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """Settings of the room `store`: `[store]` in the file, MODUGIL_STORE_* in the environment."""

    database: str = field(default="", repr=False)
    """postgresql://user:password@host/name of a database; by default a file of SQLite in the folder
    of state. Not printed: it may hold a password."""
    stream: str = field(default="", repr=False)
    """nats://host:port of a NATS with JetStream: fixes go there, and `modugil track` follows the
    buses. By default this process does, and keeps a journal. Not printed: it may hold a password.
    """
    stream_hours: int = 24
    """How long the stream keeps fixes that no worker has made history of."""
    stream_history_s: int = 300
    """After how many seconds what came by the stream becomes a part of history."""

    def __post_init__(self) -> None:
        """Refuse addresses that cannot be meant.

        Errors:  SettingsInvalid naming the setting and what it may be.
        """
        if self.database:
            check_address(self.database)
        if self.stream:
            parse_stream(self.stream)
        for name, (least, most) in WHOLE_NUMBERS.items():
            value = getattr(self, name)
            if not least <= value <= most:
                raise SettingsInvalid(
                    f"The setting store.{name} is {value!r}.",
                    allowed=f"It may be from {least} to {most}.",
                )
