"""Names as patterns of spaCy's EntityRuler: JSON Lines of label, phrase and id."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from polyonym.aliases.exchange.contested import certain_names
from polyonym.aliases.exchange.left_out import LeftOut
from polyonym.aliases.model import Entity, EntityKind

# Labels of OntoNotes, which spaCy's own models use; it has none for the last two.
LABELS = {
    EntityKind.PERSON: "PERSON", EntityKind.ORGANIZATION: "ORG", EntityKind.PLACE: "GPE", EntityKind.EVENT: "EVENT",
    EntityKind.WORK: "WORK_OF_ART", EntityKind.INITIATIVE: "INITIATIVE", EntityKind.TERM: "TERM",
}  # fmt: skip


def write(entities: Iterable[Entity], handle: TextIO, contested: frozenset[int], left_out: LeftOut) -> None:
    """A line for each name; entities that were merged into another have none."""
    for entity in entities:
        if entity.merged_into is not None:
            continue
        left_out.written += 1
        for text in certain_names(entity, contested, left_out):
            row = {"label": LABELS[entity.kind], "pattern": text, "id": entity.id}
            handle.write(json.dumps(row, ensure_ascii=False) + "\n")
