"""Entities as plain rows (CONTRACT.md's import form) and back, checked on the way in.

What a row says is checked here and nowhere else, so that every format and the table agree on it.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import chain
from typing import Any, TypeVar
from urllib.parse import unquote

from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind, Status
from polyonym.aliases.usual import LONGEST_ID, country_code, is_plain, language_tag, usual_entity

ENTITY_KEYS = (
    "id", "kind", "name", "country", "city", "part_of", "related", "source", "different_from", "merged_into", "aliases",
)  # fmt: skip
ALIAS_KEYS = ("text", "lang", "kind", "source", "confidence", "since", "until", "status", "prior")
_KNOWN, _KNOWN_OF_ALIAS = frozenset(ENTITY_KEYS), frozenset(ALIAS_KEYS)
_DATE = re.compile(r"-?\d{3,4}(-\d\d(-\d\d)?)?", re.ASCII)
_ENTITY_KINDS = {str(kind): kind for kind in EntityKind}
_ALIAS_KINDS = {str(kind): kind for kind in AliasKind}
_STATUSES = {str(status): status for status in Status}

Row = dict[str, Any]
K = TypeVar("K")
D = TypeVar("D", float, None)


def entity_from(row: Mapping[str, Any]) -> Entity:
    """The entity that a row describes; keys it doesn't know are left aside (see `unknown_keys`).

    Raises ValueError with a sentence for people where a value is missing or can't be one.
    """
    return usual_entity(row, _alias_unless_blank) or Entity(
        id=_id(_required(row, "id"), "id"),
        kind=_one_of(_ENTITY_KINDS, _required(row, "kind"), "kind"),
        name=_required(row, "name"),
        country=_country(_text(row, "country")),
        city=_text(row, "city"),
        part_of=_reference(row, "part_of"),
        related=_references(row, "related"),
        source=_text(row, "source"),
        different_from=_references(row, "different_from"),
        merged_into=_reference(row, "merged_into"),
        aliases=tuple(alias_from(alias) for alias in _list(row, "aliases") if not is_blank(alias)),
    )


def _alias_unless_blank(row: object) -> Alias | None:
    return None if is_blank(row) else alias_from(row)


def is_blank(alias: object) -> bool:
    """Whether an alias's row has a text of nothing but space: registries do, and it says nothing."""
    return isinstance(alias, dict) and isinstance(alias.get("text"), str) and not alias["text"].strip()


def alias_from(row: object) -> Alias:
    """The alias that a row describes; raises ValueError as `entity_from` does."""
    if not isinstance(row, dict):
        raise ValueError(f"an alias must be an object with a text, not {row!r:.40}")
    kind, status = row.get("kind"), row.get("status")
    return Alias(
        text=_required(row, "text"),
        lang=_lang(row.get("lang")),
        kind=AliasKind.VARIANT if kind is None else _one_of(_ALIAS_KINDS, kind, "alias kind"),
        source=_text(row, "source"),
        confidence=_share(row, "confidence", 1.0),
        since=_date(row.get("since"), "since"),
        until=_date(row.get("until"), "until"),
        status=Status.ACTIVE if status is None else _one_of(_STATUSES, status, "status"),
        prior=_share(row, "prior", None),
    )


def row_of(entity: Entity) -> Row:
    """The row of an entity: keys in a fixed order, those without value left out."""
    row: Row = {"id": entity.id, "kind": str(entity.kind), "name": entity.name}
    for key in ("country", "city", "part_of", "source", "merged_into"):
        if (value := getattr(entity, key)) is not None:
            row[key] = value
    for key in ("related", "different_from"):
        if ids := getattr(entity, key):
            row[key] = list(ids)
    row["aliases"] = [alias_row(alias) for alias in entity.aliases]
    return row


def alias_row(alias: Alias) -> Row:
    """The row of one alias, as `row_of` has it."""
    row: Row = {"text": alias.text, "lang": alias.lang, "kind": str(alias.kind)}
    if alias.source is not None:
        row["source"] = alias.source
    if alias.confidence != 1.0:
        row["confidence"] = alias.confidence
    if alias.since is not None:
        row["since"] = alias.since
    if alias.until is not None:
        row["until"] = alias.until
    if alias.status is not Status.ACTIVE:
        row["status"] = str(alias.status)
    if alias.prior is not None:
        row["prior"] = alias.prior
    return row


def unknown_keys(row: Mapping[str, Any]) -> list[str]:
    """What of a row and its aliases means nothing here, as `key` or `aliases.key`."""
    aliases = row.get("aliases") or ()
    with suppress(AttributeError, KeyError, TypeError):  # nearly always there is nothing
        if (
            _KNOWN.issuperset(row)
            and _KNOWN_OF_ALIAS.issuperset(chain.from_iterable(aliases))
            and not _some_blank(aliases)
        ):
            return []
    unknown = [str(key) for key in row if key not in ENTITY_KEYS]
    for alias in aliases:
        if is_blank(alias):
            unknown.append("aliases.text (empty)")
        elif isinstance(alias, dict):
            unknown += [f"aliases.{key}" for key in alias if key not in ALIAS_KEYS]
    return unknown


