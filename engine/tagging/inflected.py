"""Inflected forms of listed names in texts of a language whose inflection is known."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

import marisa_trie
from polyonym.engine.matching.keys import LONGEST_PHRASE
from polyonym.engine.tagging.words import ends_names
from polyonym.engine.text.inflection import bases
from polyonym.engine.text.stems import stem
from polyonym.engine.text.tokens import Tokens

_MOST_REMEMBERED = 1 << 17
_MOST_FORMS = 16
"""So many rows of stems are followed at once through the names that begin with them."""

Phrases = list[tuple[int, str]]
"""Listed phrases in a text: the token with which each ends, and its key."""


class Forms:
    """The stems of listed names that the tokens of one language may be forms of."""

    def __init__(self, lang: str, trie: marisa_trie.Trie) -> None:
        self._lang, self._trie = lang, trie
        self._step = lru_cache(maxsize=_MOST_REMEMBERED)(self._next)

    def begins(self, token: str) -> bool:
        """Whether a name begins with another word that a token may be a form of."""
        others = (f"{each} " for each in self._stems(token)[1:])
        return any(next(self._trie.iterkeys(each), None) is not None for each in others)

    def phrases(self, tokens: Tokens, first: int) -> Phrases:
        """The listed phrases that the tokens from one on may be forms of, the longest first, as they stand first."""
        rows, whole = self._step("", tokens.texts[first])
        found, last = [(first, row) for row in whole], first + 1
        while rows and last < len(tokens) and last - first < LONGEST_PHRASE and not ends_names(tokens.gap(last - 1)):
            steps = [self._step(row, tokens.texts[last]) for row in rows]
            found = [(last, row) for _, whole in steps for row in whole] + found
            rows = tuple(row for goes_on, _ in steps for row in goes_on)[:_MOST_FORMS]
            last += 1
        return found

    def _stems(self, token: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(stem, (token, *bases(token, self._lang)))))

    def _next(self, row: str, token: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The rows of stems that go on from one with a token: those that names go on from, and those that are names."""
        rows = [f"{row}{each} " for each in self._stems(token)]
        goes_on = tuple(each for each in rows if any(key != each for key in islice(self._trie.iterkeys(each), 2)))
        return goes_on, tuple(each for each in rows if each in self._trie)
