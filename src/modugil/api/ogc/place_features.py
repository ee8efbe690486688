"""Places as features: every fact by its key, and who says it."""

from collections.abc import Sequence

from modugil.api.ogc.feature import Facts, Feature, build_feature
from modugil.api.provenance import ACCESS_WORDS, list_heard, list_heard_of_itself, list_values
from modugil.core.source import Source
from modugil.places.place import Place
from modugil.places.vocabulary import FACTS, Form


def build_place_feature(place: Place, sources: Sequence[Source]) -> Feature:
    """The place as it is told to every map program."""
    facts = Facts(
        values=list_values(place),
        provenance=list_heard_of_itself(place, sources) | list_heard(place, sources),
        wheelchair=ACCESS_WORDS[place.wheelchair],
        category=place.get_value("category"),
        disputed=frozenset(
            key
            for key, fact in place.facts.items()
            if fact.disputed and FACTS.get(key) is Form.COUNT
        ),
    )
    return build_feature(place.id, names=place.names, line=[(place.lon, place.lat)], facts=facts)
