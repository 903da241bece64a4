"""SKOS as RDF/XML, read as a stream: what is open is kept, what is closed is handed on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import ParseError, XMLParser

from polyonym.aliases.formats.problems import Problems
from polyonym.aliases.formats.sources import Opened
from polyonym.aliases.model import Entity
from polyonym.aliases.registries.concepts import PROPERTIES, RDF, Concept
from polyonym.aliases.registries.making import Reading
from polyonym.base.errors import InputError

_XML = "{http://www.w3.org/XML/1998/namespace}"
_R = f"{{{RDF}}}"
_CHUNK = 1 << 16
_DEEPEST = 200
_LONGEST = 1 << 20


def parse(source: Opened, problems: Problems) -> Iterator[Entity]:
    """The concepts that have a label; other subjects are left aside, and counted where they are concepts."""
    reading, subjects = Reading(source.name, problems), _Subjects()
    parser: Any = XMLParser(target=subjects)
    try:
        while chunk := source.stream.read(_CHUNK):
            parser.feed(chunk)
            yield from _made(subjects, reading, parser)
        parser.close()
    except ParseError as cause:
        line, column = cause.position
        what = str(cause).rsplit(":", 1)[0]
        reading.wrong(f"is no sound XML: {what} at character {column + 1}", line)
    except (LookupError, ValueError) as cause:  # what the parser says of encodings
        reading.wrong(f"can't be read as XML: {cause}", None)
    except _RefusedError as cause:
        raise InputError(str(cause), file=source.name) from None
    yield from _made(subjects, reading, parser)
    reading.tell()


def _made(subjects: _Subjects, reading: Reading, parser: Any) -> Iterator[Entity]:
    done, subjects.done = subjects.done, []
    for concept in done:
        row = concept.row("SKOS")
        if row is not None:
            yield from reading.made(row, None)
        elif any(each.endswith("Concept") for each in concept.types):
            reading.aside("concepts without a label, left aside", concept.about)


class _RefusedError(Exception):
    """The document is of a sort that isn't read."""


class _Subjects:
    """Takes a parser's events; nodes and properties alternate in RDF/XML, node first."""

    def __init__(self) -> None:
        self.done: list[Concept] = []
        self._open: list[Concept | str | None] = []  # a node, the name of a property, or None outside both
        self._langs: list[str | None] = [None]
        self._bases: list[str] = [""]
        self._text: list[str] = []
        self._size = 0

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """Document types can define entities that grow without bounds or are fetched."""
        raise _RefusedError("declares a document type, which isn't read for safety; save it without")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if len(self._open) >= _DEEPEST:
            raise _RefusedError(f"is nested more than {_DEEPEST} deep")
        self._langs.append(attributes.get(f"{_XML}lang", self._langs[-1]))
        self._bases.append(attributes.get(f"{_XML}base", self._bases[-1]))
        inside_property = isinstance(self._open[-1], str) if self._open else True
        if tag == f"{_R}RDF":
            self._open.append(None)
        elif inside_property or self._open[-1] is None:
            self._open_node(tag, attributes)
        else:
            self._open_property(tag, attributes)
        self._text, self._size = [], 0

    def _open_node(self, tag: str, attributes: dict[str, str]) -> None:
        node = Concept(self._address(attributes))
        if tag != f"{_R}Description":
            node.types.append(tag.replace("{", "").replace("}", ""))
        for name, value in attributes.items():
            if (known := _property(name)) is not None:
                node.literal(known, value, self._langs[-1])
        outer = self._open[-2:]
        if len(outer) == 2 and isinstance(outer[0], Concept) and isinstance(outer[1], str) and node.about:
            outer[0].relation(outer[1], node.about)
        self._open.append(node)

    def _address(self, attributes: dict[str, str], key: str = "about") -> str:
        if f"{_R}{key}" in attributes:
            given = attributes[f"{_R}{key}"]
            try:
                return urljoin(self._bases[-1], given)
            except ValueError:  # no address after all
                return given
        return f"{self._bases[-1]}#{attributes[f'{_R}ID']}" if f"{_R}ID" in attributes else ""

    def _open_property(self, tag: str, attributes: dict[str, str]) -> None:
        node = self._open[-1]
        name = _property(tag) or ""
        if isinstance(node, Concept) and f"{_R}resource" in attributes:
            other = self._address(attributes, "resource")
            node.relation(name, other)
            if tag == f"{_R}type":
                node.types.append(other)
        self._open.append(name)

    def data(self, text: str) -> None:
        """Text of the element that is open."""
        self._size += len(text)
        if self._size <= _LONGEST:
            self._text.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        closed = self._open.pop()
        lang = self._langs.pop()
        self._bases.pop()
        if isinstance(closed, str) and self._open and isinstance(self._open[-1], Concept):
            self._open[-1].literal(closed, "".join(self._text), lang)
        elif isinstance(closed, Concept) and closed.about:
            self.done.append(closed)
        self._text, self._size = [], 0

    def close(self) -> None:
        """The document is over."""


def _property(tag: str) -> str | None:
    """The short name of a property that is read; None for any other."""
    return PROPERTIES.get(tag[1:].replace("}", "", 1)) if tag[:1] == "{" else None
