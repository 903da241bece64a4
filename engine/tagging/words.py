"""What stands around words: where a part of a name may stand alone, where no name goes on."""

from __future__ import annotations

import re
from functools import cache

from polyonym.engine.language.profiles import profile

_BREAKS = re.compile(r"[\n\r!?;:()\[\]{}<>|•…。！？；：（）【】《》/]|\s{4,}")


def ends_names(between: str) -> bool:
    """Whether what stands between two words lets no name go on: a line end, a bracket, a mark of a sentence's end."""
    return between != " " and _BREAKS.search(between) is not None


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a token begins with a capital and isn't a piece of a hyphenated word."""
    return text[start].isupper() and text[start - 1 : start] != "-" and text[end : end + 1] != "-"


@cache
def function_words(lang: str | None) -> frozenset[str]:
    """The function words of a language (folded), which are no parts of names when they stand alone."""
    owned = (profile(script) for script in ("Latn", "Cyrl"))
    return frozenset(word for each in owned if each for word, owners in each.words.items() if lang in owners)
