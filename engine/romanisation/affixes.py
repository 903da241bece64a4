"""Words like "city" that some scripts write in one piece with a name: parted from it, so that the name stands alone."""

from __future__ import annotations

import re
from functools import cache

from polyonym.engine.romanisation.tables import rows

_NEVER = re.compile("(?!)")


def parted(script: str, run: str) -> list[str]:
    """`run` in one, two or three parts; tables/affixes.tsv lists what is parted. At least two letters stay."""
    match = _pattern(script).fullmatch(run)
    return [part for part in match.groups() if part] if match else [run]


@cache
def _pattern(script: str) -> re.Pattern[str]:
    found: dict[str, str] = {"start": "", "end": ""}
    for name, side, words in rows("affixes"):
        if name == script:
            found[side] = "|".join(sorted(map(re.escape, words.split(" ")), key=len, reverse=True))
    if not any(found.values()):
        return _NEVER
    return re.compile(f"({found['start']})?(..+?)({found['end']})?[།]?", re.DOTALL)
