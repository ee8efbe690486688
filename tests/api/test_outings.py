"""A day out at the door of the API: on the sample island, and in the small world."""

from pathlib import Path

import pytest
from litestar.testing import TestClient
from tests.answers.world import DAY, at, build, open_world
from tests.app.served import web_of

from modugil.answers.outings import hops
from modugil.answers.outings.sentences import PHRASES
from modugil.core.language import ALL_LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
TUESDAY = "2026-11-24T09:30"
CHARGED = {
    "from": "place:sight-folk-museum",
    "via1": "place:sight-iho-beach",
    "stay1": "60",
    "via2": "place:sight-halla-arboretum",
    "stay2": "60",
    "to": "place:sight-yongduam",
    "at": TUESDAY,
    "needs": "powered-wheelchair",
    "rangeKm": "20",
    "onWheelsOnly": "true",
}
"""More than 20 km through Jeju City with a battery for 20 km, of which 2 are kept."""
OFTEN = {
    "from": "place:toilet-05",
    "via1": "place:sight-olle-market",
    "stay1": "20",
    "via2": "place:toilet-09",
    "stay2": "20",
    "to": "place:sight-yeomiji",
    "at": TUESDAY,
    "needs": "powered-wheelchair",
    "toiletEveryMin": "40",
}
"""From a museum in Seogwipo by bus to a garden in Jungmun."""
NO_KERB = {
    "from": "33.350533,126.183683",
    "to": "stop:405000663",
    "at": "2026-11-24T09:00",
    "needs": "manual-wheelchair",
}
"""From Sinchang, where both flags allow the 202 at 09:05, but there is no kerb, to the airport."""
SMALL = {"from": at("a"), "to": at("t"), "at": f"{DAY}T09:00"}


@pytest.fixture(scope="module")
def island(tmp_path_factory):
    """The sample of Jeju behind the API."""
    folder = build(ROOT / "regions" / "jeju-sample", tmp_path_factory.mktemp("jeju"))
    with TestClient(web_of(open_world(folder).planner, folder)) as client:
        yield client


def ask(client, asked, **words):
    answer = client.get("/api/v1/outings", params={"language": "en"} | asked | words)
    assert answer.status_code == 200, answer.text
    return answer.json()


def whats(plan):
    return [stop["what"] for stop in plan["stops"]]


def check_order(plan):
    """Each stop follows the one before by the way that lies between them."""
    for before, stop, part in zip(plan["stops"], plan["stops"][1:], plan["parts"], strict=False):
        journey = part["journey"]
        assert before["departure"] <= journey["departure"] <= journey["arrival"]
        assert journey["arrival"] <= stop["begin"] <= stop["departure"]
        assert journey["passes"]
        assert stop["atKm"] == pytest.approx(before["atKm"] + part["wheelsKm"], abs=0.02)


def test_a_day_of_more_than_20_km_needs_a_charger_and_without_it_the_battery_ends(island):
    told = ask(island, CHARGED)
    plan, without = told["plan"], told["without"]
    assert told["fits"] and not told["same"] and plan["broken"] == []
    assert whats(plan) == ["start", "stay", "charge", "stay", "end"]
    assert plan["wheelsKm"] > 20 and plan["lowestLeftKm"] >= 2.0
    check_order(plan)
    charge = plan["stops"][2]
    assert charge["place"]["kind"] == "charger"
    assert charge["leftAfterKm"] > charge["leftKm"]
    assert plan["chargingMin"] % 5 == 0 and 0 < plan["chargingMin"] <= 60
    assert whats(without) == ["start", "stay", "stay", "end"]
    assert without["lowestLeftKm"] < 0
    (broken,) = without["broken"]
    assert broken["kind"] == "battery"
    assert broken["text"].startswith(f"The battery is empty at kilometre {broken['atKm']:.1f} (")
    assert 0 < broken["atKm"] < without["wheelsKm"]
    assert without["arrival"] < plan["arrival"]


