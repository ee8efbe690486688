"""What all partitions of one worker share."""

from dataclasses import dataclass
from pathlib import Path

from modugil.core.clock import Clock
from modugil.live.predictions.predictor import Predictor
from modugil.live.tracking.build_engine import EngineParts
from modugil.store.stream.link import StreamLink


@dataclass(slots=True)
class Tracking:
    """Changed by nobody but for the clock, which is that of the doors."""

    parts: EngineParts
    link: StreamLink
    clock: Clock
    history: Path
    worker: str
    built: str
    hold_ms: int
    window_s: int
    predictor: Predictor
    """Knows what all buses did."""
    scratch: Predictor
    """Learns what is read back, which `predictor` has learnt when it came."""
