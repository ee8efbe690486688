"""GET /api/v1/courses: the measured courses for one person's needs, and one of them."""

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from modugil.answers.asking.asked_needs import read_needs
from modugil.answers.courses.course_answer import CourseAnswer, CoursesAnswer
from modugil.answers.desk import Desk
from modugil.api.parameters import LANGUAGE, describe_parameters, list_needs_parameters
from modugil.api.problems import describe_problems
from modugil.api.read_query import NEEDS_WORDS, AnyRequest, choose_language, read_words

WORDS = ("language", *NEEDS_WORDS)


@get(
    "/courses",
    operation_class=describe_parameters(LANGUAGE, *list_needs_parameters()),
    operation_id="courses",
    summary="The measured courses, and whether these needs can pass them",
    description="Every course that a source measured point by point: passable, not, or not known "
    "for these needs, why, and at how many points what they ask is known. What nobody measured is "
    "unknown, never a yes.",
    tags=["places"],
    responses=describe_problems(400),
    sync_to_thread=True,
)
def get_courses(request: AnyRequest, desk: NamedDependency[Desk]) -> CoursesAnswer:
    """All courses for the needs of the query.

    Errors:  BadInput and its kinds where the query cannot be meant.
    """
    words = read_words(request, allowed=WORDS)
    return desk.courses.list_courses(read_needs(words), language=choose_language(request, words))


@get(
    "/courses/{course:str}",
    operation_class=describe_parameters(LANGUAGE, *list_needs_parameters()),
    operation_id="course",
    summary="One measured course, point by point",
    description="What was measured at each point and what was not, the points at which it stops "
    "being passable for these needs and why, the best part that can be passed as far as is known, "
    "the effort of the measured slopes as metres on the level, and toilets, parking and places to "
    "rest on it. `order` tells whether the points stand in the order in which one meets them: "
    "`track` and `said` do, `unknown` does not.",
    tags=["places"],
    responses=describe_problems(400, 404),
    sync_to_thread=True,
)
def get_course(
    request: AnyRequest, desk: NamedDependency[Desk], course: FromPath[str]
) -> CourseAnswer:
    """That course.

    Errors:  PlaceNotFound if there is no such course, BadInput where the query cannot be meant.
    """
    words = read_words(request, allowed=WORDS)
    return desk.courses.get_course(
        course, read_needs(words), language=choose_language(request, words)
    )
