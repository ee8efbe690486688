"""The terminals' half hours, added up and told."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np
from msgspec.structs import replace

from modugil.live.fix import FixQuality
from modugil.live.operations.count_fleet import operator_of
from modugil.live.operations.health import (
    FAIR_POINTS,
    GOOD_POINTS,
    Measures,
    find_reasons,
    score,
)
from modugil.live.operations.look import as_instant, as_ms
from modugil.live.operations.told.terminals import TerminalHealth, TerminalsAnswer
from modugil.live.operations.watch_tables import (
    NO_SKEW,
    QUALITIES,
    Memory,
    Tally,
    build_memory,
    build_tally,
)
from modugil.live.rules.verdict import Verdict

HALF_HOUR_MS = 1_800_000
FIRST_ROWS = 256
LEAST_STILL = 30
"""So many fixes while standing are needed before scatter is told."""
POOR = (
    FixQuality.INVALID,
    FixQuality.DEAD_RECKONING,
    FixQuality.MANUAL,
    FixQuality.SIMULATOR,
)
IMPOSSIBLE = (Verdict.FUTURE, Verdict.NULL_ISLAND, Verdict.OFF_REGION, Verdict.IMPOSSIBLE_JUMP)
QUALITY_WORDS = {min(int(quality), QUALITIES - 1): quality.name.lower() for quality in FixQuality}


class TerminalBook:
    """What each terminal did in this half hour and in the one before."""

    def __init__(self) -> None:
        """Nothing was seen yet."""
        self.row_of: dict[str, int] = {}
        self.memory: Memory = build_memory(FIRST_ROWS)
        self.tally: Tally = build_tally(FIRST_ROWS)
        self._before: Tally = build_tally(FIRST_ROWS)
        self._half_hour = 0

    def row(self, vehicle: str) -> int:
        """The vehicle's row, which it keeps."""
        return self.row_of.setdefault(vehicle, len(self.row_of))

    def make_room(self) -> None:
        """Room for every vehicle that has a row."""
        have, want = len(self.memory.newest_ms), len(self.row_of)
        if want > have:
            more = max(want, 2 * have) - have
            self.memory = Memory(*_append(self.memory, build_memory(more)))
            self.tally = Tally(*_append(self.tally, build_tally(more)))
            self._before = Tally(*_append(self._before, build_tally(more)))

    def turn(self, *, now_ms: int) -> None:
        """Begin another half hour where one is over."""
        half_hour = now_ms // HALF_HOUR_MS
        if half_hour == self._half_hour:
            return
        rows = len(self.memory.newest_ms)
        is_next = half_hour == self._half_hour + 1
        self._before = self.tally if is_next else build_tally(rows)
        self.tally = build_tally(rows)
        self._half_hour = half_hour

    def show(
        self, *, issued: Collection[str], vehicle: str, below: int, now: datetime
    ) -> TerminalsAnswer:
        """Every terminal, or that one, with fewer points than `below`; the worst first."""
        sums = self._add_up()
        told = [self._tell(name, row, sums, now=now) for name, row in self.row_of.items()]
        told += [_tell_never(name) for name in sorted(set(issued) - self.row_of.keys())]
        scores = np.array([one.score for one in told], np.int64)
        good, fair = int((scores >= GOOD_POINTS).sum()), int((scores >= FAIR_POINTS).sum())
        wanted = [one for one in told if one.score < below and vehicle in ("", one.vehicle)]
        return TerminalsAnswer(
            as_of=now,
            terminals=sorted(wanted, key=lambda one: (one.score, one.vehicle)),
            counted=len(told),
            good=good,
            fair=fair - good,
            poor=len(told) - fair,
        )

    def _add_up(self) -> dict[str, Any]:
        now, before = self.tally._asdict(), self._before._asdict()
        sums = {name: now[name] + before[name] for name in now}
        sums["longest_ms"] = np.maximum(now["longest_ms"], before["longest_ms"])
        sums["skew_ms"] = np.minimum(now["skew_ms"], before["skew_ms"])
        spell = self.memory.spell  # a spell under way counts too, or a bus at rest would tell none
        sums["still"] = sums["still"] + spell
        sums["scatter_m2"] = sums["scatter_m2"] + np.where(spell > 0, self.memory.scatter_m2, 0.0)
        return sums

    def _tell(
        self, vehicle: str, row: int, sums: Mapping[str, Any], *, now: datetime
    ) -> TerminalHealth:
        newest_ms, fixes = int(self.memory.newest_ms[row]), int(sums["fixes"][row])
        span_ms, still = int(sums["span_ms"][row]), int(sums["still"][row])
        skew_ms, gaps = int(sums["skew_ms"][row]), int(sums["gaps"][row])
        silent_s = max(0.0, (as_ms(now) - newest_ms) / 1000.0) if newest_ms else None
        gap_share = int(sums["gap_ms"][row]) / span_ms if span_ms else None
        jitter_m = float(np.sqrt(sums["scatter_m2"][row] / still)) if still >= LEAST_STILL else None
        skew_s = skew_ms / 1000.0 if skew_ms < NO_SKEW else None
        shares = _find_shares(sums["verdicts"][row], sums["qualities"][row], fixes)
        reasons = find_reasons(Measures(silent_s, gap_share, jitter_m, skew_s, shares))
        quality = sums["qualities"][row]
        usual_ms = float(self.memory.usual_ms[row])
        return TerminalHealth(
            vehicle=vehicle,
            operator=operator_of(vehicle),
            score=score(reasons),
            reasons=reasons,
            heard_at=as_instant(newest_ms) if newest_ms else None,
            silent_s=silent_s,
            fixes=fixes,
            usual_s=round(usual_ms / 1000.0, 2) if usual_ms else None,
            gap_share=gap_share,
            gaps=gaps,
            longest_gap_s=int(sums["longest_ms"][row]) / 1000.0 if gaps else None,
            jitter_m=jitter_m,
            clock_skew_s=skew_s,
            quality={
                QUALITY_WORDS[slot]: float(quality[slot]) / fixes
                for slot in np.flatnonzero(quality).tolist()
            },
            duplicate_share=shares.get("duplicates"),
            out_of_order_share=shares.get("out_of_order"),
            late_share=float(sums["verdicts"][row, Verdict.LATE]) / fixes if fixes else None,
            impossible_share=shares.get("impossible"),
            stuck_share=shares.get("stuck"),
        )


