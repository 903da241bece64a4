"""A folded name cut into what is looked up: words, and rows of letters of scripts without spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from polyonym.engine.institutions.tables import connectives

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc-\u30fe\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HAN += "\U00020000-\U0003ffff"
_HANGUL = "\uac00-\ud7a3"
_STACKED = "\u0900-\u109f\u1780-\u17ff"
_LETTER = f"[^\\W_{_HAN}{_HANGUL}]|[{_STACKED}]"
_PIECE = re.compile(f"[{_HAN}]+|[{_HANGUL}]+|(?:{_LETTER})+(?:'(?:{_LETTER})+)*")
_ARTICLE = re.compile("(?:وال|بال|فال|كال|ال|لل)(?=..)")
_ARABIC_LAST = str.maketrans({"ة": "ه"})


def words(folded: str) -> Iterator[tuple[str, int, int]]:
    """Each word of a folded name with its range; an elided article is cut off."""
    for found in _PIECE.finditer(folded):
        text, start = found.group(), found.start()
        if "'" in text:
            head, _, rest = text.partition("'")
            if head in _elided():
                text, start = rest, start + len(head) + 1
        yield text, start, found.end()


@cache
def _elided() -> frozenset[str]:
    return connectives("elided")


def script(char: str) -> str:
    """Whose tables a word that begins so is looked up in."""
    if char < "\u0400":
        return "Latn"
    if char < "\u0530":
        return "Cyrl"
    if "\u0600" <= char < "\u0780":
        return "Arab"
    if "\uac00" <= char <= "\ud7a3":
        return "Hang"
    return "Hani" if "\u2e80" <= char < "\ua000" or char >= "\uf900" else "Latn"


def bare(word: str) -> str:
    """An Arabic or Persian word without its article and in one spelling of its last letter.

    >>> bare("الجامعة"), bare("والتكنولوجيا")
    ('جامعه', 'تكنولوجيا')
    """
    return _ARTICLE.sub("", word, count=1).translate(_ARABIC_LAST)
