"""GET /api/v1/alerts: what staff tell the public now."""

from litestar import get
from litestar.di import NamedDependency

from modugil.answers.alerts.alert_card import AlertsAnswer
from modugil.answers.desk import Desk
from modugil.api.parameters import LANGUAGE, describe_parameters
from modugil.api.problems import describe_problems
from modugil.api.read_query import AnyRequest, choose_language, read_words


@get(
    "/alerts",
    operation_class=describe_parameters(LANGUAGE),
    operation_id="alerts",
    summary="What staff tell the public now",
    description="Every alert that holds now, the gravest first, with what it touches. Boards, "
    "lines and vehicles carry those that touch them.",
    tags=["alerts"],
    responses=describe_problems(400, 404),
    sync_to_thread=True,
)
def get_alerts(request: AnyRequest, desk: NamedDependency[Desk]) -> AlertsAnswer:
    """The alerts.

    Errors:  BadInput where the query cannot be meant.
    """
    words = read_words(request, allowed=("language",))
    return desk.boards.list_alerts(now=desk.clock.now(), language=choose_language(request, words))
