"""`python -m examples.draw_panoramas [FOLDER]` redraws regions/jeju-sample/photos."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from examples.draw_jeju_sample.draw import REGION

from .draw import draw_panoramas


def main() -> None:
    """Draw, and say what was drawn."""
    parser = argparse.ArgumentParser(prog="draw_panoramas", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=REGION / "photos")
    written = draw_panoramas(parser.parse_args().folder)
    total = sum(one.stat().st_size for one in written)
    sys.stdout.write(f"{len(written)} pictures, {total / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main()
