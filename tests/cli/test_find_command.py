"""`modugil find`: places found on a terminal."""

import json

import pytest
from tests.answers.world import build_world

from modugil.cli.main import main


@pytest.fixture(scope="module")
def region(tmp_path_factory):
    return str(build_world(tmp_path_factory.mktemp("towns")).folder)


def find(capsys, *arguments):
    status = main(["find", *arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_a_place_is_found_by_its_initials_and_shown_in_a_table(region, capsys):
    status, out, _ = find(capsys, region, "ㄷㄷ", "--language", "ko")
    assert status == 0
    assert "등대" in out and "1 of 1" in out


def test_needs_and_nearness_narrow_and_json_tells_all(region, capsys):
    words = ("--needs", "wheelchair,sight", "--near", "33.5,126.5", "--json")
    status, out, _ = find(capsys, region, *words)
    assert status == 0
    told = json.loads(out)
    assert told["total"] == len(told["places"]) == told["unknown"]
    assert all(set(place["needs"]) == {"wheelchair", "sight"} for place in told["places"])
    assert [place["distanceM"] for place in told["places"]] == sorted(
        place["distanceM"] for place in told["places"]
    )


def test_nothing_found_is_said_and_no_mistake(region, capsys):
    status, out, _ = find(capsys, region, "없는 곳")
    assert (status, out.strip()) == (0, "No place was found.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--needs", "wings"), "wheelchair, sight, hearing"),
        (("--kinds", "cafes"), "sights, toilets"),
        (("--near", "here"), "LAT,LON"),
        (("--radius", "100"), "--radius needs --near"),
        (("--near", "33.5,126.5", "--radius", "0"), "--radius is 0. It may be 1 or more metres"),
        (("--limit", "0"), "from 1 to 500"),
        (("--at", "noon"), "is not a date and time"),
    ],
)
def test_a_mistake_is_one_sentence(region, capsys, words, said):
    status, _, err = find(capsys, region, *words)
    assert status == 2
    assert said in " ".join(err.split())
