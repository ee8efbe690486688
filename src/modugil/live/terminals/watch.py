"""Changes to credentials are noticed while the server runs, whoever makes them."""

import asyncio
import logging

from modugil.core.clock import Clock
from modugil.core.errors import CouldNotLook
from modugil.live.terminals.registry import TerminalRegistry

log = logging.getLogger(__name__)
EVERY_S = 0.5


async def watch_terminals(
    registry: TerminalRegistry, clock: Clock, *, every_s: float = EVERY_S
) -> None:
    """Refresh the registry for ever, in a thread; until it is cancelled.

    Units:   real seconds, however fast the clock runs.
    """
    failing = False
    while True:
        try:
            await asyncio.to_thread(registry.refresh, clock.now())
            failing = False
        except CouldNotLook as fault:
            if not failing:
                log.error("%s Those known before still hold.", fault)
            failing = True
        except Exception:
            if not failing:
                log.exception("the terminals' credentials could not be looked at")
            failing = True
        await asyncio.sleep(every_s)
