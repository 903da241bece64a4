"""Findings about ids that an entity names: those that aren't there, lead on, or lead in circles."""

from __future__ import annotations

from collections.abc import Iterator

from polyonym.aliases.model import Entity
from polyonym.engine.linting.finding import Finding, Findings, Fix
from polyonym.engine.linting.gathered import Gathered
from polyonym.engine.linting.texts import listed

_DEEPEST = 100
"""Steps upwards that are followed; nothing is part of so much."""


def references(entity: Entity, known: Gathered) -> Findings:
    """What is wrong with the ids that an entity names."""
    yield from _lost(entity, known)
    yield from _merged(entity, known)
    yield from _onward(entity, known)
    if known.has_twin(entity.id):
        yield Finding("E006", entity.id, f"{entity.id!r} differs from another id in capitals only")
    if entity.part_of not in (None, entity.id) and (circle := _circle(entity.id, known)):
        yield Finding("R006", entity.id, f"it is part of itself, by way of {listed(circle)}")


def _lost(entity: Entity, known: Gathered) -> Findings:
    if entity.merged_into is not None and not known.knows(entity.merged_into):
        yield Finding("R001", entity.id, f"it was merged into {entity.merged_into}, which isn't there")
    if entity.part_of is not None and not known.knows(entity.part_of):
        yield Finding("R002", entity.id, f"it is part of {entity.part_of}, which isn't there")
    for field in ("related", "different_from"):
        gone = [each for each in getattr(entity, field) if not known.knows(each)]
        if gone:
            yield Finding("R003", entity.id, f"{field} names {listed(gone)}, which isn't there")


def _merged(entity: Entity, known: Gathered) -> Findings:
    onward = entity.merged_into
    if onward is None or onward == entity.id:
        return
    last = known.leads_to(entity.id)
    if last is None:
        yield Finding("R005", entity.id, f"it was merged into {onward}, which leads in a circle")
    elif last != onward:
        message = f"it was merged into {onward}, which was merged into {last} itself"
        yield Finding("R004", entity.id, message, None, Fix(fields=(("merged_into", last),)))


def _onward(entity: Entity, known: Gathered) -> Findings:
    """Ids of others that were merged since they were named here."""
    if not known.merged:
        return
    for field, named in _named(entity):
        ends = [known.leads_to(each) or each for each in named]
        if ends == list(named):
            continue
        moved = [f"{old} is {new} now" for old, new in zip(named, ends, strict=True) if old != new]
        kept = tuple(dict.fromkeys(each for each in ends if each != entity.id))
        value = kept if field != "part_of" else (kept[0] if kept else None)
        yield Finding("R004", entity.id, f"{field}: {listed(moved)}", None, Fix(fields=((field, value),)))


def _named(entity: Entity) -> Iterator[tuple[str, tuple[str, ...]]]:
    if entity.part_of is not None:
        yield "part_of", (entity.part_of,)
    yield "related", entity.related
    yield "different_from", entity.different_from


def _circle(entity_id: str, known: Gathered) -> list[str]:
    """The ids by way of which an entity is part of itself."""
    way: list[str] = []
    above = known.parents.get(entity_id)
    while above is not None and len(way) < _DEEPEST:
        if above == entity_id:
            return way
        way.append(above)
        above = known.parents.get(above)
    return []
