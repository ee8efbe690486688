"""The options of `plan` that say what a person needs: a preset, and every limit of one's own."""

import argparse

from modugil.routing.needs import Needs
from modugil.routing.parse_needs import list_limits, parse_needs
from modugil.routing.presets import list_presets

MAX_WALK = "longest_leg_m"


def add_needs_options(parser: argparse.ArgumentParser) -> None:
    """Add `--needs` and an option for every limit."""
    presets = [needs.preset for needs in list_presets()]
    parser.add_argument(
        "--needs",
        default="walking",
        metavar="PRESET[,PRESET...]",
        help=f"one of {', '.join(presets)}; several with commas between go together",
    )
    group = parser.add_argument_group("limits of one's own, instead of every preset's")
    for name, allowed in list_limits().items():
        flags = [f"--{name.replace('_', '-')}"]
        if name == MAX_WALK:
            flags.insert(0, "--max-walk-m")
        group.add_argument(*flags, dest=name, metavar="VALUE", default="", help=allowed)


def read_needs_options(options: argparse.Namespace) -> Needs:
    """The needs that the options ask for.

    Errors:  NeedsInvalid for an unknown preset or a value that is not allowed.
    """
    limits = {name: getattr(options, name) for name in list_limits()}
    return parse_needs(options.needs, limits=limits)
