"""`modugil courses`: courses judged on a terminal."""

import json
from pathlib import Path

import pytest
from tests.answers.courses.drawn_courses import build_course_world
from tests.answers.world import build_world

from modugil.cli.main import main


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(build_course_world(tmp_path_factory.mktemp("courses")).folder)


def test_every_course_is_judged_for_both_chairs(
    region: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["courses", region, "--points"]) == 0
    out = capsys.readouterr().out
    assert "Slope: known at 3 of 4 points." in out
    for word in ("passable", "not passable", "not known", "unknown", "Sand 1"):
        assert word in out


def test_one_course_as_json_for_needs_of_choice(
    region: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["courses", region, "등대", "--needs", "walking,cane", "--json"]) == 0
    ((walking, cane),) = json.loads(capsys.readouterr().out)
    assert (walking["needs"], walking["verdict"]) == ("walking", "yes")
    assert (cane["needs"], cane["verdict"]) == ("cane", "no")


@pytest.mark.parametrize("words", [["--needs", "wings"], ["--needs", ","], ["없는길"]])
def test_a_mistake_is_one_sentence(
    region: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["courses", region, *words]) != 0
    assert "Traceback" not in capsys.readouterr().err


def test_a_region_without_courses_says_so(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = build_world(tmp_path_factory.mktemp("plain"), "osm").folder
    assert main(["courses", str(folder)]) == 0
    assert "no measured courses" in capsys.readouterr().out


def test_the_course_of_an_editor_in_the_documents_is_built_and_judged_as_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = (Path(__file__).parents[2] / "docs" / "courses.md").read_text(encoding="utf-8")
    table, source = (
        told.partition(f"```{form}\n")[2].partition("```")[0] for form in ("csv", "toml")
    )
    (tmp_path / "harbour.csv").write_text(table, encoding="utf-8")
    head = 'id = "my-region"\nname = { ko = "내 지역" }\ntime_zone = "Asia/Seoul"\n\n'
    (tmp_path / "region.toml").write_text(head + source, encoding="utf-8")
    assert main(["build", str(tmp_path), "--out", str(tmp_path / "built")]) == 0
    assert "place_column_unknown" not in capsys.readouterr().out
    assert main(["courses", str(tmp_path / "built"), "항구길", "--points", "--json"]) == 0
    ((manual, _),) = json.loads(capsys.readouterr().out)
    assert (manual["order"], manual["verdict"]) == ("said", "no")
    assert [point["place"]["name"] for point in manual["points"]] == [
        "Car park",
        "Rise",
        "By the lighthouse",
    ]
