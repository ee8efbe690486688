"""A built region for the commands, and a way to run one as a person does."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.answers.world import build_world

from modugil.cli.main import main


@pytest.fixture(autouse=True)
def no_told_width(monkeypatch):
    """Nobody says how wide the terminal is, as in a file: parallel test runners do say so."""
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture(scope="session")
def towns(tmp_path_factory) -> Path:
    """The folder of the two towns: sources, region.toml, and the region in `built`."""
    folder = tmp_path_factory.mktemp("towns")
    build_world(folder)
    return folder


@pytest.fixture
def run(capsys) -> Callable[..., tuple[int, str, str]]:
    """`run("plan", ...)`: the exit status and what was written to standard output and error."""

    def command(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main([str(word) for word in words])
        told = capsys.readouterr()
        return status, told.out, told.err

    return command


@pytest.fixture
def shell() -> Callable[..., subprocess.CompletedProcess]:
    """The same in a process of its own."""

    def command(*words: object, **options) -> subprocess.CompletedProcess:
        call = [sys.executable, "-c", "import sys; from modugil.cli import main; sys.exit(main())"]
        return subprocess.run(
            [*call, *map(str, words)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
            **options,
        )

    return command
