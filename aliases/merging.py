"""What two descriptions of one entity say together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from polyonym.aliases.model import Alias, AliasKind, Entity, Status
from polyonym.aliases.records import checked_alias
from polyonym.base.errors import InputError


def merge(old: Entity, new: Entity) -> Entity:
    """`old` with what `new` adds: fields that it gives, aliases not yet there, details of those that are.

    What `new` doesn't say stays; a name that is replaced stays as a variant, so that no merge loses
    a name. Raises ValueError where the two can't be one entity.
    """
    if new.id != old.id or new.kind is not old.kind:
        raise ValueError(f"{new.id} is of the kind {new.kind} here, but was given as {old.kind} before")
    return replace(
        new,
        country=new.country or old.country,
        city=new.city or old.city,
        part_of=new.part_of or old.part_of,
        related=tuple(dict.fromkeys(old.related + new.related)),
        source=new.source or old.source,
        different_from=tuple(dict.fromkeys(old.different_from + new.different_from)),
        merged_into=new.merged_into or old.merged_into,
        aliases=_merge_aliases(old, new),
    ).ordered()


def _merge_aliases(old: Entity, new: Entity) -> tuple[Alias, ...]:
    known = {alias.identity: alias for alias in old.aliases}
    for alias in new.aliases:
        before = known.get(alias.identity)
        known[alias.identity] = alias if before is None else merge_alias(before, alias)
    texts = {alias.text for alias in known.values()}
    if old.name != new.name and old.name not in texts:
        kept = Alias(old.name, kind=AliasKind.VARIANT)
        known[kept.identity] = kept
    return tuple(known.values())


def merge_alias(old: Alias, new: Alias) -> Alias:
    """One alias twice: what `new` says counts, what it leaves at its default stays as it was."""
    return replace(
        new,
        source=new.source or old.source,
        confidence=old.confidence if new.confidence == 1.0 else new.confidence,
        since=new.since or old.since,
        until=new.until or old.until,
        status=old.status if new.status is Status.ACTIVE else new.status,
        prior=old.prior if new.prior is None else new.prior,
    )


def grown_by(entity: Entity, alias: Alias) -> Entity:
    """The entity with one more alias, or with what the alias says new of one that it has.

    Raises InputError where the alias can't be stored.
    """
    try:
        alias = checked_alias(alias)
    except ValueError as cause:
        raise InputError(str(cause)) from cause
    known = {a.identity: a for a in entity.aliases}
    before = known.get(alias.identity)
    known[alias.identity] = alias if before is None else merge_alias(before, alias)
    return with_aliases(entity, known.values())


def with_aliases(entity: Entity, aliases: Iterable[Alias]) -> Entity:
    """The same entity with these aliases, in order."""
    return replace(entity, aliases=tuple(aliases)).ordered()


def gather(entities: Iterable[Entity]) -> list[Entity]:
    """All of them in order of id, each once: those with one id are merged. Holds them in memory."""
    known: dict[str, Entity] = {}
    for entity in entities:
        before = known.get(entity.id)
        known[entity.id] = entity.ordered() if before is None else merge(before, entity)
    return [known[id_] for id_ in sorted(known)]
