"""Which entities took the place of one that is no more, as its source says in words that every format carries."""

from __future__ import annotations

from collections.abc import Iterable

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
