"""Entities as FollowTheMoney has them, one a line, with the city in a nested address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, TextIO

from polyonym.aliases.exchange.left_out import LeftOut
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind, Status
from polyonym.aliases.records import checked

_SCHEMATA = {
    EntityKind.PERSON: "Person", EntityKind.ORGANIZATION: "Organization", EntityKind.INITIATIVE: "Project",
    EntityKind.EVENT: "Event", EntityKind.TERM: "Position",
}  # fmt: skip
_LEGAL = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION})
"""What is a LegalEntity, and so has the properties `abbreviation` and `parent`."""
_PROPERTIES = {AliasKind.OFFICIAL: "name", AliasKind.FORMER: "previousName", AliasKind.GARBLE: "weakAlias"}
_SOURCE = re.compile(r"FollowTheMoney(?: (?P<datasets>\S.*?))??(?: (?P<changed>\d{4}-\d\d-\d\d))?")
_MOST_DATASETS = 3  # that their reader puts into a source


def write(entities: Iterable[Entity], handle: TextIO, left_out: LeftOut) -> None:
    """One line for each entity of a kind that has a schema; the others are counted."""
    for entity in map(checked, entities):
        if entity.kind not in _SCHEMATA:
            left_out.add(f"entities of the kind {entity.kind}, for which FollowTheMoney has no schema", entity.id)
        elif entity.merged_into is not None:
            left_out.add("entities merged into another, left out", entity.id)
        else:
            left_out.written += 1
            handle.write(json.dumps(_record(entity), ensure_ascii=False) + "\n")


def _record(entity: Entity) -> dict[str, Any]:
    row = {"id": entity.id, "caption": entity.name, "schema": _SCHEMATA[entity.kind], "properties": _said(entity)}
    found = _SOURCE.fullmatch(entity.source or "")
    datasets = (found["datasets"] or "").split(", ") if found and found["datasets"] else []
    if found and len(datasets) <= _MOST_DATASETS:
        row |= {"datasets": datasets} if datasets else {}
        row |= {"last_change": found["changed"]} if found["changed"] else {}
    return row


def _said(entity: Entity) -> dict[str, list[Any]]:
    said = _names(entity)
    if entity.country is not None:
        said["country"] = [entity.country.lower()]
    if entity.city is not None:
        address = {"city": [entity.city], **({"country": said["country"]} if entity.country else {})}
        said["addressEntity"] = [{"id": f"{entity.id}-address", "schema": "Address", "properties": address}]
    if entity.part_of is not None and entity.kind in _LEGAL:
        said["parent"] = [entity.part_of]
    return said


def _names(entity: Entity) -> dict[str, list[Any]]:
    """Its active names by property, each text once in it; the one shown first."""
    names: dict[str, dict[str, None]] = {"name": {entity.name: None}}  # which every schema needs
    for alias in entity.aliases:
        if alias.status is Status.ACTIVE and alias.text != entity.name:
            names.setdefault(_property(alias, entity.kind), {})[alias.text] = None
    for text in names.get("alias", ()):
        names.get("weakAlias", {}).pop(text, None)
    return {key: list(texts) for key, texts in names.items() if texts}


def _property(alias: Alias, kind: EntityKind) -> str:
    if alias.kind is AliasKind.ACRONYM and kind in _LEGAL:
        return "abbreviation"
    usual = _PROPERTIES.get(alias.kind, "alias")
    return "weakAlias" if usual == "alias" and alias.confidence < 1 else usual
