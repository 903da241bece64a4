"""Where in a file an entity and its names stand: what findings about a file say beside the entity's id.

Only the formats that people edit have such places: entity text, entity JSON Lines, CSV and TSV.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from polyonym.aliases.formats.delimited import delimiter_of
from polyonym.aliases.formats.detect import Format, detected
from polyonym.aliases.formats.files import Paths
from polyonym.aliases.formats.sources import Source, sources_of
from polyonym.aliases.records import unescaped_id
from polyonym.base.errors import InputError
from polyonym.engine.linting.finding import Finding

_BAR = " | "
_Lines = Iterable[tuple[int, str]]
_At = tuple[int, str, str]
"""A line, the id of the entity that stands there, and the name that does; '' for the entity itself."""


class Places:
    """The places of the entities and names of some files, as hashes."""

    def __init__(self, paths: Paths, format: Format | None = None) -> None:  # noqa: A002 - what the option is called everywhere
        """Read the files; those of other formats have no places."""
        self._files: list[str] = []
        self._places: dict[int, tuple[int, int]] = {}
        for source in _sources(paths):
            self._read(source, format)

    def _read(self, source: Source, given: Format | None) -> None:
        with source.open() as opened:
            reader = _READERS.get(given or detected(opened))
            if reader is None:
                return
            self._files.append(opened.name)
            lines = ((number, line) for number, line in opened.lines() if not isinstance(line, InputError))
            for number, id_, text in reader(lines):
                self._places.setdefault(hash((id_, text)), (len(self._files) - 1, number))

    def of(self, finding: Finding) -> Finding:
        """The finding with its file and line, where they are known."""
        place = self._places.get(hash((finding.entity, finding.text))) or self._places.get(hash((finding.entity, "")))
        return finding if place is None else replace(finding, file=self._files[place[0]], line=place[1])


def _sources(paths: Paths) -> list[Source]:
    listed = [paths] if isinstance(paths, str | Path) else paths
    return [source for path in listed for source in sources_of(path)]


def _of_text(lines: _Lines) -> Iterator[_At]:
    id_ = ""
    for number, line in lines:
        if not line.strip() or line[0] == "#":
            continue
        if line[0] not in " \t":
            id_ = unescaped_id(line.split(None, 1)[0])
            yield number, id_, ""
            continue
        first, *rest = line.split(None, 2)
        if first == "name:":
            yield number, id_, " ".join(line.split()[1:])
        elif not first.endswith(":") and len(rest) > 1:
            text, bar, _ = rest[1].rpartition(_BAR)
            yield number, id_, " ".join((text if bar else rest[1]).split())


def _of_json(lines: _Lines) -> Iterator[_At]:
    for number, line in lines:
        try:
            row = json.loads(line) if line.strip() else None
        except (ValueError, RecursionError):
            continue
        if isinstance(row, dict):
            yield number, str(row.get("id")), ""


def _of_columns(lines: _Lines) -> Iterator[_At]:
    rest = iter(lines)
    _, header = next(rest, (0, ""))
    sign = delimiter_of(header)
    if sign is None:
        return
    last = [0]

    def told() -> Iterator[str]:
        for last[0], line in rest:
            yield line + "\n"

    names = [name.strip().casefold() for name in header.split(sign)]
    try:
        for row in csv.DictReader(told(), names, delimiter=sign):
            id_, text = str(row.get("id")), row.get("alias") or row.get("text") or row.get("name") or ""
            yield last[0], id_, " ".join(text.split())
            yield last[0], id_, ""
    except csv.Error:
        return


_READERS = {Format.TEXT: _of_text, Format.JSONL: _of_json, Format.CSV: _of_columns, Format.TSV: _of_columns}
