"""A database is named by what it is, and not by who opens it or how."""

from pathlib import Path

from sqlalchemy import create_engine

from modugil.store.address import build_url, name_database


def name(where: Path | str) -> str:
    """Of the database there, which nobody needs to have made."""
    return name_database(create_engine(build_url(where)))


def test_a_file_has_one_name_by_whatever_path(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert name(tmp_path / "s.sqlite") == name(tmp_path / "a" / ".." / "s.sqlite")
    assert name(tmp_path / "s.sqlite") != name(tmp_path / "other.sqlite")


def test_a_server_s_database_has_one_name_whoever_opens_it() -> None:
    one = name("postgresql://kim:secret@host/jeju")
    assert one == name("postgresql://lee:other@host/jeju?sslmode=require")
    assert one != name("postgresql://kim:secret@host/seoul")
    assert "secret" not in one
