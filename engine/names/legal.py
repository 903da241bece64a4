"""Legal forms of companies, written out or short, as one short word each: Limited Liability Company is Ltd, ООО is Ltd.

They are told word by word, dots and apostrophes aside; `legal_forms.py` reads which ones there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from polyonym.engine.names.legal_forms import WITHOUT_SPACES, Form, legal_forms, silenced, words_of

_FEWEST_LETTERS = 3
"""Shorter abbreviations are words, too (as, sa, ab), and count only where a name ends or, some, begins."""
_MOST_MORE = 4
"""Letters that the ending may have for which a form has `~`."""
_LETTERS = re.compile(r"(?<![\w'])[^\W\d_](?: [^\W\d_])+(?![\w'])")
"""Letters that stand alone, one after another."""


class _Span(NamedTuple):
    """Words `first` up to `end` of a name, which are the legal form `short`."""

    first: int
    end: int
    short: str


def with_short_forms(folded: str) -> str:
    """A folded name with its legal forms as one short word each, and letters that stand alone together as one word.

    >>> with_short_forms("stripe limited liability company"), with_short_forms("ооо стройка")
    ('stripe ltd', 'ltd стройка')
    >>> with_short_forms("i b m corp")
    'ibm corp'
    """
    words = _apart(folded)
    bare = list(map(_silenced, words))
    found = list(_spans(bare)) if any(map(_forms_from, bare)) else []
    if not found or sum(span.end - span.first for span in found) == len(bare):
        return _LETTERS.sub(lambda row: row[0].replace(" ", ""), folded)  # no legal form, or nothing else
    pieces, last = list[str](), 0
    for span in found:
        pieces += [*words[last : span.first], span.short]
        last = span.end
    return _LETTERS.sub(lambda row: row[0].replace(" ", ""), " ".join([*pieces, *words[last:]]))


def _apart(folded: str) -> list[str]:
    """The words of a folded name, those without spaces between them parted from the forms at their ends."""
    words = words_of(folded)
    if folded.isascii() or not WITHOUT_SPACES.search(folded):
        return words
    return [piece for word in words for piece in _pieces(word)]


def _pieces(word: str) -> list[str]:
    """A word in a script without spaces, and the forms that it begins and ends with."""
    before, after = list[str](), list[str]()
    while (found := legal_forms().affixes.match(word)) and found.end() < len(word):
        before.append(found[0])
        word = word[found.end() :]
    while (found := legal_forms().endings.search(word)) and found.start():
        after.append(found[0])
        word = word[: found.start()]
    return [*before, word, *reversed(after)]


def _spans(bare: list[str]) -> Iterator[_Span]:
    """The legal forms in a row of words, from left to right, the longest where several begin."""
    place = 0
    while place < len(bare):
        span = _beginning(bare, place)
        if span is not None:
            yield span
        place = span.end if span is not None else place + 1


def _beginning(bare: list[str], place: int) -> _Span | None:
    """The longest form that begins with this word."""
    for form, short in _forms_from(bare[place]):
        end = place + len(form)
        words = bare[place:end]
        spelled = len(words) == len(form) and all(map(_is_spelled, words, form))
        if spelled and (end == len(bare) or _is_clear(words, place)):
            return _Span(place, end, short)
    return None


_silenced = lru_cache(maxsize=1 << 16)(silenced)


@lru_cache(maxsize=1 << 16)
def _forms_from(word: str) -> tuple[tuple[Form, str], ...]:
    """The forms that a word may begin, in the order in which they are believed; none for most words."""
    known = legal_forms().known
    if word not in known and not word.startswith(legal_forms().stems):
        return ()
    stems = [f"{word[: len(word) - more]}~" for more in range(min(_MOST_MORE + 1, len(word)))]
    return tuple(form for first in (word, *stems) for form in known.get(first, ()))


def _is_clear(words: list[str], place: int) -> bool:
    """Whether words that are spelled as a form are one, although others follow."""
    word = words[0]
    if place == 0 and word in legal_forms().firsts:
        return True
    is_short = sum(map(len, words)) < _FEWEST_LETTERS and not WITHOUT_SPACES.match(word)
    return not is_short and (len(words) > 1 or word not in legal_forms().words)


def _is_spelled(word: str, ways: frozenset[str]) -> bool:
    if word in ways:
        return True
    stems = (way[:-1] for way in ways if way[-1] == "~")
    return any(word.startswith(stem) and len(word) <= len(stem) + _MOST_MORE for stem in stems)
