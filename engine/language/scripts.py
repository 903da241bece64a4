"""Which writing system a character, a word or a text is in (Unicode's Script property)."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import cache
from importlib.resources import files

COMMON, INHERITED, UNKNOWN = "Zyyy", "Zinh", "Zzzz"
NEUTRAL = frozenset({COMMON, INHERITED, UNKNOWN})
"""Codes that say nothing about the writing system: digits, punctuation, marks, unassigned."""


@cache
def script_of(char: str) -> str:
    """The ISO 15924 code of one character's script, `"Zzzz"` where Unicode 15.0 assigns none.

    The table is Unicode's Scripts.txt (see tables/scripts.txt). Answers are kept: text repeats
    its characters, and a kept answer takes a tenth of a search.
    """
    starts, ends, codes = _ranges()
    point = ord(char)
    place = bisect_right(starts, point) - 1
    return codes[place] if place >= 0 and point <= ends[place] else UNKNOWN


def scripts(text: str) -> Counter[str]:
    """How many characters of `text` each script has; digits, marks and punctuation don't count."""
    found: Counter[str] = Counter()
    for char, count in Counter(text).items():
        code = script_of(char)
        if code not in NEUTRAL:
            found[code] += count
    return found


def dominant_script(text: str) -> str | None:
    """The script with the most characters in `text`, None where no letter is found.

    Of two with equally many, the one met first.
    """
    found = scripts(text)
    return found.most_common(1)[0][0] if found else None


@cache
def _ranges() -> tuple[list[int], list[int], list[str]]:
    table = files("polyonym.engine.language").joinpath("tables/scripts.txt").read_text("utf-8")
    rows = [line.split() for line in table.splitlines() if not line.startswith("#")]
    return [int(row[0], 16) for row in rows], [int(row[1], 16) for row in rows], [row[2] for row in rows]
