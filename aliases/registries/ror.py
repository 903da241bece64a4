"""Dumps of the Research Organization Registry, schema 1 or 2: a JSON array of organisations, or one on each line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from polyonym.aliases.formats.problems import Problems
from polyonym.aliases.formats.sources import Opened
from polyonym.aliases.lineage import succeeded
from polyonym.aliases.model import AliasKind, Entity, EntityKind
from polyonym.aliases.registries.items import items
from polyonym.aliases.registries.making import Reading, Record, country_code, date, language
from polyonym.base.rows import parse_rows

_PREFIX = "ror.org/"
_KINDS = {"acronym": AliasKind.ACRONYM, "label": AliasKind.OFFICIAL, "alias": AliasKind.VARIANT}
_ORDER = ("acronym", "label", "alias")
_RELATED = frozenset({"related", "successor", "predecessor"})
_STATUSES = {each: each for each in ("active", "inactive", "withdrawn")}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def is_record(head: str) -> bool:
    """Whether the beginning of an array is one of ROR's."""
    return bool(re.search(r'"id"\s*:\s*"https?://(?:www\.)?ror\.org/', head)) or (
        '"geonames_details"' in head and '"ror_display"' in head
    )


def is_line(line: str) -> bool:
    """Whether a line is a record of ROR's; rows of ours may have its addresses as ids, but have a kind."""
    return line.startswith("{") and is_record(line) and not re.search(r'"kind"\s*:', line)


def parse(source: Opened, problems: Problems) -> Iterator[Entity]:
    """The organisations, each with its names; those that are no longer active are kept and counted."""
    of_file = _DAY.search(source.name.rsplit("/", 1)[-1])
    released = of_file[0] if of_file else None
    reading = Reading(source.name, problems)

    def make(record: Record, reading: Reading, line: int) -> Iterator[Entity]:
        return _entity(record, released, reading, line)

    if is_line(source.head().lstrip().split("\n", 1)[0]):
        return reading.all_of(parse_rows(source.lines(), source.name), make)
    return reading.all_of(items(source.chunks(), source.name), make)


def _entity(record: Record, released: str | None, reading: Reading, line: int) -> Iterator[Entity]:
    id_ = ror_id(record["id"])
    status = _STATUSES.get(record.get("status") or "active", "active")
    if status != "active":
        reading.aside(f"organisations that are {status}, taken all the same", id_)
    source = " ".join(filter(None, ("ROR", released or _modified(record))))
    types = [str(each).lower() for each in record.get("types") or ()]
    newer = isinstance(record.get("names"), list)
    row = _of_schema_2(record, source) if newer else _of_schema_1(record, source)
    of_types = [*types, *([status] if status != "active" else [])]
    relations = _relations(record)
    whole = succeeded("; ".join([source, *of_types]), _ids(relations, "successor"))
    row |= {"id": id_, "kind": EntityKind.ORGANIZATION, "source": whole}
    yield from reading.made(row | _related(relations), line)


def ror_id(address: object) -> str:
    """The id of an organisation by its address. Raises ValueError where that is no address of ROR's."""
    bare = str(address).rsplit(_PREFIX, 1)[-1].strip("/ ") if isinstance(address, str) else ""
    if not bare.isalnum():
        raise ValueError(f"id {address!r:.60} is no ROR id")
    return f"ror:{bare}"


def _modified(record: Record) -> str | None:
    return date(((record.get("admin") or {}).get("last_modified") or {}).get("date"))


def _of_schema_2(record: Record, source: str) -> Record:
    names = [name for name in record["names"] if name.get("value")]
    labels = [name for name in names if "label" in name["types"]]
    shown = next((name for name in names if "ror_display" in name["types"]), (labels or names or [{}])[0])
    details = _first(record.get("locations")).get("geonames_details") or {}
    return {
        "name": shown.get("value"),
        "country": country_code(details.get("country_code")),
        "city": details.get("name"),
        "aliases": [_alias(name["value"], name.get("lang"), _kind(name["types"]), source) for name in names],
    }


def _kind(types: list[str]) -> AliasKind:
    return next((_KINDS[each] for each in _ORDER if each in types), AliasKind.OFFICIAL)


def _of_schema_1(record: Record, source: str) -> Record:
    aliases = [_alias(text, None, AliasKind.VARIANT, source) for text in record.get("aliases") or ()]
    aliases += [_alias(text, None, AliasKind.ACRONYM, source) for text in record.get("acronyms") or ()]
    for label in record.get("labels") or ():
        aliases.append(_alias(label["label"], label.get("iso639"), AliasKind.OFFICIAL, source))
    if all(alias["text"] != record["name"] for alias in aliases):
        aliases.append(_alias(record["name"], None, AliasKind.OFFICIAL, source))
    return {
        "name": record["name"],
        "country": country_code((record.get("country") or {}).get("country_code")),
        "city": _first(record.get("addresses")).get("city"),
        "aliases": aliases,
    }


def _alias(text: str, lang: object, kind: AliasKind, source: str) -> Record:
    return {"text": text, "lang": language(lang), "kind": str(kind), "source": source}


def _relations(record: Record) -> list[tuple[str, str]]:
    """What an organisation has to do with others: the kind of relation and the id of the other."""
    return [(str(each["type"]).lower(), ror_id(each["id"])) for each in record.get("relationships") or ()]


def _ids(relations: list[tuple[str, str]], *kinds: str) -> list[str]:
    return [id_ for kind, id_ in relations if kind in kinds]


def _related(relations: list[tuple[str, str]]) -> Record:
    parents, others = _ids(relations, "parent"), _ids(relations, *_RELATED)
    return {"part_of": parents[0] if parents else None, "related": list(dict.fromkeys([*parents[1:], *others]))}


def _first(listed: Any) -> Record:
    return dict(listed[0]) if listed else {}
