"""Changes in words: what of an entity is different, a line for each thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from polyonym.aliases.model import Alias, Entity, Status

_FIELDS = ("kind", "name", "country", "city", "part_of", "source", "merged_into")
_SETS = ("related", "different_from")
_DETAILS = ("source", "confidence", "since", "until", "status", "prior")


def heading(before: Entity | None, after: Entity | None) -> str:
    """Whose change it is: id and name, and whether it came or went.

    >>> from polyonym.aliases.model import EntityKind
    >>> heading(None, Entity("place:minsk", EntityKind.PLACE, "Minsk"))
    'place:minsk  Minsk  (new)'
    """
    entity = after or before
    assert entity is not None
    return f"{entity.id}  {entity.name}{'  (new)' if before is None else '  (removed)' if after is None else ''}"


def differences(before: Entity | None, after: Entity | None) -> list[str]:
    """What was added (`+`), taken away (`-`) and made something else (`~`); None is an entity that isn't there.

    >>> from polyonym.aliases.model import EntityKind
    >>> minsk = Entity("place:minsk", EntityKind.PLACE, "Minsk")
    >>> other = Entity("place:minsk", EntityKind.PLACE, "Minsk", "BY", aliases=(Alias("Минск", "ru"),))
    >>> differences(minsk, other)
    ['+ country BY', '+ ru variant «Минск»']
    """
    return [*_fields(before, after), *_references(before, after), *_aliases(before, after)]


def _fields(before: Entity | None, after: Entity | None) -> Iterator[str]:
    for key in _FIELDS:
        old, new = getattr(before, key, None), getattr(after, key, None)
        if old != new:
            yield _changed(_words(key), old, new)


def _changed(what: str, old: object, new: object) -> str:
    if old is None:
        return f"+ {what} {new}"
    return f"- {what} {old}" if new is None else f"~ {what} {old} → {new}"


def _references(before: Entity | None, after: Entity | None) -> Iterator[str]:
    for key in _SETS:
        old, new = getattr(before, key, ()), getattr(after, key, ())
        yield from (f"- {_words(key)} {each}" for each in old if each not in new)
        yield from (f"+ {_words(key)} {each}" for each in new if each not in old)


def _aliases(before: Entity | None, after: Entity | None) -> Iterator[str]:
    old, new = ({a.identity: a for a in each.aliases} if each else {} for each in (before, after))
    for identity in sorted(old.keys() | new.keys()):
        one, other = old.get(identity), new.get(identity)
        if one is None or other is None:
            alias = one or other
            assert alias is not None
            yield f"{'+' if one is None else '-'} {named(alias)}{_details(alias)}"
        elif one != other:
            yield f"~ {named(other)}: {', '.join(_moved(one, other))}"


def named(alias: Alias) -> str:
    """An alias in a line: language (if it has one), kind and text.

    >>> named(Alias("Минск", "ru"))
    'ru variant «Минск»'
    """
    return f"{f'{alias.lang} ' if alias.lang else ''}{alias.kind} «{alias.text}»"


def _details(alias: Alias) -> str:
    """What isn't so for most names."""
    said = [f"{key} {_shown(value)}" for key in _DETAILS if (value := getattr(alias, key)) not in (None, Status.ACTIVE)]
    return "".join(f", {each}" for each in said if each != "confidence 1")


def _moved(old: Alias, new: Alias) -> Iterator[str]:
    for key in _DETAILS:
        one, other = getattr(old, key), getattr(new, key)
        if one != other:
            yield f"{key} {_shown(one)} → {_shown(other)}"


def _shown(value: Any) -> str:
    return "none" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _words(key: str) -> str:
    return key.replace("_", " ")
