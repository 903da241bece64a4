"""Acronyms as they are written in a text: where they stand, and which are slips of others.

What a text defines (`definitions`) holds in all of it, headline included.  A near-miss of a defined or listed
acronym that the text keeps using (LNU for LNTU) is taken for it where nothing in the text speaks for another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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


def slips_of(meant: str) -> Iterator[str]:
    """What may be written by mistake for an acronym: a letter dropped or two exchanged, the first one kept.

    >>> sorted(set(slips_of("lntu")))
    ['lnt', 'lnu', 'lnut', 'ltnu', 'ltu', 'lutn']
    """
    if len(meant) < SHORTEST_SLIPPED:
        return
    for i in range(1, len(meant)):
        yield meant[:i] + meant[i + 1 :]
        for j in range(i + 1, len(meant)):
            if meant[i] != meant[j]:
                yield meant[:i] + meant[j] + meant[i + 1 : j] + meant[i] + meant[j + 1 :]


def is_slip(written: str, meant: str) -> bool:
    """Whether one acronym may be a slip of another.

    >>> is_slip("lnu", "lntu"), is_slip("ltu", "lntu"), is_slip("dut", "lntu")
    (True, True, False)
    """
    return written in slips_of(meant)
