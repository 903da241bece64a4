"""Entities as concepts of SKOS, in Turtle or RDF/XML; what `registries/concepts.py` reads, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TextIO
from xml.sax.saxutils import escape, quoteattr

from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind, Status
from polyonym.aliases.records import checked
from polyonym.aliases.registries.concepts import NAMESPACES, address_of

_TYPES = {
    EntityKind.PERSON: "schema:Person", EntityKind.ORGANIZATION: "schema:Organization",
    EntityKind.PLACE: "schema:Place", EntityKind.EVENT: "schema:Event", EntityKind.WORK: "schema:CreativeWork",
    EntityKind.INITIATIVE: "schema:Project",
}  # fmt: skip
_LABELS = {AliasKind.OFFICIAL: "skos:prefLabel", AliasKind.GARBLE: "skos:hiddenLabel"}
_ORDER = ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel")
_ELSEWHERE = (
    ("ror:", "https://ror.org/{}"),
    ("wikidata:", "http://www.wikidata.org/entity/{}"),
    ("gn:", "https://sws.geonames.org/{}/"),
)
"""How ids begin that readers of registries make, and where the registry has what they mean."""
_UNFIT = re.compile("[\ufffe\uffff]")  # no characters of XML


class Statement(NamedTuple):
    """One thing said of a concept: a property, and another's address or a text with its language."""

    property: str
    value: str
    is_address: bool = False
    lang: str | None = None


def statements(entity: Entity) -> Iterator[Statement]:
    """All that SKOS, with a few words of Dublin Core, OWL and schema.org, can say of an entity."""
    yield Statement("rdf:type", f"{NAMESPACES['skos']}Concept", is_address=True)
    if entity.kind in _TYPES:
        prefix, _, name = _TYPES[entity.kind].partition(":")
        yield Statement("rdf:type", NAMESPACES[prefix] + name, is_address=True)
    yield Statement("rdfs:label", entity.name)
    yield from _labels(entity)
    for name, ids in (
        ("skos:broader", (entity.part_of,)),
        ("skos:related", entity.related),
        ("owl:differentFrom", entity.different_from),
        ("dct:isReplacedBy", (entity.merged_into,)),
    ):
        yield from (Statement(name, address_of(id_), is_address=True) for id_ in ids if id_ is not None)
    if (other := _elsewhere(entity.id)) is not None:
        yield Statement("skos:exactMatch", other, is_address=True)
    for name, text in (
        ("schema:addressCountry", entity.country),
        ("schema:addressLocality", entity.city),
        ("dct:source", entity.source),
    ):
        if text is not None:
            yield Statement(name, text)


def _elsewhere(id_: str) -> str | None:
    numbers = ((id_.removeprefix(prefix), address) for prefix, address in _ELSEWHERE if id_.startswith(prefix))
    return next((address.format(each) for each, address in numbers if each.isascii() and each.isalnum()), None)


def _labels(entity: Entity) -> Iterator[Statement]:
    """Its active names: a text in a language once, one preferred label in each; capitals also as a notation."""
    named: dict[tuple[str, str | None], str] = {}
    preferred: set[str | None] = set()
    notations = []
    for alias in sorted(_names(entity), key=lambda each: (_ORDER.index(_label(each)), each.text != entity.name)):
        label = _label(alias)
        if label == _ORDER[0] and alias.lang in preferred:
            label = _ORDER[1]
        if (alias.text, alias.lang) in named:
            continue
        named[alias.text, alias.lang] = label
        if label == _ORDER[0]:
            preferred.add(alias.lang)
        if alias.kind is AliasKind.ACRONYM and alias.text.isalpha() and alias.text.isupper():
            notations.append(alias.text)
    yield from (Statement(label, text, lang=lang) for (text, lang), label in named.items())
    yield from (Statement("skos:notation", text) for text in dict.fromkeys(notations))


def _names(entity: Entity) -> Iterator[Alias]:
    active = [alias for alias in entity.aliases if alias.status is Status.ACTIVE]
    if all(alias.text != entity.name for alias in active):
        yield Alias(entity.name, kind=AliasKind.OFFICIAL)
    yield from active


def _label(alias: Alias) -> str:
    return _LABELS.get(alias.kind, _ORDER[1])


def write_turtle(entities: Iterable[Entity], handle: TextIO) -> None:
    """A block for each concept."""
    for prefix, address in NAMESPACES.items():
        handle.write(f"@prefix {prefix}: <{address}> .\n")
    for entity in map(checked, entities):
        said = " ;\n".join(f"    {each.property} {_turtle(each)}" for each in statements(entity))
        handle.write(f"\n<{address_of(entity.id)}>\n{said} .\n")


def _turtle(statement: Statement) -> str:
    if statement.is_address:
        return f"<{statement.value}>"
    text = statement.value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"' + (f"@{statement.lang}" if statement.lang else "")


def write_xml(entities: Iterable[Entity], handle: TextIO) -> None:
    """RDF/XML: an element for each concept."""
    spaces = "".join(f"\n    xmlns:{prefix}={quoteattr(address)}" for prefix, address in NAMESPACES.items())
    handle.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n')
    for entity in map(checked, entities):
        handle.write(f"  <rdf:Description rdf:about={quoteattr(_fit(address_of(entity.id)))}>\n")
        for each in statements(entity):
            handle.write(f"    {_element(each)}\n")
        handle.write("  </rdf:Description>\n")
    handle.write("</rdf:RDF>\n")


def _element(statement: Statement) -> str:
    if statement.is_address:
        return f"<{statement.property} rdf:resource={quoteattr(_fit(statement.value))}/>"
    lang = f" xml:lang={quoteattr(statement.lang)}" if statement.lang else ""
    return f"<{statement.property}{lang}>{escape(_fit(statement.value))}</{statement.property}>"


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)
