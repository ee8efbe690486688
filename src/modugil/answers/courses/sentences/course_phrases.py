"""What every language must be able to say of a course."""

from collections.abc import Mapping
from dataclasses import dataclass

Triple = tuple[str, str, str]
"""Sentences for yes, no, and what nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePhrases:
    """The phrases of one language, with gaps as `fill` fills them.

    What facts are called, and their values and units, stand in the phrases of sights.
    """

    verdicts: Triple
    nothing_asked: str
    stops_at: str
    """The first reason why not, with {point} and {why}."""
    more_stops: str
    """Further points that refuse, with {n}."""
    aspects: Mapping[str, str]
    """What is asked, by the word of an Aspect."""
    known: str
    """{what} was measured at {n} of {all} points."""
    known_nowhere: str
    too_steep: str
    """With {deg}, {percent} and the {limit} in percent."""
    too_narrow: str
    steps_counted: str
    steps_named: str
    surface_refused: str
    said_unusable: str
    steep_back: str
    """Passable only one way, or only one way is known, with {deg} and {percent}."""
    warned: str
    """Of the ground, with {state}."""
    perhaps: str
    """A measured number that lies on both sides of the limit, with {what}."""
    not_measured: str
    """With {things}."""
    order_track: str
    """With {n} stretches and their {length}."""
    order_said: str
    order_unknown: str
    along: str
    """So far from the beginning of stretch {stretch}."""
    part: Mapping[str, str]
    """By the word of a Part; with {n}, {all}, and of a run {start}, {end} and {length}."""
    part_unsure: str
    effort: str
    """With {n} pieces, their {length} and the {level} metres."""
    effort_none: str
    effort_refused: str
    effort_unmeasured: str
    effort_rule: str
    piece: str
    """With {points}, {slope}, {length}, {way} and {level}."""
    offers: Mapping[str, str]
    """By the word of an Offer."""
    offer: str
    """{what} at {point}."""
    offers_none: Mapping[str, str]
    """What nobody says there is: toilet, parking, rest."""
    recommended: str
    not_recommended: str
    rule: str
    """What is judged, and that nobody measured between the points."""
    none: str
    """Of a region without courses."""
    count: str
    """With {n} courses, {yes}, {no} and {unknown}."""
