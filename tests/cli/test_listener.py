"""What is answered is sent at once, also on a connection that was used before."""

import asyncio
import socket

from modugil.cli.serve import open_listener


def test_small_answers_do_not_wait_for_each_other():
    with open_listener("127.0.0.1", 0) as listener:
        assert asyncio.run(_ask_connection(listener)) != 0


async def _ask_connection(listener):
    """TCP_NODELAY of a connection that came in there."""
    told = asyncio.get_running_loop().create_future()

    async def greet(_reader, writer):
        accepted = writer.get_extra_info("socket")
        told.set_result(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    async with await asyncio.start_server(greet, sock=listener):
        _reader, writer = await asyncio.open_connection(*listener.getsockname())
        found = await told
        writer.close()
    return found
