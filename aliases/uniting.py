"""Two entities made one, and one made two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from polyonym.aliases.edits import having, no_alias, refuse_shown, texts_of
from polyonym.aliases.merging import merge_alias, with_aliases
from polyonym.aliases.model import Alias, AliasKind, Entity, Status
from polyonym.aliases.references import without_none
from polyonym.base.errors import UsageError


def united(gone: Entity, kept: Entity) -> tuple[Entity, Entity]:
    """What is left of `gone` once it is merged into `kept`, and what `kept` is then.

    `kept` gets all names, what they are met with and differ from.  Raises UsageError where the two can't be one.
    """
    _refuse_strangers(gone, kept)
    _refuse_contradiction(gone, kept)
    _refuse_contradiction(kept, gone)
    apart = {gone.id, kept.id}
    grown = replace(
        with_aliases(kept, _names(gone, kept)),
        related=without_none(each for each in kept.related + gone.related if each not in apart),
        different_from=without_none(each for each in kept.different_from + gone.different_from),
    )
    stub = replace(gone, part_of=None, related=(), different_from=(), merged_into=kept.id, aliases=())
    return stub, grown


def _refuse_strangers(gone: Entity, kept: Entity) -> None:
    if gone.id == kept.id:
        raise UsageError(f"{gone.id} can't be merged into itself")
    if gone.kind is not kept.kind:
        raise UsageError(f"{gone.id} is of the kind {gone.kind}, {kept.id} of the kind {kept.kind}; they can't be one")
    if kept.id in gone.different_from or gone.id in kept.different_from:
        raise UsageError(
            f"{gone.id} and {kept.id} are known to be different; "
            f"`polyonym aliases distinguish {gone.id} {kept.id} --withdraw` takes that back"
        )


def _refuse_contradiction(one: Entity, other: Entity) -> None:
    active = {one.name, *texts_of(one, Status.ACTIVE)}
    for text in sorted(active & texts_of(other, Status.REJECTED)):
        raise UsageError(
            f"{text!r:.80} is a name of {one.id}, but was rejected as one of {other.id}; settle that first"
        )


def _names(gone: Entity, kept: Entity) -> Iterable[Alias]:
    known = {alias.identity: alias for alias in kept.aliases}
    for alias in gone.aliases:
        if alias.text == gone.name and alias.status is Status.REJECTED:
            continue  # what it is shown as is its name, whatever an import said
        there = known.get(alias.identity)
        known[alias.identity] = alias if there is None else _both(alias, there)
    if gone.name not in {kept.name, *(a.text for a in known.values() if a.status is Status.ACTIVE)}:
        shown = Alias(gone.name, kind=AliasKind.VARIANT)
        known[shown.identity] = replace(known.get(shown.identity, shown), status=Status.ACTIVE)
    rejected = {alias.text for alias in known.values() if alias.status is Status.REJECTED}
    return [a for a in known.values() if a.status is not Status.PROPOSED or a.text not in rejected]


def _both(gone: Alias, kept: Alias) -> Alias:
    """One alias that both have: the stronger of the two, and meant by what meant either."""
    statuses = (gone.status, kept.status)
    status = next(each for each in (Status.ACTIVE, Status.REJECTED, Status.PROPOSED) if each in statuses)
    priors = [each.prior for each in (gone, kept) if each.prior is not None]
    prior = min(1.0, round(sum(priors), 6)) if priors else None
    return replace(
        merge_alias(gone, kept), status=status, confidence=max(gone.confidence, kept.confidence), prior=prior
    )


def parted(entity: Entity, new: Entity, texts: Iterable[str]) -> tuple[Entity, Entity]:
    """An entity without these names, and the new one with them; each known to be different from the other."""
    moved: list[Alias] = []
    for text in dict.fromkeys(texts):
        refuse_shown(entity, text)
        found = [alias for alias in having(entity, text) if alias.status is not Status.REJECTED]
        if not found:
            raise UsageError(no_alias(entity, text))
        moved += found
    left = with_aliases(entity, (alias for alias in entity.aliases if alias not in moved))
    return separated(left, new.id), separated(with_aliases(new, (*new.aliases, *moved)), entity.id)


def separated(entity: Entity, other: str) -> Entity:
    """The entity, known to be different from another."""
    return replace(entity, different_from=without_none((*entity.different_from, other)))


def unseparated(entity: Entity, other: str) -> Entity:
    """The entity, no longer known to be different from another."""
    return replace(entity, different_from=tuple(each for each in entity.different_from if each != other))


def risen(
    stub: Entity, host: Entity, *, was: Entity | None, host_was: Entity | None, name: str | None
) -> tuple[Entity, Entity]:
    """A host without what came from an entity that was merged into it, and that entity as it was, details as now.

    `was` and `host_was` are the two before they were merged, None where no journal knows.
    """
    was = was or replace(stub, merged_into=None)
    own = {alias.identity for alias in (host_was.aliases if host_was is not None else ())}
    mine = {alias.identity for alias in was.aliases} | {Alias(was.name, kind=AliasKind.VARIANT).identity}
    moved = {
        a.identity: a
        for a in host.aliases
        if a.identity in mine - own and a.text != host.name and a.status is not Status.REJECTED
    }
    back = replace(was, name=name or was.name, merged_into=None)
    back = with_aliases(back, (moved.get(alias.identity, alias) for alias in was.aliases))
    return with_aliases(host, (alias for alias in host.aliases if alias.identity not in moved)), back
