"""Two versions of an entity that come from one: what both changed, joined, or where they contradict.

`undo` is such a join, too: from what a change set left, one side is what it is now, the other what it was before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from polyonym.aliases.model import Alias, Entity

T = TypeVar("T")
_VALUES = ("kind", "name", "country", "city", "part_of", "source", "merged_into")
_SETS = ("related", "different_from")
_DETAILS = ("source", "confidence", "since", "until", "status", "prior")
_LONGEST = 60
WHOLE = "the entity"
"""What contradicts where one side took an entity out and the other changed it."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where two versions contradict: the entity's id, what of it, and its value in each, as people read it."""

    id: str
    what: str
    base: str
    ours: str
    theirs: str

    def __str__(self) -> str:
        return f"{self.id}: {self.what} was {self.base}; one side has {self.ours}, the other {self.theirs}"


def joined(base: Entity | None, ours: Entity | None, theirs: Entity | None) -> tuple[Entity | None, list[Conflict]]:
    """What both sides made of `base` together; None is an entity that isn't there.

    Where they contradict, the result has what `ours` says, and a conflict tells of it.
    """
    if ours == theirs or base == theirs:
        return ours, []
    if base == ours:
        return theirs, []
    if ours is None or theirs is None:
        known = ours or theirs or base
        assert known is not None
        return ours, [Conflict(known.id, WHOLE, *map(_whole, (base, ours, theirs)))]
    conflicts: list[Conflict] = []
    return _joined(base, ours, theirs, conflicts), conflicts


def _joined(base: Entity | None, ours: Entity, theirs: Entity, conflicts: list[Conflict]) -> Entity:
    values: dict[str, Any] = {}
    for key in _VALUES:
        sides = (getattr(base, key, None), getattr(ours, key), getattr(theirs, key))
        values[key] = _either(*sides, lambda *texts, key=key: conflicts.append(Conflict(ours.id, key, *texts)))
    for key in _SETS:
        values[key] = _both(getattr(base, key, ()), getattr(ours, key), getattr(theirs, key))
    values["aliases"] = tuple(_aliases(base, ours, theirs, conflicts))
    return replace(ours, **values).ordered()


def _either(base: T, ours: T, theirs: T, contradict: Callable[[str, str, str], None]) -> T:
    """The one that was changed; `ours`, and `contradict` told, where both were, in different ways."""
    if base == ours:
        return theirs
    if ours != theirs and base != theirs:
        contradict(_shown(base), _shown(ours), _shown(theirs))
    return ours


def _both(base: Iterable[str], ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of `ours`, without those that the other side took away, and with those that it added."""
    before = set(base)
    kept = [each for each in ours if each in theirs or each not in before]
    return tuple(dict.fromkeys((*kept, *(each for each in theirs if each not in before))))


def _aliases(base: Entity | None, ours: Entity, theirs: Entity, conflicts: list[Conflict]) -> Iterator[Alias]:
    before, mine, other = (_by_identity(side) for side in (base, ours, theirs))
    for identity in sorted(mine.keys() | other.keys()):
        sides = (before.get(identity), mine.get(identity), other.get(identity))
        alias = _alias(ours.id, *sides, conflicts)
        if alias is not None:
            yield alias


def _by_identity(entity: Entity | None) -> Mapping[tuple[str, str, str], Alias]:
    return {alias.identity: alias for alias in entity.aliases} if entity is not None else {}


def _alias(
    id_: str, base: Alias | None, ours: Alias | None, theirs: Alias | None, conflicts: list[Conflict]
) -> Alias | None:
    if ours is None or theirs is None:
        return _either(base, ours, theirs, lambda *texts: conflicts.append(Conflict(id_, "an alias", *texts)))
    values: dict[str, Any] = {}
    for key in _DETAILS:
        sides = (getattr(base, key, None), getattr(ours, key), getattr(theirs, key))
        what = f"{key} of «{ours.text:.{_LONGEST}}»"
        values[key] = _either(*sides, lambda *texts, what=what: conflicts.append(Conflict(id_, what, *texts)))
    return replace(ours, **values)


def _whole(entity: Entity | None) -> str:
    if entity is None:
        return "not there"
    count = len(entity.aliases)
    return f"{entity.name!r:.{_LONGEST}} with {count} name{'s' if count != 1 else ''}"


def _shown(value: object) -> str:
    if isinstance(value, Alias):
        return f"«{value.text:.{_LONGEST}}» ({value.kind}, {value.status})"
    return "nothing" if value is None else f"{value!s:.{_LONGEST}}"
