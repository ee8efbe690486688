"""What is made once and kept for the next who asks."""

from threading import Barrier, Thread

import pytest

from modugil.answers.trips.preparation import Kept


def test_several_threads_that_ask_at_once_share_what_one_of_them_makes():
    kept: Kept[str, object] = Kept(most=2)
    made, got, together = list[object](), list[object](), Barrier(4)

    def make() -> object:
        made.append(object())
        return made[-1]

    def ask() -> None:
        together.wait()
        got.append(kept.get("needs", make))

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1 and set(got) == {made[0]}


def test_what_could_not_be_made_leaves_nothing_behind_and_may_be_tried_again():
    kept: Kept[str, int] = Kept(most=2)

    def fail() -> int:
        raise MemoryError

    with pytest.raises(MemoryError):
        kept.get("needs", fail)
    assert not kept._locks
    assert kept.get("needs", lambda: 7) == 7
    assert not kept._locks


def test_the_least_recently_asked_for_is_forgotten_first():
    kept: Kept[str, int] = Kept(most=2)
    for name in ("a", "b", "a", "c"):
        kept.get(name, lambda: 1)
    assert kept.get("a", lambda: 2) == 1
    assert kept.get("b", lambda: 2) == 2
