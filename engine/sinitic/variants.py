"""Traditional, Japanese, Korean and variant Han characters in one canonical, simplified form.

The table is tables/variants.txt, made by bench/make_sinitic.py from Unihan's variant fields; one character
stands for one character, so lengths and offsets stay.
"""

from __future__ import annotations

from functools import cache

from polyonym.engine.sinitic.tables import lines


@cache
def simplified_forms() -> dict[int, int]:
    """Code point → code point of the canonical form, for `str.translate`; only what changes."""
    pairs = "".join(lines("variants.txt"))
    return dict(zip(map(ord, pairs[::2]), map(ord, pairs[1::2]), strict=True))


def simplify(text: str) -> str:
    """`text` with each Han character in its canonical simplified form; what isn't Han stays.

    >>> simplify("李顯龍 沢")
    '李显龙 泽'
    """
    return text if text.isascii() else text.translate(simplified_forms())
