"""What the open door tells is prepared beside the server, which answers meanwhile."""

import logging
import threading
from collections.abc import Callable

from modugil.core.errors import ModugilError

log = logging.getLogger(__name__)


def begin_preparing(prepare: Callable[[], None]) -> None:
    """Prepare in a thread of its own; what cannot be now is tried again by whoever asks for it."""
    threading.Thread(target=_prepare, args=(prepare,), name="preparing", daemon=True).start()


def _prepare(prepare: Callable[[], None]) -> None:
    try:
        prepare()
    except ModugilError as fault:
        log.error("%s It is tried again when it is asked for.", fault)
    except Exception:
        log.exception("the open door could not be prepared")
