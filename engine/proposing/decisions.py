"""What was decided about names, brought into the table: each decision, or a whole file of them, one change set."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from polyonym.aliases.changing import ChangeReport
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind, Status
from polyonym.aliases.table import AliasTable
from polyonym.base.errors import UsageError
from polyonym.engine.proposing.forms import same_words

SOURCE = "proposed from articles"


class Verdict(StrEnum):
    """What may be decided about a name that is proposed for an entity, or that several have."""

    ACCEPT = "accept"
    REJECT = "reject"
    OTHER = "other"
    NEW = "new"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about one name of one entity.

    `to_entity` is the other or new entity that has the name instead, `new_kind` the kind of a new one; `prior` says how
    often an accepted name means the entity where several have it.
    """

    verdict: Verdict
    entity: str
    name: str
    lang: str | None = None
    kind: AliasKind = AliasKind.VARIANT
    to_entity: str | None = None
    new_kind: EntityKind | None = None
    prior: float | None = None


def decide(table: AliasTable, decisions: Iterable[Decision], *, who: str, why: str) -> ChangeReport:
    """Bring decisions into the table as one change set, all or nothing; what is so already changes nothing.

    Raises UsageError for an entity that there isn't, a name that can't be rejected, BusyError.
    """
    changed = Changes(table.get)
    for each in decisions:
        changed.take(each)
    return table.write(changed.entities(), who=who, why=why, mode="replace" if changed.turned else "merge")


class Changes:
    """The entities that decisions change, as they are then."""

    def __init__(self, get: Callable[[str], Entity | None]) -> None:
        self._get = get
        self._known: dict[str, Entity] = {}
        self._fresh: set[str] = set()
        self.turned = False

    def entities(self) -> list[Entity]:
        """All that were looked at."""
        return list(self._known.values())

    def take(self, decision: Decision) -> None:
        """Take one decision in.  Raises UsageError for an entity that there isn't, a name that can't be rejected."""
        match decision.verdict:
            case Verdict.ACCEPT:
                self._accept(self._entity(decision.entity), decision)
            case Verdict.REJECT:
                self._reject(self._entity(decision.entity), decision)
            case Verdict.OTHER:
                self._reject(self._entity(decision.entity), decision)
                self._accept(self._entity(_target(decision)), decision)
            case Verdict.NEW:
                self._reject(self._entity(decision.entity), decision)
                self._accept(self._made(decision), decision)
            case Verdict.SKIP:
                pass

    def _entity(self, entity_id: str) -> Entity:
        known = self._known.get(entity_id) or self._get(entity_id)
        if known is None:
            raise UsageError(
                f"there is no entity {entity_id} in this table; `polyonym aliases find TEXT` looks in names"
            )
        if known.merged_into is not None:
            return self._entity(known.merged_into)
        return known

    def _made(self, decision: Decision) -> Entity:
        """The new entity that a decision asks for; the one that there is, where the decision was taken before."""
        entity_id = _target(decision)
        kind = decision.new_kind or self._entity(decision.entity).kind
        there = self._known.get(entity_id) or self._get(entity_id)
        if entity_id in self._fresh and there is not None:
            return there
        if there is None:
            self._fresh.add(entity_id)
            try:
                return Entity(entity_id, kind, decision.name, source=SOURCE)
            except ValueError as cause:
                raise UsageError(str(cause)) from cause
        if there.kind is not kind or not _has(there, decision.name):
            raise UsageError(f"there is an entity {entity_id} already: {there.name}; choose another id, or `other`")
        return there

    def _accept(self, entity: Entity, decision: Decision) -> None:
        same = [each for each in entity.aliases if same_words(each.text, decision.name)]
        listed = [each for each in same if each.status is not Status.REJECTED]
        if listed:
            new = tuple(replace(each, prior=decision.prior or each.prior) for each in listed)
            self._put(entity, listed, new)
        elif decision.name == entity.name and decision.prior is None and not same:
            self._known[entity.id] = entity
        else:
            self.turned |= bool(same)
            new = (Alias(decision.name, decision.lang, decision.kind, SOURCE, prior=decision.prior),)
            self._put(entity, same, new)

    def _reject(self, entity: Entity, decision: Decision) -> None:
        if same_words(entity.name, decision.name):
            raise UsageError(f"{entity.name!r} is the name that {entity.id} is shown as; give it another name first")
        same = [each for each in entity.aliases if same_words(each.text, decision.name)]
        rejected = tuple(replace(each, status=Status.REJECTED) for each in same)
        fresh = Alias(decision.name, decision.lang, decision.kind, SOURCE, status=Status.REJECTED)
        self._put(entity, same, rejected or (fresh,))

    def _put(self, entity: Entity, old: list[Alias], new: tuple[Alias, ...]) -> None:
        kept = tuple(each for each in entity.aliases if each not in old)
        self._known[entity.id] = replace(entity, aliases=(*kept, *new)).ordered()


def _has(entity: Entity, name: str) -> bool:
    return any(same_words(alias.text, name) for alias in entity.names())


def _target(decision: Decision) -> str:
    if not decision.to_entity:
        raise UsageError(f"{decision.verdict!s} for «{decision.name}» needs the id of the entity in to_entity")
    return decision.to_entity
