"""Whatever people, staff and the clock do in whatever order: nothing is promised twice."""

import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select
from tests.people.rental.conftest import MONDAY, MORNING, ONE_DAY, fill

from modugil.core.errors import BadInput
from modugil.people.rental.book import STAFF_STEPS
from modugil.people.rental.days import Days
from modugil.people.rental.records import Wish
from modugil.people.rental.steps import (
    OPEN,
    ItemState,
    ItemStep,
    Kind,
    RequestState,
    Step,
)
from modugil.people.rental.stock import change_item_state
from modugil.store.database import open_database
from modugil.store.tables import rental_days, rental_items, rental_requests

PROMISED = (RequestState.RESERVED, RequestState.HANDED_OVER)


class Lending(RuleBasedStateMachine):
    """A desk with two receivers through some weeks."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.engine = open_database(Path(self.folder.name) / "state.sqlite")
        self.book = fill(self.engine)
        self.now: datetime = MORNING
        self.codes: list[str] = []

    def teardown(self) -> None:
        self.engine.dispose()
        self.folder.cleanup()

    @property
    def today(self) -> date:
        return self.book.get_today(self.now)

    @initialize()
    def begin(self) -> None:
        assert self.today == MONDAY

    @rule(first=st.integers(0, 6), more=st.integers(0, 4))
    def ask(self, first: int, more: int) -> None:
        begins = self.today + first * ONE_DAY
        wish = Wish("airport", Kind.RECEIVER, Days(begins, begins + more * ONE_DAY), "바람")
        try:
            self.codes.append(self.book.ask(wish, now=self.now)[0])
        except BadInput as refused:
            assert refused.code == "not_free"

    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        if self.codes:
            code = data.draw(st.sampled_from(self.codes))
            try:
                self.book.cancel(code, now=self.now)
            except BadInput as refused:
                assert refused.code == "wrong_step"

    @rule(
        id=st.integers(1, 12),
        step=st.sampled_from(STAFF_STEPS),
        serial=st.sampled_from(["", "R1", "R2"]),
    )
    def take(self, id: int, step: Step, serial: str) -> None:
        try:
            self.book.take(id, step, by="kim", now=self.now, serial=serial)
        except BadInput as refused:
            assert refused.code in ("wrong_step", "request_not_found")

    @rule(item=st.integers(1, 2), step=st.sampled_from([ItemStep.SET_ASIDE, ItemStep.REPAIR]))
    def tend(self, item: int, step: ItemStep) -> None:
        try:
            change_item_state(self.engine, item, step, by="kim", today=self.today, now=self.now)
        except BadInput as refused:
            assert refused.code == "wrong_step"

    @rule(hours=st.integers(1, 40))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.book.refresh(now=self.now)

    @invariant()
    def days_are_those_of_the_requests(self) -> None:
        """Each promised request has all of its days, each day once, and nobody else has any."""
        with self.engine.connect() as connection:
            requests = connection.execute(select(rental_requests)).all()
            rows = connection.execute(select(rental_days)).all()
        wanted = {
            (one.item_id, day.isoformat(), one.id)
            for one in requests
            if one.state in PROMISED
            for day in Days(date.fromisoformat(one.first_day), date.fromisoformat(one.last_day))
        }
        assert {(row.item_id, row.day, row.request_id) for row in rows} == wanted
        assert len({(item, day) for item, day, _ in wanted}) == len(wanted)

    @invariant()
    def who_has_nothing_and_awaits_nothing_is_forgotten(self) -> None:
        with self.engine.connect() as connection:
            for one in connection.execute(select(rental_requests)):
                assert (one.called == "") == (one.state not in OPEN)

    @invariant()
    def what_is_out_is_with_exactly_one(self) -> None:
        with self.engine.connect() as connection:
            items = connection.execute(select(rental_items)).all()
            requests = connection.execute(select(rental_requests)).all()
        for item in items:
            having = [
                one for one in requests if one.item_id == item.id and one.state == "handed_over"
            ]
            assert len(having) == (item.state == ItemState.OUT)


Lending.TestCase.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
TestLending = Lending.TestCase
