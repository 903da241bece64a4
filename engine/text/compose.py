"""Letters written in pieces, put together: Hangul syllables as conjoining jamo, kana with their voicing
marks apart (half-width or from a file name of macOS), Indic letters with their dots and split vowels.

Unicode's canonical compositions, with those that NFC leaves apart (composition exclusions).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_BLOCKS = (range(0x0900, 0x1C00), range(0x3040, 0x3100), range(0x11080, 0x11A00))
_MAY = re.compile(
    "[\u093c\u09bc\u09be\u09d7\u0a3c\u0b3c\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0c56\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dca"
    "\u0dcf\u0ddf\u0f71\u0f72\u0f74\u0f80\u0fb5\u0fb7\u102e\u1161-\u1175\u11a8-\u11c2\u1b35\u3099\u309a"
    "\U000110ba\U00011127\U0001133e\U00011357\U000114b0\U000114ba\U000114bd\U000115af\U00011930]"
)
"""The last pieces of such letters: what few texts have, so that the rest costs one look."""


@cache
def _letters() -> dict[str, str]:
    codes = (chr(code) for block in _BLOCKS for code in block)
    apart = {unicodedata.normalize("NFD", letter): letter for letter in codes}
    return {pieces: letter for pieces, letter in apart.items() if len(pieces) > 1}


@cache
def _pattern() -> re.Pattern[str]:
    listed = sorted(_letters(), key=lambda pieces: (-len(pieces), pieces))
    return re.compile(f"[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[가-힣][\u11a8-\u11c2]|{'|'.join(listed)}")


def _letter(pieces: str) -> str:
    found = _letters().get(pieces) or unicodedata.normalize("NFC", pieces)
    return found if len(found) == 1 else pieces  # a Hangul syllable that is whole takes no more


def may_compose(text: str) -> bool:
    """Whether a text has a last piece of such a letter."""
    return _MAY.search(text) is not None


def compose(text: str) -> tuple[str, list[int]] | None:
    """The text with such letters whole, and where each of its characters began (one more: the end).

    None where there is nothing to put together.
    """
    if not may_compose(text):
        return None
    written: list[str] = []
    offsets: list[int] = []
    at = 0
    for found in _pattern().finditer(text):
        letter = _letter(found.group())
        written += (text[at : found.start()], letter)
        offsets.extend(range(at, found.start() + len(letter)))
        at = found.end()
    if not offsets:
        return None
    written.append(text[at:])
    offsets.extend(range(at, len(text) + 1))
    return "".join(written), offsets
