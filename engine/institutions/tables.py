"""The tables of this package, read when first asked for.

Notation of forms in the tables of languages.  Forms are parted by semicolons and folded as names are.

- `университет~`: any ending of at most four letters may follow.
- `-universität~`, `gos-`: ends or begins a word that is written together with others.  In a script without
  spaces `-部` counts only at the end of a row of letters, `-省-` also before another concept.
- `学院?`: the word may mean this, too, but another concept comes first.
- `medicine+college` with `医|学院`: two concepts; the bar says where one ends and the other begins.
- `applied+university` with `fach|hochschule~`: likewise in a script with spaces, for one word.
- A dot after an abbreviation says nothing and may be missing in a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from polyonym.engine.text.fold import fold

LANGUAGES = {
    "Latn": (
        "en", "de", "fr", "es", "pt", "it", "pl", "cs", "tr", "vi", "uz", "id",
        "nl", "sv", "da", "nb", "fi", "hu", "ro", "hr", "sr", "sl", "sk", "lt", "lv", "et", "ca", "gl", "az", "ms",
    ),
    "Cyrl": ("ru", "be", "uk", "kk", "uz", "sr", "bg", "mk"),
    "Grek": ("el",),
    "Hebr": ("he",),
    "Arab": ("ar", "fa"),
    "Hani": ("zh", "ja"),
    "Hang": ("ko",),
    "Geor": ("ka",),
    "Armn": ("hy",),
    "Deva": ("hi",),
    "Beng": ("bn",),
    "Thai": ("th",),
}  # fmt: skip
"""The languages of each writing system, in the order in which they are asked where nothing else decides."""


class Kin(NamedTuple):
    """Two concepts that translations exchange: 0 is never, 1 always."""

    one: str
    other: str
    strength: float
    note: str


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table of this folder, its comments left out."""
    text = resources.files(__package__).joinpath("tables", name).read_text("utf-8")
    return (line.split("\t") for line in text.splitlines() if line and line[0] != "#")


def forms(lang: str) -> Iterator[tuple[str, list[str]]]:
    """Each concept that a language's table has, and its forms, folded; the whole table is folded at once."""
    text = resources.files(__package__).joinpath("tables", f"{lang}.tsv").read_text("utf-8")
    for line in fold(text).text.splitlines():
        if line and line[0] != "#":
            concept, _, cell = line.partition("\t")
            yield concept, cell.split("; ")


@cache
def sorts() -> dict[str, str]:
    """The class of each concept."""
    return {row[0]: row[1] for row in rows("concepts.tsv")}


@cache
def kin() -> dict[frozenset[str], Kin]:
    """The pairs of concepts that are exchanged, or never are, found in either order."""
    found = (Kin(row[0], row[1], float(row[2]), row[3] if len(row) > 3 else "") for row in rows("kin.tsv"))
    return {frozenset((each.one, each.other)): each for each in found}


@cache
def connectives(lang: str) -> frozenset[str]:
    """The small words of a language, folded; those of `elided` come before an apostrophe."""
    return frozenset(fold(" ".join(row[1] for row in rows("connectives.tsv") if row[0] == lang)).text.split())


@cache
def countries(lang: str) -> frozenset[str]:
    """The countries (ISO 3166-1 alpha-2) whose institutions are named in a language."""
    return next((frozenset(row[1].split()) for row in rows("languages.tsv") if row[0] == lang), frozenset())
