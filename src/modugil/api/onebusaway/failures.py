"""Why a question is not answered, as OneBusAway says it: the HTTP status is the code."""

from collections.abc import Mapping


class Refused(Exception):
    """The question is not answered; `fields` names what is wrong with which parameter."""

    def __init__(self, code: int, text: str, *, fields: Mapping[str, str] | None = None) -> None:
        """Keep code and text."""
        super().__init__(text)
        self.code = code
        self.text = text
        self.fields = dict(fields or {})


def not_found() -> Refused:
    """Nothing has that id."""
    return Refused(404, "resource not found")


def wrong(field: str, why: str = "invalidFieldValue") -> Refused:
    """A parameter that cannot be meant."""
    return Refused(400, f"{field}: {why}", fields={field: why})
