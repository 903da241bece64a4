"""Names met by sound: a listed name in the letters of another script, inflected perhaps.

«Терезы Мей» in a Russian text is Theresa May, though the table knows only the English spelling.  The echo
of a run of capitalised words is looked up, and what is found is compared part by part.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.engine.matching.align import alike
from polyonym.engine.matching.keys import LONGEST_ECHO, echo
from polyonym.engine.matching.rejected import not_called
from polyonym.engine.names.name import name_of
from polyonym.engine.tagging.spans import Listed, Span, Spelling, breaks, spelling_of
from polyonym.engine.tagging.words import stands_alone
from polyonym.engine.text.fold import key
from polyonym.engine.text.letters import LAST_LATIN, side_of
from polyonym.engine.text.stems import stem
from polyonym.engine.text.tokens import Tokens, words

_LEAST_EACH = 0.62
_LEAST_MEAN = 0.8
_LEAST_ALONE = 0.86
"""How alike the parts must be: each, on average, and one word alone."""
_WORTH = 0.8


class Listener:
    """Finds echoes of a lexicon's names; keeps what it learned of surfaces, so keep it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._family = lexicon.family("echo")
        self._sides = frozenset(side for side in "LCO" if self._has(side))
        self._spelling = lru_cache(maxsize=1 << 15)(self._find_spelling)
        self._begins = lru_cache(maxsize=1 << 17)(self._is_beginning)

    def _has(self, beginning: str) -> bool:
        return next(self._family.starting(beginning), None) is not None

    def _is_beginning(self, token: str) -> bool:
        side, heard = side_of(token[0]), echo(token) if side_of(token[0]) in self._sides else ""
        return bool(heard) and self._has(f"{side}{heard} ")

    def begins(self, tokens: Tokens, capitals: list[int]) -> list[int]:
        """Those of the tokens written with a capital that sound like the first word of a name."""
        begins, texts = self._begins, tokens.texts
        least = "" if "L" in self._sides else LAST_LATIN
        return [i for i in capitals if texts[i] > least and begins(texts[i])] if self._sides else []

    def spans(self, text: str, tokens: Tokens, beginnings: list[int], covered: bytearray) -> Iterator[Span]:
        """Spans of capitalised words that no listed spelling covers, leftmost and longest first."""
        starts, free = tokens.starts, 0
        for i in beginnings:
            if i >= free and not covered[starts[i]]:
                start = tokens.starts[i]
                for end in self._ends(text, tokens, covered, i):
                    spelling = self._spelling(text[start : tokens.ends[end]])
                    if spelling is not None:
                        yield Span(start, tokens.ends[end], spelling)
                        free = end + 1
                        break

    def _ends(self, text: str, tokens: Tokens, covered: bytearray, first: int) -> Iterator[int]:
        """The last tokens of the runs of capitalised words that begin at a token, the longest run first."""
        last = first
        while last + 1 < min(first + LONGEST_ECHO, len(tokens)):
            start, end = tokens.starts[last + 1], tokens.ends[last + 1]
            if covered[start] or not stands_alone(text, start, end) or breaks(text, tokens.ends[last], start):
                break
            last += 1
        return iter(range(last, first - 1, -1))

    def _find_spelling(self, surface: str) -> Spelling | None:
        forms = words(key(surface))
        known_not, found = not_called(self.lexicon, surface), []
        for number in self._family.find(side_of(forms[0][0]) + "".join(echo(form) + " " for form in forms)):
            fit = _fit(forms, words(key(self.lexicon.alias(number).text)))
            if fit and self.lexicon.owner[number] not in known_not:
                found.append(Listed(number, self.lexicon.owner[number], 1.0, _WORTH * fit, None, False))
        return spelling_of(self.lexicon, surface, found)


def _fit(forms: list[str], bases: list[str]) -> float:
    """How alike the stems of two runs of words are, 0..1; 0 where that isn't enough."""
    likes = [_alike(form, base) for form, base in zip(forms, bases, strict=True)]
    mean = sum(likes) / len(likes)
    if len(likes) == 1:
        return mean if mean >= _LEAST_ALONE and len(forms[0]) >= 4 else 0.0
    return mean if mean >= _LEAST_MEAN and min(likes) >= _LEAST_EACH else 0.0


def _alike(form: str, base: str) -> float:
    pairs = ((form, base), (stem(form), stem(base)))
    return max(alike(name_of(a).parts[0], name_of(b).parts[0]) for a, b in pairs if a and b)
