"""Spellings: what a written surface may be a form of, by the aliases of a lexicon."""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Alias, AliasKind, EntityKind
from polyonym.engine.language.tags import base_language
from polyonym.engine.matching.rejected import not_called
from polyonym.engine.tagging.languages import Languages
from polyonym.engine.tagging.spans import Listed, Spelling, spelling_of
from polyonym.engine.text.fold import key
from polyonym.engine.text.letters import side_of
from polyonym.engine.text.stems import fits
from polyonym.engine.text.tokens import words

_TRUST = {
    AliasKind.OFFICIAL: 1.0,
    AliasKind.TRANSLATION: 0.98,
    AliasKind.TRANSLITERATION: 0.97,
    AliasKind.ACRONYM: 0.94,
    AliasKind.SHORT: 0.93,
    AliasKind.FORMER: 0.95,
    AliasKind.VARIANT: 0.95,
    AliasKind.GARBLE: 0.93,
}
_WORDS_OF_OTHERS = 3
"""A garbled form of up to so many words may be another name: To Quoc, Phu Tan."""
_MOST_KNOWN, _LONGEST_KNOWN = 1 << 18, 400
"""So many surfaces are remembered, and so many characters of each."""


class Spellings:
    """The spellings of surfaces in one lexicon and one language, remembered, so keep it.

    The language is one whose inflection is known; None stands for all others, where a surface has one key.
    """

    def __init__(self, lexicon: Lexicon, lang: str | None) -> None:
        self.lexicon, self._lang = lexicon, lang
        self._family = lexicon.family("phrase")
        self._known: dict[tuple[str, str] | str, Spelling | None] = {}
        self._languages = Languages(lexicon)
        self._tokens_of = lru_cache(maxsize=1 << 14)(self._read_tokens)

    def _read_tokens(self, alias: int) -> tuple[str, ...]:
        return tuple(words(key(self.lexicon.alias(alias).text)))

    def spelling(self, surface: str, phrase: str) -> Spelling | None:
        """What a surface with this phrase key is a form of, None if it is no form of a name."""
        asked = surface if self._lang is None else (surface, phrase)
        try:
            return self._known[asked]
        except KeyError:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            found = self._find(surface, phrase)
            if len(surface) <= _LONGEST_KNOWN:
                self._known[asked] = found
            return found

    def _find(self, surface: str, phrase: str) -> Spelling | None:
        forms = words(key(surface))
        known_not, owner = not_called(self.lexicon, surface), self.lexicon.owner
        aliases = (alias for alias in self._family.find(phrase) if owner[alias] not in known_not)
        fits_of = ((alias, self._fit(surface, forms, alias)) for alias in aliases)
        return spelling_of(self.lexicon, surface, [self._valued(alias, fit) for alias, fit in fits_of if fit > 0])

    def _valued(self, number: int, fit: float) -> Listed:
        alias, owner = self.lexicon.alias(number), self.lexicon.owner[number]
        shown = alias.text == self.lexicon.entity(owner).name
        fame = 0.006 * math.log1p(len(self.lexicon.aliases(owner))) + 0.03 * shown
        worth = 0.84 * fit * _TRUST[alias.kind] * alias.confidence + fame
        lang = base_language(alias.lang)
        garbled = alias.kind is AliasKind.GARBLE and alias.text.count(" ") < _WORDS_OF_OTHERS
        named_in = self._languages.of(owner) if alias.kind is AliasKind.TRANSLATION else frozenset()
        return Listed(number, owner, fit, worth, lang, alias.text[0].islower(), garbled, named_in)

    def _fit(self, surface: str, forms: list[str], number: int) -> float:
        alias = self.lexicon.alias(number)
        bases = self._tokens_of(number)
        if len(bases) != len(forms):
            return 0.0
        fit = min(fits(form, base, self._lang) for form, base in zip(forms, bases, strict=True))
        if fit < 0.6 or not looks_alike(surface, alias):
            return 0.0
        if self.lexicon.kind(self.lexicon.owner[number]) in _CAPITALISED and not _keeps_capitals(surface, alias.text):
            return 0.0
        return fit if fit < 1 or same_marks(surface, alias.text) else _OTHER_MARKS


_OTHER_MARKS = 0.7
"""What a form fits that differs in its marks: Vietnamese Văn Thành isn't Vận Thành."""


_CAPITALISED = frozenset((EntityKind.PERSON, EntityKind.PLACE))
"""Kinds of entities whose names keep their capitals; of institutions only the first is sure."""


def _keeps_capitals(surface: str, name: str) -> bool:
    """Whether no word of a surface with marks is small that has a capital in a name without: Hà nói isn't Ha Noi."""
    written, known = surface.split(), name.split()
    if len(written) != len(known) or surface.isascii() or not name.isascii():
        return True
    return not any(one[0].islower() and other[0].isupper() for one, other in zip(written, known, strict=True))


def same_marks(surface: str, name: str) -> bool:
    """Whether two spellings that fold alike have the same marks, or one of them leaves some out."""
    if surface.isascii() or name.isascii() or side_of(surface[0]) != "L":
        return True
    pairs = zip(unicodedata.normalize("NFC", surface), unicodedata.normalize("NFC", name), strict=False)
    marks = [(_marks(one), _marks(other)) for one, other in pairs]
    return all(one <= other for one, other in marks) or all(one >= other for one, other in marks)


def _marks(char: str) -> frozenset[str]:
    """The marks on a letter."""
    return frozenset(unicodedata.normalize("NFD", char)[1:]) if char > "\x7f" else frozenset()


def looks_alike(surface: str, alias: Alias) -> bool:
    """Whether the case of a surface allows it to be this alias.

    A name begins with a capital where its script has them; an acronym is in capitals but for a suffix.
    """
    first = surface[0]
    if not first.isalpha() or first.upper() == first.lower():
        return True
    if _is_acronym(alias):
        capitals = sum(c.isupper() for c in surface)
        return capitals >= 2 and capitals >= min(len(surface), len(alias.text)) - 2
    if alias.text[0].islower():
        return True
    return first.isupper()


def _is_acronym(alias: Alias) -> bool:
    text = alias.text
    return len(text) <= 8 and text.isupper() and (alias.kind is AliasKind.ACRONYM or len(text) <= 4)
