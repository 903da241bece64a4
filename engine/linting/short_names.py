"""Findings about names that say too little, or too much: nothing, a letter, digits, an ordinary word, a description."""

from __future__ import annotations

import re

from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind
from polyonym.engine.language.tags import base_language
from polyonym.engine.linting.finding import Finding, Findings
from polyonym.engine.linting.tables import ordinary_words
from polyonym.engine.linting.texts import bare, has_case, listed, meant, quoted
from polyonym.engine.sinitic.syllable import is_han

_LONGEST, _PAIR, _LONGEST_WORD, _USUAL = 300, 2, 5, 5
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+", re.IGNORECASE)
_SHORT = frozenset((AliasKind.ACRONYM, AliasKind.SHORT))
_NAMED = frozenset((EntityKind.PLACE, EntityKind.PERSON))
_ROWS = frozenset((EntityKind.PLACE, EntityKind.TERM))
"""Kinds of which some have a single Han character as their full name: 楚, 系."""


def short_names(entity: Entity) -> Findings:
    """Names that are too short or too long, or no names."""
    names = {entity.name: Alias(entity.name, kind=AliasKind.OFFICIAL)} | {each.text: each for each in meant(entity)}
    for text, alias in names.items():
        if not (_USUAL < len(text) <= _LONGEST and text[0].isalpha() and "@" not in text and "." not in text):
            yield from _small(entity, alias)


def _small(entity: Entity, alias: Alias) -> Findings:
    text = alias.text
    letters = text if len(text) > _LONGEST or text.isalpha() else bare(text)
    if not letters:
        yield Finding("N001", entity.id, f"{quoted(text)} has neither letters nor digits, so nothing finds it", text)
    elif len(text) > _LONGEST:
        yield Finding("N006", entity.id, f"{quoted(text)} has {len(text):,} characters, too many for a name", text)
    elif letters.isdigit():
        yield Finding("N005", entity.id, f"{quoted(text)} is a number, which is met everywhere", text)
    elif _ADDRESS.fullmatch(text):
        yield Finding("N007", entity.id, f"{quoted(text)} is an address, not a name", text)
    elif len(letters) == 1:
        yield from _single(entity, alias)
    elif len(letters) == _PAIR and text.isalpha() and _is_small_pair(entity, alias):
        message = f"{quoted(text)} is two letters and no acronym; they are a word somewhere"
        yield Finding("N003", entity.id, message, text)


def _single(entity: Entity, alias: Alias) -> Findings:
    text = alias.text
    if is_han(text):
        if entity.kind not in _ROWS and alias.kind not in _SHORT and not _is_short(entity, text):
            message = f"{quoted(text)} is a single Han character, which stands in every sentence; is it a short form?"
            yield Finding("N004", entity.id, message, text)
    elif entity.kind is not EntityKind.PLACE:
        yield Finding("N002", entity.id, f"{quoted(text)} is a single letter and matches every initial", text)


def _is_short(entity: Entity, text: str) -> bool:
    return any(each.text == text and each.kind in _SHORT for each in entity.aliases)


def _is_small_pair(entity: Entity, alias: Alias) -> bool:
    if alias.kind in _SHORT or entity.kind in _NAMED or not all(map(has_case, alias.text)):
        return False
    return not alias.text.isupper() and not _is_short(entity, alias.text)


def ordinary(entity: Entity) -> Findings:
    """Acronyms that are written like ordinary words."""
    for text, lang in {each.text: base_language(each.lang) for each in meant(entity) if each.kind in _SHORT}.items():
        if not (_PAIR <= len(text) <= _LONGEST_WORD and text.isupper()):
            continue
        langs = ordinary_words().get(text.lower(), ())
        if len(langs) > 1 or (langs and langs[0] in (lang, "en")):
            message = f"{quoted(text)} is written like a word of {listed(langs, 5)}; texts mean that more often"
            yield Finding("W001", entity.id, message, text)
