"""The last resort for a single character: Unidecode's table, then the name that Unicode gives it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from unidecode import unidecode

_NAME = re.compile(r"(?:LETTER|SYLLABLE|SYLLABLES|VOWEL SIGN|VOWEL|DIGIT) (?:[A-Z]+ )*?([A-Z]{1,5})$")
_KEPT = re.compile(r"[^a-z0-9]+")
_SURROGATES = range(0xD800, 0xE000)


@lru_cache(maxsize=1 << 14)
def latin_of(char: str) -> str:
    """Lower-case ASCII letters and digits for any one character, "" where nothing is known."""
    if char.isascii():
        return "" if char == "'" else char
    if ord(char) in _SURROGATES:
        return ""
    return _KEPT.sub("", unidecode(char).lower()) or _named(char)


def _named(char: str) -> str:
    """ "CHEROKEE LETTER GA" is ga: Unicode's names of letters are spelled in Latin."""
    found = _NAME.search(unicodedata.name(char, ""))
    return found.group(1).lower() if found and len(found.group(1)) < 6 else ""
