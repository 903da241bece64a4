"""Which words of a language are head nouns of institutions or say their field, from the concept tables.

The tables of engine/institutions list forms with their endings and compounds; a word is taken apart once and
then remembered, so that a whole text is looked up natively.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from polyonym.engine.institutions.tables import LANGUAGES, forms, sorts
from polyonym.engine.institutions.words import bare
from polyonym.engine.tagging.rows import any_of, table

_FIELDS = frozenset(("field", "rank", "level", "direction", "ordinal"))
_MOST_KEPT = 1 << 16
_ENDING, _BEGINNING, _LONGEST = 4, 3, 40
_PLURAL_S = frozenset(("fr", "es", "pt", "ca", "gl"))
_TURKIC = re.compile("(?:s?[iuə])?(?:n?[iu]n|n?[dt][aeə]n?|n?[aeəiu]|yla|yle)?")
_PREFIXES = {"ar": "وبلفك", "he": "ולבהמשכ"}
"""Letters of small words that are written together with the next word."""
FIELD = "field"


class Kind(NamedTuple):
    """What a word says: a sort of tables/kinds.tsv or `FIELD`, nothing if empty; its concept; letters before it."""

    sort: str = ""
    concept: str = ""
    cut: int = 0


class Kinds(dict[str, Kind | None]):
    """The heads among the words of one language; what a word is, is worked out when it is first asked for."""

    def __init__(self, lang: str | None) -> None:
        super().__init__()
        self.lang = lang
        self._fields: dict[str, bool] = {}
        self._whole: dict[str, Kind] = {}
        self._stems: dict[str, Kind] = {}
        self._lasts: dict[str, Kind] = {}
        self._last_stems: dict[str, Kind] = {}
        self._most = self._begun = 0
        self._any_last = any_of(())
        self._beginnings: frozenset[str] = frozenset()
        if lang is not None and lang in concept_languages():
            self._load(lang)
        self.known = bool(self._whole or self._stems)
        self.prefixed = lang in _PREFIXES

    def _load(self, lang: str) -> None:
        for concept, cells in forms(lang):
            kind = _kind(concept)
            for form in cells if kind is not None else ():
                plain = form.strip("-~").replace("|", "")
                if " " not in plain and form[-1] not in "-?." and plain and kind is not None:
                    self._table(form).setdefault(bare(plain) if lang in ("ar", "fa") else plain, kind)
        lasts = self._lasts.keys() | self._last_stems.keys()
        self._most = max(map(len, lasts), default=0)
        self._any_last = any_of(lasts)
        self._begun = min((_BEGINNING, *map(len, self._stems)))
        self._beginnings = frozenset(each[: self._begun] for each in self._stems)

    def _table(self, form: str) -> dict[str, Kind]:
        if form[0] == "-":
            return self._last_stems if form[-1] == "~" else self._lasts
        return self._stems if form[-1] == "~" else self._whole

    def __missing__(self, word: str) -> Kind | None:
        if len(self) > _MOST_KEPT:
            self.clear()
            self._fields.clear()
        found = self._found(word) if 1 < len(word) <= _LONGEST and self.known else None
        self._fields[word] = found is not None and found.sort == FIELD
        self[word] = found = found if found is not None and found.sort != FIELD else None
        return found

    def is_field(self, word: str) -> bool:
        """Whether a word says with what or for whom an institution works, not which one it is."""
        return self[word] is None and self._fields[word]

    def _found(self, word: str) -> Kind | None:
        plain = word.partition("'")[0] if self.lang in ("tr", "az", "hu", "fi") else word
        if self.lang in ("ar", "fa"):
            plain = bare(plain)
        found = self._simple(plain) or (self._compound(plain) if self._most else None)
        if found is None and plain[0] in _PREFIXES.get(self.lang or "", ()) and len(plain) > _BEGINNING:
            shorter = self._simple(bare(plain[1:]))
            return shorter._replace(cut=1) if shorter else None
        return found

    def _simple(self, word: str) -> Kind | None:
        found = self._whole.get(word)
        may_end = found is None and word[: self._begun] in self._beginnings
        for cut in range(min(_ENDING + 1, len(word) - 2) if may_end else 0):
            found = self._stems.get(word[: len(word) - cut]) if self._may_end(word[len(word) - cut :]) else None
            if found is not None:
                break
        return found if found is None or found.sort == FIELD or not self._is_plural(word, found) else None

    def _may_end(self, ending: str) -> bool:
        return self.lang not in ("tr", "az") or not ending or _TURKIC.fullmatch(ending) is not None

    def _is_plural(self, word: str, kind: Kind) -> bool:
        """Whether a head is one of several, which is no name: universités."""
        if self.lang == "nl":
            return word.endswith("en")
        if self.lang not in _PLURAL_S or not word.endswith("s"):
            return False
        return any(self._whole.get(word[:-cut]) == kind or self._stems.get(word[:-cut]) == kind for cut in (1, 2))

    def _compound(self, word: str) -> Kind | None:
        """The kind that the last part of a compound says, the longest part first."""
        met = self._any_last.search(word, max(_BEGINNING, len(word) - self._most - _ENDING))
        for start in range(met.start(), len(word) - 3) if met is not None else ():
            tail = word[start:]
            found = self._lasts.get(tail)
            for cut in range(_ENDING + 1) if found is None else ():
                found = self._last_stems.get(tail[: len(tail) - cut])
                if found is not None:
                    break
            if found is not None:
                return found
        return None


@cache
def _sorts() -> dict[str, str]:
    listed = {
        concept: row[0] for row in table("kinds.tsv") if not row[0].startswith("again") for concept in row[1].split()
    }
    return {concept: FIELD for concept, sort in sorts().items() if sort in _FIELDS} | listed


@cache
def _again() -> frozenset[str]:
    return frozenset(word for row in table("kinds.tsv") if row[0].startswith("again") for word in row[1].split())


def repeats(word: str, lang: str | None) -> bool:
    """Whether a head makes no other name of the listed one that it follows, in its language or in English."""
    found = kinds(lang)[word] or kinds("en")[word]
    return word in _again() or (found is not None and found.concept in _again())


def _kind(concept: str) -> Kind | None:
    """What a form with these concepts (parted by plus signs) says: the kind among them, else the field."""
    found = [Kind(_sorts()[each], each) for each in concept.split("+") if each in _sorts()]
    heads = [kind for kind in found if kind.sort != FIELD]
    return heads[-1] if heads else found[0] if found else None


@cache
def concept_languages() -> frozenset[str]:
    """The languages whose words have a table of concepts."""
    return frozenset(lang for langs in LANGUAGES.values() for lang in langs)


@cache
def kinds(lang: str | None) -> Kinds:
    """The words of a language; of none if it has no table of concepts."""
    return Kinds(lang)
