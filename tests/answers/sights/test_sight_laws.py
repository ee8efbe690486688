"""Laws of every page, whatever is said of a place and by whomever."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.answers.sights.drawn_sights import open_sights, read, say

from modugil.answers.sights.layout import UNTOLD, list_asked
from modugil.answers.sights.sight_answer import SECTIONS, SightLine
from modugil.core.language import ALL_LANGUAGES
from modugil.places.build_places import Group, build_places
from modugil.places.vocabulary import CATEGORIES, FACTS, KINDS, Form

VALUES = {
    Form.ACCESS: st.sampled_from(["yes", "no"]),
    Form.COUNT: st.integers(0, 400).map(str),
    Form.METRES: st.sampled_from(["0.85", "1.2", "12", "340"]),
    Form.DEGREES: st.sampled_from(["0", "4.5", "12"]),
    Form.HOURS: st.sampled_from(["24/7", "Mo-Fr 09:00-18:00; PH off", "sunrise-sunset"]),
    Form.WORD: st.sampled_from([*CATEGORIES, "up", "hard", "gravel", "unheard-of"]),
    Form.TEXT: st.sampled_from(["1588-1234", "입구 오른쪽 3m", "https://example.org/a", "a b c."]),
}


@st.composite
def said(draw):
    keys = draw(st.lists(st.sampled_from([*FACTS]), max_size=8, unique=True))
    facts = {key: draw(VALUES[FACTS[key]]) for key in keys}
    return {**facts, "wheelchair": draw(st.sampled_from(["", "yes", "no"]))}


@pytest.fixture(scope="module")
def page_of(world):
    """The page of one place, from what two sources say of it."""

    def page(kind, first, second, language):
        members = (
            say(kind, "곳", "h", first, english="Spot", as_of="2024-05"),
            say(kind, "곳", "h", second, source=1, as_of=""),
        )
        places = build_places([Group("spot", members)])
        sights = open_sights(world, places)
        return places.get_place(0), read(sights, "spot", language)

    return page


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(KINDS), said(), said(), st.sampled_from(ALL_LANGUAGES))
def test_the_laws_of_a_page(page_of, kind, first, second, language):
    place, page = page_of(kind, first, second, language)
    assert tuple(one.key for one in page.sections) == SECTIONS
    lines = [one for part in page.sections for one in part.lines]
    for line in lines:
        assert line.text and "{" not in line.text
        if line.access in ("yes", "no"):
            assert line.sources
        if line.disputed:
            assert len(line.sources) > 1 and line.access not in ("yes", "no")
    assert [one.number for one in page.sources] == list(range(1, len(page.sources) + 1))
    assert {number for line in lines for number in line.sources} <= {
        one.number for one in page.sources
    }
    _check_facts(place, lines)
    _check_unknown(place, page)


def _check_facts(place, lines):
    """Every fact is told, with the number it holds and all who say it."""
    by_key: dict[str, list[SightLine]] = {}
    for line in lines:
        by_key.setdefault(line.key, []).append(line)
    for key, fact in place.facts.items():
        if key in UNTOLD:
            continue
        told = by_key[key]
        if FACTS.get(key) in (Form.COUNT, Form.METRES, Form.DEGREES):
            assert all(one.value in told[0].text for one in fact.said)
        assert {number for line in told for number in line.sources}


def _check_unknown(place, page):
    """What is asked of every place and nobody says is told as unknown, and never as no."""
    for part in page.sections[:3]:
        for key in list_asked(place.kind, part.key):
            if key not in place.facts:
                told = [one for one in part.lines if one.key == key]
                assert [one.access for one in told] == ["unknown"]
        assert part.answer


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(KINDS), said())
def test_a_yes_to_get_in_rests_on_a_yes_and_contradicting_it_takes_it_away(page_of, kind, first):
    _, page = page_of(kind, first, {}, "en")
    keys = [key for key, value in first.items() if FACTS.get(key, Form.ACCESS) is Form.ACCESS]
    contrary = {key: "no" if first[key] == "yes" else "yes" for key in keys if first[key]}
    if page.sections[0].verdict == "yes":
        assert "yes" in [first[key] for key in keys]
        _, doubted = page_of(kind, first, contrary, "en")
        assert doubted.sections[0].verdict != "yes"
