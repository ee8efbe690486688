"""`modugil rental`: desks and their stock from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from modugil.cli import main

KO = ("--ko", "공항 대여소")


def run(state: Path, *words: str, status: int = 0) -> None:
    assert main(["rental", *words, "--state", str(state)]) == status


def list_stock(state: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    run(state, "list", "--json")
    told: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return told


def test_a_desk_is_opened_stocked_and_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, "desk", "airport", *KO, "--en", "Airport", "--hours", "08:00-20:00")
    run(tmp_path, "add", "airport", "power-wheelchair", "P1", "P2")
    assert list_stock(tmp_path, capsys) == [
        {
            "desk": "airport",
            "name": "공항 대여소",
            "kind": "power_wheelchair",
            "serial": serial,
            "state": "here",
        }
        for serial in ("P1", "P2")
    ]
    run(tmp_path, "list")
    assert "공항" in capsys.readouterr().out


def test_what_is_retired_is_listed_no_more_and_a_closed_desk_neither(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, "desk", "airport", *KO)
    run(tmp_path, "add", "airport", "receiver", "R1", "R2")
    run(tmp_path, "retire", "receiver", "R1")
    assert [one["serial"] for one in list_stock(tmp_path, capsys)] == ["R2"]
    run(tmp_path, "close", "airport")
    assert list_stock(tmp_path, capsys) == []
    run(tmp_path, "list", status=2)


@pytest.mark.parametrize(
    "words, said",
    [
        (("add", "nowhere", "receiver", "R1"), "There is no desk 'nowhere'."),
        (("add", "airport", "car", "R1"), "There are: receiver"),
        (("retire", "receiver", "R9"), "There is no receiver 'R9'."),
        (("desk", "airport", "--en", "Airport"), "A desk needs a name in Korean."),
        (("desk", "airport", *KO, "--hours", "late"), "These are no hours of a desk."),
    ],
)
def test_what_cannot_be_meant_is_said_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    run(tmp_path, *words, status=2)
    assert said in capsys.readouterr().err
