"""Names that are active on several entities, and of which nobody said yet how often they mean each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Alias, Entity
from polyonym.engine.text.fold import Key, key

_MOST = 40
"""A name that more entities have is nobody's in particular."""


@dataclass(frozen=True, slots=True)
class Contested:
    """A name and the entities that have it, each with the alias that says so."""

    name: str
    holders: tuple[tuple[Entity, Alias], ...]


def contested(lexicon: Lexicon, get: Callable[[str], Entity | None]) -> Iterator[Contested]:
    """The contested names of a table, looked for in its lexicon; `get` reads entities from the table itself."""
    family = lexicon.family("phrase")
    for phrase in family.starting(""):
        aliases = family.find(phrase)
        if not 1 < len({lexicon.owner[each] for each in aliases}) <= _MOST:
            continue
        groups: dict[Key, set[int]] = {}
        for each in aliases:
            groups.setdefault(key(lexicon.alias(each).text), set()).add(lexicon.owner[each])
        for name, owners in groups.items():
            found = _contested(name, [get(lexicon.entity(each).id) for each in sorted(owners)])
            if found is not None:
                yield found


def _contested(name: Key, entities: list[Entity | None]) -> Contested | None:
    """The name with those who have it in the table itself; None where that is one, or all say how often."""
    holders = []
    for entity in entities:
        alias = next((each for each in entity.names() if key(each.text) == name), None) if entity else None
        if entity is not None and alias is not None and entity.merged_into is None:
            holders.append((entity, alias))
    if len(holders) < 2 or all(alias.prior is not None for _, alias in holders):
        return None
    return Contested(holders[0][1].text, tuple(holders))
