"""Fold: one spelling for what is written alike, and the way back to the original characters.

Case, width and compatibility forms (NFKC), diacritics of Latin, Greek, Cyrillic, Hebrew and Arabic,
traditional and variant Han characters, apostrophes and dashes.  Each character becomes at most one, so
offsets stay as they are unless the text has characters that vanish (combining marks, joiners) or letters
written in pieces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NewType

import numpy as np
from polyonym.engine.sinitic.variants import simplify
from polyonym.engine.text.codes import SPACED_END, codes
from polyonym.engine.text.compose import compose, may_compose

Key = NewType("Key", str)
"""A folded string: what a lookup takes, so that a raw string can't be looked up by mistake."""

# Marks of these scripts only decorate a letter; in the Indic scripts marks are vowels and stay.
_VANISHING = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640"
    "\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]"
)
# Letters that are more than a decorated one to their readers.
_KEEP = frozenset("йўїґќѓ")
_LIKE = {
    **dict.fromkeys("’‘ʼʹ`´ʻ＇ʽ′‛", "'"),
    **dict.fromkeys("‐‑‒–—―−－﹣", "-"),
    **dict.fromkeys("“”„«»‟〝〞＂", '"'),
    "ё": "е", "ł": "l", "đ": "d", "ð": "d", "ø": "o", "ı": "i", "ħ": "h", "ŧ": "t", "ƶ": "z",
    "ς": "σ", "آ": "ا", "أ": "ا", "إ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ھ": "ه", "ہ": "ه",
}  # fmt: skip


class _Map(dict[int, str]):
    """Filled on demand: `str.translate` asks for each new character once."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_char(chr(code))
        return folded


def _fold_char(char: str) -> str:
    wide = unicodedata.normalize("NFKC", char)
    if len(wide) != 1:  # a ligature or a unit sign: as it is, so that offsets stay
        wide = char
    lower = wide.casefold()
    if len(lower) != 1:
        lower = wide.lower()[:1]
    lower = _LIKE.get(lower, lower)
    if lower in _KEEP:
        return lower
    base = unicodedata.normalize("NFD", lower)
    if len(base) > 1 and _VANISHING.fullmatch(base[1:2]):
        lower = _LIKE.get(base[0], base[0])
    return simplify(lower)


_MAP = _Map()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `offsets` is None where each character stands for the one at its own place."""

    text: str
    offsets: Sequence[int] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original text that a range of the folded text stands for."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end] if end < len(self.text) else self.offsets[-1]


def fold(text: str) -> Folded:
    """Fold `text`, keeping the way back to its characters; linear in its length."""
    if text.isascii():
        return Folded(text.lower().replace("`", "'"))  # all that folding does to these letters
    plain = _natively(text) if len(text) >= _LONG else None
    if plain is not None:
        return Folded(plain)
    folded = _without_marks(text) if _VANISHING.search(text) else Folded(text.translate(_MAP))
    whole = compose(folded.text)
    if whole is None:
        return folded
    letters, offsets = whole
    return Folded(letters, offsets if folded.offsets is None else [folded.offsets[at] for at in offsets])


_LONG = 64
"""From so many characters on asking an array is faster than asking for each."""
_UNMET, _NEVER = 0, 0x110000
_FOLDED = np.zeros(SPACED_END, np.uint32)
"""What each character becomes, as far as they were met; `_NEVER` if its text must be folded character by character."""


def _natively(text: str) -> str | None:
    """Fold a text in which nothing vanishes and nothing grows together; None for any other."""
    letters = codes(text)
    if int(letters.max()) >= SPACED_END:
        return None
    found = _FOLDED.take(letters)
    if not found.all():
        for code in set(letters[found == _UNMET].tolist()):
            char = chr(code)
            _FOLDED[code] = _NEVER if _VANISHING.match(char) or may_compose(char) else ord(_MAP[code])
        found = _FOLDED.take(letters)
    return None if int(found.max()) == _NEVER else found.tobytes().decode("utf-32-le", "surrogatepass")


def _without_marks(text: str) -> Folded:
    pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    for marks in _MARKS.finditer(text):
        pieces.append(_fold_before(text[at : marks.start()], marks.group()[:4]))
        offsets.extend(range(at, marks.start()))
        at = marks.end()
    pieces.append(text[at:].translate(_MAP))
    offsets.extend(range(at, len(text) + 1))
    return Folded("".join(pieces), offsets)


_MARKS = re.compile(f"{_VANISHING.pattern}+")
_COMPOSING = frozenset("иуігкИУІГК")
"""Letters that with a mark make one of `_KEEP`."""


def _fold_before(piece: str, marks: str) -> str:
    """Fold what stands before some marks, which belong to its last letter."""
    folded = piece.translate(_MAP)
    if piece and piece[-1] in _COMPOSING:
        composed = unicodedata.normalize("NFC", piece[-1] + marks)
        return folded[:-1] + _MAP[ord(composed[0])]
    return folded


@lru_cache(maxsize=1 << 16)
def _short(text: str) -> Key:
    return Key(" ".join(fold(text).text.split()))


def key(text: str) -> Key:
    """The folded form of a name, white space made single: what two equal spellings share."""
    return _short(text) if len(text) <= 64 else Key(" ".join(fold(text).text.split()))
