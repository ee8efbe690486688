"""Through the command line: earliest arrivals that an independent program computed."""

import csv
import time

import pytest

PLAN = ("--max-walk-m", "0", "--change-time-s", "0")
FEEDS = {
    "heidelberg": ("heidelberg/vrn_gtfs_cut.zip", "Europe/Berlin"),
    "wmata": ("wmata_pathways/wmata_rail_bus_sample_pathways.zip", "America/New_York"),
}
CASES = [
    ("heidelberg_2022-07-05_0800", "heidelberg", "2022-07-05T08:00"),
    ("heidelberg_2022-07-09_2230", "heidelberg", "2022-07-09T22:30"),
    ("wmata_2026-05-13_1715", "wmata", "2026-05-13T17:15"),
]
TOML = """
id = "{name}"
name = {{ en = "{name}" }}
time_zone = "{zone}"
[[source]]
kind = "gtfs"
path = "{path}"
licence = "unstated"
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory, shared_data):
    """The feeds the oracles are about, each built once by the command."""
    from modugil.cli.main import main

    folder, done = tmp_path_factory.mktemp("oracles"), {}

    def of(name):
        if name not in done:
            feed, zone = FEEDS[name]
            file = folder / f"{name}.toml"
            text = TOML.format(name=name, zone=zone, path=shared_data / feed)
            file.write_text(text, encoding="utf-8")
            assert main(["build", str(file), "--out", str(folder / name)]) == 0
            done[name] = folder / name
        return done[name]

    return of


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("oracle", "region", "when"), CASES)
def test_every_pair_arrives_when_the_oracle_says(
    run, built, shared_oracles, tmp_path, oracle, region, when
):
    expected = read(shared_oracles / f"{oracle}.csv")
    pairs, out = tmp_path / "pairs.csv", tmp_path / "out.csv"
    lines = [f'"stop:{row["from"]}","stop:{row["to"]}"' for row in expected]
    pairs.write_text("\n".join(["from,to", *lines]) + "\n", encoding="utf-8")
    began_s = time.process_time()
    status, _, err = run("plan", built(region), "--pairs", pairs, "--at", when, "--out", out, *PLAN)
    assert status == 0, err
    took_s = time.process_time() - began_s
    earliest: dict[tuple[str, str], int | None] = {}
    for row in read(out):
        key = row["from"].removeprefix("stop:"), row["to"].removeprefix("stop:")
        arrival = seconds_of(row["arrival"], day=when[:10])
        earliest[key] = min(earliest.get(key, arrival), arrival)
    wrong = [
        (row, earliest.get((row["from"], row["to"])))
        for row in expected
        if clock_s(row["arrival"]) != earliest.get((row["from"], row["to"]))
    ]
    assert wrong == []
    assert took_s < 60, f"{len(expected)} pairs took {took_s:.0f} s"


NEVER = float("inf")


def clock_s(text):
    """HH:MM:SS of the service date as seconds."""
    if not text:
        return NEVER
    hours, minutes, seconds = map(int, text.split(":"))
    return hours * 3600 + minutes * 60 + seconds


def seconds_of(text, *, day):
    """An ISO time as seconds of that day on the wall (no clock changes in these oracles)."""
    if not text:
        return NEVER
    days = (int(text[8:10]) - int(day[8:10])) % 28
    return days * 86_400 + clock_s(text[11:19])