def _some_blank(aliases: Iterable[Row]) -> bool:
    return not all([alias["text"].strip() for alias in aliases])  # noqa: C419 - a list is twice as fast


def checked(entity: Entity) -> Entity:
    """An entity made by hand, brought to what every table and format can hold.

    Spaces are cleaned, aliases ordered and once each. Raises ValueError as `entity_from` does.
    """
    return (entity if _is_clean(entity) else entity_from(row_of(entity))).ordered()


def _is_clean(entity: Entity) -> bool:
    # Most entities come from a reader that checked them; looking at all their strings as one is
    # eight times faster than making them again. Whatever is unusual goes the slow way.
    texts = [entity.id, entity.name]
    if entity.related or entity.different_from or entity.part_of is not None or entity.merged_into is not None:
        others = [*entity.related, *entity.different_from]
        others += [each for each in (entity.part_of, entity.merged_into) if each is not None]
        texts += [_id(each, "id") for each in others]
    for alias in entity.aliases:
        if alias.prior is not None or alias.confidence != 1.0:
            return False
        if alias.lang is not None:
            language_tag(alias.lang)
        texts.append(alias.text)
        if alias.source is not None:
            texts.append(alias.source)
        if (alias.since is not None or alias.until is not None) and not _are_dates(alias.since, alias.until):
            return False
    texts += [each for each in (entity.country, entity.city, entity.source) if each is not None]
    if entity.country is not None and country_code(entity.country) != entity.country:
        return False
    return _id(entity.id, "id") is not None and is_plain(texts)


def _are_dates(*texts: str | None) -> bool:
    return all(_date(text, "date") == text for text in texts)


def checked_alias(alias: Alias) -> Alias:
    """The same for one alias."""
    return alias_from(alias_row(alias))


def clean(text: str) -> str:
    """`text` with every run of white space as one space; ValueError where it holds control characters."""
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text  # nearly always; the rest is slow
    text = " ".join(text.split())
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cs"):
            raise ValueError(f"{text[:40]!r} holds a control character, U+{ord(character):04X}")
    return text


def _required(row: Mapping[str, Any], key: str) -> str:
    text = _text(row, key)
    if text is None:
        raise ValueError(f"has no {key}")
    return text


def _text(row: Mapping[str, Any], key: str) -> str | None:
    value = row.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError(f"{key} must be a string, not {value!r:.40}")
    return clean(value) or None


def _string(value: object, key: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{key} must be a string, not {value!r:.40}")
    return value


def _list(row: Mapping[str, Any], key: str) -> list[Any] | tuple[Any, ...]:
    value = row.get(key)
    if value is None:
        return ()
    if not isinstance(value, list | tuple):
        raise ValueError(f"{key} must be a list, not {value!r:.40}")
    return value


def _id(text: str, key: str) -> str:
    if not text.isprintable() or not text or text != text.strip():
        raise ValueError(f"{key} {text!r:.60} can't be an id (empty, space around it, or a control character)")
    if len(text) > LONGEST_ID:
        raise ValueError(f"{key} {text[:60]!r}… is longer than the {LONGEST_ID} characters that an id may have")
    return text


_AWKWARD = re.compile(r"""[ ",'%]|^#""")


def escaped_id(id_: str) -> str:
    """An id as text formats write it: without spaces, quotes and commas, which become %20 and the like."""
    return _AWKWARD.sub(lambda found: f"%{ord(found.group()):02X}", id_)


def unescaped_id(text: str) -> str:
    """The id that `escaped_id` wrote."""
    return unquote(text)


def _reference(row: Mapping[str, Any], key: str) -> str | None:
    text = _text(row, key)
    return None if text is None else _id(text, key)


def _references(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(_id(_string(other, key), key) for other in _list(row, key))


def _one_of(kinds: dict[str, K], value: object, what: str) -> K:
    kind = kinds.get(value) if isinstance(value, str) else None
    if kind is None:
        raise ValueError(f"{value!r:.40} is no {what} (one of {', '.join(kinds)})")
    return kind


def _country(text: str | None) -> str | None:
    return None if text is None else country_code(text)


def _lang(value: object) -> str | None:
    return None if value is None or value == "" else language_tag(_string(value, "lang"))


def _date(value: object, key: str) -> str | None:
    if value is None or value == "":
        return None
    text = str(value).strip()
    if isinstance(value, bool) or not _DATE.fullmatch(text):
        raise ValueError(f"{key} {value!r:.40} is no year or ISO date")
    month, day = ([int(part) for part in text.lstrip("-").split("-")[1:]] + [1, 1])[:2]
    if not (1 <= month <= 12 and 1 <= day <= monthrange(2000, month)[1]):
        raise ValueError(f"{key} {value!r:.40} is no date of the calendar")
    return text


def _share(row: Mapping[str, Any], key: str, missing: D) -> float | D:
    value = row.get(key)
    if value is None:
        return missing
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(f"{key} must be a number from 0 to 1, not {value!r:.40}")
    return float(value) + 0.0  # SQLite knows no -0.0
