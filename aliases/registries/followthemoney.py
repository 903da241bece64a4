"""FollowTheMoney entities, one a line, flat or with others nested in their properties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polyonym.aliases.formats.problems import Problems
from polyonym.aliases.formats.sources import Opened
from polyonym.aliases.model import AliasKind, Entity
from polyonym.aliases.registries.making import Reading, Record, country_code, strings, table
from polyonym.base.rows import parse_rows

_NAMES = {
    "name": (AliasKind.OFFICIAL, 1.0),
    "alias": (AliasKind.VARIANT, 1.0),
    "previousName": (AliasKind.FORMER, 1.0),
    "abbreviation": (AliasKind.ACRONYM, 1.0),
    "weakAlias": (AliasKind.VARIANT, 0.5),
}
_COUNTRIES = ("country", "jurisdiction", "mainCountry", "nationality", "citizenship")
_NO_COUNTRIES = frozenset({"EU", "SU", "ZZ", "CS", "YU", "DD"})  # two letters that are no country any more, or none
_DEEPEST = 8


def is_record(head: str) -> bool:
    """Whether the beginning of a line is one of FollowTheMoney's."""
    return bool(re.search(r'"schema"\s*:\s*"[A-Z]', head)) and bool(re.search(r'"properties"\s*:\s*\{', head))


def parse(source: Opened, problems: Problems) -> Iterator[Entity]:
    """The entities of the schemata that are known, nested ones too; the others are counted."""
    return Reading(source.name, problems).all_of(parse_rows(source.lines(), source.name), _entities)


def _entities(record: Record, reading: Reading, line: int, depth: int = 0) -> Iterator[Entity]:
    schema, properties = record["schema"], record["properties"]
    kind = table("ftm_schemata").get(schema)
    if kind is None:
        reading.aside(f"entities of the schema {schema!r:.40}, left aside", str(record.get("id")))
    else:
        yield from reading.made(_row(record, kind, properties), line)
    for values in properties.values() if depth < _DEEPEST else ():
        for nested in values if isinstance(values, list) else ():
            if isinstance(nested, dict) and "schema" in nested:
                yield from _entities(nested, reading, line, depth + 1)


def _row(record: Record, kind: str, properties: Record) -> Record:
    source = _source(record)
    names = [(text, key) for key in _NAMES for text in strings(properties.get(key))]
    caption = strings(record.get("caption"))
    shown = caption[0] if caption and caption[0] in {text for text, _ in names} else (names or [("", "")])[0][0]
    parents = list(dict.fromkeys(_others(properties.get("parent"))))
    return {
        "id": record["id"], "kind": kind, "name": shown, "country": _country(properties),
        "city": _city(properties), "source": source,
        "part_of": next(iter(parents), None), "related": parents[1:],
        "aliases": [_alias(text, key, source) for text, key in names],
    }  # fmt: skip


def _source(record: Record) -> str:
    datasets = ", ".join(strings(record.get("datasets"))[:3])
    changed = str(record.get("last_change") or "")[:10]
    return " ".join(filter(None, ("FollowTheMoney", datasets, changed)))


def _alias(text: str, key: str, source: str) -> Record:
    kind, confidence = _NAMES[key]
    return {"text": text, "kind": str(kind), "confidence": confidence, "source": source}


def _country(properties: Record) -> str | None:
    codes = (country_code(each) for key in _COUNTRIES for each in strings(properties.get(key)))
    return next((code for code in codes if code is not None and code not in _NO_COUNTRIES), None)


def _city(properties: Record) -> str | None:
    addresses = [each for each in properties.get("addressEntity") or () if isinstance(each, dict)]
    cities = [city for each in addresses for city in strings((each.get("properties") or {}).get("city"))]
    return next(iter(cities), None)


def _others(values: object) -> list[str]:
    nested = [each.get("id") for each in values if isinstance(each, dict)] if isinstance(values, list) else []
    return strings(values) + strings(nested)
