"""Which command is asked for, and how mistakes are told: one sentence, never a traceback."""

import argparse
import os
import sys
from collections.abc import Sequence

from modugil import __version__
from modugil.cli import (
    build,
    courses,
    evaluate,
    find,
    guide,
    outing,
    people,
    photos,
    plan,
    rental,
    replay,
    serve,
    simulate,
    store,
    terminals,
    track,
    validate,
)
from modugil.cli.terminal import say_error
from modugil.core.errors import BadInput, ModugilError

EXIT_FAILED = 1
EXIT_BAD_INPUT = 2
EXIT_STOPPED = 130


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="modugil",
        description="모두길 Modugil, a way for everyone: build a region from open files, plan "
        "journeys in it for each person's needs, and serve it.",
    )
    parser.add_argument("--version", action="version", version=f"modugil {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in (
        build,
        plan,
        guide,
        outing,
        find,
        courses,
        replay,
        serve,
        simulate,
        terminals,
        track,
        people,
        photos,
        rental,
        store,
        evaluate,
        validate,
    ):
        command.add_command(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the result is its exit status: 0 done, 1 failed, 2 bad input."""
    options = build_parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except BadInput as fault:
        say_error(str(fault))
        return EXIT_BAD_INPUT
    except ModugilError as fault:
        say_error(str(fault))
        return EXIT_FAILED
    except KeyboardInterrupt:
        say_error("Stopped.")
        return EXIT_STOPPED
    except BrokenPipeError:
        # whoever read our output has gone (modugil plan ... | head): nothing is left to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
