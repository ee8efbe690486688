"""Everything that staff tell the public, known to every process within a second of a change."""

import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import Engine

from modugil.conditions.publisher import ConditionsPublisher
from modugil.conditions.staff import shelf
from modugil.conditions.staff.calls import at_second, get_calls
from modugil.conditions.staff.check_message import check_message
from modugil.conditions.staff.contribution import SOURCE, build_contribution
from modugil.conditions.staff.implied_alerts import BEHIND, imply_alert
from modugil.conditions.staff.messages import (
    Cancellation,
    Detour,
    ServiceAlert,
    StaffMessage,
    Written,
)
from modugil.conditions.staff.published_ids import PublishedIds
from modugil.core.errors import BadInput
from modugil.core.time import local_day


@dataclass(frozen=True, slots=True)
class _Open:
    """The book at one moment; it never changes under a reader."""

    changes: int = -1
    written: tuple[Written, ...] = ()
    """The newest first, withdrawn ones too."""
    by_id: Mapping[str, Written] = field(default_factory=dict)
    alerts: tuple[ServiceAlert, ...] = ()
    """Of messages that were not withdrawn, implied ones too, whether they hold now or not."""


class StaffBook:
    """Alerts, cancellations and detours.

    Readers take what they need without waiting for the database. `refresh` is called twice a second
    and takes over what any process changed; what this one changes holds at once.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        timetable_ids: PublishedIds,
        conditions: ConditionsPublisher | None = None,
    ) -> None:
        """Nothing is read yet; what is cancelled and detoured is told to `conditions`."""
        self.ids = timetable_ids
        self._engine = engine
        self._conditions = conditions
        self._open = _Open()
        self._told: tuple[int, date] | None = None
        self._refreshing = threading.Lock()

    @property
    def version(self) -> int:
        """Another number after every change, of this process or another; -1 before the first look.

        What a message does may begin and end without one, by the clock.
        """
        return self._open.changes

    def write(self, message: StaffMessage, *, author: str, now: datetime) -> Written:
        """The message is told from now on; one without an id is given one.

        Errors:  BadInput if it cannot be told as it stands, or its id is taken; CouldNotKeep.
        """
        if not message.id:
            message = replace(message, id=f"{shelf.tell_kind(message)}-{secrets.token_hex(4)}")
        check_message(message, self.ids)
        written = Written(message, author, now)
        with shelf.change_shelf(self._engine) as connection:
            if shelf.find_row(connection, message.id) is not None:
                raise BadInput(f"There is a message {message.id!r} already.", allowed="Change it.")
            shelf.put_row(connection, written, now=now)
        self.refresh(now=now)
        return written

    def change(
        self, message: StaffMessage, *, author: str, now: datetime, revision: int | None = None
    ) -> Written:
        """The message is told in place of what it was before: of that revision, where one is told.

        Errors:  as `write`; BadInput also if there is none of that id and kind that still holds, or
                 somebody else has changed it since.
        """
        check_message(message, self.ids)

        def succeed(old: Written) -> Written:
            if revision not in (None, old.revision):
                raise BadInput(
                    f"{old.author} has changed the message meanwhile.",
                    allowed="Open it again, and change what it is now.",
                )
            return _succeed(old, message, author=author, now=now)

        return self._revise(message.id, succeed, now=now)

    def withdraw(self, id: str, *, author: str, now: datetime) -> Written:
        """The message is told no more, and stays in the book.

        Errors:  BadInput if there is none or it was withdrawn before; CouldNotKeep.
        """
        return self._revise(
            id,
            lambda old: replace(old, author=author, revision=old.revision + 1, withdrawn=now),
            now=now,
        )

    def find_written(self, id: str) -> Written | None:
        """The message of that id as it stands, withdrawn ones too."""
        return self._open.by_id.get(id)

    def list_written(self, *, now: datetime, withdrawn: bool = False) -> tuple[Written, ...]:
        """What holds or is still to come, the newest first.

        With `withdrawn` everything there ever was.
        """
        if withdrawn:
            return self._open.written
        return tuple(
            one
            for one in self._open.written
            if one.withdrawn is None and not self._is_over(one.message, now)
        )

    def list_messages(self) -> tuple[StaffMessage, ...]:
        """Everything that was not withdrawn, over or not; the newest first."""
        return tuple(one.message for one in self._open.written if one.withdrawn is None)

    def list_alerts(self, *, now: datetime) -> tuple[ServiceAlert, ...]:
        """The alerts that hold now, those that cancellations and detours imply among them."""
        return tuple(
            one
            for one in self._open.alerts
            if not one.active or any(span.overlaps(now, now) for span in one.active)
        )

    def refresh(self, *, now: datetime) -> bool:
        """Take over what any process has changed; True if anything is new.

        Errors:  CouldNotLook if the database cannot be read; what was known still holds.
        """
        with self._refreshing:
            found = shelf.read_all(self._engine, known=self._open.changes)
            if found is not None:
                self._open = self._build(*found)
            self._publish(now)
        return found is not None

    def _build(self, changes: int, written: list[Written]) -> _Open:
        alerts = (imply_alert(one.message, self.ids) for one in written if one.withdrawn is None)
        return _Open(
            changes,
            tuple(written),
            {one.message.id: one for one in written},
            tuple(alert for alert in alerts if alert is not None),
        )

    def _publish(self, now: datetime) -> None:
        today = local_day(now, zone=self.ids.zone)
        if self._conditions is None or self._told == (self._open.changes, today):
            return
        told = build_contribution(self.list_messages(), self.ids, today=today)
        if told.trips or self._told is not None:
            self._conditions.publish(SOURCE, told, now=now)
        self._told = (self._open.changes, today)

    def _revise(self, id: str, build: Callable[[Written], Written], *, now: datetime) -> Written:
        with shelf.change_shelf(self._engine) as connection:
            old = shelf.find_row(connection, id)
            if old is None:
                raise BadInput(f"There is no message {id[:60]!r}.")
            if old.withdrawn is not None:
                raise BadInput(f"The message {id!r} was withdrawn.", allowed="Write a new one.")
            written = build(old)
            shelf.replace_row(connection, written, now=now)
        self.refresh(now=now)
        return written

    def _is_over(self, message: StaffMessage, now: datetime) -> bool:
        if isinstance(message, ServiceAlert):
            ends = [span.end for span in message.active]
            return bool(ends) and all(end is not None and end <= now for end in ends)
        if isinstance(message, Detour):
            return message.span.end is not None and message.span.end <= now
        return self._is_driven(message, now)

    def _is_driven(self, message: Cancellation, now: datetime) -> bool:
        """Whether the run would have ended by now; so it is where nobody knows it any more."""
        trips = self.ids.find_trips(message.trip)
        if not trips:
            return True
        last_s = int(get_calls(self.ids.timetable, trips[0]).arrival_s[-1])
        return at_second(last_s, day=message.day, zone=self.ids.zone) + BEHIND <= now


def _succeed(old: Written, message: StaffMessage, *, author: str, now: datetime) -> Written:
    if type(old.message) is not type(message):
        raise BadInput(
            f"The message {message.id!r} is of another kind.", allowed="Write a new one."
        )
    return Written(message, author, now, revision=old.revision + 1)
