"""The forms of concepts compiled for lookup, for one writing system: made once, when first asked for."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from polyonym.engine.institutions.tables import LANGUAGES, connectives, forms
from polyonym.engine.institutions.words import bare, script, words

UNSPACED = frozenset(("Hani", "Hang", "Thai"))
"""Writing systems in which a concept is a part of a row of letters."""
ENDING = 4
"""How many letters may follow the stem of an inflected form; a stem of three or four letters takes fewer."""


BEGINS = 3
"""So many letters have all last parts of compounds."""


def may_end(stem: int, ending: int) -> bool:
    """Whether an ending of so many letters may follow a stem of so many.

    >>> may_end(3, 2), may_end(3, 3), may_end(9, 4)
    (True, False, True)
    """
    return ending < stem and ending <= ENDING


class Form(NamedTuple):
    """One way to write a concept.

    `rest` are its words after the first, each with whether an ending may follow; `langs` has a bit for each
    language of the writing system; `cut` says where the second concept of a compound begins; `last` is 1 for a
    form that counts only at the end of a row of letters, 2 also before another concept.
    """

    concepts: tuple[str, ...]
    also: tuple[str, ...]
    rest: tuple[tuple[str, bool], ...]
    langs: int
    size: int
    cut: int = 0
    last: int = 0


Forms = dict[str, tuple[Form, ...]]


class Matcher(NamedTuple):
    """The forms of one writing system by their first word: whole, stems, first and last parts of compounds."""

    langs: tuple[str, ...]
    whole: Forms
    stems: Forms
    firsts: Forms
    lasts: Forms
    last_stems: Forms
    longest: dict[str, int]
    connectives: dict[str, int]
    spaced: bool
    last_begins: frozenset[str]
    """The first letters, `BEGINS` of them, of the last parts of compounds."""


Raw = tuple[str, str, tuple[tuple[str, bool], ...], int, int]
"""A form taken apart: which table it belongs to, its first word, the others, where it is cut, whether it is last."""

Meaning = tuple[tuple[str, ...], tuple[str, ...]]
"""The concepts that a form is, and those that it may be besides."""


@cache
def matcher(name: str) -> Matcher:
    """The matcher of a writing system."""
    langs = LANGUAGES[name]
    known: dict[tuple[Raw, Meaning], int] = {}
    for bit, lang in enumerate(langs):
        for each in _meanings(lang, name).items():
            known[each] = known.get(each, 0) | 1 << bit
    tables = _tables(known)
    longest: dict[str, int] = {}
    for text in tables["whole"]:
        longest[text[0]] = max(longest.get(text[0], 0), len(text))
    small: dict[str, int] = {}
    for bit, lang in enumerate(langs):
        for word in connectives(lang):
            small[word] = small.get(word, 0) | 1 << bit
    begins = frozenset(text[:BEGINS] for where in ("lasts", "last_stems") for text in tables[where])
    return Matcher(langs, **tables, longest=longest, connectives=small, spaced=name not in UNSPACED, last_begins=begins)


def _tables(known: dict[tuple[Raw, Meaning], int]) -> dict[str, Forms]:
    """Forms by where they belong and by their first word."""
    tables: dict[str, Forms] = {where: {} for where in ("whole", "stems", "firsts", "lasts", "last_stems")}
    for ((where, first, rest, cut, last), (concepts, also)), langs in known.items():
        size = len(first) + sum(len(word) for word, _ in rest) if rest else len(first)
        table = tables[where]
        table[first] = (*table.get(first, ()), Form(concepts, also, rest, langs, size, cut, last))
    return tables


def _meanings(lang: str, name: str) -> dict[Raw, Meaning]:
    """Each form of a language's table, and what it means."""
    sure: dict[Raw, tuple[str, ...]] = {}
    also: dict[Raw, list[str]] = {}
    for concept, cell in forms(lang):
        concepts = tuple(concept.split("+"))
        for text in cell:
            raw = _raw(text, name)
            if raw is not None and (text[-1] == "?" or raw in sure):
                also.setdefault(raw, []).append(concept)
            elif raw is not None:
                sure[raw] = concepts
    return {raw: (concepts, tuple(also.get(raw, ()))) for raw, concepts in sure.items()}


def _raw(text: str, name: str) -> Raw | None:
    """A form as it is written in a table, taken apart; None for one of another writing system."""
    plain = text.strip("-?")
    if script(plain[0]) != name:
        return None
    if name in UNSPACED:
        last = (2 if text[-1] == "-" else 1) if text[0] == "-" else 0
        return "whole", plain.replace("|", ""), (), max(plain.find("|"), 0), last
    cut, plain = max(plain.find("|"), 0), plain.replace("|", "")
    if plain.rstrip("~").isalpha() and name != "Arab":
        return _where(text, plain[-1] == "~"), plain.rstrip("~"), (), cut, 0
    (first, stem), *others = _pattern(plain, name)
    return _where(text, stem), first, tuple(others), cut, 0


def _where(text: str, stem: bool) -> str:
    if text[0] == "-":
        return "last_stems" if stem else "lasts"
    return "firsts" if text[-1] == "-" else "stems" if stem else "whole"


def _pattern(plain: str, name: str) -> list[tuple[str, bool]]:
    """The words of a form, each with whether an ending may follow."""
    return [(bare(word) if name == "Arab" else word, plain[end : end + 1] == "~") for word, _, end in words(plain)]
