"""Which entities took the place of one that is no more.

An institution that was succeeded says so in its source, in words that every format carries; an id that was merged
into another leads on to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from polyonym.aliases.model import Entity
from polyonym.aliases.records import escaped_id, unescaped_id

_SUCCEEDED = "succeeded by "
_MOST = 20
"""Successors that are told of; a body that was split up may have hundreds."""


def succeeded(source: str, successors: Iterable[str]) -> str:
    """The source of an entity with the ids of its successors.

    >>> succeeded("ROR 2024-07-29; withdrawn", ["ror:01n2bd587"])
    'ROR 2024-07-29; withdrawn; succeeded by ror:01n2bd587'
    """
    ids = ", ".join(map(escaped_id, [*dict.fromkeys(successors)][:_MOST]))
    return f"{source}; {_SUCCEEDED}{ids}" if ids else source


def successors(entity: Entity) -> tuple[str, ...]:
    """The ids that `succeeded` wrote, none where it has no successor."""
    parts = (entity.source or "").split("; ")
    told = next((part for part in reversed(parts) if part.startswith(_SUCCEEDED)), "")
    return tuple(map(unescaped_id, told.removeprefix(_SUCCEEDED).split(", "))) if told else ()


def led_on(get: Callable[[str], Entity | None], entity_id: str) -> Entity | None:
    """The entity that an id leads to: itself, or what it was merged into; None where that isn't there.

    `get` finds an entity by its id.  Ids that lead round in a circle lead nowhere.
    """
    entity, seen = get(entity_id), {entity_id}
    while entity is not None and entity.merged_into is not None:
        if entity.merged_into in seen:
            return None
        seen.add(entity.merged_into)
        entity = get(entity.merged_into)
    return entity
