"""Where what must outlive the process is kept."""

from dataclasses import dataclass, field

from modugil.store.address import check_address


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """Settings of the room `store`: `[store]` in the file, MODUGIL_STORE_* in the environment."""

    database: str = field(default="", repr=False)
    """postgresql://user:password@host/name of a database; by default a file of SQLite in the folder
    of state. Not printed: it may hold a password."""

    def __post_init__(self) -> None:
        """Refuse addresses that cannot be meant.

        Errors:  SettingsInvalid naming the setting and what it may be.
        """
        if self.database:
            check_address(self.database)
