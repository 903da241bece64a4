"""What translations put in place of names, by route: tables/meanings.tsv and tables/rewritten.tsv."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from polyonym.engine.tagging.vocabulary import INFLECTED, forms, table
from polyonym.engine.text.fold import key
from polyonym.engine.text.stems import stem
from polyonym.engine.text.tokens import words

Phrase = tuple[str, ...]


class Wordings(NamedTuple):
    """Phrases of one route with what they stand for, the number of words of the longest, and their first words."""

    meant: dict[Phrase, tuple[str, ...]]
    longest: int
    first: frozenset[str]


@cache
def meanings(target: str, source: str) -> Wordings:
    """Words of a language and the names of another that they may render by their meaning."""
    return _wordings("meanings.tsv", target, source)


@cache
def rewritten(target: str, source: str) -> Wordings:
    """Wordings that stand for the name of a country on a route, or for its adjective."""
    return _wordings("rewritten.tsv", target, source)


def spelled(name: str, lang: str) -> Phrase:
    """The words of a name as these tables have them: folded, by their stems in inflecting languages."""
    return tuple(stem(each) if lang in INFLECTED else each for each in words(key(name)))


def _wordings(name: str, target: str, source: str) -> Wordings:
    meant: dict[Phrase, list[str]] = defaultdict(list)
    for to, of, cell, names in table(name):
        if (to, of) == (target, source):
            for form in forms(cell):
                meant[spelled(form, target)] += _names(names)
    longest = max(map(len, meant), default=0)
    return Wordings({each: tuple(of) for each, of in meant.items()}, longest, frozenset(each[0] for each in meant))


def _names(cell: str) -> list[str]:
    """The names of a cell; an underscore stands for a space within one."""
    return [each.replace("_", " ") for each in cell.split(" ")] if "_" in cell or not cell.isascii() else [cell]
