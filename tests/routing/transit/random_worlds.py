"""Hypothesis strategies: small random timetables, walks and questions."""

from math import inf

from hypothesis import strategies as st
from tests.routing.transit.brute import DAY_S, Walk
from tests.routing.transit.small import Small, Trip

from modugil.core.access import Access
from modugil.routing.transit import BoardingLimits, TransferTable, build_transfers

STOPS = 6
ACCESS = st.sampled_from(list(Access))
MINUTE = 60


KERBS_M = (0.0, 0.1, 0.15, 0.25)
HEIGHTS = st.sampled_from([None, 0.25, 0.3, 0.4])
VEHICLES = st.none() | st.tuples(
    HEIGHTS,
    st.sampled_from([None, 0.18, 0.25]),
    st.sampled_from([None, 0.0, 0.2, 1.0, 1.5]),
    st.sampled_from([None, 0.7, 1.2]),
)
LIMITS = st.lists(
    st.builds(
        BoardingLimits,
        ramp_ratio=st.sampled_from([0.083, 0.125, 0.3, inf]),
        step_m=st.sampled_from([0.0, 0.03, 0.16, inf]),
        width_m=st.sampled_from([0.0, 0.8]),
    ),
    max_size=2,
).map(tuple)


@st.composite
def trips(draw: st.DrawFn) -> Trip:
    """A trip of two to five stops; some after midnight, some that cannot be boarded everywhere."""
    stops = draw(st.lists(st.integers(0, STOPS - 1), min_size=2, max_size=5))
    moment = draw(st.integers(0, 40)) * 10 * MINUTE + draw(st.sampled_from([0, 0, 23 * 3600]))
    times = []
    for _ in stops:
        arrival = moment
        moment += draw(st.sampled_from([0, 0, MINUTE]))
        times.append((arrival, moment))
        moment += draw(st.integers(0, 15)) * MINUTE
    positions = st.frozensets(st.integers(0, len(stops) - 1), max_size=1)
    days = draw(st.sampled_from([(0, 1, 2, 3), (1,), (0,), (2,), (0, 1)]))
    return Trip(
        stops=tuple(stops),
        times=tuple(times),
        days=days,
        wheelchair=draw(ACCESS),
        no_pickup=draw(positions),
        no_drop_off=draw(positions),
        vehicle=draw(VEHICLES),
    )


@st.composite
def timetables(draw: st.DrawFn) -> Small:
    """Up to a dozen trips; several often share their stops, some overtake others."""
    made = draw(st.lists(trips(), min_size=1, max_size=8))
    for _ in range(draw(st.integers(0, 4))):
        model = draw(st.sampled_from(made))
        later = draw(st.integers(-30, 90)) * MINUTE
        slower = draw(st.sampled_from([0, 0, MINUTE, 5 * MINUTE]))
        times = tuple(
            (
                a + max(later, -model.times[0][0]) + i * slower,
                d + max(later, -model.times[0][0]) + i * slower,
            )
            for i, (a, d) in enumerate(model.times)
        )
        made.append(
            Trip(
                stops=model.stops,
                times=times,
                days=model.days,
                wheelchair=model.wheelchair,
                no_pickup=model.no_pickup,
                no_drop_off=model.no_drop_off,
                vehicle=model.vehicle,
            )
        )
    access = {n: draw(ACCESS) for n in range(STOPS)}
    kerb_m = draw(st.dictionaries(st.integers(0, STOPS - 1), st.sampled_from(KERBS_M)))
    return Small(
        trips=tuple(made),
        stop_count=STOPS,
        stop_wheelchair=access,
        kerb_m=kerb_m,
        day_count=8,
    )


def walks(*, most_unverified_m: int) -> st.SearchStrategy[list[Walk]]:
    """A few walks between different stops; a pair may have a quick and a verified one."""
    one = st.builds(
        Walk,
        from_stop=st.integers(0, STOPS - 1),
        to_stop=st.integers(0, STOPS - 1),
        time_s=st.integers(0, 12).map(lambda n: n * MINUTE),
        unverified_m=st.integers(0, most_unverified_m).map(lambda n: n * 10),
    )
    return st.lists(one.filter(lambda w: w.from_stop != w.to_stop), max_size=6)


def ends(*, most_unverified_m: int) -> st.SearchStrategy[tuple[tuple[int, int, int], ...]]:
    """One to three labels: stop, seconds, unverified metres."""
    one = st.tuples(
        st.integers(0, STOPS - 1),
        st.integers(0, 10).map(lambda n: n * MINUTE),
        st.integers(0, most_unverified_m).map(lambda n: n * 10),
    )
    return st.lists(one, min_size=1, max_size=3).map(tuple)


def moments() -> st.SearchStrategy[int]:
    """A moment of the base day."""
    return st.integers(0, 143).map(lambda n: n * 10 * MINUTE) | st.integers(0, DAY_S)


def table_of(walked: list[Walk]) -> TransferTable:
    """The walks as the search reads them."""
    return build_transfers(
        STOPS,
        pairs=([w.from_stop for w in walked], [w.to_stop for w in walked]),
        time_s=[w.time_s for w in walked],
        unverified_m=[w.unverified_m for w in walked],
    )
