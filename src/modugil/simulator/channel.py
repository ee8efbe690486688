"""What becomes of messages on the way: a pure function of the messages, the seed and settings.

Each message's fate is drawn from its vehicle and the time it was measured, so that a storm and a
clean day have the same messages underneath, whichever way they are asked for.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.simulator.chance import Draw, draw_many
from modugil.simulator.settings import ChannelSettings

I64 = NDArray[np.int64]
OUTAGE_PERIOD_MS = 1_200_000
"""At most one outage in each; it lies wholly inside."""
SHORTEST_OUTAGE_S = 20.0
BACK_FILL_RATE = 50
"""Kept messages that a terminal sends in a second after an outage."""
FIRST_MS = 20
"""No message travels faster."""
AGAIN_MS = 40


class Deliveries(NamedTuple):
    """Messages in the order in which they arrive; one that came twice is there twice.

    `source` is the row of the message that was sent.
    """

    source: NDArray[np.intp]
    deliver_ms: I64
    is_back_fill: NDArray[np.bool_]
    """Kept through an outage."""


def deliver(vehicle: I64, sent_ms: I64, *, settings: ChannelSettings, seed: int) -> Deliveries:
    """What arrives of these messages, and when: each once, twice or not at all.

    Units:   UTC milliseconds; nothing comes later than `most_late_s` after it was sent.
    """
    late_ms = _ordinary_ms(vehicle, sent_ms, settings, seed)
    is_held = draw_many(seed, vehicle, sent_ms, Draw.LATE.value) < settings.late_ratio
    if settings.late_ratio > 0.0:
        share = draw_many(seed, vehicle, sent_ms + 1, Draw.LATE.value)
        late_ms = np.where(is_held, share * settings.most_late_s * 1000.0, late_ms)
    waited_ms = _outage_ms(vehicle, sent_ms, settings, seed)
    is_kept = waited_ms > 0
    late_ms = np.where(is_kept, waited_ms, late_ms)
    lost = draw_many(seed, vehicle, sent_ms, Draw.LOSS.value) < settings.loss_ratio
    again = draw_many(seed, vehicle, sent_ms, Draw.DUPLICATE.value) < settings.duplicate_ratio
    second_ms = late_ms + AGAIN_MS + _ordinary_ms(vehicle, sent_ms + 2, settings, seed) * 8.0
    first, second = np.flatnonzero(~lost), np.flatnonzero(~lost & again)
    source = np.concatenate([first, second])
    delay_ms = np.concatenate([late_ms[first], second_ms[second]])
    delay_ms = np.clip(delay_ms, FIRST_MS, settings.most_late_s * 1000.0)
    arrived_ms = sent_ms[source] + delay_ms.astype(np.int64)
    order = np.lexsort((source, arrived_ms))
    return Deliveries(source[order], arrived_ms[order], is_kept[source][order])


def _ordinary_ms(
    vehicle: I64, sent_ms: I64, settings: ChannelSettings, seed: int
) -> NDArray[np.float64]:
    """Delay of an ordinary message: never below `FIRST_MS`, seldom far above the usual."""
    drawn = draw_many(seed, vehicle, sent_ms, Draw.DELAY.value)
    return FIRST_MS - np.log1p(-drawn) * settings.usual_delay_s * 1000.0


def _outage_ms(vehicle: I64, sent_ms: I64, settings: ChannelSettings, seed: int) -> I64:
    """For a message measured in an outage the time until it is sent from memory, else 0."""
    if settings.outage_ratio <= 0.0:
        return np.zeros(len(sent_ms), np.int64)
    begin_ms, end_ms = find_outages(vehicle, sent_ms, settings=settings, seed=seed)
    inside = (sent_ms >= begin_ms) & (sent_ms < end_ms)
    turn_ms = (sent_ms - begin_ms) // 1000 * (1000 // BACK_FILL_RATE)
    return np.where(inside, end_ms - sent_ms + FIRST_MS + turn_ms, 0)


def find_outages(
    vehicle: I64, at_ms: I64, *, settings: ChannelSettings, seed: int
) -> tuple[I64, I64]:
    """Begin and end of the outage of each vehicle's present period; both 0 where it has none."""
    period = at_ms // OUTAGE_PERIOD_MS
    span_s = settings.longest_outage_s - SHORTEST_OUTAGE_S
    length_ms = 1000.0 * (
        SHORTEST_OUTAGE_S + span_s * draw_many(seed, vehicle, period, Draw.OUTAGE_LENGTH.value)
    )
    mean_ms = 1000.0 * (SHORTEST_OUTAGE_S + span_s / 2.0)
    chance = settings.outage_ratio * OUTAGE_PERIOD_MS / mean_ms
    drawn = draw_many(seed, vehicle, period, Draw.OUTAGE.value)
    has_one = drawn < chance
    place = np.divide(drawn, chance, out=np.zeros_like(drawn), where=has_one)
    begin_ms = period * OUTAGE_PERIOD_MS + (place * (OUTAGE_PERIOD_MS - length_ms)).astype(np.int64)
    end_ms = begin_ms + length_ms.astype(np.int64)
    return np.where(has_one, begin_ms, 0), np.where(has_one, end_ms, 0)
