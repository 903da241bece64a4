"""Texts as arrays of code points, so that questions about every character are asked natively."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

SPACED_END = 0x2E80
"""The scripts before this code point put spaces between words; tables of characters reach as far."""

Codes = NDArray[np.uint32]
Edges = NDArray[np.intp]
Flags = NDArray[np.bool_]


def codes(text: str) -> Codes:
    """The code points of a text, lone surrogates among them."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


@cache
def table(test: Callable[[str], bool]) -> Flags:
    """What a test says of each character before `SPACED_END`."""
    return np.fromiter(map(test, map(chr, range(SPACED_END))), np.bool_, SPACED_END)
