"""Spans: where the names of a lexicon stand in a text, inflected forms included."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

import marisa_trie
from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Alias, AliasKind
from polyonym.engine.matching.keys import LONGEST_PHRASE
from polyonym.engine.tagging.inflected import Forms, Phrases
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.words import ends_names
from polyonym.engine.text.fold import key
from polyonym.engine.text.inflection import rules_of
from polyonym.engine.text.letters import side_of
from polyonym.engine.text.stems import fits
from polyonym.engine.text.tokens import Tokens, is_unspaced, where, words

MOST_RIVALS = 64
"""A name that more aliases share is decided among this many."""


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


@dataclass(frozen=True, slots=True)
class Listed:
    """An alias (by number) that a span is a form of.

    `fit` 0..1 says how near a form, `worth` 0..1 how much that says by itself; `lang` is the alias's
    language, `common` whether it is written small, like a word, `garbled` whether it is a garbled form that may
    well be another name, so that the company must speak for it.
    """

    alias: int
    entity: int
    fit: float
    worth: float
    lang: str | None
    common: bool
    garbled: bool = False


@dataclass(frozen=True, slots=True)
class Spelling:
    """A written form and the aliases that it is a form of: what all its spans share.

    `near` are those that fit about as well as the best, which comes first; `alone` tells whether they are
    of one entity, `certain` whether the best of them mean one by a name that isn't short, `acronym` whether
    it is written as one.
    """

    surface: str
    near: tuple[Listed, ...]
    alone: bool
    certain: bool
    acronym: bool
    settled: dict[str | None, Mention] = field(default_factory=dict, compare=False, repr=False)
    """Mentions that stand for it in every text of a language, remembered."""


_NEAR = 0.03
_WORDS_OF_OTHERS = 3
"""A garbled form of up to so many words may be another name: To Quoc, Phu Tan."""
_WEAK = frozenset((AliasKind.ACRONYM, AliasKind.GARBLE))
"""Kinds of aliases that are certain only by the company that they keep."""


def spelling_of(lexicon: Lexicon, surface: str, listed: list[Listed]) -> Spelling | None:
    """A surface with the aliases found for it; None without any."""
    if not listed:
        return None
    listed.sort(key=lambda each: (-each.fit, -each.worth, each.alias))
    near = tuple(each for each in listed[:MOST_RIVALS] if each.fit >= listed[0].fit - _NEAR)
    alias = lexicon.alias(listed[0].alias)
    others = [each for each in near if each.entity != listed[0].entity]
    certain = all(each.fit < listed[0].fit for each in others) and alias.kind not in _WEAK and len(alias.text) > 3
    return Spelling(surface, near, not others, certain, is_acronym(surface))


class Span(NamedTuple):
    """A range of the original text, and what is written there."""

    start: int
    end: int
    spelling: Spelling


_NAME, _GOES_ON = 1, 2
_MOST_KNOWN, _LONGEST_KNOWN = 1 << 18, 400
"""So much is remembered: phrases or surfaces, and characters of each."""


class _Prefixes(dict[str, int]):
    """What a lexicon has under phrases: whether one is a name, whether longer names begin with it."""

    def __init__(self, trie: marisa_trie.Trie) -> None:
        self._trie = trie

    def __missing__(self, phrase: str) -> int:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        names = list(islice(self._trie.iterkeys(phrase), 2))
        found = _NAME * (phrase in names) + _GOES_ON * (names not in ([], [phrase]))
        if len(phrase) <= _LONGEST_KNOWN:
            self[phrase] = found
        return found


class Spotter:
    """Finds spans in texts; keeps what it learned about tokens and surfaces, so keep it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._family = lexicon.family("phrase")
        self._prefixes = _Prefixes(self._family.trie)
        self._common = frozenset(lexicon.family("common").trie.keys())
        self._tokens_of = lru_cache(maxsize=1 << 15)(self._read_tokens)
        self._spellings: dict[tuple[str, str, str | None] | str, Spelling | None] = {}
        self._forms_in = lru_cache(maxsize=256)(self._make_forms)

    def _read_tokens(self, alias: int) -> tuple[str, ...]:
        return tuple(words(key(self.lexicon.alias(alias).text)))

    def _make_forms(self, lang: str | None) -> Forms | None:
        """The inflected forms of a language, None for a language whose stems say enough."""
        return None if lang is None or rules_of(lang) is None else Forms(lang, self._family.trie)

    def spans(self, text: str, tokens: Tokens, openers: list[int], lang: str | None = None) -> Iterator[Span]:
        """Spans, leftmost and longest first, not overlapping.

        `tokens` are those of the folded text, with their offsets in `text`; `openers` are the tokens at which a
        name may begin, as far as case tells: names that are written small may begin at every token.  `lang` is the
        language of the text, by which it is known what its words may be forms of.
        """
        forms = self._forms_in(lang)
        free, starts, ends = 0, tokens.starts, tokens.ends
        for i, phrases in self._beginnings(tokens, openers, forms):
            if i >= free:
                for last, phrase in phrases or self._phrases(tokens, i):
                    start, end = starts[i], ends[last]
                    spelling = self._spelling(text[start:end], phrase, None if forms is None else lang)
                    if spelling is not None:
                        yield Span(start, end, spelling)
                        free = last + 1
                        break

    def _beginnings(self, tokens: Tokens, openers: list[int], forms: Forms | None) -> Iterator[tuple[int, Phrases]]:
        """The tokens at which names may begin, in order, and the phrases that inflected forms there may be of."""
        stems, prefixes = tokens.stems, self._prefixes
        common = frozenset(where(stems, self._common) if self._common else ())
        for i in sorted(common.union(openers)) if common else openers:
            known = prefixes[stems[i] + " "]
            phrases = forms.phrases(tokens, i) if forms is not None and (i not in common or known & _GOES_ON) else []
            if known or phrases:
                yield i, phrases

    def _phrases(self, tokens: Tokens, first: int) -> Phrases:
        """The listed phrases that begin at a token, the longest first: the token with which each ends, its key."""
        prefixes, stems, gap, last, found = self._prefixes, tokens.stems, tokens.gap, first, []
        phrase = stems[first] + " "
        known = prefixes[phrase]
        while known:
            if known & _NAME:
                found.append((last, phrase))
            last += 1
            if not known & _GOES_ON or last == len(stems) or last - first == LONGEST_PHRASE:
                break
            if ends_names(gap(last - 1)):
                break
            phrase += stems[last] + " "
            known = prefixes[phrase]
        return found[::-1]

    def _spelling(self, surface: str, phrase: str, lang: str | None) -> Spelling | None:
        """What a surface with this phrase key is a form of, None if it is no form of a name.

        `lang` is a language whose inflection is known, or None; without one a surface has one key.
        """
        asked = surface if lang is None else (surface, phrase, lang)
        try:
            return self._spellings[asked]
        except KeyError:
            if len(self._spellings) >= _MOST_KNOWN:
                self._spellings.clear()
            found = self._find_spelling(surface, phrase, lang)
            if len(surface) <= _LONGEST_KNOWN:
                self._spellings[asked] = found
            return found

    def _find_spelling(self, surface: str, phrase: str, lang: str | None) -> Spelling | None:
        """What a surface with this phrase key is a form of, in a language whose inflection is known or in any."""
        forms = words(key(surface))
        fits_of = ((alias, self._fit(surface, forms, alias, lang)) for alias in self._family.find(phrase))
        return spelling_of(self.lexicon, surface, [self._valued(alias, fit) for alias, fit in fits_of if fit > 0])

    def _valued(self, number: int, fit: float) -> Listed:
        alias, owner = self.lexicon.alias(number), self.lexicon.owner[number]
        shown = alias.text == self.lexicon.entity(owner).name
        fame = 0.006 * math.log1p(len(self.lexicon.aliases(owner))) + 0.03 * shown
        worth = 0.84 * fit * _TRUST[alias.kind] * alias.confidence + fame
        lang = alias.lang.split("-")[0] if alias.lang else None
        garbled = alias.kind is AliasKind.GARBLE and alias.text.count(" ") < _WORDS_OF_OTHERS
        return Listed(number, owner, fit, worth, lang, alias.text[0].islower(), garbled)

    def _fit(self, surface: str, forms: list[str], number: int, lang: str | None) -> float:
        alias = self.lexicon.alias(number)
        bases = self._tokens_of(number)
        if len(bases) != len(forms):
            return 0.0
        fit = min(fits(form, base, lang) for form, base in zip(forms, bases, strict=True))
        if fit < 0.6 or not looks_alike(surface, alias):
            return 0.0
        return fit if fit < 1 or same_marks(surface, alias.text) else _OTHER_MARKS


_OTHER_MARKS = 0.7
"""What a form fits that differs in its marks: Vietnamese Văn Thành isn't Vận Thành."""


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


def breaks(text: str, start: int, end: int) -> bool:
    """Whether what stands between two words ends a name: a line end, a bracket, the end of a sentence."""
    return ends_names(text[start:end]) or "." in text[start:end]


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


def is_acronym(surface: str) -> bool:
    """Whether a surface is written as an acronym: two to eight letters, capitals but for a suffix."""
    return 2 <= len(surface) <= 8 and surface[:2].isupper() and not is_unspaced(surface)


def covered_by(spans: Iterable[Span], length: int) -> bytearray:
    """A byte for each character of a text of this length, 1 where a span lies."""
    covered = bytearray(length)
    for span in spans:
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    return covered


def merged(spans: list[Span], more: list[Span]) -> list[Span]:
    """Two lists of spans as one, in order."""
    return sorted([*spans, *more], key=_start) if more else spans


_start = itemgetter(0)
