"""Spotting: where the names of a lexicon stand in a text, inflected forms included."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import compress, islice

from polyonym.aliases.lexicon.family import Family
from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.engine.matching.keys import LONGEST_PHRASE
from polyonym.engine.tagging.inflected import Forms, Phrases
from polyonym.engine.tagging.spans import Span
from polyonym.engine.tagging.spellings import Spellings
from polyonym.engine.tagging.words import ends_names
from polyonym.engine.text.inflection import rules_of
from polyonym.engine.text.stems import stem
from polyonym.engine.text.tokens import Tokens, where

_NAME, _GOES_ON = 1, 2
_MOST_KNOWN, _LONGEST_KNOWN = 1 << 18, 400
"""So many phrases or tokens are remembered, and so many characters of each."""


class Spotter:
    """Finds spans in texts; keeps what it learned about tokens and surfaces, so keep it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._family = lexicon.family("phrase")
        self._prefixes = _Prefixes(self._family)
        self._common = frozenset(lexicon.family("common").keys())
        self._spoken = lru_cache(maxsize=256)(self._speak)

    def _speak(self, lang: str | None) -> _Spoken:
        forms = None if lang is None else Forms(lang, self._family)
        return _Spoken(self._prefixes, Spellings(self.lexicon, lang), forms)

    def spans(
        self, text: str, tokens: Tokens, openers: list[int], lang: str | None, *, within: range | None = None
    ) -> Iterator[Span]:
        """Spans, leftmost and longest first, not overlapping.

        `tokens` are those of the folded text, with their offsets in `text`; `openers` are the tokens at which a
        name may begin, as far as case tells: names that are written small may begin at every token.  `lang` is the
        language of the text, by which it is known what its words may be forms of.  `within` are the only tokens
        that are looked at; they aren't a span as a whole.
        """
        spoken = self._spoken(lang if rules_of(lang) is not None else None)
        free, starts, ends = 0, tokens.starts, tokens.ends
        for i in self._beginnings(spoken, tokens, openers, within):
            if i >= free:
                for count, phrase in spoken.phrases(tokens, i):
                    last = i + count - 1
                    if within is not None and (last not in within or count == len(within)):
                        continue
                    start, end = starts[i], ends[last]
                    spelling = spoken.spellings.spelling(text[start:end], phrase)
                    if spelling is not None:
                        yield Span(start, end, spelling)
                        free = last + 1
                        break

    def _beginnings(self, spoken: _Spoken, tokens: Tokens, openers: list[int], within: range | None) -> list[int]:
        """The tokens at which names begin, by their first word, in order."""
        begins = list(compress(openers, map(spoken.begins.__getitem__, map(tokens.texts.__getitem__, openers))))
        if not self._common:
            return begins
        if within is None:
            common = where(tokens.stems, self._common)
        else:
            common = [i for i in within if tokens.stems[i] in self._common]
        return sorted({*begins, *common}) if common else begins


class _Prefixes(dict[str, int]):
    """What a lexicon has under phrases: whether one is a name, whether longer names begin with it."""

    def __init__(self, family: Family) -> None:
        self._family = family

    def __missing__(self, phrase: str) -> int:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        names = list(islice(self._family.starting(phrase), 2))
        found = _NAME * (phrase in names) + _GOES_ON * (names not in ([], [phrase]))
        if len(phrase) <= _LONGEST_KNOWN:
            self[phrase] = found
        return found


class _Spoken:
    """A lexicon's phrases in texts of one language whose inflection is known, or of all others."""

    def __init__(self, prefixes: _Prefixes, spellings: Spellings, forms: Forms | None) -> None:
        self._prefixes, self.spellings, self._forms = prefixes, spellings, forms
        self.begins = _Begins(prefixes, forms)

    def phrases(self, tokens: Tokens, first: int) -> Phrases:
        """The listed phrases that begin at a token, or that inflected forms there may be of; the longest first."""
        known = self._prefixes[tokens.stem(first) + " "]
        if self._forms is not None and (known & _GOES_ON or self.begins[tokens.texts[first]] > 1):
            return self._forms.phrases(tokens, first) or self._as_stems(tokens, first, known)
        return self._as_stems(tokens, first, known)

    def _as_stems(self, tokens: Tokens, first: int, known: int) -> Phrases:
        phrase, last, found = tokens.stem(first) + " ", first, []
        while known:
            last += 1
            if known & _NAME:
                found.append((last - first, phrase))
            if not known & _GOES_ON or last == len(tokens.starts) or last - first == LONGEST_PHRASE:
                break
            if ends_names(tokens.gap(last - 1)):
                break
            phrase += tokens.stem(last) + " "
            known = self._prefixes[phrase]
        return found[::-1]


class _Begins(dict[str, int]):
    """Whether a token begins a name by its stem (1), or as an inflected form of another word (2)."""

    def __init__(self, prefixes: _Prefixes, forms: Forms | None) -> None:
        self._prefixes, self._forms = prefixes, forms

    def __missing__(self, token: str) -> int:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        found = int(self._prefixes[stem(token) + " "] > 0)
        if self._forms is not None and self._forms.begins(token):
            found = 2
        if len(token) <= _LONGEST_KNOWN:
            self[token] = found
        return found
