"""HEAD is answered as GET is, only without the body, as every address that is read must do.

Source: RFC 9110, section 9.3.2.
"""

from typing import cast

from litestar.enums import HttpMethod, ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from modugil.api.stream.get_stream import HEAD_ONLY


def answer_head(app: ASGIApp) -> ASGIApp:
    """The application, which then takes HEAD wherever it takes GET."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or scope["method"] != HttpMethod.HEAD:
            await app(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            if message["type"] == "http.response.body":
                message["body"] = b""
            await send(message)

        extensions = {**(scope.get("extensions") or {}), HEAD_ONLY: {}}
        as_get = {**scope, "method": "GET", "extensions": extensions}
        await app(cast(HTTPScope, as_get), receive, send_head)

    return answer
