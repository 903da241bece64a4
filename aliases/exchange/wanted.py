"""Which entities and which of their names an export carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind, Status


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter: empty sets leave nothing out; `langs` are tags, of which `zh` takes zh-Hant in; `status` None is all.

    The name that an entity is shown as always stays.
    """

    kinds: frozenset[EntityKind] = frozenset()
    langs: frozenset[str] = frozenset()
    without: frozenset[AliasKind] = frozenset()
    status: Status | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self == _EVERYTHING

    def of(self, entities: Iterable[Entity]) -> Iterator[Entity]:
        """The entities that are wanted, with the names that are."""
        if self.everything:
            yield from entities
            return
        for entity in entities:
            if not self.kinds or entity.kind in self.kinds:
                yield replace(entity, aliases=tuple(filter(self._has, entity.aliases)))

    def _has(self, alias: Alias) -> bool:
        if alias.kind in self.without or self.status not in (None, alias.status):
            return False
        return not self.langs or _matches(alias.lang, self.langs)


_EVERYTHING = Wanted()


def _matches(lang: str | None, wanted: frozenset[str]) -> bool:
    """Whether a language is one of these, or a form of one; `-` is a name without language."""
    if lang is None:
        return "-" in wanted
    parts = lang.casefold().split("-")
    starts = {"-".join(parts[:end]) for end in range(1, len(parts) + 1)}
    return any(each.casefold() in starts for each in wanted)
