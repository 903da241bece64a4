"""The tables of facts that checks ask: read when first asked."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def rows(name: str) -> list[list[str]]:
    """The rows of a table, cell by cell; comments are left out."""
    text = files("polyonym.engine.linting").joinpath(f"tables/{name}.tsv").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]


@cache
def countries() -> frozenset[str]:
    """The alpha-2 codes of ISO 3166, and those in common use beside them."""
    return frozenset(code for state, listed in rows("countries") if state in ("now", "used") for code in listed.split())


@cache
def past_countries() -> frozenset[str]:
    """Codes of countries that are no more."""
    return frozenset(code for state, listed in rows("countries") if state == "past" for code in listed.split())


@cache
def mistaken_countries() -> dict[str, str]:
    """What is written for a country's code by mistake, and the code."""
    pairs = (pair.split(":", 1) for state, listed in rows("countries") if state == "slip" for pair in listed.split())
    return dict(pairs)


@cache
def scripts_of_languages() -> dict[str, frozenset[str]]:
    """The scripts in which each language is written."""
    return {lang: frozenset(row[0].split()) for *row, langs in rows("scripts") for lang in langs.split()}


@cache
def languages_of_countries() -> dict[str, str]:
    """Codes of countries that are no codes of languages, and the language that is meant."""
    return dict(rows("country_tags"))


@cache
def ordinary_words() -> dict[str, tuple[str, ...]]:
    """Short frequent words in small letters, and the languages that have them."""
    found: dict[str, dict[str, None]] = {}
    for lang, words in rows("words"):
        for word in words.split():
            found.setdefault(word, {})[lang] = None
    return {word: tuple(langs) for word, langs in found.items()}


@cache
def alike() -> dict[tuple[str, str], dict[str, str]]:
    """For two scripts, letters of the first that look like one of the second, each with that one."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for one, other, pairs in rows("lookalikes"):
        for pair in pairs.split():
            found.setdefault((one, other), {})[pair[0]] = pair[1]
            found.setdefault((other, one), {})[pair[1]] = pair[0]
    return found
