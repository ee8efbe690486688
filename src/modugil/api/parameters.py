"""The parameters of each question as OpenAPI describes them; needs come from one table."""

from dataclasses import dataclass
from math import inf

from litestar.openapi.spec import OpenAPIType, Operation, Parameter, Schema

from modugil.answers.asking.asked_needs import DEFAULT_PRESET, NEED_WORDS, NeedWord
from modugil.answers.desk import SPOKEN
from modugil.api.read_query import LONGEST_VALUE
from modugil.routing.presets import list_presets

POINT_FORMS = "latitude,longitude such as 33.5070,126.4929, or stop:ID, or place:ID"


def describe_parameters(*parameters: Parameter) -> type[Operation]:
    """The description of an address whose query is read by hand, with these parameters."""

    @dataclass
    class Described(Operation):
        def __post_init__(self) -> None:
            self.parameters = [*(self.parameters or []), *parameters]

    return Described


def text_parameter(
    name: str, description: str, *, required: bool = False, choices: tuple[str, ...] = ()
) -> Parameter:
    """A word of a query that takes text, or one of a few choices."""
    schema = Schema(
        type=OpenAPIType.STRING,
        enum=list(choices) or None,
        max_length=None if choices else LONGEST_VALUE,
        min_length=1 if required else None,
    )
    return Parameter(
        name=name, param_in="query", schema=schema, description=description, required=required
    )


def number_parameter(
    name: str, description: str, *, low: int, high: int, default: int | None = None
) -> Parameter:
    """A word of a query that takes a whole number."""
    schema = Schema(type=OpenAPIType.INTEGER, minimum=low, maximum=high, default=default)
    return Parameter(name=name, param_in="query", schema=schema, description=description)


def flag_parameter(name: str, description: str) -> Parameter:
    """A word of a query that is true or false."""
    schema = Schema(type=OpenAPIType.BOOLEAN, default=False)
    return Parameter(name=name, param_in="query", schema=schema, description=description)


def list_needs_parameters() -> list[Parameter]:
    """The preset and every limit of one's own."""
    presets = "|".join(needs.preset for needs in list_presets())
    schema = Schema(
        type=OpenAPIType.STRING,
        pattern=f"^({presets})(,({presets}))*$",
        max_length=LONGEST_VALUE,
        default=DEFAULT_PRESET,
    )
    description = (
        f"Ready-made needs to begin from: {presets.replace('|', ', ')}. Several with commas "
        "between them go together, as in `powered-wheelchair,stroller`: one plan that is open for "
        "each of them. A limit given beside them holds for all."
    )
    preset = Parameter(name="needs", param_in="query", schema=schema, description=description)
    return [preset, *map(_limit_parameter, NEED_WORDS)]


def _limit_parameter(word: NeedWord) -> Parameter:
    if word.several:
        description = f"Some of {', '.join(word.choices)}, with commas between."
        return text_parameter(word.word, description)
    if word.choices:
        return text_parameter(
            word.word, f"Replaces the preset's {word.field}.", choices=word.choices
        )
    number = Schema(
        type=OpenAPIType.NUMBER,
        minimum=word.low,
        maximum=None if word.high == inf else word.high,
    )
    lifts = word.high == inf or word.field == "min_width_m"
    schema = (
        Schema(one_of=[number, Schema(type=OpenAPIType.STRING, enum=["none"])]) if lifts else number
    )
    description = f"Replaces the preset's {word.field}. Unit: {word.unit}."
    return Parameter(name=word.word, param_in="query", schema=schema, description=description)


FROM = text_parameter("from", f"Where the journey begins: {POINT_FORMS}.", required=True)
TO = text_parameter("to", f"Where it ends: {POINT_FORMS}.", required=True)
AT = text_parameter(
    "at", "When, as ISO 8601; without an offset it is the region's local time; now if not given."
)
ARRIVE_BY = flag_parameter("arriveBy", "Whether `at` is the time to be there by.")
LANGUAGE = text_parameter(
    "language", "The language of names and sentences; else Accept-Language.", choices=SPOKEN
)
LOW_FLOOR_ONLY = flag_parameter(
    "lowFloorOnly", "Leave out every vehicle that is not known to be low-floor; how many is told."
)
