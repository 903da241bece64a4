"""The tables of this package, read when first asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from polyonym.aliases.bundled import bundled_files
from polyonym.engine.text.fold import fold
from polyonym.engine.text.tokens import words

Words = tuple[str, ...]
"""The folded words of a name."""
_COUNTRIES = "countries.txt"
_CODE, _NAME = re.compile(r"^  country: ([A-Z]{2})$", re.MULTILINE), re.compile(r"^  name: (.+)$", re.MULTILINE)
_ALIAS = re.compile(r"^  [\w-]+ [a-z]+ (.+?)(?: \| .*)?$", re.MULTILINE)


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table of this folder, its comments left out."""
    text = resources.files(__package__).joinpath("tables", name).read_text("utf-8")
    return (line.split("\t") for line in text.splitlines() if line and line[0] != "#")


def _folded(names: list[str]) -> list[Words]:
    """The words of many names, folded at once; a name of no words has none."""
    return [tuple(words(line)) for line in fold("\n".join(names)).text.split("\n")]


@cache
def countries() -> dict[Words, str]:
    """The code of each country by its names in all languages that the bundled table has, and by those of addresses."""
    named = [(name, code) for code, shown, others in _bundled() for name in (shown, *others)]
    named += [(name, code) for code, cell in rows("countries.tsv") for name in cell.split("; ")]
    found = {name: code for name, (_, code) in zip(_folded([name for name, _ in named]), named, strict=True) if code}
    found.pop((), None)
    return found


@cache
def country_labels() -> dict[str, Words]:
    """The English name of each country by its code: registries put it in brackets behind a company's name."""
    named = [(code, cell.split("; ")[0]) for code, cell in rows("countries.tsv")]
    named += [(code, shown) for code, shown, _ in _bundled()]
    return dict(zip((code for code, _ in named), _folded([name for _, name in named]), strict=True))


@cache
def _bundled() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Code, English name and other names of each country of the bundled table, read in a tenth of an import's time."""
    path = next(path for path in bundled_files() if path.name == _COUNTRIES)
    blocks = path.read_text("utf-8").split("\n\n")
    found = ((_CODE.search(block), _NAME.search(block), _ALIAS.findall(block)) for block in blocks)
    return tuple((code[1], name[1], tuple(others)) for code, name, others in found if code and name)


@cache
def territories() -> dict[str, str]:
    """The country that addresses may name instead of a territory, by code."""
    return {code: country for country, cell in rows("territories.tsv") for code in cell.split()}


@cache
def region_codes() -> dict[str, tuple[str, ...]]:
    """The countries that have a state or province of each code in capitals."""
    found: dict[str, tuple[str, ...]] = {}
    for country, code, _ in rows("regions.tsv"):
        if code != "-":
            found[code] = (*found.get(code, ()), country)
    return found


@cache
def region_names() -> dict[Words, tuple[str, ...]]:
    """The countries that have a state or province of each name."""
    named = [(name, country) for country, _, cell in rows("regions.tsv") for name in cell.split("; ")]
    found: dict[Words, tuple[str, ...]] = {}
    for name, (_, country) in zip(_folded([name for name, _ in named]), named, strict=True):
        found[name] = (*found.get(name, ()), country)
    return found


@cache
def listed_words(name: str) -> frozenset[str]:
    """The folded words of a table whose rows are words parted by "; "."""
    return frozenset(word for row in rows(name) for words_of in _folded(row[0].split("; ")) for word in words_of)


@cache
def abbreviations() -> dict[str, Words]:
    """What folded abbreviations, and heads in languages whose forms no table has, stand for, word by word."""
    cells = [*rows("heads.tsv"), *rows("abbreviations.tsv")]
    short, long = _folded([short for short, _ in cells]), _folded([long for _, long in cells])
    return {one[0]: other for one, other in zip(short, long, strict=True) if len(one) == 1}


@cache
def towns() -> dict[Words, frozenset[Words]]:
    """All names of a town by each of them."""
    found: dict[Words, frozenset[Words]] = {}
    for (cell,) in rows("towns.tsv"):
        names = frozenset(filter(None, _folded(cell.split("; "))))
        for name in names:
            found[name] = found.get(name, frozenset()) | names
    return found
