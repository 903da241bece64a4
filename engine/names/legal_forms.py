"""The legal forms of companies that are known, word by word, and the short word that stands for each.

They are those of `tables/legal.tsv`, and of the concept tables of institutions (`engine/institutions/tables`, class
`legal`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import product
from typing import NamedTuple

from polyonym.engine.institutions.tables import LANGUAGES, forms, sorts
from polyonym.engine.text.fold import fold

_SHORT = {
    "llc": "ltd", "pjsc": "jsc", "cjsc": "jsc", "partnership": "lp", "sole-trader": "ip", "state-enterprise": "gup",
    "registered-association": "ev",
}  # fmt: skip
"""Concepts as one word each; those of one word are what translations exchange."""
_WORD = re.compile(r"[^\s,;:()\[\]<>\"«»“”„״/-]+(?:/[^\s,;:()\[\]<>\"«»“”„״/-]+)*")
_SILENT = str.maketrans("", "", ".'’‘ʼ`")
WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3200-\u32ff\u3400-\u9fff\uac00-\ud7a3]"
)
"""A letter of a script in which words are written together."""
Form = tuple[frozenset[str], ...]
"""A form word by word, each with the ways to spell it; `~` at the end of one is any ending."""


class Forms(NamedTuple):
    """All forms with the words that stand for them by their first words, the longest first; and by themselves."""

    known: dict[str, list[tuple[Form, str]]]
    stems: tuple[str, ...]
    """The beginnings of first words that may have any ending."""
    firsts: frozenset[str]
    """The abbreviations that may begin a name."""
    words: frozenset[str]
    """Those that are words of other meaning, too."""
    affixes: re.Pattern[str]
    endings: re.Pattern[str]
    """What begins and ends words in scripts without spaces."""


def words_of(text: str) -> list[str]:
    """The words of a folded text: what stands between blanks, brackets, quotation marks and hyphens."""
    return _WORD.findall(text)


def silenced(word: str) -> str:
    """A word without the dots and apostrophes that say nothing."""
    return word.translate(_SILENT)


@cache
def legal_forms() -> Forms:
    """All forms, read once."""
    known: dict[str, list[tuple[Form, str]]] = {}
    every = _all_forms()
    marked = {way for form in every for way in form[0]}
    firsts = frozenset(way.strip("^$") for way in marked if way[0] == "^")
    words = frozenset(way.strip("^$") for way in marked if way[-1] == "$")
    for form, short in sorted(every.items(), key=lambda row: -len(row[0])):
        bare = tuple(frozenset(way.strip("^$") for way in ways) for ways in form)
        for way in bare[0]:
            known.setdefault(way, []).append((bare, short))
    stems = tuple(sorted(way[:-1] for way in known if way[-1] == "~"))
    together = "|".join(re.escape(way) for way in sorted(known, key=lambda way: (-len(way), way)) if _is_affix(way))
    return Forms(known, stems, firsts, words, re.compile(together), re.compile(f"(?:{together})$"))


def _is_affix(way: str) -> bool:
    if way in _CIRCLED:
        return True
    return bool(WITHOUT_SPACES.match(way)) and len(way) >= (_SYLLABLES if way >= _FIRST_KANA else _LETTERS)


_CIRCLED = frozenset("㈱㈲㈜")
_FIRST_KANA = "\u3040"
_SYLLABLES, _LETTERS = 2, 4
"""The fewest signs of a form that is written together with names: Han characters, kana, Hangul; letters as of Thai."""


def _all_forms() -> dict[Form, str]:
    """Every form once, with the word that stands for it; what is listed first counts."""
    found: dict[Form, str] = {}
    for short, listed in (*_listed(), *_of_institutions()):
        for form in listed:
            words = tuple(frozenset(_ways(silenced(word))) for word in words_of(form))
            if words and all(map(all, words)):
                found.setdefault(words, short)
    return found


def _ways(word: str) -> Iterator[str]:
    """A word with each of its alternatives: `ob{sch|sh}estvo` is two."""
    pieces = re.split(r"\{(.*?)\}", word)
    ways = (piece.split("|") if place % 2 else [piece] for place, piece in enumerate(pieces))
    return map("".join, product(*ways))


def _listed() -> Iterator[tuple[str, list[str]]]:
    text = resources.files(__package__).joinpath("tables/legal.tsv").read_text("utf-8")
    for line in fold(text).text.splitlines():
        if line and line[0] != "#":
            short, _, listed = line.split("\t")
            yield _SHORT.get(short, short), listed.split("; ")


def _of_institutions() -> Iterator[tuple[str, list[str]]]:
    for lang in dict.fromkeys(lang for of_script in LANGUAGES.values() for lang in of_script):
        for concept, spelled in forms(lang):
            if sorts().get(concept) == "legal":
                yield _SHORT.get(concept, concept), [form for form in spelled if form[-1:] != "?" and form[0] != "-"]
