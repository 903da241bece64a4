"""Which letters a name is written in, as coarsely as spelling habits care."""

from __future__ import annotations


def side_of(char: str) -> str:
    """L(atin), C(yrillic) or O(ther), by one character; O for none."""
    if not char:
        return "O"
    return "L" if char < "\u0250" else "C" if "\u0400" <= char <= "\u052f" else "O"
