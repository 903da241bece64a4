"""Wikidata's entities: a dump (an array with one entity a line), JSON Lines, or a page of Special:EntityData."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from polyonym.aliases.formats.problems import Lines, Problems
from polyonym.aliases.formats.sources import Opened
from polyonym.aliases.lineage import succeeded
from polyonym.aliases.model import AliasKind, Entity, EntityKind
from polyonym.aliases.registries.items import LARGEST
from polyonym.aliases.registries.making import Reading, Record, date, language, table
from polyonym.base.errors import InputError
from polyonym.base.rows import DECODER, parse_rows

_RECORD = re.compile(r'"(?:labels|claims|descriptions)"\s*:')
_ITEM = re.compile(r'"type"\s*:\s*"(?:item|property)"')
_TIME = re.compile(r"\+?(\d{4})-(\d\d)-(\d\d)T")
_PRECISE = {9: 1, 10: 2, 11: 3}  # how many of year, month and day a time's precision covers
_LANGUAGES = {"en-gb": "en-GB", "en-ca": "en-CA", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "be-x-old": "be-tarask"}
_NAMES = {"P1448": AliasKind.OFFICIAL, "P1705": AliasKind.OFFICIAL, "P1559": AliasKind.OFFICIAL,
          "P1813": AliasKind.SHORT, "P1477": AliasKind.VARIANT, "P1449": AliasKind.VARIANT}  # fmt: skip
_PART_OF = {EntityKind.PLACE: ("P131", "P361"), EntityKind.ORGANIZATION: ("P749", "P361")}
_RELATED = {
    EntityKind.PERSON: ("P108",), EntityKind.ORGANIZATION: ("P159", "P1366", "P1365"),
    EntityKind.PLACE: ("P1366", "P1365"), EntityKind.EVENT: ("P276",),
}  # fmt: skip
_REPLACED_BY, _DISSOLVED = "P1366", "P576"
_SUCCEEDED = frozenset({EntityKind.ORGANIZATION, EntityKind.PLACE})
"""What others take the place of; of people Wikidata says so of offices."""
_SOURCE = "Wikidata"


def is_record(head: str) -> bool:
    """Whether the beginning of a file is one of Wikidata's."""
    if re.match(r'\s*\{\s*"entities"\s*:\s*\{', head):
        return True
    return bool(_ITEM.search(head) and _RECORD.search(head)) and bool(re.match(r"\s*[\[{]", head))


def parse(source: Opened, problems: Problems) -> Iterator[Entity]:
    """The entities whose class is known; the others are counted."""
    reading = Reading(source.name, problems)
    if re.match(r'\s*\{\s*"entities"\s*:', source.head()):
        return reading.all_of(_page(source), _entity)
    return reading.all_of(parse_rows(_bare(source.lines(), source.name), source.name), _entity)


def _page(source: Opened) -> Iterator[tuple[int, Any]]:
    text = ""
    for chunk in source.chunks():
        text += chunk
        if len(text) > LARGEST:
            raise InputError(f"has more than {LARGEST >> 20} MB", file=source.name)
    try:
        entities = DECODER.decode(text)["entities"]
    except (ValueError, RecursionError, TypeError) as cause:
        raise InputError(f"is not JSON: {cause}", file=source.name, line=getattr(cause, "lineno", 1)) from None
    yield from ((1, each) for each in (entities.values() if isinstance(entities, dict) else [entities]))


def _bare(lines: Lines, file: str) -> Lines:
    """Lines without what makes them an array; an array that never ends is an error, since a cut dump looks so."""
    opened, last, number = False, "", 0
    for number, line in lines:
        if isinstance(line, str):
            line = line.strip().removesuffix(",")
            if line.startswith("[") and (number == 1 or line == "["):
                opened, line = True, line[1:]
            if line.endswith("]"):  # a record ends with a brace
                opened, line = False, line[:-1].rstrip().removesuffix(",")
            last = line or last
        yield number, line
    if opened and last[-1:] in ("", "}"):  # else the last line is told of already
        yield number, InputError("ends in the middle of its JSON array; is it cut off?", file=file, line=number)


