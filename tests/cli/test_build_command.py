"""`modugil build`: what it prints, what it leaves behind, and how it fails."""

import shutil
from pathlib import Path

import pytest
from tests.answers.world import region_toml, write_sources

from modugil.cli.terminal import WIDE


@pytest.fixture
def sources(tmp_path) -> Path:
    """The two towns, not built yet."""
    folder = tmp_path / "towns"
    write_sources(folder)
    (folder / "region.toml").write_text(region_toml(), encoding="utf-8")
    return folder


def test_it_tells_what_was_built(run, sources, tmp_path):
    status, out, err = run("build", sources, "--out", tmp_path / "out")
    assert status == 0
    assert "stop times" in out and "street edges" in out and "sights" in out
    assert "MB of memory" in out
    assert "100%" in err
    assert (tmp_path / "out" / "manifest.json").is_file()


def test_by_default_it_is_built_under_build_by_its_id(run, sources, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("build", sources)[0] == 0
    assert (tmp_path / "build" / "towns" / "manifest.json").is_file()


def test_nothing_is_done_while_nothing_changes_unless_forced(run, sources, tmp_path):
    first = run("build", sources / "region.toml", "--out", tmp_path / "out")
    again = run("build", sources, "--out", tmp_path / "out")
    forced = run("build", sources, "--out", tmp_path / "out", "--force")
    assert [status for status, _, _ in (first, again, forced)] == [0, 0, 0]
    assert "is up to date." in again[1].replace("\n", " ")
    assert "is up to date." not in forced[1] + first[1]


def test_faults_in_the_data_are_a_table_with_counts_and_an_example(run, sources, tmp_path):
    stops = sources / "land" / "stops.txt"
    stops.write_text(
        stops.read_text(encoding="utf-8") + "BAD,x,91,0,0,,\nBAD,x,92,0,0,,\n", encoding="utf-8"
    )
    status, _, err = run("build", sources, "--out", tmp_path / "out")
    assert status == 0
    row = next(line for line in err.splitlines() if "invalid_position" in line)
    assert "land/stops.txt" in row and " 2 " in row
    assert max(map(len, err.splitlines())) > 100, "not squeezed where nobody is watching"
    assert max(map(len, err.splitlines())) <= WIDE


@pytest.mark.parametrize("file", ["streets.osm", "land/stop_times.txt", "sights.csv"])
def test_a_broken_file_ends_with_one_sentence_and_leaves_what_was_there(
    shell, sources, tmp_path, file
):
    out = tmp_path / "out"
    assert shell("build", sources, "--out", out).returncode == 0
    before = (out / "manifest.json").read_bytes()
    (sources / file).write_bytes(b"\x00\xff broken")
    result = shell("build", sources, "--out", out)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    sentence = result.stderr.strip().splitlines()[-1]
    assert sentence.startswith("modugil: ") and sentence.endswith(".")
    assert Path(file).name in sentence
    assert (out / "manifest.json").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "towns"]


def test_a_broken_file_leaves_nothing_where_nothing_was(run, sources, tmp_path):
    (sources / "sights.csv").write_text("nothing", encoding="utf-8")
    status, _, err = run("build", sources, "--out", tmp_path / "out")
    assert (status, "lacks the column" in err) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["towns"]


def test_a_source_that_is_not_there_is_named(run, sources, tmp_path):
    shutil.rmtree(sources / "land")
    status, _, err = run("build", sources, "--out", tmp_path / "out")
    assert status == 1
    assert "land" in err


def test_a_folder_without_a_region_is_a_mistake_of_the_person(run, tmp_path):
    status, out, err = run("build", tmp_path / "nowhere")
    assert (status, out) == (2, "")
    assert "There is no region.toml at" in err.replace("\n", " ")


def test_an_unknown_kind_of_places_says_which_there_are(run, sources, tmp_path):
    text = region_toml().replace("places.toilets", "places.palaces")
    (sources / "region.toml").write_text(text, encoding="utf-8")
    status, _, err = run("build", sources, "--out", tmp_path / "out")
    assert status == 1
    assert "places.palaces" in err and "places.toilets" in err


@pytest.mark.parametrize("features", ['["\\ud800"]', "[NaN]", "[" * 100_000])
def test_an_outline_that_cannot_be_drawn_ends_with_one_sentence(run, sources, tmp_path, features):
    text = f'{{"type": "FeatureCollection", "features": {features}}}'
    (sources / "outline.geojson").write_text(text, encoding="utf-8")
    described = (sources / "region.toml").read_text(encoding="utf-8")
    source = '\n[[source]]\nkind = "outline"\npath = "outline.geojson"\nlicence = "unstated"\n'
    (sources / "region.toml").write_text(described + source, encoding="utf-8")
    status, _, err = run("build", sources, "--out", tmp_path / "out")
    assert status == 1
    assert "outline" in err.splitlines()[-1]
    assert "Traceback" not in err
    assert not (tmp_path / "out").exists()
