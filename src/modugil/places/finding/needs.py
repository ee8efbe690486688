"""What of a place meets a need: one table, and the one rule by which it is read.

Of each need, in this order:

1. NO where one of `no` holds: the place is left out for whoever has the need.
2. UNKNOWN where one of `doubt` holds, or sources disagree on a fact that `no` or `doubt` names.
3. YES where one of `yes` holds: all facts of that line are said, and nobody says otherwise.
4. UNKNOWN otherwise.

A disputed fact never holds, nor does a number of things of which it is said that there are none,
nor a thing of which the number is none: a YES always rests on facts that no source contradicts.
Several needs together are as the worst of them.

Unknown: what nobody says is never a yes; a long list of conveniences that are said to be missing
         is no `no` either, as one may still come.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from modugil.core.access import Access, worst_access
from modugil.places.place import WHEELCHAIR, Place
from modugil.places.vocabulary import FACTS, KINDS, Form

NeedWord = Literal["wheelchair", "sight", "hearing", "infants", "older"]
COUNTED = "_count"
"""Behind the key of a thing: the key of how many there are."""
NEED_WORDS: tuple[NeedWord, ...] = get_args(NeedWord)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a place: its facts, and the keys on which sources disagree."""

    kind: str
    values: Mapping[str, str]
    disputed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """Facts that hold together: each key with its value, `some` for a count above none."""

    facts: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...] = KINDS

    def holds(self, known: Known) -> bool:
        """Whether all of it is known of a place of these kinds."""
        return known.kind in self.kinds and all(
            _is_said(known, key, value) for key, value in self.facts
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """When a need is met, when not, and when nobody should rely on it."""

    yes: tuple[Line, ...]
    no: tuple[Line, ...] = ()
    doubt: tuple[Line, ...] = ()

    def list_keys_against(self, kind: str) -> frozenset[str]:
        """The facts that can speak against the need."""
        lines = [line for line in (*self.no, *self.doubt) if kind in line.kinds]
        return frozenset(key for line in lines for key, _ in line.facts)


_TOILETS = ("toilets",)


def _said(*facts: str, kinds: tuple[str, ...] = KINDS) -> Line:
    pairs = (fact.partition("=") for fact in facts)
    return Line(tuple((key, value or "yes") for key, _, value in pairs), kinds)


RULES: dict[NeedWord, Rule] = {
    # one gets there and in: the whole place is said to be so, or its approach and its entrance
    "wheelchair": Rule(
        yes=(
            _said(WHEELCHAIR),
            _said("alone_accessible"),
            _said("step_free_approach", "step_free_entrance"),
            _said("step_free_entrance", "step_free_inside"),
            _said("accessible_toilet", kinds=_TOILETS),
            _said("ramp_vehicles=some", kinds=("centres",)),
            _said("lift_vehicles=some", kinds=("centres",)),
        ),
        no=(
            _said(f"{WHEELCHAIR}=no"),
            _said("accessible_toilet=no", kinds=_TOILETS),
            _said("steps=some", kinds=("courses",)),
        ),
        doubt=(
            _said("step_free_approach=no"),
            _said("step_free_entrance=no"),
            _said("step_free_inside=no"),
            _said("has_steps_or_slope"),
            _said("difficulty=hard"),
            _said("difficulty=very_hard"),
        ),
    ),
    # something there is made for who sees little or nothing, or their dog is welcome
    "sight": Rule(
        yes=tuple(
            _said(key)
            for key in (
                "sight_friendly",
                "tactile_paving",
                "braille_guide",
                "audio_guide",
                "guide_person",
                "guidance_system",
                "large_print",
                "guide_dog",
            )
        ),
        no=(_said("sight_friendly=no"),),
        doubt=(_said("guide_dog=no"),),
    ),
    "hearing": Rule(
        yes=tuple(
            _said(key)
            for key in ("hearing_friendly", "sign_language", "video_captions", "hearing_room")
        ),
        no=(_said("hearing_friendly=no"),),
    ),
    "infants": Rule(
        yes=tuple(_said(key) for key in ("nursing_room", "rental_stroller", "baby_chair"))
        + (_said("changing_table"), _said("rental_stroller_count=some")),
        no=(_said("changing_table=no", kinds=_TOILETS),),
    ),
    # one need not walk far or climb: a way without steps, a lift, a wheelchair to borrow
    "older": Rule(
        yes=(
            _said("elevator"),
            _said("rental_wheelchair"),
            _said("rental_wheelchair_count=some"),
            _said("rental_power_wheelchair"),
            _said(WHEELCHAIR),
            _said("alone_accessible"),
            _said("step_free_approach", "step_free_entrance"),
            _said("step_free_entrance", "step_free_inside"),
            _said("accessible_toilet", kinds=_TOILETS),
        ),
        no=(_said("difficulty=very_hard", kinds=("courses",)),),
        doubt=(_said("difficulty=hard"), _said("difficulty=very_hard")),
    ),
}


HEARD = frozenset(
    key
    for rule in RULES.values()
    for line in (*rule.yes, *rule.no, *rule.doubt)
    for key, _ in line.facts
)
"""Every fact that the table asks for."""


def judge_need(need: NeedWord, known: Known) -> Access:
    """Whether what is known of a place meets the need."""
    rule = RULES[need]
    if any(line.holds(known) for line in rule.no):
        return Access.NO
    if rule.list_keys_against(known.kind) & known.disputed:
        return Access.UNKNOWN
    if any(line.holds(known) for line in rule.doubt):
        return Access.UNKNOWN
    return Access.YES if any(line.holds(known) for line in rule.yes) else Access.UNKNOWN


def judge_needs(needs: Iterable[NeedWord], known: Known) -> Access:
    """Whether all of the needs are met: as the worst of them; YES where none is asked."""
    return worst_access(Access.YES, *(judge_need(need, known) for need in needs))


def know_place(place: Place) -> Known:
    """What is known of a place that is told with its sources."""
    disputed = frozenset(key for key, fact in place.facts.items() if fact.disputed)
    values = {key: fact.value for key, fact in place.facts.items()}
    return Known(place.kind, values, disputed)


def is_there(key: str, value: str) -> bool:
    """Whether a fact says that there is such a thing: yes, or some, or that it is told at all."""
    form = Form.ACCESS if key == WHEELCHAIR else FACTS.get(key)
    if form is Form.ACCESS:
        return value == "yes"
    if form is Form.COUNT:
        return value.isascii() and value.isdigit() and int(value) > 0
    return bool(value)


def _is_said(known: Known, key: str, value: str) -> bool:
    told = known.values.get(key, "")
    if not told or key in known.disputed:
        return False
    if not (is_there(key, told) if value == "some" else told == value):
        return False
    return told == "no" or not _is_denied(known, key)


def _is_denied(known: Known, key: str) -> bool:
    """Whether it is said, or disputed, that the counted thing is there, or that there are none."""
    thing = key.removesuffix(COUNTED)
    if thing != key:
        return known.values.get(thing) == "no" or thing in known.disputed
    counted = known.values.get(key + COUNTED, "")
    return bool(counted) and not is_there(key + COUNTED, counted)
