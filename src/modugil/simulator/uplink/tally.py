"""What a fleet's terminals sent, what the server acknowledged, and how long that took."""

from array import array
from dataclasses import dataclass, field

import numpy as np

KEPT = 500_000
"""Times of acknowledgements that are kept; beyond that, of every tenth."""


@dataclass(slots=True)
class Tally:
    """Counts since the beginning. A message is what a terminal sends at once; a batch is one."""

    messages: int = 0
    """Sent for the first time."""
    fixes: int = 0
    acknowledged: int = 0
    """Messages that the server said are safe."""
    resent: int = 0
    dropped: int = 0
    """Given up by a terminal whose memory was full, or refused by the server."""
    bytes_sent: int = 0
    connects: int = 0
    refused: int = 0
    """Logins the server did not accept."""
    ack_s: array = field(default_factory=lambda: array("d"))  # type: ignore[type-arg]

    def acknowledge(self, took_s: float) -> None:
        """Count a message that is safe."""
        self.acknowledged += 1
        if len(self.ack_s) < KEPT or self.acknowledged % 10 == 0:
            self.ack_s.append(took_s)

    def ack_quantile_ms(self, share: float) -> float:
        """Milliseconds within which that share was acknowledged; NaN before the first."""
        if not self.ack_s:
            return float("nan")
        return float(np.quantile(np.frombuffer(self.ack_s), share)) * 1000.0
