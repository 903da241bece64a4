"""Concepts of SKOS, whichever way they were written: what was said of each becomes an entity."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from polyonym.aliases.model import AliasKind, EntityKind
from polyonym.aliases.registries.making import Record, language

CORE = "http://www.w3.org/2004/02/skos/core#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
LABELS = {"prefLabel": AliasKind.OFFICIAL, "altLabel": AliasKind.VARIANT, "hiddenLabel": AliasKind.GARBLE}
_KINDS = {
    "Person": EntityKind.PERSON, "Organization": EntityKind.ORGANIZATION, "Organisation": EntityKind.ORGANIZATION,
    "CorporateBody": EntityKind.ORGANIZATION, "Place": EntityKind.PLACE, "Country": EntityKind.PLACE,
    "City": EntityKind.PLACE, "SpatialThing": EntityKind.PLACE, "Feature": EntityKind.PLACE,
    "Event": EntityKind.EVENT, "CreativeWork": EntityKind.WORK, "Project": EntityKind.INITIATIVE,
}  # fmt: skip
_LOCAL = re.compile(r"[^/#:]*$")


@dataclass(slots=True)
class Concept:
    """What a file says of one subject."""

    about: str
    types: list[str] = field(default_factory=list)
    labels: list[tuple[str, str, str | None]] = field(default_factory=list)
    notations: list[str] = field(default_factory=list)
    broader: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)

    def literal(self, name: str, text: str, lang: str | None) -> None:
        """A label or notation; what is neither, or empty, is left aside."""
        text = " ".join(text.split())
        if text and name in LABELS:
            self.labels.append((name, text, lang))
        elif text and name == "notation":
            self.notations.append(text)

    def relation(self, name: str, other: str) -> None:
        """A concept that this one is said to be narrower than, or related to."""
        if name == "broader":
            self.broader.append(other)
        elif name == "related":
            self.related.append(other)

    def row(self, source: str) -> Record | None:
        """The row of its entity; None where it has no label."""
        if not self.labels:
            return None
        preferred = [label for label in self.labels if label[0] == "prefLabel"] or self.labels
        shown = next((each for each in preferred if (each[2] or "").split("-")[0] == "en"), preferred[0])
        others = [each for each in dict.fromkeys([*self.broader[1:], *self.related]) if each != self.about]
        return {
            "id": self.about, "kind": self._kind(), "name": shown[1], "source": source,
            "part_of": next((each for each in self.broader if each != self.about), None), "related": others,
            "aliases": [_alias(*label, source) for label in self.labels] + self._codes(source),
        }  # fmt: skip

    def _kind(self) -> EntityKind:
        names = (_LOCAL.search(each) for each in self.types)
        return next((_KINDS[n[0]] for n in names if n and n[0] in _KINDS), EntityKind.TERM)

    def _codes(self, source: str) -> list[Record]:
        # Most notations are numbers of a classification, which are no names; letters may be.
        letters = [each for each in self.notations if each.isalpha() and each.isupper()]
        return [{"text": each, "kind": str(AliasKind.ACRONYM), "source": source} for each in letters]


def _alias(name: str, text: str, lang: str | None, source: str) -> Record:
    return {"text": text, "lang": language(lang), "kind": str(LABELS[name]), "source": source}
