"""A folded name cut into what is looked up: words, and rows of letters of scripts without spaces."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from functools import cache

from polyonym.engine.institutions.tables import connectives
from polyonym.engine.text.tokens import PLAIN

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc-\u30fe\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HAN += "\U00020000-\U0003ffff"
_HANGUL = "\uac00-\ud7a3"
_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"
_STACKED = "\u0900-\u0e00\u0e5c-\u109f\u1780-\u17ff"
_LETTER = f"[^\\W_{_HAN}{_HANGUL}{_THAI}]|[{_STACKED}]"
_PIECE = re.compile(f"[{_HAN}]+|[{_HANGUL}]+|[{_THAI}]+|(?:{_LETTER})+(?:'(?:{_LETTER})+)*")
_SYSTEMS = (
    ("\u0000", "Latn"), ("\u0370", "Grek"), ("\u0400", "Cyrl"), ("\u0530", "Armn"), ("\u0590", "Hebr"),
    ("\u0600", "Arab"), ("\u0780", "Latn"), ("\u0900", "Deva"), ("\u0980", "Beng"), ("\u0a00", "Latn"),
    ("\u0e00", "Thai"), ("\u0e80", "Latn"), ("\u10a0", "Geor"), ("\u1100", "Latn"), ("\u2e80", "Hani"),
    ("\ua000", "Latn"), ("\uac00", "Hang"), ("\ud7a4", "Latn"), ("\uf900", "Hani"),
)  # fmt: skip
"""Where the letters of each writing system begin; what has no tables is asked in those of Latin letters."""
_BEGINNINGS = [first for first, _ in _SYSTEMS]
_PREFIXES, _SHORTEST = frozenset("הובלמשכ"), 3
_ARTICLE = re.compile("(?:وال|بال|فال|كال|ال|لل)(?=..)")
_ARABIC_LAST = str.maketrans({"ة": "ه"})


def words(folded: str) -> list[tuple[str, int, int]]:
    """Each word of a folded name with its range; an elided article is cut off."""
    pieces = (PLAIN if folded.isascii() else _PIECE).finditer(folded)
    found = [(piece[0], piece.start(), piece.end()) for piece in pieces]
    return [_unelided(*each) for each in found] if "'" in folded else found


def _unelided(text: str, start: int, end: int) -> tuple[str, int, int]:
    head, mark, rest = text.partition("'")
    return (rest, end - len(rest), end) if mark and head in _elided() else (text, start, end)


@cache
def _elided() -> frozenset[str]:
    return connectives("elided")


def script(char: str) -> str:
    """Whose tables a word that begins so is looked up in."""
    if char < "\u0370":
        return "Latn"
    return _SYSTEMS[bisect(_BEGINNINGS, char) - 1][1]


def bare(word: str) -> str:
    """An Arabic or Persian word without its article and in one spelling of its last letter.

    >>> bare("الجامعة"), bare("والتكنولوجيا")
    ('جامعه', 'تكنولوجيا')
    """
    return word if word < "\u0600" else _ARTICLE.sub("", word, count=1).translate(_ARABIC_LAST)


def shorter(word: str) -> Iterator[str]:
    """A Hebrew word without one, two and three of the small words that are written together with it.

    >>> list(shorter("ולמדעים"))
    ['למדעים', 'מדעים', 'דעים']
    """
    for cut in range(1, 4):
        if word[cut - 1] not in _PREFIXES or len(word) - cut < _SHORTEST:
            return
        yield word[cut:]