def test_the_battery_counts_hills_and_no_bus(island):
    told = ask(island, CHARGED)
    for part in told["plan"]["parts"]:
        assert part["levelKm"] > 0 and part["levelKm"] != part["wheelsKm"]
    left = [(stop["leftKm"], stop["leftAfterKm"]) for stop in told["plan"]["stops"]]
    for (_, before), (after, _), part in zip(left, left[1:], told["plan"]["parts"], strict=False):
        assert before - after == pytest.approx(part["levelKm"], abs=0.02)
    ridden = ask(island, OFTEN | {"toiletEveryMin": "", "rangeKm": "20"})
    assert any(part["journey"]["boardings"] for part in ridden["plan"]["parts"])
    assert ridden["plan"]["wheelsKm"] < 5 < 20 - ridden["plan"]["levelKm"]
    assert ridden["same"] and ridden["plan"] == ridden["without"]


def test_a_battery_that_no_charger_can_fill_enough_is_told_with_what_is_missing(island):
    told = ask(island, CHARGED, rangeKm="8")
    assert not told["fits"] and told["short"] == "battery"
    assert told["shortKm"] > 0 and f"{told['shortKm']:.1f} km short" in told["message"]
    assert told["plan"]["broken"] and told["plan"]["lowestLeftKm"] > told["without"]["lowestLeftKm"]


def test_chargers_are_of_use_only_while_they_are_known_to_be_open(island):
    """On a Sunday most are closed, and those of offices are all day."""
    sunday = ask(island, CHARGED, at="2026-11-22T09:30")
    charged = [s for s in sunday["plan"]["stops"] if s["what"] == "charge"]
    assert all("한라대학교" not in stop["place"]["name"] for stop in charged)
    assert sunday["plan"]["arrival"][11:] >= ask(island, CHARGED)["plan"]["arrival"][11:]


def test_a_day_with_no_more_than_40_minutes_between_usable_toilets_beside_the_day_without(island):
    told = ask(island, OFTEN)
    plan, without = told["plan"], told["without"]
    assert told["fits"] and plan["broken"] == []
    assert plan["longestToiletMin"] <= 40 < without["longestToiletMin"]
    check_order(plan)
    assert "toilet" in whats(plan) and "toilet" not in whats(without)
    for stop in plan["stops"]:
        assert stop["toiletMin"] <= 40
        if stop["what"] == "toilet":
            assert stop["place"]["wheelchair"] == "yes" and stop["toiletAfterMin"] == 0
    (broken,) = without["broken"]
    assert broken["kind"] == "toilet" and broken["minutes"] == without["longestToiletMin"]
    assert f"{broken['minutes']} minutes without a toilet you can use" in broken["text"]
    assert any(part["journey"]["boardings"] for part in plan["parts"])


def list_lines(plan):
    legs = (leg for part in plan["parts"] for leg in part["journey"]["legs"])
    return [leg["ride"]["line"] for leg in legs if leg["ride"] is not None]


def test_a_day_takes_no_bus_whose_ramp_would_be_too_steep_although_both_flags_allow_it(island):
    refused, steeper = ask(island, NO_KERB), ask(island, NO_KERB, maxRampPercent="25")
    assert list_lines(steeper["plan"])[0] == "202"
    assert list_lines(refused["plan"])[0] != "202"
    assert refused["plan"]["arrival"] > steeper["plan"]["arrival"]


def test_a_toilet_of_which_nothing_is_known_counts_for_those_who_accept_it_alone(island):
    """In Jeju City nobody tells when the toilets are open."""
    asked = CHARGED | {"rangeKm": "", "via2": "", "toiletEveryMin": "120"}
    told, accepted = ask(island, asked), ask(island, asked, unknown="accept")
    assert not told["fits"] and told["short"] == "toilet"
    assert f"{told['plan']['longestToiletMin']} minutes" in told["message"]
    assert accepted["fits"] and accepted["plan"]["longestToiletMin"] <= 120


