"""`modugil plan` for one question: the table, JSON, every option, every mistake."""

import json
import os

import pytest
from tests.answers.world import DAY, at

from modugil.cli.terminal import WIDE
from modugil.routing.parse_needs import list_limits

AT = f"{DAY}T08:00"
FROM_D_TO_I = ("--from", at("d"), "--to", at("i"), "--at", AT)
WHEELS = ("--needs", "manual-wheelchair")


def test_a_table_and_each_journey_step_by_step(run, towns):
    status, out, _ = run("plan", towns / "built", *FROM_D_TO_I, *WHEELS)
    assert status == 0
    assert "unverified" in out and "All confirmed" in out
    assert "Turn left onto West Gate Lane and go 150 m." in out
    assert "A way 12 min quicker was not taken because of a kerb" in out
    assert "streets (CC0-1.0)" in out


@pytest.mark.parametrize(
    "language, best, step",
    [
        ("ko", "모두 확인됨", "왼쪽으로 꺾어 서문길을 따라 150미터 이동하세요."),
        ("zh", "全程已确认", "请左转，沿West Gate Lane前行150米。"),
        ("ja", "すべて確認済み", "左に曲がり、West Gate Laneを150メートル進んでください。"),
        ("ko-easy", "모두 확인한 길이에요", "왼쪽으로 도세요. 서문길을 따라 150미터 가세요."),
    ],
)
def test_in_every_other_language(run, towns, language, best, step):
    _, out, _ = run("plan", towns / "built", *FROM_D_TO_I, *WHEELS, "--language", language)
    assert best in out and step in out


def test_json_is_the_answer_itself(run, towns):
    _, out, _ = run("plan", towns / "built", *FROM_D_TO_I, *WHEELS, "--json")
    answer = json.loads(out)
    assert [one["unverifiedM"] for one in answer["journeys"]] == [pytest.approx(150, abs=1), 0.0]
    assert answer["when"] == f"{AT}:00+09:00"


def test_what_is_piped_is_not_squeezed(shell, towns):
    bus = ("--from", "stop:land:W1", "--to", "place:wc", "--at", AT)
    environment = {key: value for key, value in os.environ.items() if key != "COLUMNS"}
    wide = shell("plan", towns / "built", *bus, env=environment)
    assert 80 < max(map(len, wide.stdout.splitlines())) <= WIDE
    narrow = shell("plan", towns / "built", *bus, env=environment | {"COLUMNS": "60"})
    assert max(map(len, narrow.stdout.splitlines())) <= 60


def test_arrive_by_and_a_window(run, towns):
    _, out, _ = run("plan", towns / "built", *FROM_D_TO_I, "--arrive-by", "--json")
    assert json.loads(out)["journeys"][0]["arrival"] == f"{AT}:00+09:00"
    bus = ("--from", "stop:land:W1", "--to", "stop:E2", "--at", AT, "--window", "60", "--json")
    _, out, _ = run("plan", towns / "built", *bus)
    assert len(json.loads(out)["journeys"]) > 3


def test_a_region_is_a_folder_or_an_id_under_build(run, towns, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "towns").symlink_to(towns / "built")
    assert run("plan", "towns", *FROM_D_TO_I)[0] == 0
    assert run("plan", "build/towns", *FROM_D_TO_I)[0] == 0
    status, _, err = run("plan", "elsewhere", *FROM_D_TO_I)
    assert status == 2
    assert "elsewhere is not a built region. There are under build: towns." in err
    status, _, err = run("plan", towns, *FROM_D_TO_I)
    assert "Build it with: modugil build" in err


