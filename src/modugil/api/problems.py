"""The one shape of every error (RFC 9457), and its titles in the languages spoken.

Example: `{"type": "/api/docs#time_outside", "title": "…", "status": 400, "detail": "…", "allowed":
"…", "instance": "/api/v1/journeys"}`. `instance` is the path alone: a query may hold a person's
place and is never repeated.
"""

from dataclasses import dataclass

import msgspec
from litestar.openapi.datastructures import ResponseSpec

from modugil.core.language import Language

PROBLEM_MEDIA_TYPE = "application/problem+json"


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong, in words a person may read, and what would have been allowed."""

    type: str
    title: str
    status: int
    detail: str
    allowed: str
    instance: str

    @property
    def code(self) -> str:
        """The last part of the type: one word for programs."""
        return self.type.partition("#")[2]


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One kind of error: its word, its HTTP status, its titles."""

    code: str
    status: int
    ko: str
    en: str

    def title(self, language: Language) -> str:
        """The title in that language, else in English."""
        return self.ko if language == "ko" else self.en


KINDS: tuple[ProblemKind, ...] = (
    ProblemKind("bad_input", 400, "요청을 이해할 수 없습니다", "The request cannot be understood"),
    ProblemKind(
        "needs_invalid", 400, "이동 조건을 이해할 수 없습니다", "The needs cannot be understood"
    ),
    ProblemKind(
        "time_outside", 400, "시간표에 없는 날짜입니다", "The timetable does not cover that time"
    ),
    ProblemKind(
        "place_not_found",
        404,
        "이 지역에서 그 장소를 찾을 수 없습니다",
        "There is no such place in this region",
    ),
    ProblemKind(
        "line_not_found",
        404,
        "이 지역에 그런 노선이 없습니다",
        "There is no such line in this region",
    ),
    ProblemKind(
        "vehicle_not_found",
        404,
        "최근에 소식이 들어온 그런 차량이 없습니다",
        "No such vehicle was heard of lately",
    ),
    ProblemKind("not_found", 404, "그런 주소는 없습니다", "There is nothing at this address"),
    ProblemKind(
        "method_not_allowed",
        405,
        "이 주소에서는 쓸 수 없는 방식입니다",
        "This address does not take that method",
    ),
    ProblemKind(
        "terminal_unknown",
        401,
        "등록되지 않은 단말기입니다",
        "This terminal did not prove who it is",
    ),
    ProblemKind(
        "other_vehicle",
        403,
        "다른 차량의 위치는 보낼 수 없습니다",
        "A terminal may speak for its own vehicle only",
    ),
    ProblemKind(
        "sign_in_refused",
        401,
        "이름, 비밀번호 또는 인증 번호가 맞지 않습니다",
        "The name, the password or the code is wrong",
    ),
    ProblemKind("not_signed_in", 401, "로그인이 필요합니다", "Only for staff who signed in"),
    ProblemKind("not_allowed", 403, "이 작업을 할 권한이 없습니다", "This takes another role"),
    ProblemKind(
        "token_too_old",
        410,
        "그때부터의 변경 내역은 더 이상 없습니다",
        "What was changed since then is not known any more",
    ),
    ProblemKind("message_too_large", 413, "보낸 내용이 너무 큽니다", "The message is too large"),
    ProblemKind(
        "fix_unreadable", 422, "보낸 위치를 읽을 수 없습니다", "The message cannot be read"
    ),
    ProblemKind("too_many", 429, "잠시 후 다시 보내 주세요", "More came than is taken just now"),
    ProblemKind("could_not_look", 503, "지금은 찾아볼 수 없습니다", "We could not look just now"),
    ProblemKind(
        "could_not_keep", 503, "지금은 저장할 수 없습니다", "It could not be kept just now"
    ),
    ProblemKind("fault", 500, "저희 쪽에서 문제가 생겼습니다", "Something went wrong on our side"),
)
_BY_CODE = {kind.code: kind for kind in KINDS}


def get_kind(code: str) -> ProblemKind:
    """The kind of that code; anything else is a fault of ours."""
    return _BY_CODE.get(code, _BY_CODE["fault"])


def describe_problems(*statuses: int) -> dict[int, ResponseSpec]:
    """The problems an address may answer with, as OpenAPI describes them."""
    return {
        status: ResponseSpec(
            Problem,
            description="; ".join(kind.en for kind in KINDS if kind.status == status),
            media_type=PROBLEM_MEDIA_TYPE,
            generate_examples=False,
        )
        for status in statuses
    }
