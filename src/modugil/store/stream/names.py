"""What the streams and subjects of one region are called at the server."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """Everything begins with the name that the address gives."""

    name: str

    @property
    def fixes(self) -> str:
        """The stream of fixes."""
        return f"{self.name}_fixes"

    @property
    def events(self) -> str:
        """The stream of final stop events."""
        return f"{self.name}_events"

    @property
    def claims(self) -> str:
        """The bucket in which workers claim partitions; what is not renewed is gone."""
        return f"{self.name}_claims"

    @property
    def floors(self) -> str:
        """The bucket in which it stands how far each partition is done."""
        return f"{self.name}_floors"

    def fixes_of(self, partition: int | str) -> str:
        """The subject of that partition's fixes; `*` for all."""
        return f"{self.name}.fixes.{partition}"

    def events_of(self, partition: int | str) -> str:
        """The subject of that partition's final stop events."""
        return f"{self.name}.events.{partition}"

    def states_of(self, partition: int | str) -> str:
        """On which it is told, and not kept, how that partition's vehicles are."""
        return f"{self.name}.states.{partition}"

    def seen_of(self, partition: int | str) -> str:
        """On which it is told, and not kept, what that partition's vehicles did just now."""
        return f"{self.name}.seen.{partition}"

    @property
    def wanted(self) -> str:
        """On which a reader asks for everything, as it does not know what others know."""
        return f"{self.name}.wanted"