MISTAKES = [
    (("--from", at("d")), "A plan needs --from and --to."),
    (("--from", at("d"), "--to", "nowhere"), "is not a place"),
    (("--from", "37.5,127", "--to", at("d"), "--at", AT), "lies outside this region"),
    (("--from", at("d"), "--to", "stop:x", "--at", AT), "There is no stop 'x'"),
    (("--from", at("d"), "--to", "stop:W1", "--at", AT), "exists in several feeds"),
    ((*FROM_D_TO_I[:4], "--at", "soon"), "is not a date and time"),
    ((*FROM_D_TO_I[:4], "--at", "2030-01-01T08:00"), "2026-11-30"),
    ((*FROM_D_TO_I, "--needs", "wings"), "There are no needs called 'wings'."),
    ((*FROM_D_TO_I, "--max-kerb-m", "high"), "is not a number. It may be 0 or more."),
    ((*FROM_D_TO_I, "--max-kerb-m", "-1"), "It may be 0 or more."),
    ((*FROM_D_TO_I, "--surfaces", "lava"), "asphalt"),
    ((*FROM_D_TO_I, "--unknown-policy", "hope"), "refuse, penalise, accept"),
    ((*FROM_D_TO_I, "--window", "-5"), "It may be from 0 to 240."),
    ((*FROM_D_TO_I, "--out", "x.csv"), "--out belongs to --pairs."),
    (("--pairs", "x.csv"), "--pairs needs a file to write to."),
    ((*FROM_D_TO_I, "--pairs", "x.csv"), "--pairs takes its places from the file."),
    (("--pairs", "x.csv", "--out", "y.csv", "--json"), "--pairs writes CSV."),
]


@pytest.mark.parametrize(("words", "sentence"), MISTAKES)
def test_a_mistake_is_told_in_one_sentence(run, towns, words, sentence):
    status, out, err = run("plan", towns / "built", *words)
    assert (status, out) == (2, "")
    assert err.startswith("modugil: ")
    assert sentence in err.replace("\n", " ")


CHANGES = {
    "speed_mps": "0.5",
    "max_slope_up_ratio": "0.05",
    "max_slope_down_ratio": "0.05",
    "max_cross_slope_ratio": "none",
    "max_kerb_m": "0.2",
    "min_width_m": "2.5",
    "max_step_count": "20",
    "carriageway_factor": "9",
    "max_ramp_ratio": "0.3",
    "longest_leg_m": "100",
    "change_time_s": "3000",
    "unknown_factor": "9",
    "step_ramp": "wheelchair",
    "elevators": "never",
    "escalators": "never",
    "crossings": "audible",
    "boarding": "any",
    "unknown_policy": "refuse",
    "surfaces": "concrete",
    "worst_smoothness": "excellent",
    "wheelchair_tag": "ignore",
}
"""A value of each limit that a powered wheelchair's differs from (of crossings, a walker's)."""
QUESTIONS = (
    (at("d"), at("i"), "08:00"),
    (at("e"), at("j"), "08:00"),
    (at("j"), at("e"), "08:00"),
    (at("n"), at("m"), "08:00"),
    (at("o"), at("r"), "08:00"),
    ("stop:W2", "stop:E2", "07:59"),
    ("stop:K", "stop:E2", "08:10"),
    (at("m"), "stop:P2", "08:00"),
    ("stop:land:W1", "stop:P2", "08:00"),
)
NOT_IN_THESE_TOWNS = {
    "carriageway_factor", "escalators", "max_cross_slope_ratio", "max_ramp_ratio", "step_ramp",
}  # fmt: skip
"""Nothing there asks for them; the tests of the street search and of boarding do."""


def test_every_limit_is_an_option():
    assert {*CHANGES} == {*list_limits()}


@pytest.mark.parametrize("limit", sorted({*CHANGES} - NOT_IN_THESE_TOWNS))
def test_every_limit_changes_some_answer(run, towns, limit):
    needs = "walking" if limit == "crossings" else "powered-wheelchair"

    def journeys(*more):
        told = []
        for start, end, when in QUESTIONS:
            words = ("--from", start, "--to", end, "--at", f"{DAY}T{when}", "--json")
            _, out, _ = run("plan", towns / "built", *words, "--needs", needs, *more)
            found = json.loads(out)["journeys"]
            told += [(one["arrival"], one["unverifiedM"], one["passes"]) for one in found]
        return told

    assert journeys(f"--{limit.replace('_', '-')}", CHANGES[limit]) != journeys()


def test_a_newcomers_mistakes_cost_no_time(shell, towns):
    assert shell("--version").stdout.startswith("modugil ")
    assert shell("plan", "--help").returncode == 0
    assert shell().returncode == 2
