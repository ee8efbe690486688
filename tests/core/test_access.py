from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from modugil.core.access import Access, worst_access

ACCESSES = st.lists(st.sampled_from(Access), min_size=1, max_size=5)


def test_one_no_is_no_and_one_unknown_is_never_a_yes():
    assert worst_access(Access.YES, Access.YES) is Access.YES
    assert worst_access(Access.YES, Access.UNKNOWN) is Access.UNKNOWN
    assert worst_access(Access.UNKNOWN, Access.NO) is Access.NO


@given(ACCESSES)
def test_the_order_in_which_things_are_used_does_not_matter(given_accesses):
    results = {worst_access(*order) for order in permutations(given_accesses)}
    assert len(results) == 1
