"""The words of a text that begin with a capital: where a part of a name may stand alone."""

from __future__ import annotations

from functools import cache

from polyonym.engine.language.profiles import profile


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a token begins with a capital and isn't a piece of a hyphenated word."""
    return text[start].isupper() and text[start - 1 : start] != "-" and text[end : end + 1] != "-"


@cache
def function_words(lang: str | None) -> frozenset[str]:
    """The function words of a language (folded), which are no parts of names when they stand alone."""
    owned = (profile(script) for script in ("Latn", "Cyrl"))
    return frozenset(word for each in owned if each for word, owners in each.words.items() if lang in owners)
