"""Acronyms as they are written in a text: where they stand, and which are slips of others.

What a text defines (`definitions`) holds in all of it, headline included.  A near-miss of a defined or listed
acronym that the text keeps using (LNU for LNTU) is taken for it where nothing in the text speaks for another.
"""

from __future__ import annotations

import re

_UNSPACED = "\u2e80-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
"""Letters that may stand right beside an acronym without being a part of its word."""
_CAPITALS = re.compile(
    rf"(?<![^\W{_UNSPACED}])(?<!-)([A-ZÀ-ÖØ-ÞŁŚŻŽŠČŘÁÍĐΑ-ΩА-ЯЁІЇЄҐЎӘҒҚҢӨҰҮҺ]{{2,8}})(?=(?:['’]?(?:s|а|у|a|em|u|ом))?(?![^\W{_UNSPACED}]|-))"
)


def capitals(text: str) -> list[tuple[int, int]]:
    """The places of acronyms: words in capitals, a plural or genitive ending left off.

    >>> [("LNTU's and LZPUs, Wu")[start:end] for start, end in capitals("LNTU's and LZPUs, Wu")]
    ['LNTU', 'LZPU']
    """
    return [found.span(1) for found in _CAPITALS.finditer(text)]


SHORTEST_SLIPPED = 4
"""An acronym of fewer letters is too near to too many others to be taken for a slip of one."""


def is_slip(written: str, meant: str) -> bool:
    """Whether one acronym may be a slip of another: a letter dropped or two exchanged, the first one kept.

    >>> is_slip("lnu", "lntu"), is_slip("ltu", "lntu"), is_slip("dut", "lntu")
    (True, True, False)
    """
    if len(meant) < SHORTEST_SLIPPED or written[:1] != meant[:1] or written == meant:
        return False
    if len(written) == len(meant):
        return sorted(written) == sorted(meant) and sum(a != b for a, b in zip(written, meant, strict=True)) == 2
    return len(written) == len(meant) - 1 and any(meant[:i] + meant[i + 1 :] == written for i in range(1, len(meant)))
