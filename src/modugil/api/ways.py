"""GET /api/v1/ways: the ways that vehicles take, for a map on which they glide."""

from litestar import Response, get
from litestar.di import NamedDependency

from modugil.answers.desk import Desk
from modugil.answers.lines.ways import WaysAnswer
from modugil.api.parameters import describe_parameters, text_parameter
from modugil.api.problems import describe_problems
from modugil.api.read_query import AnyRequest, get_word, read_words

FRESH_S = 600
"""Rows name ways, and another build of the region may give them to others."""
IDS = text_parameter(
    "ids", "Which, with commas between, as `way` of a vehicle's facts names them.", required=True
)


@get(
    "/ways",
    operation_class=describe_parameters(IDS),
    operation_id="ways",
    summary="The ways that vehicles take",
    description="Each with its points and the metres along it, as `alongM` of a moving vehicle "
    "counts them. A way that the region does not hold is left out.",
    tags=["vehicles"],
    responses=describe_problems(400),
    sync_to_thread=True,
)
def get_ways(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[WaysAnswer]:
    """The ways the query asks for.

    Errors:  BadInput where the query cannot be meant.
    """
    words = read_words(request, allowed=("ids",))
    ids = get_word(words, "ids", example="12.3,40").split(",")
    headers = {"Cache-Control": f"public, max-age={FRESH_S}"}
    return Response(desk.lines.ways.list_ways(ids), headers=headers)
