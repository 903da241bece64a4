"""Findings about what sort of name a name is said to be."""

from __future__ import annotations

from polyonym.aliases.model import Alias, AliasKind, Entity, Status
from polyonym.engine.institutions.standing import acronym_of
from polyonym.engine.language.tags import base_language
from polyonym.engine.linting.finding import Finding, Findings, relabelled
from polyonym.engine.linting.texts import has_case, main_script, meant, quoted, words_of
from polyonym.engine.sinitic.syllable import is_han
from polyonym.engine.text.mojibake import repaired

_LONG_ROW, _SPELLED, _MOST_ASKED, _LONGEST_ACRONYM, _SURE = 6, 3, 6, 8, 0.8
_FULL = frozenset((AliasKind.OFFICIAL, AliasKind.TRANSLATION))
_BROKEN = frozenset("ÃÂÐÑØÙ")


def kinds(entity: Entity) -> Findings:
    """Kinds that a name's letters, or the entity's other names, contradict."""
    yield from _garbles(entity)
    yield from _shown(entity)
    former = [each for each in entity.aliases if each.kind is AliasKind.FORMER and each.status is Status.ACTIVE]
    undated = [each for each in former if each.until is None]
    if undated:
        first = undated[0].text
        what = quoted(first) + (f" and {len(undated) - 1} more" if len(undated) > 1 else "")
        yield Finding("K004", entity.id, f"{what}: a former name without the year until which it was used", first)
    names = list(meant(entity))
    for alias in names:
        if alias.kind is AliasKind.ACRONYM and _is_spelled_out(alias.text):
            message = f"{quoted(alias.text)} is marked acronym and isn't one"
            yield Finding("K005", entity.id, message, alias.text)
        elif alias.kind is AliasKind.VARIANT and _is_acronym(alias.text, entity, names):
            message = f"{quoted(alias.text)} is an acronym of the entity's name and marked variant"
            yield Finding("K006", entity.id, message, alias.text, relabelled(alias, kind=AliasKind.ACRONYM))
        elif alias.kind is AliasKind.TRANSLITERATION and _is_own(alias, names):
            message = f"{quoted(alias.text)} is marked transliteration, in letters and language of the official name"
            yield Finding("K007", entity.id, message, alias.text)


def _garbles(entity: Entity) -> Findings:
    official = {each.text for each in meant(entity) if each.kind is AliasKind.OFFICIAL} | {entity.name}
    for text in sorted(official):
        if not text.isascii() and _is_broken(text):
            message = f"{quoted(text)} is garbled and shown or marked official; write it anew from its source"
            yield Finding("K001", entity.id, message, text)


def _is_broken(text: str) -> bool:
    """Whether a name is garbled past repair."""
    if "\ufffd" in text:
        return True
    if sum(char in _BROKEN for char in text[:1000]) < 2 or repaired(text) != text:
        return False
    from ftfy.badness import is_bad  # its tables take 40 ms to load, and nearly no name needs them

    return bool(is_bad(text[:1000]))


def _shown(entity: Entity) -> Findings:
    shown = [each for each in entity.aliases if each.text == entity.name and each.status is Status.ACTIVE]
    if any(each.kind is AliasKind.GARBLE for each in shown):
        message = f"{quoted(entity.name)}, the name shown, is listed as a garble; show the entity by a right name"
        yield Finding("K002", entity.id, message, entity.name)
    elif _is_former(shown) and any(each.kind is AliasKind.OFFICIAL for each in meant(entity)):
        message = f"{quoted(entity.name)}, the name shown, is a former one; show the entity by its present name"
        yield Finding("K003", entity.id, message, entity.name)


def _is_former(shown: list[Alias]) -> bool:
    return bool(shown) and all(each.kind is AliasKind.FORMER for each in shown)


def _is_spelled_out(text: str) -> bool:
    if sum(map(is_han, text)) >= _LONG_ROW:
        return True
    words = words_of(text)
    if not text[0].isupper() or "." in text or any(word.isupper() and len(word) > 1 for word in words):
        return False
    return sum(len(word) > _SPELLED and word[1:].islower() and has_case(word[0]) for word in words) > 1


def _is_acronym(text: str, entity: Entity, names: list[Alias]) -> bool:
    """Whether a word of capitals can be read as the initials of one of the full names."""
    if not (2 < len(text) <= _LONGEST_ACRONYM and text.isalpha() and text.isupper() and has_case(text[0])):
        return False
    full = dict.fromkeys([entity.name, *(each.text for each in names if each.kind in _FULL)])
    asked = [name for name in full if len(name.split()) >= _SPELLED and not name.isupper()][:_MOST_ASKED]
    found = [acronym_of(text, name) for name in asked]
    return any(each is not None and each.strength >= _SURE and each.how.startswith("initials") for each in found)


def _is_own(alias: Alias, names: list[Alias]) -> bool:
    official = [each for each in names if each.kind is AliasKind.OFFICIAL and each.lang]
    script = main_script(alias.text)
    if script == "Latn" or {main_script(each.text) for each in official} != {script}:
        return False
    return {base_language(each.lang) for each in official} == {base_language(alias.lang)}
