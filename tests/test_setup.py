"""Setting up: the right Python, only what is needed, only what changed, only allowed licences."""

import os
import subprocess
import tomllib
from pathlib import Path

import pytest

import environment
import licences
import setup

ROOT = Path(__file__).resolve().parent.parent


def test_the_first_section_of_the_lock_has_all_that_runs():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    runtime, development = setup.split_lock((ROOT / "requirements.lock").read_text("utf-8"))
    extras = project["optional-dependencies"]
    for requirement in [*project["dependencies"], *extras["elevation"], *extras["roadview"]]:
        assert f"\n{requirement.split('>')[0]}==" in runtime
    for requirement in project["optional-dependencies"]["dev"]:
        assert f"\n{requirement.split('>')[0]}==" in development


def test_a_lock_without_sections_ends_in_one_sentence():
    with pytest.raises(environment.SetupError, match="no line that begins its development"):
        setup.split_lock("rich==1.0\n")


def test_a_python_out_of_range_is_named_in_one_sentence(tmp_path):
    old = tmp_path / "python-of-old"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2"\n[ "$1" = --version ]\n')
    old.chmod(0o755)
    done = subprocess.run(
        ["sh", ROOT / ".ci" / "find_python"],
        env={**os.environ, "MODUGIL_PYTHON": str(old)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "needs Python 3.11, 3.12 or 3.13" in done.stderr
    assert "Python 3.9.2" in done.stderr


def test_without_ensurepip_a_pip_from_elsewhere_is_put_inside(tmp_path, monkeypatch):
    tried = []

    def only_without_ensurepip(command):
        tried.append([str(word) for word in command])
        if "--without-pip" in command:
            return True
        if tried[-1][-2:] == ["--quiet", "pip"]:
            pip = tmp_path / ".venv/lib/python3.11/site-packages/pip"
            pip.mkdir(parents=True)
            (pip / "__main__.py").touch()
            return True
        return False

    monkeypatch.setattr(environment, "works", only_without_ensurepip)
    assert environment.make_environment(tmp_path)
    assert tried[-1][-5:-2] == ["--python", str(tmp_path / ".venv/bin/python"), "install"]


def test_with_nothing_to_make_an_environment_one_sentence_says_what_would_help(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(environment, "works", lambda command: False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(environment.SetupError, match="apt-get install python3-venv"):
        environment.make_environment(tmp_path)
    assert not (tmp_path / ".venv").exists()


def test_a_kernel_is_forgotten_when_any_kernel_source_changed(tmp_path, monkeypatch):
    source = tmp_path / "kernels.py"
    source.write_text("from numba import njit\n")
    compiled = tmp_path / "__pycache__" / "kernels.total-1.py311.1.nbc"
    compiled.parent.mkdir()
    monkeypatch.setattr(setup, "SOURCE", tmp_path)
    monkeypatch.setattr(setup, "STAMP", tmp_path / "stamp.json")
    stamps: dict[str, str] = {}
    setup.forget_stale_kernels(stamps)
    compiled.touch()
    setup.forget_stale_kernels(stamps)
    assert compiled.exists()
    source.write_text("from numba import njit  # changed\n")
    setup.forget_stale_kernels(stamps)
    assert not compiled.exists()


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("GPL-2.0-only OR MIT", True),
        ("(MIT OR ISC) AND GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("(MIT OR Apache-2.0) AND BSD-3-Clause", True),
        ("BSD-2-Clause AND Apache-2.0 WITH LLVM-exception", True),
        ("unstated", False),
    ],
)
def test_a_licence_is_allowed_if_every_part_is_on_the_list(licence, expected):
    assert licences.allowed(licence) is expected


def test_every_package_that_runs_has_an_allowed_licence():
    found = licences.python_licences()
    assert len(found) > 20
    assert {name: licence for name, licence in found.items() if not licences.allowed(licence)} == {}
