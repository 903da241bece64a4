"""Runs of one script within a word."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from polyonym.engine.romanisation.tables import rows

HAN = "Hani"
OTHER = "Zzzz"
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘´`ʼʻ′＇‛׳", "'"))


class Run(NamedTuple):
    """A piece of a word and the ISO 15924 code of its script."""

    script: str
    text: str


def runs(word: str) -> list[Run]:
    """The runs of `word`, lower-case and composed (NFKC), except Han, which stays as it is."""
    return [Run(match.lastgroup or OTHER, match.group()) for match in _pattern().finditer(prepared(word))]


def prepared(word: str) -> str:
    """Composed, compatible, lower case: what the tables are written in. Han characters stay as they are."""
    word = word.translate(_APOSTROPHES)
    if unicodedata.is_normalized("NFKC", word):
        return word.lower()
    parts = re.split(f"([{_ranges()[HAN]}]+)", word)
    return "".join(part if at % 2 else _normal(part) for at, part in enumerate(parts))


def _normal(part: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", part).lower())


@cache
def _ranges() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("ranges")}


@cache
def _pattern() -> re.Pattern[str]:
    known = "|".join(f"(?P<{script}>[{cells}]+)" for script, cells in _ranges().items())
    return re.compile(f"{known}|(?P<{OTHER}>[^{''.join(_ranges().values())}]+)")
