"""Merging two entities and splitting one: edits that reach every entity that refers to them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from polyonym.aliases import edits, uniting
from polyonym.aliases.actions import refuse_circle
from polyonym.aliases.draft import Draft
from polyonym.aliases.model import Entity
from polyonym.aliases.references import led
from polyonym.base.errors import UsageError


@dataclass(frozen=True, slots=True)
class Merge:
    """One entity goes into another: its names, what refers to it, and its id, which leads on."""

    id: str
    into: str

    def __str__(self) -> str:
        return f"{self.id} merged into {self.into}"

    def do(self, draft: Draft) -> None:
        """As `Action` says."""
        gone, kept = draft.live(self.id), draft.live(self.into)
        stub, grown = uniting.united(gone, kept)
        if grown.part_of == gone.id:
            grown = replace(grown, part_of=gone.part_of if gone.part_of != grown.id else None)
        draft.put(stub)
        draft.put(grown)
        for other in draft.referring(gone.id):
            draft.put(led(other, gone.id, kept.id))
        refuse_circle(draft, kept.id, draft.live(kept.id).part_of)


@dataclass(frozen=True, slots=True)
class Split:
    """Names of one entity go to another: a new one, or one that was merged into it and rises again."""

    id: str
    new_id: str
    name: str | None = None
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    country: str | None = None
    city: str | None = None

    def __str__(self) -> str:
        return f"{self.new_id} split from {self.id}"

    def do(self, draft: Draft) -> None:
        """As `Action` says."""
        if self.id == self.new_id:
            raise UsageError(f"{self.id} can't be split from itself; name another id")
        left, new = self._parts(draft)
        texts = [text for each in self.aliases if not edits.having(new, text := edits.cleaned(each))]
        if edits.having(left, new.name) and new.name != left.name:
            texts.append(new.name)
        left, new = uniting.parted(left, new, texts)
        draft.put(left)
        draft.put(new)
        for other in new.different_from:  # one that rises again differs as it did, and that is known of both
            entity = draft.get(other)
            if entity is not None and entity.merged_into is None:
                draft.put(uniting.separated(entity, new.id))

    def _parts(self, draft: Draft) -> tuple[Entity, Entity]:
        entity, there = draft.live(self.id), draft.get(self.new_id)
        if there is not None and there.merged_into == self.id:
            return self._risen(draft, there, entity)
        if self.name is None:
            raise UsageError(f"{self.new_id} needs a name")
        kind = entity.kind if self.kind is None else edits.kind_of(self.kind)
        name = edits.cleaned(self.name)
        draft.refuse_used(self.new_id, kind, name)
        return entity, Entity(self.new_id, kind, name, self.country, self.city)

    def _risen(self, draft: Draft, stub: Entity, host: Entity) -> tuple[Entity, Entity]:
        merging = draft.before_merging(stub)
        host_was = draft.as_of(host.id, merging[0] - 1) if merging else None
        name = None if self.name is None else edits.cleaned(self.name)
        left, new = uniting.risen(stub, host, was=merging and merging[1], host_was=host_was, name=name)
        given = {"kind": self.kind, "country": self.country, "city": self.city}
        new = edits.with_values(new, {key: value for key, value in given.items() if value is not None})
        if new.part_of is not None and draft.get(new.part_of) is None:
            new = replace(new, part_of=None)
        return left, replace(new, related=tuple(each for each in new.related if each != new.id))
