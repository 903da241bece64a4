"""Rows of entities as nearly all are: nothing to clean, nothing unusual, made into entities in one go.

A registry has millions of names.  Whatever here isn't as usual is left to `records.py`, which checks and cleans
value by value and says what is wrong; what both accept is the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind, plain_alias, plain_entity

LONGEST_ID = 1_000
_LANG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_ENTITY = frozenset({"id", "kind", "name", "country", "city", "source", "aliases"})
_ALIAS = frozenset({"text", "lang", "kind", "source"})
_ENTITY_KINDS = {str(kind): kind for kind in EntityKind}
_ALIAS_KINDS: dict[str | None, AliasKind] = {None: AliasKind.VARIANT, **{str(kind): kind for kind in AliasKind}}


def usual_entity(row: Mapping[str, Any], alias_from: Callable[[object], Alias | None]) -> Entity | None:
    """The entity of a row in which there is nothing to clean; None where it must be looked at more closely.

    `alias_from` makes an alias of a row that isn't as usual, None of one to be left out.
    """
    try:
        if not _ENTITY.issuperset(row):
            return None
        aliases = row.get("aliases")
        if aliases is not None and type(aliases) is not list:
            return None
        id_, name, country, city, source = (
            row["id"],
            row["name"],
            row.get("country"),
            row.get("city"),
            row.get("source"),
        )
        texts = [id_, name]
        texts += [each for each in (city, source) if each is not None]
        made = tuple(_aliases(aliases or [], texts, alias_from))
        if len(id_) > LONGEST_ID or not is_plain(texts) or (country is not None and country_code(country) != country):
            return None
        return plain_entity(id_, _ENTITY_KINDS[row["kind"]], name, country, city, None, (), source, (), None, made)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None  # who looks closely says which value it was


def _aliases(rows: list[Any], texts: list[str], alias_from: Callable[[object], Alias | None]) -> list[Alias]:
    """The aliases; what of their texts isn't checked yet is added to `texts`."""
    found = []
    for row in rows:
        if not _ALIAS.issuperset(row):
            if (unusual := alias_from(row)) is not None:
                found.append(unusual)
            continue
        text, lang, source = row["text"], row.get("lang"), row.get("source")
        if lang is not None:
            language_tag(lang)
        found.append(plain_alias(text, lang, _ALIAS_KINDS[row.get("kind")], source))
        texts.append(text)
        if source is not None:
            texts.append(source)
    return found


def is_plain(texts: Iterable[str]) -> bool:
    """Whether no text has anything to clean: looking at all as one is eight times faster than at each.

    A text may be found wanting that isn't, never the other way round.
    """
    joined = f"|{'|'.join(texts)}|"
    return joined.isprintable() and not ("  " in joined or " |" in joined or "| " in joined or "||" in joined)


@lru_cache(maxsize=1024)
def language_tag(tag: str) -> str:
    """The tag. Raises ValueError where it can't be one."""
    if not _LANG.fullmatch(tag):
        raise ValueError(f"lang {tag!r:.40} is no language tag (like en, zh-Hant, be-tarask)")
    return tag


@lru_cache(maxsize=1024)
def country_code(text: str) -> str:
    """The code in capitals. Raises ValueError where it can't be one."""
    if _COUNTRY.fullmatch(text):
        return text
    if _COUNTRY.fullmatch(text.upper()):
        return text.upper()
    raise ValueError(f"country {text!r:.40} is no ISO 3166 code of two letters")
