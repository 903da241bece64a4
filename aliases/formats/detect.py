"""Which format a file of entities is in, by its content."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import Path

from polyonym.aliases.formats import delimited
from polyonym.aliases.formats.sources import Opened, Source
from polyonym.aliases.model import EntityKind
from polyonym.aliases.registries import followthemoney, geonames, ror, wikidata
from polyonym.base.errors import InputError

_HEAD = 200  # lines that may pass before the first that says something
_OPENING = re.compile(rf"\S+ +({'|'.join(EntityKind)})\s*")
_XML = re.compile(r"\s*<(\?xml|!--|rdf:RDF|!DOCTYPE)", re.IGNORECASE)
_TURTLE = re.compile(r"^[ \t]*@?(?:prefix|base)[ \t]+\S*[ \t]*<", re.IGNORECASE | re.MULTILINE)
_TRIPLE = re.compile(r"<[^<>\s]+>\s+(<[^<>\s]+>|a|\w+:\w+)\s")


class Format(StrEnum):
    """A format of entity files."""

    TEXT = "text"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    ROR = "ror"
    WIKIDATA = "wikidata"
    GEONAMES = "geonames"
    GEONAMES_NAMES = "geonames-names"
    FOLLOW_THE_MONEY = "ftm"
    SKOS_XML = "skos-xml"
    SKOS_TURTLE = "skos-turtle"
    SKOS_JSON = "skos-json"


WRITABLE = (Format.TEXT, Format.JSONL, Format.CSV, Format.TSV)
"""The formats that tables are written in, too."""


def detect(path: str | Path) -> Format:
    """The format of a file by its content. Raises InputError where it is none that we know."""
    with Source(path).open() as opened:
        return detected(opened)


def detected(opened: Opened) -> Format:
    """The format of what is being read; nothing of it is taken. Raises InputError as `detect` does."""
    head = opened.head()
    if head.lstrip().startswith(("{", "[")) and (known := _by_json(head.lstrip())) is not None:
        return known
    if _XML.match(head):
        return Format.SKOS_XML
    return _by_lines(head, opened)


def _by_json(head: str) -> Format | None:
    first = head.split("\n", 1)[0]
    if ror.is_line(first) or (ror.is_record(head) and head.startswith("[")):
        return Format.ROR
    if "@context" in first or '"@id"' in first or re.match(r'[\[{\s]*"@(context|graph|id|type)"', head):
        return Format.SKOS_JSON
    if followthemoney.is_record(first):
        return Format.FOLLOW_THE_MONEY
    if _is_row(first):
        return Format.JSONL
    return Format.WIKIDATA if wikidata.is_record(head) else None


def _is_row(line: str) -> bool:
    if not line.startswith("{") or re.match(r'\s*\{\s*("type"|"pageid"|"entities")\s*:', line):
        return False
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return bool(re.match(r'\{\s*"', line)) and '"labels"' not in line  # its reader says what is wrong with it
    return ("id" in row and "labels" not in row) or "aliases" in row


def _by_lines(head: str, opened: Opened) -> Format:
    passed = head.split("\n")
    for number, raw in enumerate(passed[:_HEAD], 1):
        line = raw.removesuffix("\r")
        if not line.strip() or line.startswith("#"):
            continue
        if (known := _by_line(line)) is not None:
            return known
        if _TURTLE.search(head) or _TRIPLE.match(line):
            return Format.SKOS_TURTLE
        _refuse_unreadable(opened)
        known_formats = (
            "entity JSON Lines; CSV or TSV with a header id,kind,name,alias,lang,…; entity text; "
            "ROR, Wikidata, GeoNames, FollowTheMoney or SKOS"
        )
        raise InputError(f"is in no format that can be imported ({known_formats})", file=opened.name, line=number)
    raise InputError("holds nothing but comments" if head.strip() else "is empty", file=opened.name)


def _by_line(line: str) -> Format | None:
    if _OPENING.fullmatch(line):
        return Format.TEXT
    if geonames.is_places(line):
        return Format.GEONAMES
    if geonames.is_names(line):
        return Format.GEONAMES_NAMES
    delimiter = delimited.delimiter_of(line)
    if delimiter is None:
        return None
    return Format.TSV if delimiter == "\t" else Format.CSV


def _refuse_unreadable(opened: Opened) -> None:
    for number, line in opened.lines():
        if isinstance(line, InputError):
            raise line
        if number > _HEAD:
            return
