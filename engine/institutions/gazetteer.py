"""The gazetteer: which places a word, a stem or a phrase may name; read when first asked for.

`tables/gazetteer.tsv` is written by `bench/make_gazetteer.py`.  It has four parts, an empty line between them:
the places in the order of their numbers, names of one word, their stems, names of several words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

UNSURE = "?"
"""Stands before the numbers of a name that is a common word or a surname, too."""


class Known(NamedTuple):
    """What the table says of one place; `parents` are the ids of what it directly lies in."""

    id: str
    kind: str
    country: str
    parents: tuple[str, ...]


class Gazetteer(NamedTuple):
    """The table as dictionaries; the values are numbers of places as they are written.

    `firsts` has for the first word of a phrase how many words its longest phrase has, `heads` for the first
    character of a name in a script without spaces the length of its longest name.
    """

    rows: list[str]
    names: dict[str, str]
    stems: dict[str, str]
    phrases: dict[str, str]
    firsts: dict[str, int]
    heads: dict[str, int]


@cache
def gazetteer() -> Gazetteer:
    """The whole table."""
    text = resources.files(__package__).joinpath("tables", "gazetteer.tsv").read_text("utf-8")
    head, names, stems, phrases = (part.split("\n") for part in text.strip("\n").split("\n\n"))
    known = _table(names)
    firsts: dict[str, int] = {}
    for line in phrases:
        words = line.split("\t", 1)[0].split(" ")
        firsts[words[0]] = max(len(words), firsts.get(words[0], 0))
    heads: dict[str, int] = {}
    for name in known:
        if name >= "\u0e00":
            heads[name[0]] = max(len(name), heads.get(name[0], 0))
    return Gazetteer([line for line in head if line[0] != "#"], known, _table(stems), _table(phrases), firsts, heads)


def _table(lines: list[str]) -> dict[str, str]:
    return dict([line.split("\t") for line in lines])


@cache
def _by_id() -> dict[str, Known]:
    return {place.id: place for place in map(_known, gazetteer().rows)}


def _known(row: str) -> Known:
    name, kind, country, parents = row.split("\t")
    return Known(f"place:{name}", kind, country, tuple(f"place:{parent}" for parent in parents.split()))


@cache
def _numbers() -> dict[str, int]:
    return {place: number for number, place in enumerate(_by_id())}


def number(place: str) -> int:
    """The number of a place in the table, from 0."""
    return _numbers()[place]


def known(place: str) -> Known | None:
    """What the table says of the place with this id."""
    return _by_id().get(place)


@lru_cache(maxsize=1 << 14)
def meant(value: str) -> tuple[bool, tuple[Known, ...]]:
    """Whether a name is sure to be one of a place, and the places that it may be."""
    sure = not value.startswith(UNSURE)
    rows = gazetteer().rows
    return sure, tuple(_known(rows[int(number)]) for number in value.lstrip(UNSURE).split(" "))


@lru_cache(maxsize=1 << 14)
def around(place: str) -> frozenset[str]:
    """All that a place lies in, itself left out."""
    found: set[str] = set()
    left: list[str] = [place]
    while left:
        entry = known(left.pop())
        parents: Sequence[str] = entry.parents if entry else ()
        left.extend(parent for parent in parents if parent not in found)
        found.update(parents)
    return frozenset(found - {place})
