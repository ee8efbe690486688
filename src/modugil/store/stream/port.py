"""What a stream of records is to who writes it and to who reads it.

One process has the journal: it takes records, `roll` and `list_closed` hand them to who reads, and
`remove` is its floor. Several processes have NATS JetStream: records are in partitions, each of
which is read from a position on, and a floor says which of them are needed no more.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class TakesRecords(Protocol):
    """Takes records, and makes them safe all together."""

    def append_all(self, records: Sequence[bytes], *, keys: Sequence[str] = ()) -> int:
        """All these records wait for the next commit.

        `keys` has one for each record, those of equal keys stay in order; a stream of one
        partition needs none.
        Errors:  CouldNotKeep if too much waits already; then none of them waits.
        """
        ...

    def commit(self) -> int:
        """Everything appended so far is safe; the result is how many records that were.

        Errors:  CouldNotKeep if it is not; then it waits for the next commit.
        """
        ...


class Batch(NamedTuple):
    """Records that were made safe together."""

    position: int
    """Grows from batch to batch of a partition; not by one."""
    kept_ms: int
    """When it was made safe, by the stream's own clock (UTC ms)."""
    body: bytes
    """An array of MessagePack."""


class ReadsPartition(Protocol):
    """One partition, read in order from some position on."""

    def take(self, most: int) -> list[Batch]:
        """What has come and was not taken yet, at most so many batches; it does not wait."""
        ...
