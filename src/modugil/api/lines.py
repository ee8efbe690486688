"""GET /api/v1/lines: the lines of the region, and one line with its stops and its buses."""

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from modugil.answers.desk import Desk
from modugil.answers.lines.line import LineAnswer, LinesAnswer
from modugil.answers.lines.line_address import read_line_id
from modugil.api.parameters import LANGUAGE, describe_parameters, text_parameter
from modugil.api.problems import describe_problems
from modugil.api.read_query import AnyRequest, choose_language, read_words

TEXT = text_parameter("q", "A part of the number, the name or where it goes; all lines without it.")


@get(
    "/lines",
    operation_class=describe_parameters(TEXT, LANGUAGE),
    operation_id="lines",
    summary="The lines of the region",
    description="Every line, the shortest number first, with how many runs it has today and how "
    "many of its buses were heard of lately.",
    tags=["lines"],
    responses=describe_problems(400, 404),
    sync_to_thread=True,
)
def get_lines(request: AnyRequest, desk: NamedDependency[Desk]) -> LinesAnswer:
    """The lines the query asks for.

    Errors:  BadInput where the query cannot be meant.
    """
    words = read_words(request, allowed=("q", "language"))
    return desk.lines.list_lines(
        words.get("q", ""), now=desk.clock.now(), language=choose_language(request, words)
    )


@get(
    "/lines/{line:str}",
    operation_class=describe_parameters(LANGUAGE),
    operation_id="line",
    summary="One line and where each of its buses is",
    description="`line` is the feed's route id (a `/` in it written as %252F), or FEED:ID where "
    "feeds clash. Each direction with the stops of most of its runs, what comes to each next, the "
    "buses at and between them, how the other runs differ, and what staff tell of the line.",
    tags=["lines"],
    responses=describe_problems(400, 404),
    sync_to_thread=True,
)
def get_line(request: AnyRequest, desk: NamedDependency[Desk], line: FromPath[str]) -> LineAnswer:
    """That line.

    Errors:  LineNotFound if there is no such line, BadInput where the query cannot be meant.
    """
    words = read_words(request, allowed=("language",))
    return desk.lines.show_line(
        read_line_id(line), now=desk.clock.now(), language=choose_language(request, words)
    )
