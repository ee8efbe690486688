"""What a form sent, as it was typed; nothing is turned into anything yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from modugil.core.errors import BadInput
from modugil.pages.reader import AnyRequest

LARGEST_BYTES = 262_144
MOST_FIELDS = 2_000
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Posted:
    """Names and values of a form, in its order; a name may come more than once."""

    pairs: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """The last value of that name without spaces around it, "" where there is none."""
        return next((value for key, value in reversed(self.pairs) if key == name), "").strip()

    def get_all(self, name: str) -> list[str]:
        """Every value of that name that is not empty, each once."""
        return list(dict.fromkeys(value for key, value in self.pairs if key == name and value))

    def without(self, *names: str) -> "Posted":
        """The same without these names."""
        return Posted(tuple(pair for pair in self.pairs if pair[0] not in names))

    def encode(self) -> str:
        """As one text, to be read again by `parse_posted`."""
        return urlencode(self.pairs)


def build_posted(pairs: Iterable[tuple[str, str]]) -> Posted:
    """A form filled in by the program."""
    return Posted(tuple(pairs))


def parse_posted(text: str) -> Posted:
    """The form that this text holds.

    Errors:  BadInput if it has more fields than any form of ours.
    """
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as cause:
        raise BadInput("This form has too many fields.") from cause
    return Posted(tuple((name, value.replace("\r\n", "\n")) for name, value in pairs))


async def read_posted(request: AnyRequest) -> Posted:
    """The form in the body of a request.

    Errors:  BadInput if the body is no form.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM:
        raise BadInput("Only forms are taken here.", allowed=f"Send {FORM}.")
    return parse_posted((await request.body()).decode("utf-8", "replace"))
