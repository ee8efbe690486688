"""Everything that staff correct of places, known to every process within a second of a change."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine

from modugil.core.errors import BadInput, ChangedMeanwhile, PlaceNotFound
from modugil.people.audit import note_done
from modugil.places.catalogue import Catalogue, PlacesNow, correct
from modugil.places.corrections import shelf
from modugil.places.corrections.check_value import check_value, get_form
from modugil.places.corrections.correction import (
    SILENT,
    Correction,
    Moment,
    StaffWords,
    tell_state,
)
from modugil.places.place import Place
from modugil.store.changes import holds_token, note_change, read_token
from modugil.store.database import count_change, read_changes
from modugil.store.published import read_builds
from modugil.store.transactions import reading_one_moment, writing

_WHAT = "What staff say of places"
_Change = Callable[[Connection, StaffWords], None]


class CorrectionBook:
    """Facts that staff set and withdraw, and places that they close and open again.

    Readers take the moment without waiting for the database. `refresh` is called twice a second and
    takes over what any process changed; what this one changes holds at once.
    """

    def __init__(self, engine: Engine, catalogue: Catalogue, *, zone: ZoneInfo) -> None:
        """Nothing is read yet; places as corrected are told to `catalogue`."""
        self._engine = engine
        self._catalogue = catalogue
        self._zone = zone
        self._moment = Moment(catalogue.get_current())
        self._refreshing = threading.Lock()

    def get_moment(self) -> Moment:
        """The places as they were at the last look."""
        return self._moment

    def set_fact(
        self, place_id: str, key: str, value: str, *, author: str, now: datetime, expected: str = ""
    ) -> Moment:
        """Staff say this of the place from now on; `expected` is its state as the writer knows it.

        Errors:  PlaceNotFound; BadInput for a key or value that cannot be; ChangedMeanwhile where
                 the place is in another state than expected; CouldNotKeep.
        """
        said = Correction(key, check_value(key, value), author, now)

        def change(connection: Connection, _words: StaffWords) -> None:
            shelf.put_fact(connection, place_id, said)
            self._note(connection, "fact_set", f"{place_id} {key}", said)

        return self._change(place_id, change, now=now, expected=expected)

    def withdraw_fact(
        self, place_id: str, key: str, *, author: str, now: datetime, expected: str = ""
    ) -> Moment:
        """Staff say nothing of that key any more, and the other sources count again.

        Errors:  as `set_fact`; BadInput also where staff say nothing of it.
        """
        get_form(key)

        def change(connection: Connection, words: StaffWords) -> None:
            if key not in shelf.list_keys(words.corrections):
                raise BadInput(
                    f"Staff say nothing of {key} here.", allowed="Withdraw what they do."
                )
            shelf.drop_fact(connection, place_id, key)
            said = Correction(key, "", author, now)
            self._note(connection, "fact_withdrawn", f"{place_id} {key}", said)

        return self._change(place_id, change, now=now, expected=expected)

    def close(self, place_id: str, *, author: str, now: datetime, expected: str = "") -> Moment:
        """The place is found no more. Errors: as `set_fact`; BadInput also if it is closed."""

        def change(connection: Connection, words: StaffWords) -> None:
            if words.closed:
                raise BadInput("The place is closed already.", allowed="It may be reopened.")
            shelf.put_closing(connection, place_id, author=author, now=now)
            self._note(connection, "place_closed", place_id, Correction("", "", author, now))

        return self._change(place_id, change, now=now, expected=expected)

    def reopen(self, place_id: str, *, author: str, now: datetime, expected: str = "") -> Moment:
        """The place is found again. Errors: as `set_fact`; BadInput also if it is not closed."""

        def change(connection: Connection, words: StaffWords) -> None:
            if not words.closed:
                raise BadInput("The place is not closed.", allowed="It may be closed.")
            shelf.drop_closing(connection, place_id)
            self._note(connection, "place_reopened", place_id, Correction("", "", author, now))

        return self._change(place_id, change, now=now, expected=expected)

    def refresh(self, *, now: datetime) -> bool:
        """Take over what any process has changed; True if any place is another one.

        Errors:  CouldNotLook if the database cannot be read; what was known still holds.
        """
        with self._refreshing:
            before = self._moment
            with reading_one_moment(self._engine, _WHAT) as connection:
                read = self._read(connection, before)
            if read is None or read.words is before.words:
                self._moment = read or before
                return False
            places = self._apply(read.words)
            self._moment = replace(read, places=places)
            self._catalogue.swap(places)
        return True

    @staticmethod
    def _read(connection: Connection, before: Moment) -> Moment | None:
        """What the database says now, of the places before; None where nothing is different."""
        (number, token), builds = read_token(connection), read_builds(connection)
        if (number, token, builds) == (before.number, before.token, before.builds):
            return None
        restored = bool(before.token) and not holds_token(connection, before.token)
        counted = read_changes(connection, shelf.CHANGES)
        same = counted == before.counted and not restored
        return replace(
            before,
            number=number,
            token=token,
            counted=counted,
            words=before.words if same else shelf.read_words(connection),
            builds=builds,
            restored=before.restored + restored,
        )

    def _apply(self, words: Mapping[str, StaffWords]) -> PlacesNow:
        before = self._moment
        now = before.places
        corrected: dict[int, Place] = {}
        closed = set()
        for id, said in words.items():
            row = now.rows.get(id)
            if row is None:
                continue
            if said.closed:
                closed.add(row)
            if not said.corrections:
                continue
            known = before.words.get(id, SILENT).corrections == said.corrections
            kept = now.corrected.get(row) if known else None
            corrected[row] = kept or self._correct(now, row, said)
        return PlacesNow(now.places, now.rows, now.version + 1, corrected, frozenset(closed))

    def _correct(self, now: PlacesNow, row: int, words: StaffWords) -> Place:
        return correct(now, row, tuple(one.as_said(zone=self._zone) for one in words.corrections))

    def _change(self, place_id: str, change: _Change, *, now: datetime, expected: str) -> Moment:
        places = self._moment.places
        row = places.rows.get(place_id)
        if row is None:
            raise PlaceNotFound(f"There is no place {place_id[:60]!r} in this region.")
        with writing(self._engine, _WHAT) as connection:
            words = shelf.read_words_of(connection, place_id)
            place = self._correct(places, row, words)
            if expected and expected != tell_state(place, closed=words.closed):
                raise ChangedMeanwhile(
                    "Somebody has changed the place meanwhile.",
                    allowed="Read it again, and change what it is now.",
                )
            change(connection, words)
            count_change(connection, shelf.CHANGES)
            note_change(connection, f"places.{place.kind}", place_id, now)
        self.refresh(now=now)
        return self._moment

    @staticmethod
    def _note(connection: Connection, action: str, subject: str, said: Correction) -> None:
        told = f"{subject} {said.value}".strip()
        note_done(connection, account=said.author, action=action, subject=told, now=said.written)
