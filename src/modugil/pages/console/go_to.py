"""The way on after a form was taken."""

from litestar import Response
from litestar.response import Redirect


def go_to(address: str) -> Response[str]:
    """The browser asks for that address next, and a reload sends no form again."""
    return Redirect(address, status_code=303)
