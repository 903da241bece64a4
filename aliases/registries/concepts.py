"""Concepts of SKOS, whichever way they were written: what was said of each becomes an entity."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urljoin

from polyonym.aliases.model import AliasKind, EntityKind
from polyonym.aliases.registries.making import Record, country_code, language

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "schema": "https://schema.org/",
}
"""The vocabularies that concepts are read and written in, by their usual prefixes."""
CORE, RDF = NAMESPACES["skos"], NAMESPACES["rdf"]
LABELS = {"prefLabel": AliasKind.OFFICIAL, "altLabel": AliasKind.VARIANT, "hiddenLabel": AliasKind.GARBLE}
_KINDS = {
    "Person": EntityKind.PERSON, "Organization": EntityKind.ORGANIZATION, "Organisation": EntityKind.ORGANIZATION,
    "CorporateBody": EntityKind.ORGANIZATION, "Place": EntityKind.PLACE, "Country": EntityKind.PLACE,
    "City": EntityKind.PLACE, "SpatialThing": EntityKind.PLACE, "Feature": EntityKind.PLACE,
    "Event": EntityKind.EVENT, "CreativeWork": EntityKind.WORK, "Project": EntityKind.INITIATIVE,
}  # fmt: skip
TEXTS = ("prefLabel", "altLabel", "hiddenLabel", "notation", "label", "source", "addressCountry", "addressLocality")
LINKS = ("broader", "related", "differentFrom", "isReplacedBy")
PROPERTIES = {
    NAMESPACES[prefix] + name: name
    for prefix, names in (
        ("skos", ("prefLabel", "altLabel", "hiddenLabel", "notation", "broader", "related")),
        ("rdfs", ("label",)),
        ("dct", ("source", "isReplacedBy")),
        ("owl", ("differentFrom",)),
        ("schema", ("addressCountry", "addressLocality")),
    )
    for name in names
}
"""What is read of a concept: the addresses of properties, and the short names that they have here."""
_ABOUT = {"source": "source", "addressCountry": "country", "addressLocality": "city"}
_PREFIX = "urn:polyonym:"
_ADDRESS = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+""")
_LOCAL = re.compile(r"[^/#:]*$")


@dataclass(slots=True)
class Concept:
    """What a file says of one subject."""

    about: str
    types: list[str] = field(default_factory=list)
    labels: list[tuple[str, str, str | None]] = field(default_factory=list)
    notations: list[str] = field(default_factory=list)
    links: dict[str, list[str]] = field(default_factory=dict)
    details: dict[str, str] = field(default_factory=dict)
    shown: str | None = None

    def literal(self, name: str, text: str, lang: str | None) -> None:
        """A label, notation or detail; what is none of these, or empty, is left aside."""
        text = " ".join(text.split())
        if not text:
            return
        if name in LABELS:
            self.labels.append((name, text, lang))
        elif name == "notation":
            self.notations.append(text)
        elif name == "label" and lang is None:
            self.shown = self.shown or text
        elif name in _ABOUT:
            self.details.setdefault(_ABOUT[name], text)

    def relation(self, name: str, other: str) -> None:
        """Another concept that this one has to do with."""
        if name in LINKS:
            self.links.setdefault(name, []).append(id_of(other))

    def row(self, source: str) -> Record | None:
        """The row of its entity; None where it has no label."""
        if not self.labels:
            return None
        about = id_of(self.about)
        broader, related, different, replaced = ([e for e in self.links.get(n, ()) if e != about] for n in LINKS)
        given = self.details.get("source", source)
        return {
            "id": about, "kind": self._kind(), "name": self._name(), "source": given,
            "country": country_code(self.details.get("country")), "city": self.details.get("city"),
            "part_of": next(iter(broader), None), "related": list(dict.fromkeys([*broader[1:], *related])),
            "different_from": list(dict.fromkeys(different)), "merged_into": next(iter(replaced), None),
            "aliases": self._aliases(given),
        }  # fmt: skip

    def _name(self) -> str:
        """The plain label, where it is one of the names; else the preferred one in English, or the first."""
        if self.shown is not None and any(text == self.shown for _, text, _ in self.labels):
            return self.shown
        preferred = [label for label in self.labels if label[0] == "prefLabel"] or self.labels
        return next((each for each in preferred if (each[2] or "").split("-")[0] == "en"), preferred[0])[1]

    def _kind(self) -> EntityKind:
        names = (_LOCAL.search(each) for each in self.types)
        return next((_KINDS[n[0]] for n in names if n and n[0] in _KINDS), EntityKind.TERM)

    def _aliases(self, source: str) -> list[Record]:
        # Most notations are numbers of a classification, which are no names; letters may be.  One that is a label,
        # too, says that this is an acronym.
        letters = dict.fromkeys(each for each in self.notations if each.isalpha() and each.isupper())
        labels = [_alias(*label, source, label[0] == "altLabel" and label[1] in letters) for label in self.labels]
        known = {each["text"] for each in labels if each["kind"] == AliasKind.ACRONYM}
        codes = [_alias("notation", each, None, source, True) for each in letters if each not in known]
        return labels + codes


def id_of(address: str) -> str:
    """The id that an address stands for: itself, or what one of ours holds."""
    return unquote(address[len(_PREFIX) :]) if address.startswith(_PREFIX) else address


def address_of(id_: str) -> str:
    """An id as an address (IRI), as linked data wants it: itself where it is one, else one of ours that holds it.

    >>> address_of("org:lntu"), address_of("Sun Wei")
    ('org:lntu', 'urn:polyonym:Sun%20Wei')
    """
    if _ADDRESS.fullmatch(id_) and not id_.startswith(_PREFIX) and _stays(id_):
        return id_
    return _PREFIX + quote(id_, safe="")


def _stays(id_: str) -> bool:
    try:
        return urljoin("", id_) == id_
    except ValueError:
        return False


def _alias(name: str, text: str, lang: str | None, source: str, acronym: bool) -> Record:
    kind = AliasKind.ACRONYM if acronym else LABELS[name]
    return {"text": text, "lang": language(lang), "kind": str(kind), "source": source}
