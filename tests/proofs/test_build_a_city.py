"""A whole city is built by the command line in the time and memory promised, twice the same."""

import hashlib
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

MOST_S = 40
MOST_MB = 1000
REGION = """\
id = "porto-alegre"
time_zone = "America/Sao_Paulo"

[name]
en = "Porto Alegre"
"""
FILES = (
    ("gtfs", "poa_eptc.zip"),
    ("gtfs", "poa_trensurb.zip"),
    ("osm", "poa_osm.pbf"),
    ("elevation", "poa_elevation.tif"),
)


@pytest.mark.proof
def test_porto_alegre_is_built_in_forty_seconds_and_one_gigabyte_twice_the_same(
    tmp_path: Path, shared_data: Path, proof_sheet: Callable[[str, dict[str, str]], None]
):
    sources = "".join(
        f'\n[[source]]\nkind = "{kind}"\nlicence = "unstated"\n'
        f'path = "{{data}}/porto_alegre/{name}"\n'
        for kind, name in FILES
    )
    (tmp_path / "region.toml").write_text(REGION + sources, encoding="utf-8")
    seconds = [build(tmp_path, out=name, data=shared_data) for name in ("one", "two")]
    peak_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    one, two = (bytes_of(tmp_path / name) for name in ("one", "two"))
    proof_sheet(
        "A city from open files",
        {
            "Porto Alegre, CPU of two builds": ", ".join(f"{each:.1f} s" for each in seconds),
            "memory at most": f"{peak_mb:.0f} MB",
            "files, the same bytes both times": f"{len(one)}",
        },
    )
    assert one == two
    assert max(seconds) < MOST_S
    assert peak_mb < MOST_MB


def build(folder: Path, *, out: str, data: Path) -> float:
    """CPU seconds of one build in a process of its own."""
    modugil = str(Path(sys.executable).parent / "modugil")
    command = [modugil, "build", str(folder), "--out", str(folder / out)]
    before = os.times()
    subprocess.run(command, check=True, env={**os.environ, "MODUGIL_DATA": str(data)})
    after = os.times()
    return (after.children_user + after.children_system) - (
        before.children_user + before.children_system
    )


def bytes_of(folder: Path) -> dict[str, str]:
    """What stands in each file of a built region."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
