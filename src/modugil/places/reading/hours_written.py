"""Opening hours that stand in OSM's form already: kept where they are that, else as written."""

from collections.abc import Iterator

import opening_hours

from modugil.places.reading.ledger import Ledger
from modugil.places.record import Said


def list_hours(written: str, *, row: int, ledger: Ledger) -> Iterator[Said]:
    """The fact `hours` where they can be read; with a note `hours_text` alone where not."""
    plain = " ".join(written.split())
    if not plain:
        return
    if opening_hours.validate(plain):
        yield Said("hours", plain)
        return
    message = "These are no opening hours as OSM writes them; they are shown as they are written."
    ledger.note("place_hours_unread", row, field="opening_hours", value=plain, message=message)
    yield Said("hours_text", plain)
