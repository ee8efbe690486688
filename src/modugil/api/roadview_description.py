"""GET /api/v1/roadview/pictures/{id}/description: a picture in words."""

from litestar import get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from modugil.answers.desk import Desk
from modugil.answers.roadview.picture_told import PictureDescription
from modugil.api.parameters import LANGUAGE, describe_parameters
from modugil.api.problems import describe_problems
from modugil.api.read_query import AnyRequest, choose_language, read_words
from modugil.api.stac.answer import get_road_view


@get(
    "/roadview/pictures/{picture:str}/description",
    operation_class=describe_parameters(LANGUAGE),
    operation_id="pictureDescription",
    summary="A picture of a street in words",
    description="What the map knows of the spot where a public picture was taken: the way, its "
    "ground, slope and width, barriers within 30 m, stops and places within 40 m, each with metres "
    "and with the hour of a clock whose 12 is the middle of the picture. Nobody looked at the "
    "picture itself; what is not known is named.",
    tags=["road view"],
    responses=describe_problems(400, 404, 503),
    sync_to_thread=True,
)
def get_picture_description(
    request: AnyRequest, desk: NamedDependency[Desk], picture: FromPath[str]
) -> PictureDescription:
    """The picture in words. Errors: NotFoundException, CouldNotLook, BadInput."""
    words = read_words(request, allowed=("language",))
    found = get_road_view(desk).find_picture(picture)
    if found is None or desk.street_pictures is None:
        raise NotFoundException
    return desk.street_pictures.describe_picture(found, language=choose_language(request, words))
