"""The pictures of streets that were taken along a course, as its page leads to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from modugil.answers.desk import Desk
from modugil.answers.roadview.course_there import ALONG_M, sort_along
from modugil.core.errors import CouldNotLook
from modugil.core.geo import metres_per_degree
from modugil.places.courses.course import Course
from modugil.places.roadview.shelf import Box, Wanted

MOST = 500


@dataclass(frozen=True, slots=True)
class CoursePictures:
    """How many there are, and the address of the first one with the course drawn in."""

    count: int
    first: str


def find_course_pictures(
    desk: Desk, course: Course, needs: Mapping[str, str]
) -> CoursePictures | None:
    """The pictures; None where none was taken along it, or nobody can look just now."""
    if desk.roadview is None:
        return None
    try:
        near = desk.roadview.list_pictures(Wanted(boxes=(_box_around(course),)), limit=MOST)
    except CouldNotLook:
        return None
    along = sort_along(course, near)
    if not along:
        return None
    told = urlencode({"course": course.id, **needs})
    return CoursePictures(len(along), f"/roadview/{along[0].id}?{told}")


def _box_around(course: Course) -> Box:
    spots = [one.where for one in course.points]
    spots += [spot for one in course.stretches for spot in one.line]
    lats, lons = [one.lat for one in spots], [one.lon for one in spots]
    per_lat, per_lon = metres_per_degree(max(lats, key=abs))
    high, wide = ALONG_M / per_lat, ALONG_M / per_lon
    return min(lons) - wide, min(lats) - high, max(lons) + wide, max(lats) + high
