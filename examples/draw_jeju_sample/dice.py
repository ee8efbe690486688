"""Choices that look random and are the same on every machine: each is a hash of its name."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

Choice = TypeVar("Choice")


def chance(*name: object) -> float:
    """A number from 0 up to 1 that depends on the name only."""
    text = "|".join(str(part) for part in name)
    return int.from_bytes(blake2b(text.encode(), digest_size=7).digest(), "big") / float(1 << 56)


def pick(options: Sequence[Choice], *name: object) -> Choice:
    """One of the options, chosen by the name."""
    return options[int(chance(*name) * len(options))]


def pick_weighted(weights: dict[str, float], *name: object) -> str:
    """One key, each with the likelihood that its weight says."""
    left = chance(*name) * sum(weights.values())
    for key, weight in weights.items():
        left -= weight
        if left < 0:
            return key
    return next(reversed(weights))


def between(low: float, high: float, *name: object) -> float:
    """A number from low to high, chosen by the name."""
    return low + (high - low) * chance(*name)
