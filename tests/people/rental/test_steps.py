"""The table of steps has no way in twice and no way out of what is over."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modugil.core.errors import WrongStep
from modugil.people.rental.codes import LETTERS, draw_code, hash_code, parse_code
from modugil.people.rental.steps import (
    ITEM_STEPS,
    OPEN,
    STEPS,
    ItemState,
    ItemStep,
    RequestState,
    Step,
    take_item_step,
    take_step,
)

EVERY = [(state, step) for state in RequestState for step in Step]


@pytest.mark.parametrize("state, step", [pair for pair in EVERY if pair not in STEPS])
def test_a_step_that_there_is_not_is_refused_in_one_sentence(
    state: RequestState, step: Step
) -> None:
    with pytest.raises(WrongStep) as refused:
        take_step(state, step)
    assert refused.value.message.endswith(".")
    assert refused.value.why == f"is_{state}"


def test_each_step_leads_on_and_never_back() -> None:
    rank = {state: number for number, state in enumerate(RequestState)}
    for (state, _), became in STEPS.items():
        assert rank[became.request] > rank[state]


@given(st.lists(st.sampled_from(Step), max_size=12))
def test_whatever_is_tried_a_request_ends_and_stays_ended(steps: Iterable[Step]) -> None:
    state, out, taken = RequestState.RESERVED, False, 0
    for step in steps:
        try:
            became = take_step(state, step)
        except WrongStep:
            continue
        assert state in OPEN
        state, taken = became.request, taken + 1
        if became.item is not None:
            assert (became.item is ItemState.OUT) == (state is RequestState.HANDED_OVER)
            assert out or became.item is ItemState.OUT
            out = True
    assert taken <= 3
    assert out == (state in {RequestState(one) for one in ("handed_over", "returned")}) or (
        out and state in (RequestState.LOST, RequestState.FOUND)
    )


def test_every_state_can_be_reached_from_a_request() -> None:
    reached = {RequestState.RESERVED}
    for _ in RequestState:
        reached |= {became.request for (state, _), became in STEPS.items() if state in reached}
    assert reached == set(RequestState)


@pytest.mark.parametrize("state", ItemState)
@pytest.mark.parametrize("step", ItemStep)
def test_a_thing_that_is_lent_is_neither_repaired_nor_retired(
    state: ItemState, step: ItemStep
) -> None:
    if (state, step) in ITEM_STEPS:
        assert take_item_step(state, step) is ITEM_STEPS[state, step]
        assert state not in (ItemState.OUT, ItemState.RETIRED)
    else:
        with pytest.raises(WrongStep):
            take_item_step(state, step)


@given(st.integers())
def test_a_code_is_read_however_it_is_typed(_seed: int) -> None:
    code = draw_code()
    assert parse_code(code) == code
    typed = f"  {code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} "
    assert parse_code(typed) == code
    assert len(hash_code(code)) == 64


@given(st.text(max_size=50))
def test_what_is_no_code_means_none(text: str) -> None:
    found = parse_code(text)
    assert found == "" or set(found) <= {*LETTERS, "-"}
    assert parse_code("") == parse_code("K7QX-3M9") == parse_code("K7QX-3M9U") == ""
