"""What made names are made of: places, forenames and words of institutions from the project's tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from polyonym.aliases.bundled import bundled_entities
from polyonym.aliases.model import EntityKind
from polyonym.engine.institutions.tables import rows, sorts

_CYRILLIC = ("ru", "uk")
_WHOLE = ("ru", "uk", "kk", "zh", "ja", "vi")
_TOOLS = Path(__file__).parent / "tables" / "made_names.tsv"
_ENGINE = Path(__file__).parents[1] / "engine"


class Place(NamedTuple):
    """A real place: its country, its English name, and its name in each language."""

    country: str | None
    name: str
    names: dict[str | None, str]


def places() -> list[Place]:
    """Those of the bundled tables."""
    found = (entity for entity in bundled_entities() if entity.kind is EntityKind.PLACE)
    return [Place(entity.country, entity.name, {a.lang: a.text for a in entity.aliases}) for entity in found]


def templates() -> dict[str, list[str]]:
    """How an institution is named in each language."""
    found: dict[str, list[str]] = {}
    for lang, template in _made("template"):
        found.setdefault(lang, []).append(template)
    return found


def endings() -> list[tuple[str, str]]:
    """What follows a forename in a word that nobody has, in Latin and in Cyrillic letters."""
    return list(_made("ending"))


def concepts(sort: str) -> list[str]:
    """All of a class, like `kind` or `field`."""
    return [row[0] for row in rows("concepts.tsv") if row[1] == sort]


def words(lang: str) -> dict[str, str]:
    """For each concept the first of its forms that is a whole word."""
    found = {}
    for concept, cell in rows(f"{lang}.tsv"):
        stems = [form.strip("~? ") for form in cell.split(";") if not set(form) & set("-|.+")]
        if lang in _CYRILLIC and sorts()[concept] == "field":
            ending = "ий" if lang == "uk" else "ый"
            stems = [stem + ("ий" if stem.endswith("ск") else ending) for stem in stems if stem[-1] in "кн"]
        if stems:
            found[concept] = stems[0] if lang in _WHOLE else stems[0].title()
    return found


def forenames() -> list[tuple[list[str], list[str]]]:
    """The forms of each forename in Latin and in Cyrillic letters, where it has both."""
    found = []
    for line in _lines(_ENGINE / "names" / "tables" / "forenames.tsv"):
        forms = [form for form in line.replace("\t", " ").split() if len(form) > 2]
        latin, cyrillic = ([w for w in forms if all(low <= c <= high for c in w)] for low, high in ("az", "ая"))
        if latin and cyrillic:
            found.append((latin, cyrillic))
    return found


def given_characters() -> list[str]:
    """Characters of Chinese forenames, the usual ones."""
    lines = _lines(_ENGINE / "sinitic" / "tables" / "given.tsv")
    return [each for line in lines if line.startswith("tier") for each in line.split("\t")[-1]]


def _made(what: str) -> Iterator[tuple[str, str]]:
    for line in _lines(_TOOLS):
        sort, first, second = line.split("\t")
        if sort == what:
            yield first, second


def _lines(table: Path) -> list[str]:
    return [line for line in table.read_text("utf-8").splitlines() if line[:1] != "#"]
