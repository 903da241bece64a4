"""How a Latin name sounds in the languages that spell otherwise than they write: Évreux, Leicester, Sevilla."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

from polyonym.engine.names.sound import fine

MOST = 6
"""A name has at most so many ways of sounding beside the plain one."""
_LONGEST = 32


@lru_cache(maxsize=1 << 16)
def heard(latin: str) -> tuple[str, ...]:
    """The distinct fine forms of a lower-case Latin token as single languages say it; none where all say it alike.

    >>> "evre" in heard("evreux"), "lester" in heard("leicester"), heard("baku")
    (True, True, ())
    """
    if len(latin) < 2 or not (latin.isascii() and latin.isalpha()):
        return ()
    latin = latin[:_LONGEST]
    plain = fine(latin)
    forms = (fine(_said(latin, rules)) for rules in _habits())
    return tuple(dict.fromkeys(form for form in forms if form and form != plain))[:MOST]


def _said(latin: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, replacement in rules:
        latin = pattern.sub(replacement, latin)
    return latin


@cache
def _habits() -> tuple[tuple[tuple[re.Pattern[str], str], ...], ...]:
    """The rules of each language, in the order of the table."""
    table = resources.files(__package__).joinpath("tables/habits.tsv").read_text("utf-8")
    found: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            language, pattern, replacement = line.split("\t")
            found.setdefault(language, []).append((re.compile(pattern), replacement))
    return tuple(map(tuple, found.values()))
