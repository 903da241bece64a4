"""Short forms that several entities have: other programs, which don't look at the context, can't use them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from polyonym.aliases.exchange.left_out import LeftOut
from polyonym.aliases.model import Alias, AliasKind, Entity

_LONGEST = 10
_WHY = "short names left out, since several entities have them"


def contested_forms(entities: Iterable[Entity]) -> frozenset[int]:
    """The short forms of more than one entity, hashed: a table has hundreds of thousands."""
    seen: set[int] = set()
    twice: set[int] = set()
    for entity in entities:
        forms = {_key(alias.text) for alias in entity.names() if _is_short(alias)}
        twice |= forms & seen
        seen |= forms
    return frozenset(twice)


def certain_names(entity: Entity, contested: frozenset[int], left_out: LeftOut) -> Iterator[str]:
    """Its active names once each, the one shown first, without the contested short ones, which are counted."""
    texts: dict[str, None] = {}
    for alias in entity.names():
        if contested and _is_short(alias) and _key(alias.text) in contested:
            left_out.add(_WHY, f"{alias.text}, of {entity.id}")
        else:
            texts[alias.text] = None
    yield from texts


def _is_short(alias: Alias) -> bool:
    text = alias.text
    return alias.kind is AliasKind.ACRONYM or (len(text) <= _LONGEST and text.isupper() and " " not in text)


def _key(text: str) -> int:
    return hash(text.casefold())
