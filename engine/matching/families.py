"""The families of keys that a lexicon is compiled with: for each alias of an entity its keys (see `keys`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain
from typing import TypeVar

from polyonym.aliases.model import Alias, Entity, EntityKind
from polyonym.engine.institutions.acronyms import acronym_keys
from polyonym.engine.matching.keys import echo_keys, exact_keys, name_words, phrase_keys, sound_keys, storable
from polyonym.engine.matching.sketch import sketch_of
from polyonym.engine.names.name import name_of
from polyonym.engine.text.letters import is_small, side_of
from polyonym.engine.text.stems import stem

_T = TypeVar("_T")


def _of_last(asked: Callable[[Entity], _T]) -> Callable[[Entity], _T]:
    """Remembers the answer for the last entity, whose names come in turn; comparing entities would read all of them."""
    last: tuple[Entity, _T] | None = None

    def remembered(entity: Entity) -> _T:
        nonlocal last
        known = last
        if known is None or known[0] is not entity:
            known = last = (entity, asked(entity))
        return known[1]

    return remembered


def sketch(entity: Entity, alias: Alias) -> str:
    """What a lexicon keeps of an alias, so that many are judged at once."""
    return sketch_of(name_of(storable(alias.text), entity.kind), entity.kind)


def exact_family(entity: Entity, alias: Alias) -> Iterable[str]:
    """Keys of the family `exact`."""
    return exact_keys(alias.text)


def rejected_family(entity: Entity, alias: Alias) -> Iterable[str]:
    """Keys of the family `rejected`: all at the name that the entity is shown as."""
    return chain.from_iterable(exact_keys(each.text) for each in entity.rejected()) if alias.text == entity.name else ()


def phrase_family(entity: Entity, alias: Alias) -> Iterable[str]:
    """Keys of the family `phrase`."""
    return phrase_keys(alias.text)


def common_family(entity: Entity, alias: Alias) -> Iterable[str]:
    """Keys of the family `common`."""
    return map(stem, name_words(alias.text)[:1]) if is_small(alias.text[:1]) else ()


def sound_family(entity: Entity, alias: Alias) -> Iterable[str]:
    """Keys of the family `sound`; acronyms are derived of the name that an institution is shown as, which is enough."""
    keys = sound_keys(alias.text, entity.kind)
    if entity.kind != EntityKind.ORGANIZATION:
        return keys
    short = [f"a:{storable(each)}" for each in acronym_keys(alias.text)] if alias.text == entity.name else ()
    return (*keys, *short, *(_seat_keys(entity.city) if entity.city is not None else ()))


@lru_cache(maxsize=1 << 12)
def _seat_keys(city: str) -> tuple[str, ...]:
    """How the city is said in which an institution lies."""
    return tuple(f"p:{part.fine[0]}" for part in name_of(storable(city), EntityKind.ORGANIZATION).parts if part.fine)


def echo_family(entity: Entity, alias: Alias) -> Iterable[str]:
    """Keys of the family `echo`: for texts in letters in which the entity has no name of its own."""
    sides = _unwritten(entity)
    return echo_keys(alias.text, sides) if sides else ()


@_of_last
def _unwritten(entity: Entity) -> tuple[str, ...]:
    """The sorts of letters in which an entity has no name; its names are asked about in turn."""
    return tuple(sorted(_SIDES.difference([side_of(each.text[0]) for each in entity.names()])))


_SIDES = frozenset("LCO")


FAMILIES = {
    "exact": exact_family,
    "phrase": phrase_family,
    "common": common_family,
    "echo": echo_family,
    "sound": sound_family,
    "rejected": rejected_family,
}
