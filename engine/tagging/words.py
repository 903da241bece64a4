"""The words of a text that begin with a capital: where a part of a name may stand alone."""

from __future__ import annotations


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a token begins with a capital and isn't a piece of a hyphenated word."""
    return text[start].isupper() and text[start - 1 : start] != "-" and text[end : end + 1] != "-"
