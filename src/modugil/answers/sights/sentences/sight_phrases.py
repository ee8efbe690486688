"""What every language must be able to say of a place."""

from collections.abc import Mapping
from dataclasses import dataclass

from modugil.answers.sights.sentences.fill import fill
from modugil.answers.sights.sight_answer import SectionKey

Triple = tuple[str, str, str]
"""Sentences for yes, no, and what nobody says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactWords:
    """How one language calls what can be said of a place."""

    things: Mapping[str, str]
    """Facts that are there or not: "an elevator"; of every ACCESS fact and of the whole place."""
    whole: Mapping[str, Triple]
    """Facts of which "there is" makes no sentence."""
    labels: Mapping[str, str]
    """All other facts: "Phone"."""
    counters: Mapping[str, str]
    """How a number of something is counted, with {n}; "" for all others."""
    words: Mapping[str, str]
    """Values that are one of a few words."""
    categories: Mapping[str, str]
    """What kind of sight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursWords:
    """How one language tells when something is open."""

    days: tuple[str, str, str, str, str, str, str]
    """From Monday on."""
    holidays: str
    every_day: str
    always: str
    closed: str
    to: str
    """From one day or time to another, with {a} and {b}."""
    rule: str
    """On {days}, at {times}."""
    joined: str
    """Between days, or times."""
    rules_joined: str
    open_now: str
    closed_now: str
    not_known_now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WayPhrases:
    """How one gets there, and what is near."""

    nearest_stop: str
    lines_at: str
    no_lines_at: str
    next_bus: str
    no_low_floor: str
    perhaps_low_floor: str
    no_stop: str
    no_timetable: str
    give_start: str
    whole_way: str
    toilet_near: str
    toilet_in: str
    no_toilet_near: str
    near: str
    rental: str
    near_answer: str
    nothing_near: str
    straight: str
    wifi_states: Mapping[str, str]
    """By the word of a WifiStatus; "" where nobody listens."""
    wifi_devices: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePhrases:
    """Who says so, when, and where they disagree."""

    yes: str
    no: str
    claim: str
    claim_undated: str
    claims_joined: str
    disputed: str
    disputed_count: str
    counts: str
    source: str
    source_undated: str
    only_located: str
    """Of one who says nothing else."""
    licence: str
    no_licence: str
    sample: str
    staff: str
    answer: str
    nobody: str
    not_said: str
    year: str
    month: str
    day: str
    months: tuple[str, ...]
    """The names of the twelve months, or their numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SightPhrases:
    """The phrases of one language, with gaps as `fill` fills them."""

    facts: FactWords
    hours: HoursWords
    way: WayPhrases
    sources: SourcePhrases
    titles: Mapping[SectionKey, str]
    titles_of: Mapping[str, Mapping[SectionKey, str]]
    """Questions that suit only places of that kind."""
    kinds: Mapping[str, str]
    there_is: str
    there_is_no: str
    nobody_says: str
    value: str
    value_unknown: str
    own_words: str
    metres: str
    kilometres: str
    degrees: str
    answers: Mapping[str, Triple]
    """Of sections: yes, no, unknown; `get_in.whole` where only the whole place was judged."""
    clauses: Mapping[str, Triple]
    """Of the summary of a sight: get_in and get_round go on, toilet ends the sentence."""
    offers: Mapping[str, str]
    """What places of that kind are for, one sentence."""
    described: str
    not_described: str
    no_road_view: str
    road_view: str
    road_view_picture: str
    """One of them, with {distance} and {day}."""
    picture: str
    joined: str
    """Between the things of a list."""
    clauses_joined: str
    after_sentence: str
    """Between two sentences."""

    def title(self, kind: str, key: SectionKey) -> str:
        """The question that a section answers."""
        return self.titles_of.get(kind, {}).get(key) or self.titles[key]

    def name_of(self, key: str) -> str:
        """What a fact is about."""
        return self.facts.things.get(key) or self.facts.labels.get(key, key)

    def distance(self, metres: float) -> str:
        """How far, as people say it: to ten metres, from one kilometre on to a tenth of it."""
        rounded = max(10, round(metres / 10) * 10)
        if rounded < 1000:
            return fill(self.metres, n=str(rounded))
        return fill(self.kilometres, n=f"{metres / 1000:.1f}")

    def date(self, as_of: str) -> str:
        """A day, month or year as ISO writes it; anything else as it stands."""
        parts = as_of[:10].split("-")
        words = self.sources
        if not all(part.isdecimal() for part in parts) or len(parts) > 3 or len(parts[0]) != 4:
            return as_of
        month = int(parts[1]) if len(parts) > 1 else 1
        if not 1 <= month <= 12:
            return as_of
        template = (words.year, words.month, words.day)[len(parts) - 1]
        day = str(int(parts[2])) if len(parts) > 2 else ""
        return fill(template, y=parts[0], m=words.months[month - 1], d=day)

    def list_of(self, names: list[str]) -> str:
        """The names, as one list."""
        return self.joined.join(names)

    def sentences(self, *told: str) -> str:
        """Those that say something, one after the other."""
        return self.after_sentence.join(filter(None, told))
