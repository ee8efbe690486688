"""The pages of the road view without a script: lists, one picture in words, and reporting it."""

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from litestar.testing import TestClient
from tests.answers.roadview.pictures import near
from tests.answers.world import World, at
from tests.api.stac.conftest import opened_road, wire_road
from tests.app.served import web_of
from tests.pages.roadview.walk import Walked, write_spheres
from tests.places.roadview.drawn import NOW, named

from modugil.answers.desk import SPOKEN
from modugil.places.roadview.progress import Coming

PAGE = {"accept": "text/html"}
TRIP = {"from": at("d"), "to": at("b"), "needs": "walking"}


def show(client: TestClient, path: str, **words: str) -> str:
    """The page in English, its spaces as a reader sees them; `status` is what it answers."""
    status = int(words.pop("status", "200"))
    answer = client.get(path, params={"language": "en", **words}, headers=PAGE)
    assert answer.status_code == status, answer.text[:400]
    return re.sub(r"\s+", " ", answer.text)


def test_without_a_question_every_walk_is_listed(pictured: TestClient, walked: Walked) -> None:
    page = show(pictured, "/roadview")
    assert "5 pictures" in page and page.count("/thumb.jpg") == 8
    assert f'href="/roadview/{walked.spheres[0]}?language=en"' in page
    assert "North Road" in page


def test_pictures_near_a_place_are_listed_the_nearest_first(
    pictured: TestClient, walked: Walked
) -> None:
    spot = near("a", east_m=284)
    page = show(pictured, "/roadview", near=f"{spot.lat:.6f},{spot.lon:.6f}")
    listed = re.findall(r'href="/roadview/([0-9a-f-]{36})', page)
    assert listed[:2] == [walked.spheres[1], walked.spheres[0]]
    assert "2 m" in page


def test_pictures_that_show_a_spot_are_those_that_look_there(
    pictured: TestClient, walked: Walked
) -> None:
    spot = near("c", north_m=-16.0, east_m=1.0)
    asked = {"near": f"{spot.lat:.6f},{spot.lon:.6f}", "shows": "1"}
    listed = re.findall(r'href="/roadview/([0-9a-f-]{36})', show(pictured, "/roadview", **asked))
    assert walked.flats[0] in listed and walked.flats[1] not in listed


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("마을", "Which place do you mean?"),
        ("nowhere at all", "This place was not found."),
        (at("t"), "No picture was taken within 200 m of it."),
        ("89.0,10.0", "This place was not found."),
    ],
)
def test_what_is_not_found_is_said(pictured: TestClient, asked: str, said: str) -> None:
    assert said in show(pictured, "/roadview", near=asked)


def test_a_server_without_pictures_says_so(towns: World) -> None:
    with TestClient(web_of(towns.planner, towns.folder)) as client:
        assert "no pictures of streets yet" in show(client, "/roadview")
        show(client, "/roadview/none", status="404")


@pytest.mark.parametrize(
    ("coming", "said"),
    [
        (Coming(0, 32), "0 of 32 so far. [^<]* Come back in a few minutes."),
        (Coming(8, 32, 45.0), "8 of 32 so far. [^<]* Come back in about 1 minute."),
        (Coming(8, 32, 61.0), "8 of 32 so far. [^<]* Come back in about 2 minutes."),
    ],
)
def test_pictures_on_their_way_are_told_of(
    pictured: TestClient, walked: Walked, monkeypatch: pytest.MonkeyPatch, coming: Coming, said: str
) -> None:
    assert "so far" not in show(pictured, "/roadview")
    monkeypatch.setattr(walked.road, "coming", coming)
    page = show(pictured, "/roadview")
    assert re.search(said, page) and "All streets pictured" in page
    monkeypatch.setattr(walked.road, "count", lambda: 0)
    page = show(pictured, "/roadview")
    assert re.search(said, page) and "no pictures of streets yet" not in page


def test_a_picture_is_told_in_words(pictured: TestClient, walked: Walked) -> None:
    page = show(pictured, f"/roadview/{walked.spheres[0]}")
    assert "<title>North Road: picture 1 of 5" in page
    assert "On North Road (footpath). Surface: asphalt, good. Width: 2 m." in page
    assert "Steps (12): 22 m away, at 12 o&#39;clock." in page
    assert "Next picture, 8 m ahead, to the east (North Road)" in page
    assert f'src="/api/pictures/{walked.spheres[0]}/sd.jpg"' in page
    assert "By Jeju" in page and "Licence: CC-BY-4.0" in page
    assert f'href="/roadview/{walked.spheres[1]}?language=en" ' in page


