"""docs/history.md: its questions are asked, and it names every column that is kept."""

import re
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest
from tests.live.history.rides import MORNING, event, fix, put

from modugil.live.history.kinds import KINDS

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "history.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"```sql\n(.*?);\n```", PAGE, re.S)
ON_THE_PAGE = "build/state/jeju-sample-simulated/history"


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_question_of_the_page_has_an_answer(question, journal, keeper, folder):
    put(journal, [fix(0), fix(60), event(5), event(9, kind=1)])
    journal.roll()
    keeper.keep(MORNING + timedelta(minutes=80))
    asked = re.sub(r"WHERE day = '[\d-]+'", f"WHERE day = '{MORNING:%Y-%m-%d}'", question)
    assert ON_THE_PAGE in asked
    with duckdb.connect() as database:
        assert database.sql(asked.replace(ON_THE_PAGE, str(folder))).fetchall()


def test_the_page_has_questions_for_both_kinds():
    assert [kind.folder for kind in KINDS if not any(kind.folder in one for one in QUESTIONS)] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.folder)
def test_every_column_is_explained(kind):
    table = PAGE.split(f"| {kind.folder} | what |", 1)[1].split("\n\n", 1)[0]
    named = {
        name
        for row in table.splitlines()
        for name in re.findall(r"`(\w+)`", row[: row.find(" | ")])
    }
    assert named == set(kind.schema.names)
