"""What is known not to be: names that are no name of an entity, and entities that are not the same."""

from __future__ import annotations

from collections.abc import Iterable

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.engine.matching.keys import exact_keys

_NONE: frozenset[int] = frozenset()


def not_called(lexicon: Lexicon, name: str) -> frozenset[int]:
    """The entities (by number) that are known not to have this name, but for case, marks, width and spaces."""
    family = lexicon.family("rejected")
    if not len(family):
        return _NONE
    return frozenset(lexicon.owner[alias] for each in exact_keys(name) for alias in family.find(each))


def others_than(lexicon: Lexicon, entities: Iterable[int]) -> frozenset[int]:
    """The entities (by number) that are known to be other ones than these."""
    ids = {other for number in entities for other in lexicon.entity(number).different_from}
    return frozenset(number for each in ids if (number := lexicon.number(each)) is not None) if ids else _NONE
