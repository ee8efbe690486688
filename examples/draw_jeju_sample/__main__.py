"""`python -m examples.draw_jeju_sample [FOLDER]` redraws regions/jeju-sample."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .draw import REGION, draw_sample


def main() -> None:
    """Draw, and say what was drawn."""
    parser = argparse.ArgumentParser(prog="draw_jeju_sample", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=REGION)
    counts = draw_sample(parser.parse_args().folder)
    sys.stdout.write(", ".join(f"{number} {what}" for what, number in counts.items()) + "\n")


if __name__ == "__main__":
    main()
