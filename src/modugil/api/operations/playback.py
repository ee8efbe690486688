"""GET /api/v1/operations/playback: where the fleet was, step by step."""

from litestar import get
from litestar.di import NamedDependency

from modugil.answers.desk import Desk
from modugil.api.operations.ask import LINE, STATUSES, TAG, ask_as_staff
from modugil.api.parameters import describe_parameters, number_parameter, text_parameter
from modugil.api.problems import describe_problems
from modugil.api.read_query import AnyRequest, get_word, read_bounds, read_whole
from modugil.core.errors import BadInput
from modugil.core.time import get_zone, parse_instant
from modugil.live.operations.playback import PlaybackQuestion
from modugil.live.operations.told.playback import PlaybackAnswer

DEFAULT_STEP_S, STEP_SPAN_S = 10, (1, 3_600)
EXAMPLE = "2026-11-23T08:00"
START = text_parameter("from", "From when, as ISO 8601; local without an offset.", required=True)
END = text_parameter("to", "Until when, a day later at most.", required=True)
STEP = number_parameter(
    "stepS",
    "Seconds from step to step.",
    low=STEP_SPAN_S[0],
    high=STEP_SPAN_S[1],
    default=DEFAULT_STEP_S,
)
BBOX = text_parameter("bbox", "Only vehicles that were in west,south,east,north at any step.")
VEHICLE = text_parameter("vehicle", "Only this vehicle: operator/vehicle.")
NEXT = text_parameter("next", "Go on where an answer ended: its `next`.")
WORDS = ("from", "to", "stepS", "bbox", "line", "vehicle", "next")


@get(
    "/playback",
    operation_class=describe_parameters(START, END, STEP, BBOX, LINE, VEHICLE, NEXT),
    operation_id="operations_playback",
    summary="Where the fleet was",
    description="Every vehicle's position at each step between two instants, from history, as one "
    "track per vehicle and trip. An answer ends where it would be too long; `next` goes on.",
    tags=[TAG],
    responses=describe_problems(*STATUSES),
    sync_to_thread=True,
)
def get_playback(request: AnyRequest, desk: NamedDependency[Desk]) -> PlaybackAnswer:
    """The tracks. Errors: see `ask_as_staff`; CouldNotLook where nothing is kept."""
    room, words = ask_as_staff(request, desk, allowed=WORDS)
    zone = get_zone(desk.manifest.time_zone)
    box = read_bounds(words, "bbox")
    question = PlaybackQuestion(
        parse_instant(get_word(words, "from", example=EXAMPLE), zone=zone),
        parse_instant(get_word(words, "to", example=EXAMPLE), zone=zone),
        step_s=read_whole(words, "stepS", default=DEFAULT_STEP_S, span=STEP_SPAN_S),
        box=(box.south, box.west, box.north, box.east) if box is not None else None,
        line=words.get("line", ""),
        vehicle=words.get("vehicle", ""),
    )
    return room.play(question, now=desk.clock.now(), start_ms=_read_next(words, question))


def _read_next(words: dict[str, str], question: PlaybackQuestion) -> int | None:
    text = words.get("next", "")
    if not text:
        return None
    first_ms, last_ms = (round(one.timestamp() * 1000) for one in (question.start, question.end))
    if not text.isascii() or not text.isdigit() or not first_ms < int(text[:16]) < last_ms:
        raise BadInput(
            f"next is {text[:40]!r}.", allowed="Give what the answer before said, or nothing."
        )
    return int(text[:16])
