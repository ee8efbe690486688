"""Whoever holds everything and applies the changes holds exactly what the server holds."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litestar.testing import TestClient
from tests.answers.world import NOW
from tests.api.ogc.conftest import wire_world
from tests.api.ogc.mirror import Mirror, get_by, read_all

from modugil.core.errors import BadInput
from modugil.places.catalogue import Catalogue
from modugil.places.corrections.book import CorrectionBook
from modugil.store.changes import list_changes, note_change
from modugil.store.database import open_database
from modugil.store.tables import published_features

SIGHTS = ("wall", "light", "hut")
KEYS = {"steps": ("1", "2", "3"), "elevator": ("yes", "no"), "wheelchair": ("yes", "no")}
EDITS = st.one_of(
    st.tuples(
        st.just("set"), st.sampled_from(SIGHTS), st.sampled_from(sorted(KEYS)), st.integers(0, 2)
    ),
    st.tuples(st.just("withdraw"), st.sampled_from(SIGHTS), st.sampled_from(sorted(KEYS))),
    st.tuples(st.just("close"), st.sampled_from(SIGHTS)),
    st.tuples(st.just("reopen"), st.sampled_from(SIGHTS)),
    st.tuples(st.just("alert")),
    st.tuples(st.just("follow"), st.integers(1, 3)),
)


def edit(book, what, *words):
    """One change by staff; what cannot be just now is left."""
    try:
        if what == "set":
            place, key, number = words
            values = KEYS[key]
            book.set_fact(place, key, values[number % len(values)], author="kim", now=NOW)
        elif what == "withdraw":
            book.withdraw_fact(*words, author="kim", now=NOW)
        elif what == "close":
            book.close(*words, author="kim", now=NOW)
        else:
            book.reopen(*words, author="kim", now=NOW)
    except BadInput:
        return False
    return True


def note_other(engine):
    with engine.begin() as connection:
        note_change(connection, "alerts", "a", NOW)


def open_second_book(world, engine):
    """As another process has it: the same database, its own memory."""
    catalogue = Catalogue(world.planner.places)
    book = CorrectionBook(engine, catalogue, zone=world.planner.region.zone)
    book.refresh(now=NOW)
    return book


@given(edits=st.lists(EDITS, max_size=25))
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_bulk_and_changes_are_what_the_server_holds_after_any_edits(
    ogc, desk, world, engine, edits
):
    get, books = get_by(ogc), (desk.corrections, open_second_book(world, engine))
    mirror = Mirror(get, "sights")
    for at, (what, *words) in enumerate(edits):
        if what == "follow":
            mirror.follow(limit=words[0])
            assert mirror.features == read_all(get, "sights")[0]
        elif what == "alert":
            note_other(engine)
        else:
            book = books[at % 2]
            book.refresh(now=NOW)
            edit(book, what, *words)
    mirror.follow()
    features, token = read_all(get, "sights")
    assert mirror.features == features
    assert mirror.token == token


def draw_edit(draw):
    what = draw.choice(["set", "set", "withdraw", "close", "reopen"])
    words = [draw.choice(SIGHTS)]
    if what in ("set", "withdraw"):
        words.append(draw.choice(sorted(KEYS)))
    return what, *words, *([draw.randrange(3)] if what == "set" else [])


class Held:
    """What anybody held at each token: at one token all must hold the same."""

    def __init__(self):
        self.by_token = {}
        self.faults = []

    def check(self, token, features):
        told = self.by_token.setdefault(token, dict(features))
        if told != features:
            self.faults.append(token)

    def read_while(self, writers, mirror, get):
        while any(one.is_alive() for one in writers):
            token = mirror.follow(limit=5)
            self.check(token, mirror.features)
            features, token = read_all(get, mirror.collection)
            self.check(token, features)


def test_it_is_exact_while_several_threads_and_another_book_write(ogc, desk, world, engine):
    get, held = get_by(ogc), Held()
    books = (desk.corrections, desk.corrections, open_second_book(world, engine))

    def write(seed):
        draw = random.Random(seed)
        for _ in range(25):
            edit(books[seed % 3], *draw_edit(draw))

    mirrors = [Mirror(get, "sights") for _ in range(2)]
    with ThreadPoolExecutor() as pool:
        writers = [threading.Thread(target=write, args=(seed,)) for seed in range(3)]
        for writer in writers:
            writer.start()
        reads = [pool.submit(held.read_while, writers, mirror, get) for mirror in mirrors]
        for read in reads:
            read.result()
        for writer in writers:
            writer.join()
    assert not held.faults
    assert len(held.by_token) > 5
    for mirror in mirrors:
        mirror.follow()
    features, token = read_all(get, "sights")
    assert all((one.features, one.token) == (features, token) for one in mirrors)


def test_changes_are_told_in_the_asked_language_and_removals_as_such(ogc, desk):
    token = ogc.get("/ogc/collections/sights").json()["changesToken"]
    desk.corrections.set_fact("light", "steps", "3", author="kim", now=NOW)
    desk.corrections.close("wall", author="kim", now=NOW)
    path = "/ogc/collections/sights/changes"
    told = ogc.get(path, params={"since": token, "language": "en"}).json()
    put, removed = told["changes"]
    assert (put["id"], put["action"]) == ("light", "put")
    assert put["feature"]["properties"]["name"] == "Lighthouse"
    assert put["feature"]["properties"]["steps"] == 3
    assert (removed["id"], removed["action"]) == ("wall", "remove")
    assert "feature" not in removed
    toilets = ogc.get("/ogc/collections/toilets/changes", params={"since": token}).json()
    assert (toilets["changes"], toilets["complete"]) == ([], True)


def test_the_same_changes_are_in_the_log_of_everything(ogc, desk):
    token = ogc.get("/ogc/collections/sights").json()["changesToken"]
    desk.corrections.set_fact("light", "steps", "3", author="kim", now=NOW)
    asked = {"since": token, "kinds": "places.sights"}
    told = ogc.get("/api/v1/changes", params=asked).json()
    assert [(one["kind"], one["id"]) for one in told["changes"]] == [("places.sights", "light")]


@pytest.mark.parametrize("since", ["x", "1-2", "zzz-0-"])
def test_what_is_no_token_is_told(ogc, since):
    answer = ogc.get("/ogc/collections/sights/changes", params={"since": since})
    assert (answer.status_code, answer.json()["type"]) == (400, "/api/docs#bad_input")


def test_a_token_of_another_server_is_gone(ogc, tmp_path):
    other = open_database(tmp_path / "other.sqlite")
    token = list_changes(other, "").next_token
    other.dispose()
    answer = ogc.get("/ogc/collections/sights/changes", params={"since": token})
    assert (answer.status_code, answer.json()["type"]) == (410, "/api/docs#token_too_old")


def test_a_server_that_keeps_nothing_says_so_in_one_sentence(world):
    _desk, web = wire_world(world)
    with TestClient(web) as client:
        answer = client.get("/ogc/collections/sights/changes")
        assert answer.status_code == 503
        assert answer.json()["detail"] == "Nothing is kept here, so no changes are known."
        collection = client.get("/ogc/collections/sights").json()
        assert "changesToken" not in collection


def test_tokens_live_across_builds(towns, engine):
    _desk, web = wire_world(towns.fresh(), database=engine)
    with TestClient(web) as client:
        mirror = Mirror(get_by(client), "sights")
        stops = Mirror(get_by(client), "stops")
    with engine.begin() as connection:
        # as if the build before had had another wall, no hut, and a tower
        known = published_features.c.collection == "sights"
        for id, changed in (
            ("wall", {"hash": "other"}),
            ("hut", {"feature": "tower"}),
            ("", {"hash": "b"}),
        ):
            connection.execute(
                published_features.update()
                .where(known, published_features.c.feature == id)
                .values(**changed)
            )
    mirror.features.pop("hut")
    mirror.features |= {"tower": {}, "wall": {}}
    _desk, web = wire_world(towns.fresh(), database=engine)
    with TestClient(web) as client:
        get = get_by(client)
        mirror._get = stops._get = get
        mirror.follow()
        assert mirror.features == read_all(get, "sights")[0]
        before = dict(stops.features)
        stops.follow()
        assert stops.features == before
