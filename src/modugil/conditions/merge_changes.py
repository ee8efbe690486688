"""One run of which two sources speak: the bus that is followed, and staff."""

from modugil.conditions.conditions import TripChange


def merge_changes(before: TripChange, after: TripChange) -> TripChange:
    """Both together; `after` is of the source whose name sorts later.

    A run that either cancels stays cancelled, and no stop that either leaves out is served. Delays
    are those of the first that tells any: what is measured comes before what was foreseen.
    """
    return TripChange(
        cancelled=before.cancelled or after.cancelled,
        delays_s=before.delays_s or after.delays_s,
        skipped_positions=before.skipped_positions | after.skipped_positions,
        wheelchair=after.wheelchair if after.wheelchair is not None else before.wheelchair,
        full=before.full or after.full,
    )
