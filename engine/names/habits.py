"""How a Latin name sounds in the languages that spell otherwise than they write: Évreux, Leicester, Sevilla."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

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
    letters = letters_of(latin)
    said = dict.fromkeys([_said(latin, letters, rules) for rules in habits()])
    return tuple(dict.fromkeys([form for form in map(fine, said) if form and form != plain]))[:MOST]


class Rule(NamedTuple):
    """What to replace by what; `asks` has letters, as bits, without any of which there is nothing to replace."""

    asks: int
    pattern: re.Pattern[str]
    replacement: str
    gives: int


def _said(latin: str, letters: int, rules: tuple[Rule, ...]) -> str:
    """A token as one language says it; `letters` are those in it, so that most rules needn't look."""
    for asks, pattern, replacement, gives in rules:
        if asks & letters:
            latin, letters = pattern.sub(replacement, latin), letters | gives
    return latin


def letters_of(text: str) -> int:
    """The letters of a text as bits."""
    return sum({1 << (ord(char) & 31) for char in text if char.isalpha()})


_ASIDE = re.compile(r"\(\?<?[=!][^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\]|\w\?")
"""What a match may be without: what must stand around it, letters of a class, letters with a question mark."""
_RARER = "jqxzwkvfybghpmdculstnroiae"
_ANY = -1


def _asks(pattern: str) -> int:
    """For each way to match its rarest letter, as bits; all where a way needs none."""
    ways = [set(_RARER).intersection(way.lower()) for way in _ASIDE.sub("", pattern).split("|")]
    return letters_of("".join(min(way, key=_RARER.index) for way in ways)) if all(ways) else _ANY


@cache
def habits() -> tuple[tuple[Rule, ...], ...]:
    """The rules of each language, in the order of the table."""
    table = resources.files(__package__).joinpath("tables/habits.tsv").read_text("utf-8")
    found: dict[str, list[Rule]] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            language, pattern, replacement = line.split("\t")
            rule = Rule(_asks(pattern), re.compile(pattern), replacement, letters_of(replacement))
            found.setdefault(language, []).append(rule)
    return tuple(map(tuple, found.values()))
