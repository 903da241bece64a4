"""Findings about an entity that contradicts itself, or says of itself what can't be."""

from __future__ import annotations

import re

from polyonym.aliases.model import Alias, Entity, Status
from polyonym.engine.language.tags import base_language
from polyonym.engine.linting.alphabets import mixed
from polyonym.engine.linting.finding import Finding, Findings, Fix, without
from polyonym.engine.linting.tables import countries, mistaken_countries, past_countries
from polyonym.engine.linting.texts import quoted
from polyonym.engine.text.fold import key

_ODD = re.compile("[\\s\"'`´’«»<>]")


def claims(entity: Entity) -> Findings:
    """Contradictions inside an entity."""
    yield from _rejected(entity)
    for alias in entity.aliases:
        if alias.confidence == 0 and alias.status is Status.ACTIVE:
            message = f"{quoted(alias.text)} is active with no confidence at all; reject it, or say how sure it is"
            yield Finding("E003", entity.id, message, alias.text)
    yield from _country(entity)
    if _ODD.search(entity.id) or any(mixed(entity.id)):
        message = f"{entity.id!r} has spaces, quotation marks or letters of two alphabets and will be mistyped"
        yield Finding("E006", entity.id, message)
    yield from _itself(entity)
    if entity.merged_into is not None and entity.aliases:
        message = f"it was merged into {entity.merged_into}, and still has names ({quoted(entity.aliases[0].text)})"
        yield Finding("R007", entity.id, message, entity.aliases[0].text)


def _rejected(entity: Entity) -> Findings:
    refused = [each for each in entity.aliases if each.status is Status.REJECTED]
    if not refused:
        return
    active = [each for each in entity.aliases if each.status is Status.ACTIVE]
    seen: list[Alias] = []
    for alias in sorted(refused, key=lambda each: (each.lang is not None, each.identity)):
        twin = next((each for each in active if _same(each, alias)), None)
        if twin is not None or key(alias.text) == key(entity.name):
            message = f"{quoted(alias.text)} is rejected, and at the same time a name of the entity"
            yield Finding("E001", entity.id, message, alias.text)
        first = next((each for each in seen if each.text == alias.text and each.lang in (None, alias.lang)), None)
        if first is not None:
            message = f"{quoted(alias.text)} is rejected more than once"
            yield Finding("E002", entity.id, message, alias.text, without((alias,), first))
        else:
            seen.append(alias)


def _same(active: Alias, refused: Alias) -> bool:
    langs = base_language(active.lang), base_language(refused.lang)
    return key(active.text) == key(refused.text) and (None in langs or langs[0] == langs[1])


def _country(entity: Entity) -> Findings:
    code = entity.country
    if code is None or code in countries():
        return
    if (right := mistaken_countries().get(code)) is not None:
        fix = Fix(fields=(("country", right),))
        yield Finding("E004", entity.id, f"its country {code} is {right} in ISO 3166", None, fix)
    else:
        why = "a country that is no more" if code in past_countries() else "not in ISO 3166"
        yield Finding("E004", entity.id, f"its country {code} is {why}")


def _itself(entity: Entity) -> Findings:
    for field in ("related", "different_from"):
        others: tuple[str, ...] = getattr(entity, field)
        if entity.id in others:
            fix = Fix(fields=((field, tuple(each for each in others if each != entity.id)),))
            yield Finding("R008", entity.id, f"it is given as {field.replace('_', ' ')} itself", None, fix)
    if entity.part_of == entity.id:
        fix = Fix(fields=(("part_of", None),))
        yield Finding("R006", entity.id, "it is given as part of itself", None, fix)
    if entity.merged_into == entity.id:
        yield Finding("R008", entity.id, "it is merged into itself", None, Fix(fields=(("merged_into", None),)))
