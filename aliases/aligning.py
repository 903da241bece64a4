"""Streams in order of id, walked side by side, so that two tables are compared without holding either."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from polyonym.aliases.model import Entity

Value = TypeVar("Value")


def aligned(*streams: Iterable[tuple[str, Value]]) -> Iterator[tuple[str, Sequence[Value | None]]]:
    """Each id of any stream once, in order, with what each stream has under it.

    >>> [(id_, list(values)) for id_, values in aligned([("a", 1), ("c", 2)], [("b", 3), ("c", 4)])]
    [('a', [1, None]), ('b', [None, 3]), ('c', [2, 4])]
    """
    rest = [iter(each) for each in streams]
    heads = [next(each, None) for each in rest]
    while ids := [head[0] for head in heads if head is not None]:
        first = min(ids)
        yield first, [head[1] if head is not None and head[0] == first else None for head in heads]
        heads = [
            next(each, None) if head is not None and head[0] == first else head
            for each, head in zip(rest, heads, strict=True)
        ]


def keyed(entities: Iterable[Entity]) -> Iterator[tuple[str, Entity]]:
    """Entities with their ids, as `aligned` takes them."""
    for entity in entities:
        yield entity.id, entity