def test_where_no_day_keeps_the_limit_the_nearest_one_is_told(island):
    told = ask(island, OFTEN, toiletEveryMin="20")
    assert not told["fits"] and told["short"] == "toilet"
    longest = told["plan"]["longestToiletMin"]
    assert 20 < longest < told["without"]["longestToiletMin"]
    assert max(one["minutes"] for one in told["plan"]["broken"]) == longest
    assert ask(island, OFTEN, toiletEveryMin=str(longest + 1))["fits"]


@pytest.mark.parametrize("asked", [CHARGED, OFTEN])
def test_every_language_says_it_in_its_own_words(island, asked):
    told = [ask(island, asked, language=one) for one in ALL_LANGUAGES]
    assert len({one["message"] for one in told}) == len(ALL_LANGUAGES)
    assert len({one["without"]["broken"][0]["text"] for one in told}) == len(ALL_LANGUAGES)
    assert len({one["assumptions"][0] for one in told}) == len(ALL_LANGUAGES)
    assert all("{" not in text for one in told for text in one["assumptions"])


def test_a_day_without_limits_is_the_plain_one(client):
    told = ask(client, SMALL, via1="place:light", stay1="30")
    assert told["fits"] and told["same"] and told["assumptions"] == []
    assert [place["name"] for place in told["places"]][1] == "Lighthouse"
    assert told["plan"]["levelKm"] is None and told["plan"]["longestToiletMin"] is None
    stay = told["plan"]["stops"][1]
    assert stay["text"] == "Stay 30 min at Lighthouse."


def test_places_that_nothing_connects_are_named(client):
    told = ask(client, SMALL | {"to": "place:hut"}, needs="walking", rangeKm="20")
    assert told["plan"] is None and told["without"] is None and told["short"] == "ways"
    assert told["message"].endswith("to Lone House meets these needs.")


@pytest.mark.parametrize(
    "words",
    [
        {"rangeKm": "far"},
        {"rangeKm": "0.5"},
        {"rangeKm": "10", "rangeNowKm": "11"},
        {"reserveKm": "1"},
        {"toiletEveryMin": "9"},
        {"toiletEveryMin": "nan"},
        {"stay1": "-1"},
        {"unknown": "maybe"},
        {"onWheelsOnly": "perhaps"},
        {"via1": "place:none"},
        {"via6": "place:light"},
        {"needs": "flying"},
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_may_be(client, words):
    answer = client.get("/api/v1/outings", params=SMALL | words)
    assert answer.status_code in (400, 404), answer.text
    assert answer.json()["detail"]
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_flag_is_written_as_everywhere_else(island):
    asked = {name: text for name, text in CHARGED.items() if name != "onWheelsOnly"}
    told = [ask(island, asked, onWheelsOnly=flag)["limits"] for flag in ("true", "1", "TRUE")]
    assert [one["onWheelsOnly"] for one in told] == [True, True, True]
    assert ask(island, asked, onWheelsOnly="0")["limits"]["onWheelsOnly"] is False


@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_where_not_everything_may_be_tried_the_answer_says_so(island, monkeypatch, language):
    """Two limits of which each can be kept alone; with 2,000 steps nobody knows about both."""
    monkeypatch.setattr(hops, "MOST_STEPS", 2_000)
    told = ask(island, OFTEN, rangeKm="3", language=language)
    phrases = PHRASES[language]
    assert not told["allTried"]
    assert not told["fits"]
    assert told["farthest"] is None
    assert told["message"].endswith(phrases.untried_limits)
    assert phrases.short_both not in told["message"]
    assert told["without"]["parts"]


def test_a_proof_says_how_far_one_comes_within_the_limits(island):
    told = ask(island, CHARGED, rangeKm="8")
    assert told["allTried"]
    names = [place["name"] for place in told["places"]]
    assert told["farthest"] in names[1:-1]
    assert f"Within the limits one comes as far as {told['farthest']}." in told["message"]
