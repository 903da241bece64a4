"""Acronyms as a text itself explains them: "Long Name (LN)", "LN (Long Name)", and slips of them.

What a text defines holds in all of it, headline included.  A near-miss of a defined or listed acronym
that the text keeps using (LNU for LNTU) is taken for it where nothing in the text speaks for another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from polyonym.engine.text.fold import Key, key

_OPENING = re.compile(r"\s{0,2}[(（\[]\s{0,2}[\"“«]?([^\W\d_][\w.\-]{1,11})[\"”»]?\s{0,2}[)）\]]")


_BRACKETS = tuple(space + bracket for bracket in "(（[" for space in ("", " ", "  "))


@dataclass(frozen=True, slots=True)
class Definition:
    """An acronym and the range of its own text right after the name that it stands for."""

    acronym: Key
    start: int
    end: int


def defined_after(text: str, end: int) -> Definition | None:
    """The acronym in brackets right behind a name that ends at `end`."""
    if not text.startswith(_BRACKETS, end):
        return None
    found = _OPENING.match(text, end)
    if found is None or not _looks_like_acronym(found.group(1)):
        return None
    return Definition(key(found.group(1)), found.start(1), found.end(1))


def _looks_like_acronym(word: str) -> bool:
    capitals = sum(c.isupper() for c in word)
    return capitals >= 2 and capitals * 2 >= sum(c.isalpha() for c in word)


_CAPITALS = re.compile(
    r"(?<![\w-])([A-ZÀ-ÖØ-ÞŁŚŻŽŠČŘÁÍĐΑ-ΩА-ЯЁІЇЄҐЎӘҒҚҢӨҰҮҺ]{2,8})(?=(?:['’]?(?:s|а|у|a|em|u|ом))?(?![\w-]))"
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
