"""`modugil outing`: a day out on the terminal."""

import json
from pathlib import Path

import pytest
from tests.answers.world import DAY, at

from modugil.cli.main import main

ASKED = ["--from", at("a"), "--via", "place:light", "10", "--to", at("p"), "--at", f"{DAY}T09:00"]


@pytest.fixture(scope="module")
def region(towns: Path) -> str:
    return str(towns / "built")


def test_a_day_is_told_beside_the_day_without_limits(
    region: str, capsys: pytest.CaptureFixture[str]
) -> None:
    limits = ["--range-km", "1", "--reserve-km", "0", "--no-vehicles"]
    assert main(["outing", region, *ASKED, *limits]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Lighthouse" in told and "Stay 10 min at" in told
    assert "! The battery" in told


def test_as_json_it_is_what_the_api_says(region: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--json", "--language", "ko", "--longest-leg-m", "900", "--toilet-every-min", "60"]
    assert main(["outing", region, *ASKED, *words]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["limits"]["toiletEveryMin"] == 60 and told["language"] == "ko"
    assert told["needs"] == "custom" and len(told["places"]) == 3


@pytest.mark.parametrize(
    "words",
    [
        ["--range-km", "far"],
        ["--via", "place:light", "often"],
        ["--via", "place:light", "1", "2"],
        ["--via", "place:none"],
        ["--longest-leg-m", "-5"],
        [*["--via", "place:light"] * 5],
    ],
)
def test_a_mistake_is_one_sentence(
    region: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["outing", region, *ASKED, *words]) != 0
    told = capsys.readouterr()
    assert told.out == "" and told.err.strip() and "Traceback" not in told.err
