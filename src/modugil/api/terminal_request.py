"""What all doors for terminals by HTTP have in common: who sends, how much, what is told."""

import base64
import binascii

from litestar import Response

from modugil.api.errors import build_problem, to_response
from modugil.api.read_query import AnyRequest, language_of_error
from modugil.core.errors import MessageTooLarge, ModugilError, TerminalUnknown, TooMany

_REALM = {"WWW-Authenticate": 'Basic realm="terminals", charset="UTF-8"'}


def read_credential(request: AnyRequest) -> tuple[str, str]:
    """Username and secret of HTTP Basic; empty where there are none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    try:
        if scheme.lower() != "basic":
            return "", ""
        text = base64.b64decode(token.strip(), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return "", ""
    username, _, secret = text.partition(":")
    return username, secret


async def read_body(request: AnyRequest, *, most_bytes: int) -> bytes:
    """The body.

    Errors:  MessageTooLarge as soon as it is.
    """
    parts, length = [], 0
    async for part in request.stream():
        length += len(part)
        if length > most_bytes:
            raise MessageTooLarge(
                "The message is too large.", allowed=f"It may have {most_bytes} bytes."
            )
        parts.append(part)
    return b"".join(parts)


def refuse(request: AnyRequest, fault: ModugilError) -> Response[bytes]:
    """The fault as a problem, with what a terminal does about it in the headers."""
    problem = build_problem(fault, path=request.url.path, language=language_of_error(request))
    answer = to_response(problem)
    if isinstance(fault, TerminalUnknown):
        answer.headers.update(_REALM)
    if isinstance(fault, TooMany):
        answer.headers["Retry-After"] = str(fault.retry_after_s)
    return answer
