"""Which letters a name is written in, as coarsely as spelling habits care."""

from __future__ import annotations

LAST_LATIN = "\u024f"


def side_of(char: str) -> str:
    """L(atin), C(yrillic) or O(ther), by one character; O for none."""
    if not char:
        return "O"
    return "L" if char <= LAST_LATIN else "C" if "\u0400" <= char <= "\u052f" else "O"


def is_small(char: str) -> bool:
    """Whether a character is a small letter of a script that writes names with capitals: not a Georgian one."""
    return char.islower() and not "\u10d0" <= char <= "\u10ff"
