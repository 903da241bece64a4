"""Forenames: which two are spellings of one name, which is short for which, which are forms of one name.

The table lists what likeness of sound alone doesn't find: Hugues and Υγκ, James and 제임스, Bob and Robert,
Pyotr and Peter.  A form may belong to several names (Sasha, Alex, Jan), so everything here is about what
two forms have in common.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources


class Relation(StrEnum):
    """What two forenames are to each other, the closest first."""

    SPELLING = "spelling"
    NICKNAME = "nickname"
    COGNATE = "cognate"
    NONE = "two names"


@dataclass(frozen=True, slots=True)
class _Table:
    """The forms, each with the numbers of its names: doubled, and one more where it is only short for it."""

    forms: dict[str, tuple[int, ...]]
    names: list[str]
    families: list[str]


def relation(left: str, right: str) -> Relation | None:
    """What two folded tokens are to each other as forenames, or None where one of them isn't known.

    >>> relation("bob", "robert").name, relation("иван", "giovanni").name, relation("جورج", "george").name
    ('NICKNAME', 'COGNATE', 'SPELLING')
    >>> relation("hassan", "hussein").name, relation("hassan", "smith")
    ('NONE', None)
    """
    forms = _table().forms
    ours = forms.get(left)
    theirs = forms.get(right) if ours is not None else None
    return _closest(ours, theirs) if ours is not None and theirs is not None else None


@lru_cache(maxsize=1 << 14)
def _closest(ours: tuple[int, ...], theirs: tuple[int, ...]) -> Relation:
    shared = [(a, b) for a in ours for b in theirs if a >> 1 == b >> 1]
    if shared:
        return Relation.NICKNAME if all((a | b) & 1 for a, b in shared) else Relation.SPELLING
    families = _table().families
    kin = {families[a >> 1] for a in ours if not a & 1} & {families[b >> 1] for b in theirs if not b & 1}
    return Relation.COGNATE if kin else Relation.NONE


def names(token: str) -> tuple[str, ...]:
    """The names that a folded token spells or is short for; none for what is no listed forename."""
    table = _table()
    codes = table.forms.get(token)
    return tuple([table.names[code >> 1] for code in codes]) if codes is not None else ()


def known_forms() -> Collection[str]:
    """Every form of a forename that the table lists, folded."""
    return _table().forms.keys()


def described(left: str, right: str) -> str | None:
    """A sentence for two folded tokens that are related, or None.

    >>> described("robert", "bob"), described("pyotr", "peter")
    ('Bob is short for Robert', 'Pyotr and Peter are forms of one name')
    """
    found, one, other = relation(left, right), left.title(), right.title()
    if found in (None, Relation.NONE) or left == right:
        return None
    if found is Relation.NICKNAME:
        return _shortened(left, right)
    return f"{one} and {other} are {'spellings' if found is Relation.SPELLING else 'forms'} of one name"


def _shortened(left: str, right: str) -> str:
    forms = _table().forms
    one, other = left.title(), right.title()
    for code in forms[left]:
        if code ^ 1 in forms[right]:
            return f"{one} is short for {other}" if code & 1 else f"{other} is short for {one}"
    return f"{one} and {other} are short for one name"


@cache
def _table() -> _Table:
    text = resources.files(__package__).joinpath("tables/forenames.tsv").read_text("utf-8")
    found = _Table({}, [], [])
    for line in text.split("\n"):
        if line and line[0] != "#":
            name, family, spellings, short = (*line.split("\t"), "", "", "")[:4]
            _add(found.forms, [name, *(spellings.split(" ") if spellings else ())], 2 * len(found.names))
            _add(found.forms, short.split(" ") if short else [], 2 * len(found.names) + 1)
            found.names.append(name)
            found.families.append(family or name)
    return found


def _add(forms: dict[str, tuple[int, ...]], listed: list[str], code: int) -> None:
    for form in listed:
        forms[form] = (*forms[form], code) if form in forms else (code,)
