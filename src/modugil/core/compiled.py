"""How kernels are compiled: on first use, kept on disk, run without the interpreter's lock."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., Any])


def kernel(function: F) -> F:
    """A kernel that Python calls."""
    return cast(F, numba.njit(cache=True, nogil=True, error_model="numpy")(function))


def inner(function: F) -> F:
    """A part of kernels that only kernels call: without a door for Python it compiles faster.

    Called from Python it would end the process.
    """
    # the two last options are not in numba's type hints
    compile_with = cast(Any, numba.njit)
    return cast(
        F,
        compile_with(
            cache=True,
            nogil=True,
            error_model="numpy",
            no_cpython_wrapper=True,
            no_cfunc_wrapper=True,
        )(function),
    )


def inlined(function: F) -> F:
    """A small part of kernels, written into each of them."""
    return cast(F, numba.njit(inline="always", error_model="numpy")(function))
