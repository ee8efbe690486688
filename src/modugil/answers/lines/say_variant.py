"""How the runs of a variant differ from those that the diagram shows, in words."""

from collections.abc import Callable, Sequence

from modugil.answers.lines.phrases import LinePhrases

NameOf = Callable[[int], str]


def say_variant(
    stops: Sequence[int],
    main: Sequence[int],
    *,
    places: Sequence[int],
    phrases: LinePhrases,
    name_of: NameOf,
) -> str:
    """What is other: where it begins and ends, what it passes besides, what it leaves out.

    Shapes:  `places` has the place of each of the stops on the main course, -1 off it.
    """
    said: list[str] = []
    if stops[0] != main[0]:
        said.append(phrases.starts.format(name=name_of(stops[0])))
    if stops[-1] != main[-1]:
        said.append(phrases.ends.format(name=name_of(stops[-1])))
    inner = range(1, len(stops) - 1)
    via = [stops[row] for row in inner if places[row] < 0]
    known = [place for place in places if place >= 0]
    low, high = (known[0], known[-1]) if known else (0, -1)
    left_out = [main[row] for row in range(low, high + 1) if row not in set(known)]
    for phrase, rows in ((phrases.via, via), (phrases.without, left_out)):
        if rows:
            said.append(phrase.format(name=_names(rows, phrases, name_of)))
    return phrases.comma.join(said)


def _names(rows: Sequence[int], phrases: LinePhrases, name_of: NameOf) -> str:
    first = name_of(rows[0])
    others = len(rows) - 1
    return phrases.and_more.format(name=first, n=others) if others else first
