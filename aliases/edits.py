"""Edits of one entity: what it was in, what it is out.  Each refuses, with a UsageError, what can't be meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from polyonym.aliases.merging import grown_by, with_aliases
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind, Status
from polyonym.aliases.records import ALIAS_KEYS, alias_from, checked_alias, clean
from polyonym.base.errors import UsageError

FIELDS = ("name", "kind", "country", "city", "part_of", "source")
_NUMBERS = ("confidence", "prior")


def with_alias(entity: Entity, alias: Alias) -> Entity:
    """One alias more, or what it says new of one that is there; not one that is known to be no name of it."""
    try:
        alias = checked_alias(alias)
    except ValueError as cause:
        raise UsageError(str(cause)) from cause
    if alias.status is Status.REJECTED:
        refuse_shown(entity, alias.text)
    elif alias.text in texts_of(entity, Status.REJECTED):
        raise UsageError(
            f"{alias.text!r:.80} was rejected as a name of {entity.id}; edit that alias with status=active if it is one"
        )
    return grown_by(entity, alias)


def without_alias(entity: Entity, text: str, lang: str | None = None) -> Entity:
    """The entity without the aliases of this text (and language; '' for none)."""
    gone = having(entity, text, lang)
    if not gone:
        raise UsageError(no_alias(entity, text, lang))
    return with_aliases(entity, (alias for alias in entity.aliases if alias not in gone))


def with_rejected(entity: Entity, text: str, lang: str | None = None) -> Entity:
    """The entity with this text kept as what is known to be no name of it."""
    text = cleaned(text)
    refuse_shown(entity, text)
    there = having(entity, text, lang)
    if not there:
        return grown_by(entity, Alias(text, lang or None, status=Status.REJECTED))
    kept = (alias for alias in entity.aliases if alias not in there)
    return with_aliases(entity, (*kept, *(replace(alias, status=Status.REJECTED) for alias in there)))


def with_values(entity: Entity, values: Mapping[str, str]) -> Entity:
    """The entity with other fields (FIELDS), an empty one cleared; a name that is replaced stays as a variant."""
    given: dict[str, Any] = {key: value.strip() or None for key, value in values.items()}
    for key in ("name", "kind"):
        if key in given and given[key] is None:
            raise UsageError(f"{entity.id} needs a {key}")
    if "kind" in given:
        given["kind"] = kind_of(given["kind"])
    if "name" in given:
        entity = _renamed(entity, cleaned(given.pop("name")))
    return replace(entity, **given)


def kind_of(text: str) -> EntityKind:
    """The kind of entity that a word names."""
    try:
        return EntityKind(text)
    except ValueError as cause:
        raise UsageError(f"{text!r:.80} is no kind of entity; write {', '.join(EntityKind)}") from cause


def _renamed(entity: Entity, name: str) -> Entity:
    if name in texts_of(entity, Status.REJECTED):
        raise UsageError(f"{name!r:.80} was rejected as a name of {entity.id}; edit that alias first if it is one")
    if name == entity.name or entity.name in texts_of(entity, Status.ACTIVE):
        return replace(entity, name=name)
    return replace(entity, name=name, aliases=(*entity.aliases, Alias(entity.name, kind=AliasKind.VARIANT)))


def with_alias_values(entity: Entity, text: str, lang: str | None, values: Mapping[str, Any]) -> Entity:
    """The entity with other values (of `Alias`, '' for none) in its alias of this text."""
    old = having(entity, text, lang) or _shown(entity, text)
    if not old:
        raise UsageError(no_alias(entity, text, lang))
    if len(old) > 1 and values.keys() & {"text", "lang", "kind"}:
        raise UsageError(f"{entity.id} has {text!r:.80} {len(old)} times; say which by its language")
    new = [_changed(alias, values) for alias in old]
    kept = [alias for alias in entity.aliases if alias not in old]
    taken = {alias.identity for alias in kept}
    for alias in new:
        if alias.identity in taken:
            raise UsageError(f"{entity.id} has {alias.text!r:.80} in that language and of that kind already")
        if alias.status is Status.REJECTED:
            refuse_shown(entity, alias.text)
    return with_aliases(entity, (*kept, *new))


def _shown(entity: Entity, text: str) -> list[Alias]:
    """The name it is shown as, made an alias about which more can be said."""
    return [Alias(text, kind=AliasKind.OFFICIAL)] if text == entity.name else []


def _changed(alias: Alias, values: Mapping[str, Any]) -> Alias:
    unknown = sorted(values.keys() - set(ALIAS_KEYS))
    if unknown:
        raise UsageError(f"{unknown[0]!r} is nothing that an alias has; write {', '.join(ALIAS_KEYS)}")
    try:
        return alias_from({**asdict(alias), **{key: _value(key, value) for key, value in values.items()}})
    except ValueError as cause:
        raise UsageError(str(cause)) from cause


def _value(key: str, value: Any) -> Any:
    if value == "":
        return "" if key == "text" else None
    if key in _NUMBERS and isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            raise ValueError(f"{key} must be a number from 0 to 1, not {value!r:.40}") from None
    return value


def having(entity: Entity, text: str, lang: str | None = None) -> list[Alias]:
    """Its aliases of this text, in any language unless one is given ('' for none)."""
    return [a for a in entity.aliases if a.text == text and (lang is None or (a.lang or "") == lang)]


def texts_of(entity: Entity, status: Status) -> set[str]:
    """The texts of its aliases with this status."""
    return {alias.text for alias in entity.aliases if alias.status is status}


def cleaned(text: str) -> str:
    """A text as tables hold it."""
    try:
        text = clean(text)
    except ValueError as cause:
        raise UsageError(str(cause)) from cause
    if not text:
        raise UsageError("a name needs a text")
    return text


def refuse_shown(entity: Entity, text: str) -> None:
    """Raise UsageError where this is the name that an entity is shown as, which it can't be without."""
    if text == entity.name:
        raise UsageError(f"{text!r:.80} is the name that {entity.id} is shown as; give it another name first")


def no_alias(entity: Entity, text: str, lang: str | None = None) -> str:
    """What is to say where an entity hasn't this alias."""
    if text == entity.name:
        return f"{text!r:.80} is the name that {entity.id} is shown as, no alias; give it another name first"
    return f"{entity.id} has no alias {text!r:.80}{f' in {lang}' if lang else ''}"
