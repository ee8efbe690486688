"""docs/platform.md: every example is sent to a server, and its tables are those of the program."""

import re
import shutil
import subprocess

import pytest
from tests.answers.world import build, open_world
from tests.api.ogc.conftest import wire_world
from tests.app.served import serve
from tests.conftest import REQUIRE_ALL, ROOT
from tests.people.conftest import sign_in

from modugil.api.ogc.collections import COLLECTIONS
from modugil.api.ogc.query import ITEM_WORDS
from modugil.core.clock import SystemClock
from modugil.people.people import People
from modugil.people.roles import Role
from modugil.people.sessions import COOKIE
from modugil.places.vocabulary import FACTS, Form
from modugil.store.database import open_database

PAGE = (ROOT / "docs" / "platform.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:8080"
COMMANDS = [
    command
    for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    for command in block.replace("\\\n", " ").strip().splitlines()
]


@pytest.fixture(scope="module")
def curl():
    found = shutil.which("curl")
    if found is None:
        missing = "no curl on this machine: install the package curl"
        pytest.fail(missing) if REQUIRE_ALL else pytest.skip(missing)
    return found


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The address of the sample region, and the cookie of somebody who may correct places."""
    folder = tmp_path_factory.mktemp("sample")
    world = open_world(build(ROOT / "regions" / "jeju-sample", folder))
    engine, now = open_database(folder / "state.sqlite"), SystemClock().now()
    people = People(engine)
    done = sign_in(people, people.add_account("kim", roles=[Role.TECHNICIAN], now=now), now=now)
    with serve(wire_world(world, database=engine)[1]) as address:
        yield address, f"{COOKIE}={done.token}"
    engine.dispose()


def test_every_example_is_answered(served, curl, tmp_path):
    address, cookie = served
    assert len(COMMANDS) > 12
    for command in COMMANDS:
        asked = command.replace(ADDRESS, address).replace("curl ", f"{curl} -b '{cookie}' ", 1)
        asked += " -w '\\n%{http_code}'"
        done = subprocess.run(
            ["sh", "-c", asked], cwd=tmp_path, capture_output=True, text=True, timeout=60
        )
        assert done.stdout.rpartition("\n")[2] == "200", f"{command}\n{done.stdout[:500]}"
    assert all((tmp_path / f"sights.{one}").stat().st_size for one in ("geojson", "csv", "parquet"))


def test_every_collection_and_word_is_named():
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)[: len(COLLECTIONS)] == [
        one.id for one in COLLECTIONS
    ]
    words = {
        word.strip(" `")
        for row in re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", PAGE, re.MULTILINE)
        for word in row.split(",")
    }
    assert set(ITEM_WORDS) <= words


@pytest.mark.parametrize("form", Form)
def test_every_key_stands_in_the_row_of_its_form(form):
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| {form.value} |"))
    told = set(re.findall(r"`(\w+)`", row.rpartition("|")[0].rpartition("|")[2])) - {"wheelchair"}
    assert told == {key for key, its in FACTS.items() if its is form}
