"""Where a fact comes from."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Source:
    """One file or giver of facts: who, from when, how obtained, under which licence.

    Unknown: `licence` is "unstated" where the publisher states none; `as_of` is "" where no date
             is known.
    """

    id: str
    kind: str
    path: str
    licence: str
    attribution: dict[str, str] = field(default_factory=dict)
    sha256: str = ""
    as_of: str = ""
    sample: bool = False
