"""What was known before a stop is known again: from the fixes that were kept, and from a file."""

import logging
import os
import secrets
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from modugil.live.fix import Fix
from modugil.live.predictions.predictor import Predictor
from modugil.live.tracking.engine import LiveEngine
from modugil.live.tracking.final_events import FinalEvents

log = logging.getLogger(__name__)
STEP_MS = 1000
SETTLE_EVERY_STEPS = 10


def restore_fleet(engine: LiveEngine, final: FinalEvents, batches: Iterator[list[Fix]]) -> int:
    """The fixes that were kept pass through the engine as they did when they were received.

    `batches` are in order of receipt. The result is how many fixes that were.
    """
    count = 0
    for steps, (now_ms, fixes) in enumerate(_by_second(batches)):
        now = datetime.fromtimestamp(now_ms / 1000, UTC)
        engine.tick(fixes, now=now)
        if steps % SETTLE_EVERY_STEPS == 0:
            final.keep(engine.settle(now=now))
        count += len(fixes)
    return count


def _by_second(batches: Iterator[list[Fix]]) -> Iterator[tuple[int, list[Fix]]]:
    waiting: list[Fix] = []
    end_ms = 0
    for batch in batches:
        for fix in batch:
            if waiting and fix.received_ms >= end_ms:
                yield end_ms, waiting
                waiting = []
            if not waiting:
                end_ms = fix.received_ms + STEP_MS
            waiting.append(fix)
    if waiting:
        yield end_ms, waiting


def write_experience(learnt: Mapping[str, Any], file: Path) -> None:
    """What was learnt is in the file, which is whole at any moment, also after a power failure.

    Several processes may write it at once, as workers of one fleet do: one of them wrote it last.
    """
    unfinished = file.with_suffix(f".{secrets.token_hex(4)}.unfinished.npz")
    try:
        with unfinished.open("wb") as out:
            np.savez(out, allow_pickle=False, **learnt)
            out.flush()
            os.fsync(out.fileno())
        os.replace(unfinished, file)
    finally:
        unfinished.unlink(missing_ok=True)


def load_experience(predictor: Predictor, file: Path) -> bool:
    """Whether something learnt before was taken up; a file that cannot be read is told and left."""
    if not file.exists():
        return False
    try:
        with np.load(file, allow_pickle=False) as saved:
            state: dict[str, Any] = dict(saved)
        predictor.load_state(state)
    except (OSError, EOFError, ValueError, KeyError, IndexError, BadZipFile) as cause:
        log.warning("what was learnt before cannot be read (%s); learning begins anew", cause)
        return False
    return True
