"""`modugil plan --pairs`: one row for each journey of each pair, or nothing at all."""

import csv

import pytest
from tests.answers.world import DAY, at

AT = ("--at", f"{DAY}T08:00")


def write(folder, *rows, head="from,to"):
    path = folder / "pairs.csv"
    lines = (",".join(f'"{cell}"' for cell in row) for row in rows)
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_one_row_for_each_journey_and_an_empty_arrival_where_there_is_none(run, towns, tmp_path):
    pairs = write(
        tmp_path,
        (at("d"), at("i")),
        ("stop:land:W1", "stop:E2"),
        ("stop:K", at("X")),
        ("stop:W2", "stop:W2"),
    )
    out = tmp_path / "result.csv"
    status, told, err = run(
        "plan", towns / "built", "--pairs", pairs, "--out", out, *AT,
        "--needs", "manual-wheelchair", "--max-walk-m", "1200",
    )  # fmt: skip
    assert (status, "Wrote" in told, "100%" in err) == (0, True, True)
    rows = read(out)
    assert list(rows[0]) == ["from", "to", "departure", "arrival", "boardings", "unverified_m"]
    walks = [row for row in rows if row["from"] == at("d")]
    assert [row["boardings"] for row in walks] == ["0", "0"]
    assert [float(row["unverified_m"]) > 0 for row in walks] == [True, False]
    assert walks[0]["departure"] == f"{DAY}T08:00:00+09:00"
    (bus,) = [row for row in rows if row["from"] == "stop:land:W1"]
    assert (bus["arrival"], bus["boardings"]) == (f"{DAY}T08:12:00+09:00", "1")
    (none,) = [row for row in rows if row["from"] == "stop:K"]
    assert [none[key] for key in ("departure", "arrival", "boardings", "unverified_m")] == [""] * 4
    (there,) = [row for row in rows if row["from"] == "stop:W2"]
    assert there["departure"] == there["arrival"]


def test_the_same_bytes_each_time_in_the_order_of_the_pairs(run, towns, tmp_path):
    pairs = write(tmp_path, (at("q"), at("a")), (at("a"), at("q")), (at("d"), at("i")))
    for name in ("one", "two"):
        run("plan", towns / "built", "--pairs", pairs, "--out", tmp_path / name, *AT)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert b"\r" not in (tmp_path / "one").read_bytes()
    starts = [row["from"] for row in read(tmp_path / "one")]
    assert list(dict.fromkeys(starts)) == [at("q"), at("a"), at("d")]


def test_further_columns_and_a_byte_order_mark_do_no_harm(run, towns, tmp_path):
    pairs = write(tmp_path, ("7", at("d"), at("i")), head="\ufeffid,from,to")
    assert run("plan", towns / "built", "--pairs", pairs, "--out", tmp_path / "out", *AT)[0] == 0


def test_no_pairs_give_the_head_alone(run, towns, tmp_path):
    pairs = write(tmp_path)
    assert run("plan", towns / "built", "--pairs", pairs, "--out", tmp_path / "out", *AT)[0] == 0
    assert read(tmp_path / "out") == []


@pytest.mark.parametrize(
    ("rows", "head", "sentence"),
    [
        ([(at("d"), at("i")), (at("d"), "stop:x")], "from,to", "Line 3: There is no stop 'x'"),
        ([(at("d"), "")], "from,to", "Line 2: '' is not a place."),
        ([(at("d"),)], "from,to", "Line 2: '' is not a place."),
        ([(at("d"), at("i"))], "start,end", "lacks the columns from and to."),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_left(run, towns, tmp_path, rows, head, sentence):
    pairs = write(tmp_path, *rows, head=head)
    status, _, err = run("plan", towns / "built", "--pairs", pairs, "--out", tmp_path / "out", *AT)
    assert status == 2
    assert sentence in err.replace("\n", " ")
    assert [path.name for path in tmp_path.iterdir()] == ["pairs.csv"]


def test_a_bad_time_is_told_before_any_pair(run, towns, tmp_path):
    pairs = write(tmp_path, (at("d"), at("i")))
    words = ("--pairs", pairs, "--out", tmp_path / "out", "--at", "2030-01-01T00:00")
    status, _, err = run("plan", towns / "built", *words)
    assert (status, "2026-11-30" in err) == (2, True)


def test_what_was_there_before_stays_when_a_line_is_bad(run, towns, tmp_path):
    (tmp_path / "out").write_text("kept", encoding="utf-8")
    pairs = write(tmp_path, (at("d"), "stop:x"))
    run("plan", towns / "built", "--pairs", pairs, "--out", tmp_path / "out", *AT)
    assert (tmp_path / "out").read_text(encoding="utf-8") == "kept"


def test_a_file_that_cannot_be_read_or_written_is_named(run, towns, tmp_path):
    pairs = write(tmp_path, (at("d"), at("i")))
    nowhere = tmp_path / "no" / "out.csv"
    status, _, err = run("plan", towns / "built", "--pairs", pairs, "--out", nowhere, *AT)
    assert (status, "cannot be written" in err) == (2, True)
    status, _, err = run("plan", towns / "built", "--pairs", tmp_path / "x", "--out", nowhere, *AT)
    assert (status, "cannot be read" in err) == (2, True)
    (tmp_path / "folder").mkdir()
    words = ("--pairs", pairs, "--out", tmp_path / "folder")
    status, _, err = run("plan", towns / "built", *words, *AT)
    assert (status, "cannot be written" in err) == (2, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "pairs.csv"]
