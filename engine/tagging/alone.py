"""Whether a part of a person's name stands alone, or belongs to the name of another: "Sun" in "Sun Li"."""

from __future__ import annotations

from bisect import bisect_left

from polyonym.engine.tagging.name_words import forenames_of
from polyonym.engine.tagging.words import function_words
from polyonym.engine.text.tokens import Tokens

_LONGEST_LINE = 200
_LONGEST_SMALL = 4
"""Letters of the longest words that join others: with a capital they begin a sentence, or stand in a headline."""
_NOUNS_LARGE = frozenset(("de", "lb"))
"""Languages that write all nouns with a capital."""


class Neighbours:
    """What stands beside the parts of names in one text; `covered` has a byte for each character that a name takes."""

    def __init__(self, text: str, tokens: Tokens, lang: str | None, covered: bytearray) -> None:
        self._text, self._tokens, self._lang, self._covered = text, tokens, lang, covered
        self._small = function_words(lang)

    def take(self, i: int) -> bool:
        """Whether the token `i`, a part of a name, belongs to a longer name of someone or something else."""
        return self._has_forename(i) or self._goes_on(i)

    def _has_forename(self, i: int) -> bool:
        """Whether another forename stands before it: Győző Orbán isn't Viktor."""
        if not i or not self._is_free_capital(i - 1) or self._tokens.gap(i - 1) != " ":
            return False
        tokens = self._tokens
        return not {tokens.texts[i - 1], tokens.stems[i - 1]}.isdisjoint(forenames_of(self._lang))

    def _goes_on(self, i: int) -> bool:
        """Whether a word with a capital follows, outside titles that write all words so."""
        if self._lang in _NOUNS_LARGE or i + 1 == len(self._tokens) or self._tokens.gap(i) != " ":
            return False
        return self._is_free_capital(i + 1) and not self._in_headline(i)

    def _is_free_capital(self, i: int) -> bool:
        start, end = self._tokens.starts[i], self._tokens.ends[i]
        word = self._text[start:end]
        if not word[0].isupper() or self._covered[start]:
            return False
        return not word.isupper() and (len(word) > _LONGEST_SMALL or self._tokens.texts[i] not in self._small)

    def _in_headline(self, i: int) -> bool:
        """Whether the line of a token writes no word small but those that join others."""
        text, tokens, start = self._text, self._tokens, self._tokens.starts[i]
        begin = text.rfind("\n", max(0, start - _LONGEST_LINE), start) + 1
        end = text.find("\n", start, start + _LONGEST_LINE)
        end = min(len(text), start + _LONGEST_LINE) if end < 0 else end
        first, last = bisect_left(tokens.starts, max(begin, start - _LONGEST_LINE)), bisect_left(tokens.starts, end)
        small = [tokens.texts[k] for k in range(first, last) if text[tokens.starts[k]].islower()]
        return self._small.issuperset(small)
