"""When two records speak of one place: the stated rule, in one place.

Records of one kind are compared, never two of one source: a publisher's two ids are two places.

1. Of stops, the same stop id. They may lie up to SAME_ID_M apart.
2. The same core of a name (see `names`) and, of sights, at most SAME_NAME_M apart; of shops and
   food, where a name may hang over several doors, and of all other kinds SAME_SHOP_M.
3. Names alike by ALIKE_RATIO, categories that may be one, and at most ALIKE_M apart.
4. A record without a position speaks of the one place with the same core of a name whose address,
   or else telephone, is the same.

The best pairs are taken first, each record once; of two equally good ones the nearer.
"""

from collections.abc import Mapping

from modugil.places.matching.names import compare_cores

SAME_ID_M = 500.0
SAME_NAME_M = 1500.0
SAME_SHOP_M = 200.0
ALIKE_M = 150.0
ALIKE_RATIO = 0.75
ALIKE_MOST = 0.99
"""As sure as names alike can be: 가가 and 가가가 share all their pairs and are not the same."""
FARTHEST_M: Mapping[str, float] = {"stops": SAME_ID_M, "sights": SAME_NAME_M}
"""How far apart records of a kind may lie at most; of all others SAME_SHOP_M."""
_SEEN = ("sight", "culture", "leisure", "event", "theme", "")
"""Categories that sources draw the line between at different places."""


def get_farthest_m(kind: str) -> float:
    """How far from a record one has to look for others of its place."""
    return FARTHEST_M.get(kind, SAME_SHOP_M)


def score(
    cores: frozenset[str],
    others: frozenset[str],
    *,
    categories: tuple[str, str],
    apart_m: float,
) -> float:
    """How surely two records of one kind speak of one place, above 0 to 1; 0 where they do not."""
    if not cores.isdisjoint(others):
        is_seen = all(category in _SEEN or category == "lodging" for category in categories)
        return 1.0 if apart_m <= (SAME_NAME_M if is_seen else SAME_SHOP_M) else 0.0
    may_be_one = categories[0] == categories[1] or all(one in _SEEN for one in categories)
    if apart_m > ALIKE_M or not may_be_one:
        return 0.0
    alike = max((compare_cores(one, other) for one in cores for other in others), default=0.0)
    return min(alike, ALIKE_MOST) if alike >= ALIKE_RATIO else 0.0