def test_each_other_direction_has_its_nearest_picture(pictured: TestClient, walked: Walked) -> None:
    page = show(pictured, f"/roadview/{walked.flats[0]}")
    links = re.findall(r'data-picture="([^"]+)"[^>]*>([^<]+)<', page)
    assert dict(links)[walked.flats[1]] == "Picture, 8 m ahead, to the south (steps)"
    assert any(id in walked.spheres and "behind" in text for id, text in links)


def test_a_picture_without_a_heading_tells_by_the_compass(
    pictured: TestClient, walked: Walked
) -> None:
    page = show(pictured, f"/roadview/{walked.flats[1]}", **TRIP)
    assert "It is not known which way the picture looks" in page
    assert "o&#39;clock" not in page
    assert "It cannot be drawn, as it is not known which way this picture looks." in page


def test_my_route_is_told_and_every_link_carries_it_on(
    pictured: TestClient, walked: Walked
) -> None:
    page = show(pictured, f"/roadview/{walked.spheres[0]}", **TRIP)
    assert "My route runs right here. It goes on behind, to the west." in page
    carried = urlencode(TRIP).replace("&", "&amp;")
    assert f'href="/roadview/{walked.spheres[1]}?{carried}' in page
    assert '"route":[[[' in page


def test_a_route_that_is_not_found_is_said(pictured: TestClient, walked: Walked) -> None:
    page = show(pictured, f"/roadview/{walked.spheres[0]}", **{"from": "nowhere", "to": at("b")})
    assert "No route was found between these two." in page
    far = show(pictured, f"/roadview/{walked.spheres[0]}", **{"from": at("q"), "to": at("t")})
    assert "My route does not come within 60 m of this picture." in far
    assert "Drawn as if" not in far
    same = show(pictured, f"/roadview/{walked.spheres[0]}", **{"from": at("b"), "to": at("b")})
    assert "No route was found between these two." in same and "within 60 m of this" not in same


@pytest.mark.parametrize("language", SPOKEN)
def test_every_page_speaks_every_language(
    pictured: TestClient, walked: Walked, language: str
) -> None:
    paths = ("/roadview", f"/roadview/{walked.spheres[0]}", f"/roadview/{walked.flats[1]}")
    for path in paths:
        page = show(pictured, path, language=language, **TRIP)
        text = re.sub(r"<script.*?</script>|<[^>]*>", "", page.partition("<main")[2])
        assert "{" not in text, text[text.index("{") - 60 :][:120]
        said = pictured.get(
            f"/api/v1/roadview/pictures/{walked.spheres[0]}/description",
            params={"language": language},
        ).json()
        assert said["language"] == language and "{" not in said["text"]


def test_the_description_is_told_as_json(pictured: TestClient, walked: Walked) -> None:
    path = f"/api/v1/roadview/pictures/{walked.spheres[0]}/description"
    told = pictured.get(path, params={"language": "en"}).json()
    assert (told["street"], told["headingDeg"], told["cameraHeightM"]) == ("North Road", 90.0, 2.0)
    (steps,) = told["barriers"]
    assert (steps["kind"], steps["clock"], steps["name"]) == ("steps", 12, "steps (12)")
    assert steps["text"] in told["text"]
    none = pictured.get("/api/v1/roadview/pictures/none/description")
    assert (none.status_code, none.headers["content-type"]) == (404, "application/problem+json")
    assert pictured.get(path, params={"lang": "en"}).status_code == 400


def test_what_is_reported_is_hidden_at_once(towns: World, tmp_path: Path) -> None:
    with opened_road(tmp_path) as (engine, road):
        ids = road.add(named(write_spheres(tmp_path / "in")), now=NOW).pictures
        with TestClient(wire_road(towns.fresh(), engine, road)) as client:
            path = f"/roadview/{ids[2]}"
            other = client.post(
                path, data={"kind": "face"}, headers={**PAGE, "sec-fetch-site": "cross-site"}
            )
            assert other.status_code == 403
            show(client, path)
            told = client.post(path, params={"language": "en"}, data={"kind": "face"}, headers=PAGE)
            assert told.status_code == 200 and "Thank you: the picture is hidden" in told.text
            show(client, path, status="404")
            assert client.get(f"/api/pictures/{ids[2]}/sd.jpg").status_code == 404
            assert "picture 3 of 4" in show(client, f"/roadview/{ids[3]}")
            assert ids[2] not in show(client, f"/roadview/{ids[1]}")
