"""Sky, clouds and the mountain; and the words that stand in it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .notice import read_sky_words
from .sheet import value_noise

Floats = NDArray[np.float32]
HORIZON = np.array((214, 226, 232), dtype=np.float32)
ZENITH = np.array((94, 146, 200), dtype=np.float32)
MOUNTAIN = np.array((150, 172, 186), dtype=np.float32)
CLOUDS_DEG = (6.0, 62.0)
WORDS_FROM_DEG, WORDS_TO_DEG = 47.0, 54.0


def draw_sky(azimuth_deg: Floats, elevation_deg: Floats) -> Floats:
    """Colours of the upper part: rows by elevation, columns by azimuth.

    Shapes:  float32[rows, columns, 3].
    """
    up = np.clip(elevation_deg / 90.0, 0, 1)[:, None, None] ** 0.55
    sky = HORIZON * (1 - up) + ZENITH * up
    sky = np.repeat(sky, len(azimuth_deg), axis=1)
    _add_clouds(sky, azimuth_deg, elevation_deg)
    _add_mountain(sky, azimuth_deg, elevation_deg)
    _add_words(sky, elevation_deg)
    return sky


def _add_clouds(sky: Floats, azimuth_deg: Floats, elevation_deg: Floats) -> None:
    rows = np.nonzero((elevation_deg > CLOUDS_DEG[0]) & (elevation_deg < CLOUDS_DEG[1]))[0]
    elevation = np.radians(elevation_deg[rows].astype(float))[:, None]
    far = 1.0 / np.tan(elevation)
    turn = np.radians(azimuth_deg.astype(float))[None, :]
    x, y = far * np.sin(turn) + 40, far * np.cos(turn) + 40
    cover = value_noise(x, y, 1.3) + 0.5 * value_noise(x, y, 0.6)
    share = np.clip((cover - 0.25) / 0.9, 0, 0.8)[..., None]
    low, high = CLOUDS_DEG
    fades = np.clip((elevation_deg[rows] - low) / 12, 0, 1)
    fades = fades * np.clip((high - elevation_deg[rows]) / 22, 0, 1)
    share = share * fades[:, None, None]
    sky[rows] = sky[rows] * (1 - share) + 250.0 * share


def _add_mountain(sky: Floats, azimuth_deg: Floats, elevation_deg: Floats) -> None:
    """A broad volcano in the south, as from everywhere in the north of the island."""
    away = (azimuth_deg - 172.0 + 180.0) % 360.0 - 180.0
    ridge = 4.6 * np.exp(-((away / 34.0) ** 2)) + 0.5 * np.exp(-(((away - 38) / 9) ** 2))
    below = np.clip((ridge[None, :] - elevation_deg[:, None]) / 0.12, 0, 1)[..., None]
    sky[:] = sky * (1 - below) + MOUNTAIN * below


def _add_words(sky: Floats, elevation_deg: Floats) -> None:
    inside = np.nonzero((elevation_deg > WORDS_FROM_DEG) & (elevation_deg < WORDS_TO_DEG))[0]
    words = read_sky_words(sky.shape[1], len(inside))[..., None]
    dark = np.array((28, 58, 96), dtype=np.float32)
    sky[inside] = sky[inside] * (1 - words) + dark * words
