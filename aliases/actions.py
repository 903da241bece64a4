"""What can be done to a table by hand: each kind of edit a value that carries itself out on a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from polyonym.aliases import edits, uniting
from polyonym.aliases.draft import Draft, listed
from polyonym.aliases.model import Alias, Entity, Status
from polyonym.aliases.references import led, without_none
from polyonym.base.errors import UsageError


class Action(Protocol):
    """One edit; `str()` says in a few words what it does, for the journal."""

    def do(self, draft: Draft) -> None:
        """Carry it out.  Raises UsageError where it can't be done, with the reason."""


@dataclass(frozen=True, slots=True)
class Add:
    """One more alias."""

    id: str
    alias: Alias

    def __str__(self) -> str:
        return f"alias {self.alias.text!r:.80} added"

    def do(self, draft: Draft) -> None:
        """As `Action` says."""
        draft.put(edits.with_alias(draft.live(self.id), self.alias))


@dataclass(frozen=True, slots=True)
class AddEntity:
    """A new entity; not under the id of one that was removed, unless it is that one."""

    entity: Entity

    def __str__(self) -> str:
        return f"entity {self.entity.id} added"

    def do(self, draft: Draft) -> None:
        """As `Action` says."""
        entity = replace(self.entity, name=edits.cleaned(self.entity.name))
        draft.refuse_used(entity.id, entity.kind, entity.name)
        if entity.name in edits.texts_of(entity, Status.REJECTED):
            raise UsageError(f"{entity.name!r:.80} can't be the name of {entity.id} and rejected; add it as active")
        draft.put(entity)
        _check_part(draft, entity)


@dataclass(frozen=True, slots=True)
class Remove:
    """An alias less: all of this text, or those in one language ('' for none)."""

    id: str
    text: str
    lang: str | None = None

    def __str__(self) -> str:
        return f"alias {self.text!r:.80} removed"

    def do(self, draft: Draft) -> None:
        """As `Action` says."""
        draft.put(edits.without_alias(draft.live(self.id), self.text, self.lang))


@dataclass(frozen=True, slots=True)
class RemoveEntity:
    """An entity less; with `force` also what others say of it, and the ids that lead to it."""

    id: str
    force: bool = False

    def __str__(self) -> str:
        return f"entity {self.id} removed"

    def do(self, draft: Draft) -> None:
        """As `Action` says."""
        draft.known(self.id)
        others = draft.referring(self.id)
        if others and not self.force:
            refer = "refers" if len(others) == 1 else "refer"
            raise UsageError(f"{self.id} can't be removed while {listed(others)} {refer} to it; --force takes that out")
        for other in others:
            draft.take(other.id) if other.merged_into == self.id else draft.put(led(other, self.id, None))
        draft.take(self.id)


@dataclass(frozen=True, slots=True)
class EditEntity:
    """Other fields (`edits.FIELDS`, '' for none), ids of `related` added and of `unrelated` taken away."""

    id: str
    values: Mapping[str, str] = field(default_factory=dict)
    related: tuple[str, ...] = ()
    unrelated: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.id} edited"

    def do(self, draft: Draft) -> None:
        """As `Action` says."""
        entity = edits.with_values(draft.live(self.id), self.values)
        for other in self.related:
            _refuse_itself(self.id, other)
            draft.live(other)
        for other in self.unrelated:
            if other not in entity.related:
                raise UsageError(f"{self.id} isn't related to {other}")
        related = without_none(each for each in (*entity.related, *self.related) if each not in self.unrelated)
        draft.put(replace(entity, related=related))
        if "part_of" in self.values:
            _check_part(draft, entity)


@dataclass(frozen=True, slots=True)
class EditAlias:
    """Other values of one alias, as `edits.with_alias_values` takes them."""

    id: str
    text: str
    values: Mapping[str, Any]
    lang: str | None = None

    def __str__(self) -> str:
        return f"alias {self.text!r:.80} edited"

    def do(self, draft: Draft) -> None:
        """As `Action` says."""
        draft.put(edits.with_alias_values(draft.live(self.id), self.text, self.lang, self.values))


@dataclass(frozen=True, slots=True)
class Reject:
    """This name is not that entity."""

    id: str
    text: str
    lang: str | None = None

    def __str__(self) -> str:
        return f"{self.text!r:.80} is no name of {self.id}"

    def do(self, draft: Draft) -> None:
        """As `Action` says."""
        draft.put(edits.with_rejected(draft.live(self.id), self.text, self.lang))


@dataclass(frozen=True, slots=True)
class Distinguish:
    """These two are not the same; or, to withdraw that, they may be."""

    id: str
    other: str
    withdraw: bool = False

    def __str__(self) -> str:
        return f"{self.id} and {self.other} {'may be the same' if self.withdraw else 'are different'}"

    def do(self, draft: Draft) -> None:
        """As `Action` says."""
        _refuse_itself(self.id, self.other)
        pair = draft.live(self.id), draft.live(self.other)
        change = uniting.unseparated if self.withdraw else uniting.separated
        for entity, other in zip(pair, reversed(pair), strict=True):
            draft.put(change(entity, other.id))


def _refuse_itself(one: str, other: str) -> None:
    if one == other:
        raise UsageError(f"{one} can't be set beside itself; name two entities")


def _check_part(draft: Draft, entity: Entity) -> None:
    """Refuse what an entity is part of where that isn't there, or is a part of the entity."""
    if entity.part_of is not None and entity.part_of != entity.id:
        draft.live(entity.part_of)
    refuse_circle(draft, entity.id, entity.part_of)


def refuse_circle(draft: Draft, entity_id: str, whole: str | None) -> None:
    """Raise UsageError where an entity would be a part of itself, once it is part of `whole`."""
    met: set[str] = set()
    while whole is not None and whole not in met:
        if whole == entity_id:
            raise UsageError(f"{entity_id} would be a part of itself")
        met.add(whole)
        above = draft.get(whole)
        whole = above.part_of if above is not None else None
