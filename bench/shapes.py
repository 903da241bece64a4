"""Texts of a given length that were made to be slow: each shape once drew out some part of tagging."""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from functools import partial

Shape = Callable[[int], str]
_UPPER = string.ascii_uppercase
_NAME = "Liaoning Technical University"


def repeated(piece: str, size: int) -> str:
    """A piece as often as it takes."""
    return (piece * (size // len(piece) + 1))[:size]


def joined(make: Callable[[int], str], size: int) -> str:
    """Numbered pieces with spaces between them."""
    pieces: list[str] = []
    length = 0
    while length < size:
        pieces.append(make(len(pieces)))
        length += len(pieces[-1]) + 1
    return " ".join(pieces)[:size]


def letters(number: int, count: int) -> str:
    """A number in capitals."""
    return "".join(_UPPER[number // 26**i % 26] for i in range(count))


def syllables(number: int) -> str:
    """A word for a number, that looks like a name."""
    return "".join(f"{'bdfgklmnprst'[number // 60**i % 12]}{'aeiou'[number // 5**i % 5]}" for i in range(3)).title()


def halves(first: Shape, second: Shape, size: int) -> str:
    """One shape and then another."""
    return f"{first(size // 2)} {second(size // 2)}"[:size]


def _any(characters: str, size: int) -> str:
    return "".join(random.Random(5).choices(characters, k=size))


_DEFINED = partial(joined, lambda n: f"{_NAME} ({letters(n, 6)})")
_MIXED = partial(joined, lambda n: f"{_NAME} ({letters(n, 4)}x{letters(n, 1)})")
_CAPITALS = partial(joined, lambda n: letters(n * 7919 + 13, 4 + n % 3))
SHAPES: dict[str, Shape] = {
    "one letter": partial(repeated, "A"),
    "combining marks": partial(repeated, "a\u0301"),
    "joiners": partial(repeated, "a\u200d"),
    "brackets": partial(repeated, "("),
    "name and bracket": partial(repeated, "LNTU ("),
    "initials": partial(repeated, "A. "),
    "Aa Bb Cc": partial(joined, lambda n: letters(n, 1) + letters(n, 2)[1].lower()),
    "capitalised words": partial(joined, syllables),
    "one name": partial(repeated, "Sun Wei "),
    "titles and names": partial(joined, lambda n: f"Dr. {syllables(n)} {syllables(n + 7)}."),
    "names that share a part": partial(joined, lambda n: f"Dr. Anna {syllables(n)}."),
    "titles": partial(repeated, "Prof. Dr. "),
    "roles": partial(repeated, "vice rector of the "),
    "heads": partial(repeated, "University Institute of "),
    "Cyrillic heads": partial(repeated, "институт имени Академия "),
    "Vietnamese heads": partial(repeated, "Trường Đại học "),
    "Vietnamese names": partial(repeated, "Nguyễn Văn Thành "),
    "Han": partial(_any, "".join(map(chr, range(0x4E00, 0x9FFF)))),
    "Han heads": partial(repeated, "大学学院"),
    "Han names and titles": partial(repeated, "王伟教授"),
    "Hangul": partial(repeated, "김영수 교수 "),
    "Thai": partial(repeated, "มหาวิทยาลัย"),
    "capitals": _CAPITALS,
    "definitions": _DEFINED,
    "definitions in mixed case": _MIXED,
    "definitions, then capitals": partial(halves, _DEFINED, _CAPITALS),
    "definitions in mixed case, then words": partial(halves, _MIXED, partial(repeated, "lorem ipsum dolor ")),
    "listed name": partial(repeated, f"{_NAME} "),
    "addresses": partial(repeated, "Department of Botany, University of Minsk, Minsk, Belarus; "),
    "any character": partial(_any, "".join(map(chr, [*range(32, 0xD800), *range(0xE000, 0x30000)]))),
}
