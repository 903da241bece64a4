"""Alphabets and syllabaries by rule: letters, where they stand, what they give.

A table row is `system(s) TAB place TAB letters=latin …`. The system `*` is common to all of the file's
systems; where a system has its own row for some letters, the common rows that tie these letters to a place don't
hold for it, and the common row for anywhere only where the system has none.
A place is written as phonologists do: `_` anywhere, `#_` first in the word, `_#` last, `V_` after a member
of class V, `_V` before one. A class is declared by a row `@V TAB letters`. Longer letters win over shorter
ones, a stated place over anywhere, and of equals the one that stands first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from polyonym.engine.romanisation.tables import assignments, rows
from polyonym.engine.romanisation.unknown import latin_of


class Rule(NamedTuple):
    """One way of writing some letters."""

    letters: str
    place: str
    latin: str


class _Single(dict[int, str]):
    """What single letters give; an unlisted one gives what its base letter does, else the last resort."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = unicodedata.normalize("NFD", char)[0]
        listed = base != char and ord(base) in self
        self[code] = found = self[ord(base)] if listed else latin_of(char)
        return found


@dataclass(frozen=True, slots=True)
class Spelling:
    """The rules of one system, made ready: `pattern` finds what depends on neighbours."""

    pattern: re.Pattern[str]
    outputs: tuple[str, ...]
    single: _Single

    def spell(self, word: str) -> str:
        """The word (lower-case, NFC) in Latin letters; linear in its length."""
        outputs = self.outputs
        return self.pattern.sub(lambda m: outputs[(m.lastindex or 1) - 1], word).translate(self.single)


def spell(table: str, system: str, word: str) -> str:
    """`word` by one system of a table; a system without rows of its own is the common one."""
    return spelling(table, system).spell(word)


@cache
def spelling(table: str, system: str) -> Spelling:
    """The ready rules of one system of tables/TABLE.tsv."""
    rules = _chosen(table, system)
    single = _Single({ord(r.letters): r.latin for r in reversed(rules) if r.place == "_" and len(r.letters) == 1})
    bound = [r for r in rules if r.place != "_" or len(r.letters) > 1]
    bound.sort(key=lambda r: (-len(r.letters), r.place == "_"))
    return Spelling(_pattern(bound, _classes(table)), tuple(r.latin for r in bound), single)


def _chosen(table: str, system: str) -> list[Rule]:
    own = list(_rules(table, system))
    replaced = {rule.letters for rule in own}
    anywhere = {rule.letters for rule in own if rule.place == "_"}
    common = (r for r in _rules(table, "*") if r.letters not in (anywhere if r.place == "_" else replaced))
    return own + list(common)


def _rules(table: str, system: str) -> Iterator[Rule]:
    for names, place, *cells in rows(table):
        if not names.startswith("@") and system in names.split(","):
            for letters, latin in assignments(cells[0]).items():
                yield Rule(letters, place, latin)


def _classes(table: str) -> dict[str, str]:
    return {row[0][1:]: row[1] for row in rows(table) if row[0].startswith("@")}


def _pattern(rules: list[Rule], classes: dict[str, str]) -> re.Pattern[str]:
    """One alternation, a group for each rule; the look-ahead in front lets most letters fail at once."""
    if not rules:
        return re.compile(r"(?!)")
    firsts = "".join(sorted({re.escape(rule.letters[0]) for rule in rules}))
    found = "|".join(f"({_expression(rule, classes)})" for rule in rules)
    return re.compile(f"(?=[{firsts}])(?:{found})")


def _expression(rule: Rule, classes: dict[str, str]) -> str:
    before, _, after = rule.place.partition("_")
    left = r"\A" if before == "#" else f"(?<=[{classes[before]}])" if before else ""
    right = r"\Z" if after == "#" else f"(?=[{classes[after]}])" if after else ""
    return left + re.escape(rule.letters) + right
