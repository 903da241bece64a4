"""The text format that people write and git compares; docs/entity-text.md describes it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TextIO

from polyonym.aliases.formats.problems import Lines, Problems
from polyonym.aliases.model import Alias, Entity, Status
from polyonym.aliases.records import alias_from, entity_from, escaped_id, unescaped_id
from polyonym.base.errors import InputError

FIELDS = ("name", "country", "city", "part_of", "related", "source", "different_from", "merged_into")
_LISTS = ("related", "different_from")
_IDS = ("part_of", "merged_into")
_ATTRIBUTES = ("since", "until", "confidence", "source", "status", "prior")
_NUMBERS = ("confidence", "prior")
_NEXT_ATTRIBUTE = re.compile(rf",\s*(?=(?:{'|'.join(_ATTRIBUTES)})=)")
_FIELD = re.compile(r"(\w+):(?:\s+(.*))?")
_BAR = " | "


@dataclass(slots=True)
class _Block:
    """An entity whose lines are being read; `sound` until one of them can't be."""

    line: int
    row: dict[str, Any]
    aliases: dict[tuple[str, str, str], int] = field(default_factory=dict)
    sound: bool = True


def parse(lines: Lines, file: str, problems: Problems) -> Iterator[Entity]:
    """The entities of the blocks; lines that can't be used go to `problems` and their block with them."""
    reader = _Reader(file, problems)
    for number, line in lines:
        if isinstance(line, InputError):
            problems.add(line)
            reader.spoil()
        elif not line.strip():
            yield from reader.finish()
        elif line.startswith("#"):
            continue
        elif line[0] in " \t":
            reader.inside(number, line.strip())
        else:
            yield from reader.finish()
            reader.begin(number, line.strip())
    yield from reader.finish()


class _Reader:
    def __init__(self, file: str, problems: Problems) -> None:
        self._file, self._problems = file, problems
        self._block: _Block | None = None
        self._seen: dict[str, int] = {}

    def begin(self, number: int, line: str) -> None:
        id_, _, kind = line.partition(" ")
        self._block = _Block(number, {"id": unescaped_id(id_), "kind": kind.strip(), "aliases": []})
        if (first := self._seen.setdefault(id_, number)) != number:
            self._bad(number, f"{id_} was given in line {first} already")

    def inside(self, number: int, line: str) -> None:
        if self._block is None:
            self._bad(number, "belongs to no entity; one begins with a line `ID KIND` without indentation")
            return
        try:
            if match := _FIELD.fullmatch(line):
                self._field(self._block, match[1], (match[2] or "").strip())
            else:
                self._alias(self._block, number, line)
        except ValueError as cause:
            self._bad(number, str(cause))

    def _field(self, block: _Block, key: str, value: str) -> None:
        if key == "conflict":
            raise ValueError(f"two versions contradict here ({value:.80}); decide, and take this line out")
        if key not in FIELDS:
            raise ValueError(f"{key!r} is no field (one of {', '.join(FIELDS)})")
        if key in block.row:
            raise ValueError(f"{key} is given twice")
        if not value:
            raise ValueError(f"{key} is empty")
        if key in _LISTS:
            block.row[key] = [unescaped_id(each) for each in re.split(r",\s*", value)]
        else:
            block.row[key] = unescaped_id(value) if key in _IDS else value

    def _alias(self, block: _Block, number: int, line: str) -> None:
        row = _alias_row(line)
        identity = (row["lang"] or "", row["kind"], row["text"])
        if (first := block.aliases.setdefault(identity, number)) != number:
            raise ValueError(f"repeats the alias of line {first}")
        # Checked here and not with its entity, so that the error has the line of the alias.
        alias_from(row)
        block.row["aliases"].append(row)

    def finish(self) -> Iterator[Entity]:
        block, self._block = self._block, None
        if block is None or not block.sound:
            return
        try:
            yield entity_from(block.row)
        except ValueError as cause:
            self._bad(block.line, str(cause))

    def spoil(self) -> None:
        if self._block is not None:
            self._block.sound = False

    def _bad(self, number: int, message: str) -> None:
        self.spoil()
        self._problems.add(InputError(message, file=self._file, line=number))


def _alias_row(line: str) -> dict[str, Any]:
    parts = line.split(None, 2)
    if len(parts) < 3:
        raise ValueError(f"{line!r:.60} is neither `key: value` nor an alias `LANG KIND TEXT`")
    lang, kind, rest = parts
    text, bar, attributes = rest.rpartition(_BAR)
    row: dict[str, Any] = {"text": text if bar else rest, "lang": None if lang == "-" else lang, "kind": kind}
    for part in _NEXT_ATTRIBUTE.split(attributes.strip()) if bar else ():
        key, equals, value = part.partition("=")
        if not equals or key not in _ATTRIBUTES:
            raise ValueError(f"{part!r:.60} is no attribute key=value (keys: {', '.join(_ATTRIBUTES)})")
        row[key] = _number(key, value) if key in _NUMBERS else _unquoted(value.strip())
    return row


def _number(key: str, value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise ValueError(f"{key} must be a number from 0 to 1, not {value!r:.40}") from None


def write(entities: Iterable[Entity], handle: TextIO) -> None:
    """A block for each entity: fields in a fixed order, aliases in that of their identity."""
    between = ""
    for entity in entities:
        handle.write(between + "\n".join(_block(entity.ordered())) + "\n")
        between = "\n"


def _block(entity: Entity) -> Iterator[str]:
    yield f"{escaped_id(entity.id)} {entity.kind}"
    for key in FIELDS:
        value = getattr(entity, key)
        if key in _LISTS:
            value = ", ".join(map(escaped_id, value))
        elif key in _IDS and value:
            value = escaped_id(value)
        if value:
            yield f"  {key}: {value}"
    for alias in entity.aliases:
        yield f"  {alias.lang or '-'} {alias.kind} {alias.text}{_attributes(alias)}"


def _attributes(alias: Alias) -> str:
    given = [(key, getattr(alias, key)) for key in ("since", "until", "source")]
    parts = [f"{key}={_quoted(value)}" for key, value in given if value is not None]
    # A text with the bar in it needs attributes after it, so that the last bar is ours.
    if alias.confidence != 1.0 or (_BAR in alias.text and not parts):
        parts.insert(0, f"confidence={alias.confidence!r}")
    if alias.status is not Status.ACTIVE:
        parts.append(f"status={alias.status}")
    if alias.prior is not None:
        parts.append(f"prior={alias.prior!r}")
    return _BAR + ", ".join(parts) if parts else ""


def _quoted(value: str) -> str:
    if not any(sign in value for sign in "|=") and value[:1] != '"':
        return value
    return json.dumps(value, ensure_ascii=False).replace("|", "\\u007c").replace("=", "\\u003d")


def _unquoted(value: str) -> str:
    if len(value) < 2 or value[0] != '"' or value[-1] != '"':
        return value
    try:
        return str(json.loads(value))
    except ValueError:
        return value  # somebody's own quotation marks
