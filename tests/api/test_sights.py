"""The page of one place over HTTP."""

import html

from modugil.answers.sights.sight_answer import SECTIONS


def test_a_page_has_its_seven_sections_in_order(client):
    page = client.get("/api/v1/sights/light?language=en").json()
    assert [one["key"] for one in page["sections"]] == list(SECTIONS)
    assert (page["name"], page["ref"], page["wheelchair"]) == ("Lighthouse", "place:light", "yes")
    assert page["a11yNeeds"]["wheelchair"] == "yes"


def test_a_page_is_told_in_the_asked_language(client):
    page = client.get("/api/v1/sights/light", params={"language": "ko"}).json()
    assert page["sections"][0]["title"] == "들어갈 수 있나요?"
    assert page["language"] == "ko"


def test_the_way_from_a_start_is_told_for_ones_needs(client):
    words = {"language": "en", "from": "stop:land:W1", "needs": "manual-wheelchair"}
    page = client.get("/api/v1/sights/light", params=words).json()
    way = page["sections"][3]
    assert "365" in way["answer"]
    link = way["lines"][-1]["href"]
    assert "needs=manual-wheelchair" in link
    whole = client.get(link, headers={"Accept": "text/html"})
    assert whole.status_code == 200
    assert way["answer"] in html.unescape(whole.text)


def test_there_is_no_page_of_what_is_not_there(client):
    answer = client.get("/api/v1/sights/nowhere?language=en")
    assert answer.status_code == 404
    assert answer.json()["type"].endswith("place_not_found")


def test_words_that_cannot_be_meant_are_refused(client):
    for query in ("needs=flying-carpet", "form=33.5,126.5", "from=nowhere", "maxKerbCm=-3"):
        answer = client.get(f"/api/v1/sights/light?{query}")
        assert answer.status_code == 400, query


def test_the_page_is_described(client):
    description = client.get("/api/openapi.json").json()
    path = description["paths"]["/api/v1/sights/{place_id}"]["get"]
    names = {one["name"] for one in path["parameters"]}
    assert {"place_id", "from", "language", "needs", "maxSlopeUpPercent"} <= names
    schema = path["responses"]["200"]["content"]["application/json"]["schema"]
    assert schema["$ref"].endswith("/SightAnswer")