def _entity(record: Record, reading: Reading, line: int) -> Iterator[Entity]:
    if "missing" in record or "redirect" in record:
        return
    id_, claims = record["id"], record.get("claims") or {}
    kind = _kind_of(claims) if id_.startswith("Q") else None
    if kind is None:
        reading.aside("entities of no class that is known, left aside", id_)
        return
    aliases = list(_aliases(record, claims))
    name = _shown(record.get("labels") or {}, aliases)
    if name is None:
        reading.aside("entities without a name, left aside", id_)
        return
    row = {
        "id": f"wikidata:{id_}", "kind": kind, "name": name, "country": _country(claims),
        "source": _source(record, claims, kind), "aliases": aliases,
        "part_of": next(_targets(claims, _PART_OF.get(kind, ())), None),
        "related": list(dict.fromkeys(_targets(claims, _RELATED.get(kind, ()))))[:20],
    }  # fmt: skip
    yield from reading.made(row, line)


def _dated(record: Record) -> str:
    changed = str(record.get("modified") or "")[:10]
    return f"{_SOURCE} {changed}".strip()


def _source(record: Record, claims: Record, kind: EntityKind) -> str:
    """Where it comes from, when it ended, and what took its place."""
    if kind not in _SUCCEEDED:
        return _dated(record)
    ends = (_year(_value(each.get("mainsnak"))) for each in _statements(claims, _DISSOLVED))
    ended = next((f"dissolved {year}" for year in ends if year), None)
    return succeeded("; ".join(filter(None, (_dated(record), ended))), _targets(claims, (_REPLACED_BY,)))


def _kind_of(claims: Record) -> EntityKind | None:
    known = table("wikidata_classes")
    kinds = (known.get(each) for each in _items(claims, "P31"))
    return next((EntityKind(kind) for kind in kinds if kind), None)


def _country(claims: Record) -> str | None:
    known = table("wikidata_countries")
    return next((known[each] for key in ("P17", "P27") for each in _items(claims, key) if each in known), None)


def _targets(claims: Record, properties: Iterable[str]) -> Iterator[str]:
    return (f"wikidata:{each}" for key in properties for each in _items(claims, key))


def _statements(claims: Record, key: str) -> list[Record]:
    """Statements that hold, the preferred ones first, those that ended last."""
    found = [each for each in claims.get(key) or () if each.get("rank") != "deprecated"]
    return sorted(found, key=lambda each: (bool(_time(each, "P582")), each.get("rank") != "preferred"))


def _items(claims: Record, key: str) -> Iterator[str]:
    for statement in _statements(claims, key):
        value = _value(statement.get("mainsnak"))
        if isinstance(value, dict) and value.get("entity-type", "item") == "item":
            number = value.get("numeric-id")
            yield str(value.get("id") or f"Q{number}")


def _value(snak: Any) -> Any:
    return ((snak or {}).get("datavalue") or {}).get("value")


def _aliases(record: Record, claims: Record) -> Iterator[Record]:
    for label in (record.get("labels") or {}).values():
        yield _alias(label["value"], label["language"], AliasKind.OFFICIAL)
    for listed in (record.get("aliases") or {}).values():
        yield from (_alias(each["value"], each["language"], AliasKind.VARIANT) for each in listed)
    for key, kind in _NAMES.items():
        for statement in _statements(claims, key):
            yield from _stated(statement, kind)


def _stated(statement: Record, kind: AliasKind) -> Iterator[Record]:
    value = _value(statement.get("mainsnak"))
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        return
    since, until, text = _time(statement, "P580"), _time(statement, "P582"), value["text"]
    if kind is AliasKind.SHORT and text.isupper() and text.isalpha():
        kind = AliasKind.ACRONYM
    kind = AliasKind.FORMER if until else kind
    yield _alias(text, value.get("language"), kind) | {"since": since, "until": until}


def _alias(text: str, lang: str | None, kind: AliasKind) -> Record:
    return {"text": text, "lang": language(_LANGUAGES.get(lang or "", lang)), "kind": str(kind), "source": _SOURCE}


def _time(statement: Record, key: str) -> str | None:
    for qualifier in (statement.get("qualifiers") or {}).get(key) or ():
        if day := _day(_value(qualifier)):
            return day
    return None


def _day(value: Any) -> str | None:
    """A time of Wikidata's as far as it is precise; None where that isn't even a year."""
    value = value or {}
    found = _TIME.match(str(value.get("time")))
    parts = _PRECISE.get(value.get("precision") or 0, 0)
    return date("-".join(found.groups()[:parts])) if found and parts else None


def _year(value: Any) -> str | None:
    day = _day(value)
    return day[:4] if day else None


def _shown(labels: Record, aliases: list[Record]) -> str | None:
    for lang in ("en", "mul", "en-gb"):
        if lang in labels:
            return str(labels[lang]["value"])
    return str(aliases[0]["text"]) if aliases else None