def _find_shares(verdicts: Any, qualities: Any, fixes: int) -> dict[str, float]:  # noqa: ANN401 - rows of numbers
    if not fixes:
        return {}
    counts = {
        "poor_fixes": sum(int(qualities[min(int(one), QUALITIES - 1)]) for one in POOR),
        "duplicates": int(verdicts[Verdict.DUPLICATE]),
        "out_of_order": int(verdicts[Verdict.OUT_OF_ORDER]),
        "impossible": sum(int(verdicts[one]) for one in IMPOSSIBLE),
        "stuck": int(verdicts[Verdict.STUCK]),
    }
    return {name: count / fixes for name, count in counts.items()}


def _tell_never(vehicle: str) -> TerminalHealth:
    """A terminal that may speak and did not since the start."""
    reasons = find_reasons(Measures(silent_s=float("inf")))
    return TerminalHealth(
        vehicle=vehicle,
        operator=operator_of(vehicle),
        score=score(reasons),
        reasons=[replace(one, value=None) for one in reasons],
        heard_at=None,
        silent_s=None,
        fixes=0,
        usual_s=None,
        gap_share=None,
        gaps=0,
        longest_gap_s=None,
        jitter_m=None,
        clock_skew_s=None,
        quality={},
        duplicate_share=None,
        out_of_order_share=None,
        late_share=None,
        impossible_share=None,
        stuck_share=None,
    )


def _append(old: Sequence[Any], more: Sequence[Any]) -> list[Any]:
    return [np.concatenate([one, other]) for one, other in zip(old, more, strict=True)]
