"""The words of a text that begin with a capital: where acronyms may stand alone."""

from __future__ import annotations

from polyonym.engine.text.tokens import Tokens


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a token begins with a capital and isn't a piece of a hyphenated word."""
    return text[start].isupper() and text[start - 1 : start] != "-" and text[end : end + 1] != "-"


def capitalised(text: str, tokens: Tokens) -> list[tuple[int, int]]:
    """The tokens that begin with a capital letter, those inside a hyphenated word left out."""
    return [
        (start, end) for start, end in zip(tokens.starts, tokens.ends, strict=True) if stands_alone(text, start, end)
    ]
