"""Inflected forms of listed names in texts of a language whose inflection is known."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

from polyonym.aliases.lexicon.family import Family
from polyonym.engine.matching.keys import LONGEST_PHRASE
from polyonym.engine.tagging.words import ends_names
from polyonym.engine.text.inflection import bases
from polyonym.engine.text.stems import stem
from polyonym.engine.text.tokens import Tokens

_MOST_REMEMBERED = 1 << 17
_MOST_FORMS = 16
"""So many rows of stems are followed at once through the names that begin with them."""

Phrases = list[tuple[int, str]]
"""Listed phrases that begin at a token of a text: of how many tokens each is, and its key."""
Rows = tuple[str, ...]


class Forms:
    """The stems of listed names that the tokens of one language may be forms of."""

    def __init__(self, lang: str, family: Family) -> None:
        self._lang, self._family = lang, family
        self._follow = lru_cache(maxsize=_MOST_REMEMBERED)(self._find)

    def begins(self, token: str) -> bool:
        """Whether a name begins with another word that a token may be a form of."""
        others = (f"{each} " for each in self._stems(token)[1:])
        return any(next(self._family.starting(each), None) is not None for each in others)

    def phrases(self, tokens: Tokens, first: int) -> Phrases:
        """The listed phrases that the tokens from one on may be forms of, the longest first, as they stand first."""
        rows, found = self._follow(_NOTHING, tokens.texts[first])
        last, end = first + 1, min(len(tokens.starts), first + LONGEST_PHRASE)
        while rows and last < end and not ends_names(tokens.gap(last - 1)):
            rows, longer = self._follow(rows, tokens.texts[last])
            found = longer + found if longer else found
            last += 1
        return found

    def _stems(self, token: str) -> Rows:
        return tuple(dict.fromkeys(map(stem, (token, *bases(token, self._lang)))))

    def _find(self, rows: Rows, token: str) -> tuple[Rows, Phrases]:
        """Rows of stems with a token behind them: those that names go on from, and those that are names."""
        longer = [f"{row}{each} " for row in rows for each in self._stems(token)]
        goes_on = (row for row in longer if any(key != row for key in islice(self._family.starting(row), 2)))
        return tuple(goes_on)[:_MOST_FORMS], [(row.count(" "), row) for row in longer if row in self._family]


_NOTHING: Rows = ("",)
