"""What speaks against a listed name in a text: forms that are chance, names of other languages, short names.

Written alike doesn't mean the same.  Somali “Cad” (white) isn't the Czech name of Chad, Swahili “Virusi” no form of
the Finnish one of Estonia, and "CPU" in a manual no university.  Some of that is certain (`loss`); of the rest the
company decides, which must then name something of the same country (`least_company`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind
from polyonym.engine.names.forenames import names
from polyonym.engine.tagging.spans import Listed, Spelling
from polyonym.engine.text.inflection import rules_of
from polyonym.engine.text.letters import side_of
from polyonym.engine.text.tokens import is_unspaced

AS_IT_IS = 0.985
"""From this fit on a form is the name itself, or has no more than a genitive s."""
_MUCH, _LITTLE = 0.4, 0.04
_ANY, _MOST = 0.01, 0.5
"""How well the company must support: that anything of the country is named; that it is the country named most."""
_SHORT_ACRONYM, _SHORT, _SHORT_ROW = 3, 4, 2
"""Up to so many letters an acronym, a name in a language that isn't the text's, and one in Han characters is short."""
_NOT_LATIN = frozenset((
    "be", "ru", "uk", "bg", "mk", "kk", "ky", "tt", "ba", "mn", "tg", "el", "ka", "hy", "ko", "zh", "ja", "th",
    "ar", "fa", "ur", "he", "ug", "am", "ti", "hi", "mr", "ne", "bn", "gu", "ta", "te", "kn", "ml", "si", "my",
    "km", "lo",
))  # fmt: skip
"""Languages that aren't written in Latin letters, so that their endings don't hang on a word that is."""
_STEMMED = frozenset((
    "be", "ru", "uk", "bg", "mk", "sr", "hr", "bs", "sl", "cs", "sk", "pl", "tg",
))  # fmt: skip
"""Languages for whose endings stems are made."""
_LISTED = frozenset((
    "en", "zh", "ru", "be", "uk", "kk", "ky", "uz", "tg", "tk", "vi", "ja", "ko", "de", "fr", "es", "pt", "it",
    "nl", "pl", "cs", "sk", "sl", "hr", "sr", "bg", "mk", "ro", "hu", "fi", "sv", "da", "nb", "et", "lv", "lt",
    "el", "tr", "az", "ar", "fa", "ur", "he", "hi", "bn", "ta", "th", "lo", "my", "km", "id", "ms", "mn", "ka",
    "hy", "sq", "bs", "no", "nn",
))  # fmt: skip
"""Languages that the bundled tables have names of countries in; a name that several share is listed for one."""
_COMMON = frozenset(("en",))
"""Languages whose names other languages use."""
_OF_LANGUAGES = frozenset((AliasKind.TRANSLATION, AliasKind.TRANSLITERATION))
"""Kinds of names that belong to one language, as Moscou does to French."""
_FOREIGN = _OF_LANGUAGES | {AliasKind.ACRONYM}


def loss(listed: Listed, alias: Alias, surface: str, lang: str | None) -> float:
    """What an alias loses of its worth as the meaning of a surface in a text of this language."""
    if lang is None:
        return 0.0
    lost = 0.0
    if listed.lang is not None and listed.lang != lang:
        lost += 0.42 if listed.common else _LITTLE
        lost += _MUCH * (_is_of_others(listed, alias, lang) or _has_other_marks(surface, alias, lang))
    if lang == "vi":
        lost += _MUCH * _is_other_word(surface, alias)
    lost += _MUCH * _has_other_capitals(surface, alias)
    if listed.fit < AS_IT_IS:
        lost += _MUCH * (_is_chance(surface, lang) or _is_other_noun(surface, alias))
    return lost


def _is_of_others(listed: Listed, alias: Alias, lang: str) -> bool:
    """Whether an alias is what another language calls an entity that this one has a word of its own for."""
    return alias.kind is AliasKind.TRANSLATION and lang in listed.named_in and alias.text.isalpha()


@lru_cache(maxsize=1 << 14)
def _has_other_marks(surface: str, alias: Alias, lang: str) -> bool:
    """Whether marks tell a surface from a name of another language: Cin from Turkish Çin."""
    if alias.lang in _COMMON or side_of(_letters(surface)[0]) != "L" or (surface.isascii() and alias.text.isascii()):
        return False
    if lang in _COMMON and alias.kind is AliasKind.OFFICIAL:
        return False
    return not _letters(surface).startswith(_letters(alias.text))


@lru_cache(maxsize=1 << 14)
def _is_other_word(surface: str, alias: Alias) -> bool:
    """Whether a Vietnamese surface is another word, by its marks: có vấn from cố vấn, My from Mỹ, Chủ from Chu.

    Names of several words may have lost theirs, or come from a table without.
    """
    if " " in surface and (alias.lang != "vi" or surface.isascii()):
        return False
    return _marks(surface) != _marks(alias.text)


def _marks(text: str) -> list[str]:
    """The marks of a text, sorted, so that hoà is the same as hòa."""
    return sorted(
        char for char in unicodedata.normalize("NFD", text[:_MOST_READ].casefold()) if unicodedata.combining(char)
    )


@lru_cache(maxsize=1 << 14)
def _letters(text: str) -> str:
    return unicodedata.normalize("NFKC", text[:_MOST_READ]).casefold()


@lru_cache(maxsize=1 << 14)
def _is_chance(surface: str, lang: str) -> bool:
    """Whether only stems are alike, where the language has no endings that could tell the difference."""
    rules = rules_of(lang)
    return (
        rules is None
        or not (rules.alone or lang in _STEMMED)
        or (lang in _NOT_LATIN and side_of(_letters(surface)[0]) == "L")
    )


@lru_cache(maxsize=1 << 14)
def _is_other_noun(surface: str, alias: Alias) -> bool:
    """Whether what looks like a form is a noun of its own.

    It has the endings of a noun in -ия, of which one that ends in a consonant has none (директории), or it is a
    forename that lacks the end of a name (Hiroshi).
    """
    form, name = surface.casefold(), alias.text.casefold()
    if len(form) < len(name):
        return bool(names(form[:_LONGEST]))
    return name[-1] in _CONSONANTS and _FEMININE.fullmatch(form.removeprefix(name)) is not None


_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")
_LONGEST, _MOST_READ = 40, 400
"""So much of a forename, and of a surface, is looked at."""
_FEMININE = re.compile("[иі](?:[яиюії]|е[йю]|ям|ями|ях|єю|ею)")


@lru_cache(maxsize=1 << 14)
def _has_other_capitals(surface: str, alias: Alias) -> bool:
    """Whether capitals tell a surface from an abbreviation: Tous from ToU, Kartu from KarTU, DR from Dr."""
    text = alias.text
    if " " in text or surface == text or side_of(_letters(surface)[0]) == "O":
        return False
    if sum(map(str.isupper, text)) > 1:
        if len(surface) <= _SHORT_ACRONYM and surface.isupper() and not text.isupper():
            return True
        return sum(map(str.isupper, surface)) < 2 or not _letters(surface).startswith(_letters(text))
    return alias.kind is AliasKind.ACRONYM and surface.isupper() and len(surface) > 1 and not text.islower()


def least_company(listed: Listed, alias: Alias, entity: Entity, spelling: Spelling, lang: str | None) -> float:
    """How well the company must support an entity here for it to be believed; 0 where the name says enough."""
    if listed.garbled:
        return _MOST
    if lang is None or entity.country is None or " " in spelling.surface:
        return 0.0  # a text too short to tell anything by, or nothing that could be said against it
    if entity.kind is EntityKind.ORGANIZATION and _is_short(alias, spelling):
        return _ANY if spelling.acronym else _MOST
    if side_of(_letters(spelling.surface)[0]) != side_of(alias.text[0]):
        return _ANY  # heard only
    return _ANY * _is_doubtful(listed, alias, spelling.surface, lang)


def _is_short(alias: Alias, spelling: Spelling) -> bool:
    if spelling.acronym:
        return len(spelling.surface) <= _SHORT_ACRONYM
    return alias.kind is AliasKind.SHORT and len(alias.text) <= _SHORT_ROW and is_unspaced(alias.text)


def _is_doubtful(listed: Listed, alias: Alias, surface: str, lang: str | None) -> bool:
    """Whether a name is inflected and of another language or short, or short in a language that no table is of."""
    if listed.fit < AS_IT_IS and len(surface) <= _SHORT:
        return True
    if listed.lang is None or lang is None or listed.lang == lang or listed.lang in _COMMON:
        return False
    if listed.fit < AS_IT_IS:
        return True
    return lang not in _LISTED and alias.kind in _FOREIGN and len(alias.text) <= _SHORT
