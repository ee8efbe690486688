"""`modugil courses`: the measured courses, and whether a person's needs can pass them."""

import argparse
import sys
from typing import Any

from modugil.cli.regions import find_built
from modugil.core.errors import BadInput
from modugil.core.language import ALL_LANGUAGES
from modugil.routing.presets import get_preset, list_presets

CHAIRS = "manual-wheelchair,powered-wheelchair"


def add_command(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Add `courses` to the commands."""
    parser = commands.add_parser(
        "courses",
        help="judge the measured courses for each person's needs",
        description="Every course with slope and width where they were measured, unknown where "
        "not, and for each of the needs whether it can be passed and why.",
    )
    parser.add_argument("region", metavar="REGION", help="a built folder, or its id under build/")
    parser.add_argument("course", metavar="COURSE", nargs="?", default="", help="only this course")
    presets = ", ".join(needs.preset for needs in list_presets())
    parser.add_argument("--needs", default=CHAIRS, metavar="LIST", help=presets)
    parser.add_argument("--points", action="store_true", help="every point too")
    parser.add_argument(
        "--language", choices=ALL_LANGUAGES, default="en", help="of names and sentences"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Judge, and print the verdicts."""
    needs = [get_preset(one.strip()) for one in options.needs.split(",") if one.strip()]
    if not needs:
        raise BadInput("--needs names nobody.", allowed=f"Write for example {CHAIRS}.")
    from modugil.answers.courses.courses import Courses
    from modugil.answers.open_planner import open_planner
    from modugil.cli.show_courses import show_courses

    courses = Courses(open_planner(find_built(options.region)))
    listed = courses.list_courses(needs[0], language=options.language).courses
    ids = [options.course] if options.course else [one.id for one in listed]
    told = [[courses.get_course(id, one, language=options.language) for one in needs] for id in ids]
    if options.json:
        import msgspec

        sys.stdout.write(msgspec.json.format(msgspec.json.encode(told), indent=1).decode() + "\n")
    else:
        show_courses(told, points=options.points)
    return 0
