"""A database of any earlier version becomes one of this version, whole, whoever comes first."""

import shutil
import subprocess
import sys
from contextlib import contextmanager

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from modugil.core.errors import CouldNotKeep
from modugil.store import upgrade
from modugil.store.address import build_url
from modugil.store.database import open_database
from modugil.store.tables import metadata
from modugil.store.upgrade import MIGRATIONS, list_steps

BEFORE_MIGRATIONS = """
CREATE TABLE change_counters (name VARCHAR(40) NOT NULL, changes BIGINT NOT NULL,
    PRIMARY KEY (name));
CREATE TABLE terminal_credentials (username VARCHAR(120) NOT NULL, vehicle VARCHAR(100) NOT NULL,
    secret_hash VARCHAR(200) NOT NULL, bcrypt_hash VARCHAR(80), created_ms BIGINT NOT NULL,
    retires_ms BIGINT, revoked_ms BIGINT, last_used_day VARCHAR(10), PRIMARY KEY (username));
CREATE INDEX terminal_credentials_by_vehicle ON terminal_credentials (vehicle);
CREATE TABLE schema_version (version INTEGER NOT NULL, PRIMARY KEY (version));
INSERT INTO schema_version VALUES (1);
INSERT INTO change_counters VALUES ('terminal_credentials', 7);
INSERT INTO terminal_credentials VALUES ('bus', '0055/1', 'hash', NULL, 12, NULL, NULL, NULL)
"""
OPEN = """
import sys
from pathlib import Path
from modugil.store.database import open_database
where = sys.argv[1]
sys.stdin.read()
open_database(where if "://" in where else Path(where)).dispose()
"""


def write_old_database(address):
    """As a program from before migrations made it."""
    if not isinstance(address, str):
        address.parent.mkdir(parents=True)
    engine = create_engine(build_url(address))
    with engine.begin() as connection:
        for statement in BEFORE_MIGRATIONS.split(";"):
            connection.exec_driver_sql(statement)
    engine.dispose()


@contextmanager
def opened(address):
    engine = open_database(address)
    yield engine
    engine.dispose()


@pytest.fixture
def engine(address):
    with opened(address) as engine:
        yield engine


def test_the_steps_lead_to_the_tables_that_the_program_knows(engine):
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_an_old_database_gets_what_it_lacks_and_keeps_what_it_has(address):
    write_old_database(address)
    for _ in range(2):
        with opened(address) as engine, engine.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []
            asked = "SELECT username, created_ms FROM terminal_credentials"
            assert connection.execute(text(asked)).all() == [("bus", 12)]
            asked = "SELECT changes FROM change_counters WHERE name = 'terminal_credentials'"
            assert connection.scalar(text(asked)) == 7


def test_a_program_from_before_migrations_sees_that_it_is_too_old(engine):
    with engine.connect() as connection:
        assert connection.scalars(text("SELECT version FROM schema_version")).all() == [2]


@pytest.mark.parametrize("old", [False, True], ids=["empty", "old"])
def test_processes_that_start_at_once_do_no_harm(address, old):
    if old:
        write_old_database(address)
    call = [sys.executable, "-c", OPEN, str(address)]
    started = [subprocess.Popen(call, stdin=subprocess.PIPE) for _ in range(4)]
    for process in started:
        assert process.stdin is not None
        process.stdin.close()
    assert [process.wait(60) for process in started] == [0, 0, 0, 0]
    with opened(address) as engine, engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert connection.scalar(text("SELECT count(*) FROM change_log")) == 1


def test_the_database_of_a_later_version_is_refused(engine, address):
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(CouldNotKeep, match="a later version"):
        open_database(address)


def test_a_step_that_fails_leaves_nothing_behind(address, tmp_path, monkeypatch):
    open_database(address).dispose()
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "r9999_broken.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision, down_revision = '9999', '{list_steps()[-1]}'\n"
        "def upgrade():\n"
        "    op.create_table('half', sa.Column('a', sa.Integer))\n"
        "    op.execute('INSERT INTO nowhere VALUES (1)')\n"
    )
    with monkeypatch.context() as patch:
        patch.setattr(upgrade, "MIGRATIONS", folder)
        with pytest.raises(CouldNotKeep, match="nowhere"):
            open_database(address)
    with opened(address) as engine:
        assert not inspect(engine).has_table("half")


def test_each_step_follows_the_one_before_it():
    files = sorted((MIGRATIONS / "versions").glob("r*.py"))
    assert len(files) == len(list_steps())
    before = None
    for file in files:
        told: dict[str, object] = {}
        exec(compile(file.read_text(encoding="utf-8"), file, "exec"), told)
        assert file.name.startswith(f"r{told['revision']}_")
        assert told["down_revision"] == before
        before = told["revision"]


def test_tables_are_told_apart_that_lack_a_column(engine):
    """The comparison of all these tests would notice."""
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE tasks DROP COLUMN closed_by"))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) != []
    with pytest.raises(SQLAlchemyError), engine.connect() as connection:
        connection.execute(text("SELECT closed_by FROM tasks"))
