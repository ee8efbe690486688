"""How kernels of this room are compiled, in one place and with their types kept."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """The function as machine code, kept on disk between starts, running without the lock."""
    return cast(F, numba.njit(cache=True, nogil=True, error_model="numpy")(function))


def inlined(function: F) -> F:
    """A small part of kernels, written into each of them."""
    return cast(F, numba.njit(inline="always", error_model="numpy")(function))
