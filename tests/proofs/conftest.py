"""What several proofs need: the sample region, built."""

from pathlib import Path

import pytest

from modugil.cli.build import build

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def sample_region(tmp_path_factory) -> Path:
    """The folder of the sample region."""
    folder = tmp_path_factory.mktemp("sample") / "built"
    file = ROOT / "regions" / "jeju-sample" / "region.toml"
    build(file, out=folder, force=False, report=lambda *_: None)
    return folder
