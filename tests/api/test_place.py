"""One place over HTTP: who says what, and how staff correct it."""

from dataclasses import replace

import pytest
from litestar.testing import TestClient
from tests.api.ogc.conftest import wire_world
from tests.people.conftest import MONDAY, sign_in

from modugil.app.open_app import OUTLINE
from modugil.app.web import wire
from modugil.core.clock import FixedClock
from modugil.pages.map.tiles import build_tiles
from modugil.people import passwords
from modugil.people.audit import list_audit
from modugil.people.people import People
from modugil.people.roles import Role
from modugil.people.sessions import COOKIE, REAL_CLOCK
from modugil.store.database import open_database

WALL = "/api/v1/places/wall"


@pytest.fixture(autouse=True)
def quick_scrypt(monkeypatch):
    monkeypatch.setattr(passwords, "_LOG_N", 5)


@pytest.fixture
def engine(tmp_path):
    opened = open_database(tmp_path / "state.sqlite")
    yield opened
    opened.dispose()


@pytest.fixture
def client(towns, engine):
    _desk, web = wire_world(towns.fresh(), database=engine)
    web.state[REAL_CLOCK] = FixedClock(MONDAY)
    with TestClient(web) as client:
        yield client


@pytest.fixture
def staff(client, engine):
    """The client, signed in as one who may correct places."""
    people = People(engine)
    done = sign_in(people, people.add_account("kim", roles=[Role.DISPATCHER], now=MONDAY))
    client.cookies.set(COOKIE, done.token)
    return client


def tag_of(client, path=WALL):
    return client.get(path).headers["etag"]


def test_a_place_is_told_with_who_says_each_fact(client):
    answer = client.get(WALL)
    told = answer.json()
    assert (told["id"], told["kind"], told["wheelchair"], told["closed"]) == (
        "wall",
        "sights",
        "no",
        False,
    )
    assert told["names"]["en"] == "Old Wall"
    assert told["facts"]["wheelchair"] == {
        "value": "no",
        "disputed": False,
        "said": [
            {
                "value": "no",
                "source": "sights",
                "licence": "CC0-1.0",
                "attribution": "",
                "record": "wall",
            }
        ],
    }
    (named,), (put,) = told["provenance"]["name"], told["provenance"]["geometry"]
    assert (named["value"], named["source"]) == (told["names"][""], "sights")
    assert put["value"].startswith("POINT (")
    known = {"If-None-Match": answer.headers["etag"]}
    assert client.get(WALL, headers=known).status_code == 304
    assert client.get("/api/v1/places/nowhere").status_code == 404


def test_staff_set_a_fact_and_withdraw_it(staff):
    began = tag_of(staff)
    answer = staff.put(f"{WALL}/facts/steps", json={"value": 3}, headers={"If-Match": began})
    assert answer.status_code == 200
    (said,) = answer.json()["facts"]["steps"]["said"]
    assert (said["value"], said["source"]) == (3, "staff")
    assert "kim" not in answer.text
    assert answer.headers["etag"] == tag_of(staff) != began
    gone = staff.delete(f"{WALL}/facts/steps", headers={"If-Match": tag_of(staff)})
    assert gone.status_code == 200
    assert "steps" not in gone.json()["facts"]
    assert tag_of(staff) == began


def test_staff_close_a_place_and_reopen_it(staff):
    assert staff.get("/ogc/collections/sights/items/wall").status_code == 200
    closed = staff.post(f"{WALL}/close", headers={"If-Match": tag_of(staff)})
    assert closed.json()["closed"] is True
    assert staff.get("/ogc/collections/sights/items/wall").status_code == 404
    assert staff.get(WALL).json()["closed"] is True
    reopened = staff.post(f"{WALL}/reopen", headers={"If-Match": closed.headers["etag"]})
    assert reopened.json()["closed"] is False
    assert staff.get("/ogc/collections/sights/items/wall").status_code == 200


