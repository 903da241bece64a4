"""SKOS as Turtle or JSON-LD, read by rdflib into memory."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

from polyonym.aliases.formats.problems import Problems
from polyonym.aliases.formats.sources import Opened
from polyonym.aliases.model import Entity
from polyonym.aliases.registries.concepts import CORE, LABELS, LINKS, PROPERTIES, RDF, Concept
from polyonym.aliases.registries.making import Reading
from polyonym.base.errors import InputError, UsageError
from polyonym.base.rows import DECODER

_LARGEST = 512 * 1024 * 1024


def parse(source: Opened, problems: Problems, syntax: str) -> Iterator[Entity]:
    """The concepts of a graph, `syntax` being rdflib's word for how it is written.

    Raises UsageError where rdflib isn't installed.
    """
    reading = Reading(source.name, problems)
    for concept in _concepts(_graph(source, syntax)):
        row = concept.row("SKOS")
        if row is not None:
            yield from reading.made(row, None)
        else:
            reading.aside("concepts without a label, left aside", concept.about)
    reading.tell()


def _graph(source: Opened, syntax: str) -> Any:
    try:
        import rdflib
    except ModuleNotFoundError:
        needs = "SKOS in Turtle or JSON-LD needs rdflib; install it with: pip install 'polyonym[skos]'"
        raise UsageError(needs) from None
    content = source.stream.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise InputError(
            f"has more than {_LARGEST >> 20} MB; save it as RDF/XML, which may be larger", file=source.name
        )
    if syntax == "json-ld":
        _refuse_fetching(content, source.name)
    logging.getLogger("rdflib").addHandler(logging.NullHandler())  # its warnings aren't for our users
    graph = rdflib.Graph()
    try:
        graph.parse(data=content, format=syntax)
    except Exception as cause:  # rdflib's parsers raise whatever they come upon
        said = " ".join(str(cause).split())[:120]
        line = getattr(cause, "lines", None)
        raise InputError(
            f"is no sound {syntax}: {said}", file=source.name, line=line + 1 if isinstance(line, int) else None
        ) from cause
    return graph


def _refuse_fetching(content: bytes, file: str) -> None:
    """JSON-LD may name contexts to be fetched from elsewhere, which no import should do by itself."""
    try:
        value = DECODER.decode(content.decode(json.detect_encoding(content), "surrogatepass"))
    except (ValueError, RecursionError) as cause:
        raise InputError(f"is not JSON: {cause}", file=file, line=getattr(cause, "lineno", None)) from None
    rest = [value]
    while rest:
        each = rest.pop()
        if isinstance(each, list):
            rest += each
        elif isinstance(each, dict):
            contexts = each.get("@context")
            listed = contexts if isinstance(contexts, list) else [contexts]
            if any(isinstance(one, str) for one in listed) or "@import" in each:
                raise InputError(
                    "names a context that would have to be fetched; put the context into the file", file=file
                )
            rest += each.values()


def _concepts(graph: Any) -> Iterator[Concept]:
    import rdflib

    core = rdflib.Namespace(CORE)
    kind = rdflib.URIRef(f"{RDF}type")
    subjects = {each for name in LABELS for each in graph.subjects(core[name])}
    subjects |= set(graph.subjects(kind, core["Concept"]))
    for subject in sorted(each for each in subjects if isinstance(each, rdflib.URIRef)):
        concept = Concept(str(subject), [str(each) for each in graph.objects(subject, kind)])
        for address, name in PROPERTIES.items():
            for value in sorted(graph.objects(subject, rdflib.URIRef(address))):
                if name not in LINKS and not isinstance(value, rdflib.BNode):
                    concept.literal(name, str(value), _cased(getattr(value, "language", None)))
                elif isinstance(value, rdflib.URIRef):
                    concept.relation(name, str(value))
        yield concept


def _cased(tag: str | None) -> str | None:
    """A language tag as it is usually written; rdflib makes small letters of all.

    >>> _cased("zh-hant"), _cased("en-gb"), _cased("be-tarask")
    ('zh-Hant', 'en-GB', 'be-tarask')
    """
    if tag is None:
        return None
    first, *rest = tag.split("-")
    return "-".join(
        [first, *(each.title() if len(each) == 4 else each.upper() if len(each) == 2 else each for each in rest)]
    )
