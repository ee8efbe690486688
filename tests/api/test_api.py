from itertools import pairwise

import pytest
from openapi_spec_validator import validate
from tests.answers.world import DAY, at

from modugil.answers.asking.needs_cards import list_cited
from modugil.core.language import ALL_LANGUAGES
from modugil.core.thresholds import limit
from modugil.routing.presets import get_preset

ASKED = {"from": at("a"), "to": at("t"), "at": f"{DAY}T09:00", "needs": "powered-wheelchair"}


def ask(client, **words):
    answer = client.get("/api/v1/journeys", params=ASKED | words)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_trip_by_wheelchair_is_told_from_door_to_door(client):
    told = ask(client)
    assert told["journeys"]
    assert told["needs"] == "powered-wheelchair"
    for journey in told["journeys"]:
        for one, other in pairwise(journey["legs"]):
            assert one["end"]["name"] == other["start"]["name"]
            assert one["arrival"] <= other["departure"]
        assert journey["summary"]
    assert told["journeys"][0]["departure"].endswith("+09:00")


def test_sentences_are_in_the_language_asked_for(client):
    told = [ask(client, language=one) for one in ALL_LANGUAGES]
    assert [one["language"] for one in told] == list(ALL_LANGUAGES)
    summaries = {one["journeys"][0]["summary"] for one in told}
    assert len(summaries) == len(ALL_LANGUAGES)
    steps = {one["journeys"][0]["legs"][0]["steps"][0]["text"] for one in told}
    assert len(steps) == len(ALL_LANGUAGES)


def test_arriving_by_a_time_is_not_leaving_at_it(client):
    for journey in ask(client, arriveBy="true", at=f"{DAY}T10:00")["journeys"]:
        assert journey["arrival"] <= f"{DAY}T10:00:00+09:00"


def test_a_limit_of_ones_own_makes_the_needs_ones_own(client):
    assert ask(client, maxSlopeUpPercent="3")["needs"] == "custom"


@pytest.mark.parametrize(
    "text, name", [("회관", "서마을 회관"), ("lighth", "등대"), ("ㄷㄷ", "등대")]
)
def test_places_are_found_by_a_part_of_any_name(client, text, name):
    places = client.get("/api/v1/places", params={"q": text, "language": "ko"}).json()["places"]
    assert name in [place["name"] for place in places]
    assert places[0]["ref"].startswith(("stop:", "place:"))


def test_what_nobody_knows_is_an_empty_list_and_no_error(client):
    assert client.get("/api/v1/places", params={"q": "없는 곳"}).json()["places"] == []


def reach(client, **words):
    told = client.get("/api/v1/reach", params={"from": at("a"), "language": "en"} | words).json()
    metres = sum(len(line) for line in told["features"][0]["geometry"]["coordinates"])
    return told, metres, [one["properties"]["name"] for one in told["features"][1:]]


def test_reach_is_geojson_of_streets_and_stops(client):
    told, _, stops = reach(client, minutes="5", needs="walking")
    assert told["type"] == "FeatureCollection"
    assert [one["geometry"]["type"] for one in told["features"][:2]] == ["MultiLineString", "Point"]
    assert "West Village Gate" in stops
    ref = told["features"][1]["properties"]["ref"]
    assert client.get("/api/v1/journeys", params=ASKED | {"from": ref}).status_code == 200


def test_more_minutes_reach_farther_and_stricter_needs_not(client):
    short, long = reach(client, minutes="1"), reach(client, minutes="6")
    strict = reach(client, minutes="6", unknownPolicy="refuse")
    assert short[1] < long[1]
    assert set(short[2]) <= set(long[2])
    assert strict[1] < long[1]


def test_the_region_says_what_it_is_made_of_and_until_when(client):
    told = client.get("/api/v1/region", params={"language": "en"}).json()
    assert told["name"] == "Two towns"
    assert (told["firstDay"], told["lastDay"]) == ("2026-11-01", "2026-11-30")
    assert {source["licence"] for source in told["sources"]} == {"CC0-1.0"}
    assert told["bounds"]["south"] < told["bounds"]["north"]
    assert told["sample"] is False


def test_every_preset_is_told_with_its_numbers_and_who_says_so(client):
    told = client.get("/api/v1/needs").json()
    assert told["together"] == ","
    manual = next(one for one in told["presets"] if one["preset"] == "manual-wheelchair")
    slope = next(one for one in manual["limits"] if one["word"] == "maxSlopeUpRatio")
    assert slope["value"] == get_preset("manual-wheelchair").max_slope_up_ratio
    assert "AccessMap" in slope["citations"][0]
    walking = next(one for one in told["presets"] if one["preset"] == "walking")
    assert next(x for x in walking["limits"] if x["word"] == "maxKerbM")["value"] is None


@pytest.mark.parametrize("preset, field, id", list_cited())
def test_a_cited_number_is_the_one_of_the_table(preset, field, id):
    assert getattr(get_preset(preset), field) == limit(id)


def test_the_table_of_limits_is_told_whole(client):
    told = client.get("/api/v1/thresholds").json()["thresholds"]
    assert any(one["id"] == "kr.ramp.slope_ratio" and one["validFrom"] for one in told)


def test_the_process_says_that_it_lives(client):
    assert client.get("/health").json()["status"] == "ok"


def test_the_description_is_valid_openapi_and_names_every_word(client):
    told = client.get("/api/openapi.json").json()
    validate(told)
    parameters = told["paths"]["/api/v1/journeys"]["get"]["parameters"]
    named = {one["name"] for one in parameters}
    assert {"from", "to", "at", "arriveBy", "needs", "maxSlopeUpRatio", "unknownPolicy"} <= named
    assert "application/problem+json" in str(told["paths"]["/api/v1/journeys"]["get"]["responses"])


def test_nothing_from_outside_may_be_loaded_and_nothing_is_kept(client):
    for path in ("/", "/about", "/api/v1/region", "/api/docs", "/nothing"):
        headers = client.get(path, headers={"Accept": "text/html"}).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "http" not in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