def test_who_does_not_tell_the_state_or_knows_another_one_changes_nothing(staff, engine):
    began = tag_of(staff)
    without = staff.put(f"{WALL}/facts/steps", json={"value": 3})
    assert (without.status_code, without.json()["type"]) == (428, "/api/docs#state_not_told")
    ok = staff.put(f"{WALL}/facts/steps", json={"value": 3}, headers={"If-Match": began})
    assert ok.status_code == 200
    late = staff.put(f"{WALL}/facts/steps", json={"value": 4}, headers={"If-Match": began})
    assert (late.status_code, late.json()["type"]) == (412, "/api/docs#changed_meanwhile")
    assert staff.get(WALL).json()["facts"]["steps"]["value"] == 3
    whatever = staff.put(f"{WALL}/facts/steps", json={"value": 5}, headers={"If-Match": "*"})
    assert whatever.status_code == 200
    actions = [one.action for one in list_audit(engine) if one.account == "kim"]
    assert actions.count("fact_set") == 2


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (f"{WALL}/facts/steps", {"value": "many"}),
        (f"{WALL}/facts/steps", {"value": -1}),
        (f"{WALL}/facts/steps", {"value": None}),
        (f"{WALL}/facts/steps", {}),
        (f"{WALL}/facts/steps", {"value": 3, "until": "tomorrow"}),
        (f"{WALL}/facts/steps", {"value": True}),
        (f"{WALL}/facts/no_such_fact", {"value": "yes"}),
    ],
)
def test_what_cannot_be_said_is_told_in_one_clear_sentence(staff, path, body):
    answer = staff.put(path, json=body, headers={"If-Match": "*"})
    assert answer.status_code == 400
    told = answer.json()
    assert told["type"] == "/api/docs#bad_input"
    assert told["detail"] and told["allowed"]


def test_a_form_or_page_of_somebody_else_changes_nothing(staff):
    foreign = {"Origin": "https://elsewhere.example", "Content-Type": "text/plain"}
    for path in (f"{WALL}/close", f"{WALL}/reopen"):
        assert staff.post(path, content=b"", headers=foreign).status_code == 428
    asked = {**foreign, "Access-Control-Request-Method": "POST"}
    before = staff.options(f"{WALL}/close", headers=asked)
    assert "access-control-allow-headers" not in before.headers
    assert "access-control-allow-credentials" not in before.headers
    assert staff.get(WALL).json()["closed"] is False


def test_a_tag_is_that_of_the_bytes_and_yet_tells_the_state(staff, towns, engine):
    tags = [
        staff.get(WALL, headers={"Accept-Encoding": one}).headers["etag"]
        for one in ("identity", "gzip")
    ]
    assert tags[0] != tags[1]
    world = towns.fresh()
    manifest = world.planner.region.manifest
    sources = tuple(replace(one, licence="KOGL-1") for one in manifest.sources)
    desk, _web = wire_world(world, database=engine)
    desk = replace(desk, manifest=replace(manifest, sources=sources))
    tiles = build_tiles(streets=None, timetable=None, places=world.planner.places)
    with TestClient(wire(desk, tiles=tiles, outline=world.folder / OUTLINE)) as other:
        assert tag_of(other) not in (*tags, tag_of(staff))
        assert other.get(WALL, headers={"If-None-Match": tag_of(staff)}).status_code == 200
    sent = {"json": {"value": 3}, "headers": {"If-Match": tags[1]}}
    assert staff.put(f"{WALL}/facts/steps", **sent).status_code == 200
    assert staff.put(f"{WALL}/facts/steps", **sent).status_code == 412


def test_only_staff_with_the_role_may_correct(client, engine):
    sent = {"json": {"value": 3}, "headers": {"If-Match": "*"}}
    assert client.put(f"{WALL}/facts/steps", **sent).status_code == 401
    people = People(engine)
    done = sign_in(people, people.add_account("lee", roles=[Role.VIEWER], now=MONDAY))
    client.cookies.set(COOKIE, done.token)
    assert client.put(f"{WALL}/facts/steps", **sent).status_code == 403
    assert client.post(f"{WALL}/close", headers={"If-Match": "*"}).status_code == 403
    assert "steps" not in client.get(WALL).json()["facts"]


def test_a_place_is_told_as_a11yjson_while_it_is_open(staff):
    told = staff.get(f"{WALL}/a11yjson").json()
    assert told["properties"]["originalId"] == "wall"
    assert told["properties"]["accessibility"]["accessibleWith"]["wheelchair"] is False
    assert staff.post(f"{WALL}/close", headers={"If-Match": "*"}).status_code == 200
    assert staff.get(f"{WALL}/a11yjson").status_code == 404
    assert staff.get("/api/v1/places/nowhere/a11yjson").status_code == 404
