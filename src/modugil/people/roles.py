"""What staff may do."""

from collections.abc import Iterable
from enum import StrEnum

from modugil.core.errors import BadInput


class Role(StrEnum):
    """A set of things that staff may do; looking is part of each."""

    VIEWER = "viewer"
    """Look."""
    DISPATCHER = "dispatcher"
    """Write alerts, cancellations and detours."""
    TECHNICIAN = "technician"
    """Look after terminals and Wi-Fi, and do the tasks of both."""
    LENDER = "lender"
    """Hand out and take back what desks lend, and see who has it."""
    ADMIN = "admin"
    """Give accounts and take them back."""


def parse_roles(words: Iterable[str]) -> frozenset[Role]:
    """The roles of these names, one at least.

    Errors:  BadInput for a role that there is not, or none.
    """
    asked = {word.strip().lower() for word in words} - {""}
    known = {str(role) for role in Role}
    if not asked or asked - known:
        unknown = ", ".join(sorted(asked - known)) or "Nothing"
        raise BadInput(f"{unknown} is no role.", allowed=f"There are: {', '.join(Role)}.")
    return frozenset(map(Role, asked))


def write_roles(roles: Iterable[Role]) -> str:
    """The roles in the form in which they are kept, in their order."""
    told = set(roles)
    return " ".join(role for role in Role if role in told)
