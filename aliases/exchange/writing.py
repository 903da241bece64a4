"""A table written in any of the formats that there are, whole or filtered, as a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from polyonym.aliases.exchange import followthemoney, skos, spacy_patterns, synonyms
from polyonym.aliases.exchange.contested import contested_forms
from polyonym.aliases.exchange.left_out import LeftOut
from polyonym.aliases.exchange.wanted import Wanted
from polyonym.aliases.formats.files import write_entities
from polyonym.aliases.model import Entity, Status
from polyonym.base.errors import UsageError
from polyonym.base.files import text_output


class Target(StrEnum):
    """A format that a table is written in."""

    TREE = "tree"
    TEXT = "text"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    SKOS = "skos"
    SKOS_XML = "skos-xml"
    FOLLOW_THE_MONEY = "ftm"
    SYNONYMS = "synonyms"
    SPACY = "spacy"


WHOLE = frozenset({Target.TREE, Target.TEXT, Target.JSONL, Target.CSV, Target.TSV})
"""Formats that hold everything that a table holds; the others know no status, and carry active names only."""
_ENDINGS = {
    ".txt": Target.TEXT, ".csv": Target.CSV, ".tsv": Target.TSV, ".ttl": Target.SKOS, ".rdf": Target.SKOS_XML,
}  # fmt: skip


def target_of(path: str) -> Target:
    """The format that a path asks for: a folder or `DIR/` is a tree, an ending names its format, else JSON Lines."""
    if path.endswith("/") or Path(path).is_dir():
        return Target.TREE
    if path.endswith(".ftm.json"):
        return Target.FOLLOW_THE_MONEY
    return _ENDINGS.get(Path(path).suffix.lower(), Target.JSONL)


def write_table(
    entities: Callable[[], Iterable[Entity]],
    path: str | Path,
    target: Target,
    wanted: Wanted,
    *,
    contract: bool = False,
    contested: bool = False,
) -> LeftOut:
    """Write what `entities` gives, in order of id, to a file, or to standard output for `-`, all or nothing.

    `contract` and `contested` (short names of several entities stay) are for synonyms and patterns.  Gives what was
    left out.  Raises UsageError where the format can't do what is wanted, InputError where the file can't be written.
    """
    left_out = LeftOut()
    if target not in WHOLE:
        wanted = replace(wanted, status=_active(wanted.status, target))
    rows = wanted.of(entities())
    if target in WHOLE:
        write_entities(_counted(rows, left_out), path, target)
        return left_out
    shared = frozenset() if contested else _contested(entities, target, wanted)
    with text_output(path) as handle:
        match target:
            case Target.SKOS:
                skos.write_turtle(_counted(rows, left_out), handle)
            case Target.SKOS_XML:
                skos.write_xml(_counted(rows, left_out), handle)
            case Target.FOLLOW_THE_MONEY:
                followthemoney.write(rows, handle, left_out)
            case Target.SYNONYMS:
                synonyms.write(rows, handle, shared, left_out, contract=contract)
            case Target.SPACY:
                spacy_patterns.write(rows, handle, shared, left_out)
    return left_out


def _active(status: Status | None, target: Target) -> Status:
    if status not in (None, Status.ACTIVE):
        raise UsageError(f"{target} can't tell {status} names from others")
    return Status.ACTIVE


def _contested(entities: Callable[[], Iterable[Entity]], target: Target, wanted: Wanted) -> frozenset[int]:
    if target in (Target.SYNONYMS, Target.SPACY):
        return contested_forms(wanted.of(entities()))
    return frozenset()


def _counted(entities: Iterable[Entity], left_out: LeftOut) -> Iterator[Entity]:
    for entity in entities:
        left_out.written += 1
        yield entity
