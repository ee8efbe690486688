"""What a place looks like, as far as anybody writes or shows it."""

from collections.abc import Sequence

from modugil.answers.sights.scope import Scope
from modugil.answers.sights.sight_answer import SightLine


def answer_looks(scope: Scope) -> str:
    """Whether somebody describes it; there is no road view of any place yet."""
    phrases = scope.phrases
    told = {"description", "image"} & scope.place.facts.keys()
    return phrases.sentences(
        phrases.described if told else phrases.not_described, phrases.no_road_view
    )


def add_road_view(scope: Scope, lines: Sequence[SightLine]) -> list[SightLine]:
    """The lines, and that there is no road view."""
    return [*lines, SightLine(text=scope.phrases.no_road_view, access="unknown")]
