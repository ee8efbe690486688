"""`modugil guide`: a packet as a file."""

import json
from pathlib import Path

import pytest
from tests.answers.courses.drawn_courses import build_course_world
from tests.answers.world import DAY, at

from modugil.cli.main import main


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(build_course_world(tmp_path_factory.mktemp("guided")).folder)


def test_a_journey_is_written_to_the_file(
    region: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "packet.json"
    asked = ["--from", at("b"), "--to", at("t"), "--at", f"{DAY}T09:00", "--out", str(out)]
    assert main(["guide", region, *asked, "--needs", "powered-wheelchair"]) == 0
    packet = json.loads(out.read_text(encoding="utf-8"))
    assert packet["needs"] == "powered-wheelchair"
    assert packet["edges"]
    assert str(out) in capsys.readouterr().out


def test_a_course_is_printed(region: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["guide", region, "--course", "등대", "--language", "ko"]) == 0
    packet = json.loads(capsys.readouterr().out)
    assert packet["start"]["name"] == "주차장"


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--from", at("b")],
        ["--from", at("b"), "--to", at("t"), "--course", "등대"],
        ["--course", "모래길"],
        ["--from", at("b"), "--to", at("c"), "--journey", "9"],
        ["--course", "등대", "--out", "/nowhere/at/all.json"],
    ],
)
def test_a_mistake_is_one_sentence(
    region: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["guide", region, *words]) != 0
    said = capsys.readouterr().err
    assert said and "Traceback" not in said
