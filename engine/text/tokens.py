"""Tokens of a folded text, with offsets, for spaced and unspaced scripts.

Han characters are one token each; so are Hiragana.  Runs of Thai, Lao, Khmer and Burmese, which put no
spaces between words, are cut into their letters with what hangs on them.  Everything else is cut at what
is neither a letter, a digit, nor an apostrophe between letters.  No dictionary is asked, so a name is
found inside any sentence.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cached_property
from itertools import accumulate, compress

import numpy as np
from polyonym.engine.text.codes import SPACED_END, Codes, Edges, Flags, codes, table
from polyonym.engine.text.stems import stem

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HIRAGANA = "\u3041-\u309f"
_STACKED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
_MARKS = (
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962-\u0963\u0981-\u0983\u09bc-\u09cd\u09d7\u0a01-\u0a03"
    "\u0a3c-\u0a51\u0a70\u0a71\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0bd7"
    "\u0c00-\u0c04\u0c3c-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d4d\u0d57\u0d81-\u0d83"
    "\u0dca-\u0df3\u0f18-\u0f19\u0f35-\u0f39\u0f71-\u0fbc\u135d-\u135f\u07a6-\u07b0\u07eb-\u07f3"
)
_STACK_MARKS = (
    "\u0e31\u0e33-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb3-\u0ebc\u0ec8-\u0ece"
    "\u102b-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d\u17b4-\u17d3\u17dd"
)
_LETTER = f"(?:[^\\W_{_HAN}{_HIRAGANA}{_STACKED}][{_MARKS}]*+)"
_TOKEN = re.compile(f"[{_HAN}{_HIRAGANA}]|[{_STACKED}](?<=\\w)[{_STACK_MARKS}]*|{_LETTER}++(?:'{_LETTER}++)*+")
_PIECES = re.compile(f"({_TOKEN.pattern})")
_NOT_SPACED = re.compile("[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u0670\u06d6-\u1fff]")
"""Characters before `SPACED_END` of scripts with marks or without spaces; a text without any is cut natively."""
_UNSPACED = re.compile(f"[{_HAN}{_HIRAGANA}{_STACKED}]")


class Tokens:
    """The tokens of a folded text, in order: their texts, where each begins and ends, and when asked for their stems.

    `spaced` tells whether all of the text is of scripts that put spaces between words and no marks beside letters;
    then `edges` has the starts and ends in turn as an array.
    """

    def __init__(self, folded: str, texts: list[str], bounds: list[int], edges: Edges | None = None) -> None:
        self.folded, self.texts, self.edges, self.spaced = folded, texts, edges, edges is not None
        self.starts, self.ends = bounds[::2], bounds[1::2]

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def stems(self) -> list[str]:
        """The stem of each token."""
        return list(map(stem, self.texts))

    def stem(self, number: int) -> str:
        """The stem of one token."""
        return stem(self.texts[number])

    def gap(self, number: int) -> str:
        """What stands between a token and the next one, in the folded text."""
        return self.folded[self.ends[number] : self.starts[number + 1]]


def tokens(folded: str) -> Tokens:
    """The tokens of a folded text; linear in its length."""
    letters = codes(folded)
    if not _is_spaced(letters):
        pieces = _PIECES.split(folded)  # between, token, between, token, … between: offsets add up natively
        return Tokens(folded, pieces[1::2], list(accumulate(map(len, pieces[:-1]))))
    edges = np.flatnonzero(_changes(letters))
    bounds = edges.tolist()
    texts = [folded[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
    return Tokens(folded, texts, bounds, edges)


def _is_unfit(char: str) -> bool:
    return _NOT_SPACED.match(char) is not None


def _is_spaced(letters: Codes) -> bool:
    return not len(letters) or (int(letters.max()) < SPACED_END and not table(_is_unfit).take(letters).any())


def _changes(letters: Codes) -> Flags:
    """Where in a text of spaced scripts a token begins or has ended."""
    inside = np.zeros(len(letters) + 2, np.bool_)
    inside[1:-1] = table(str.isalnum).take(letters)
    marks = np.flatnonzero(letters == _APOSTROPHE) + 1
    if len(marks):
        inside[marks] = inside[marks - 1] & inside[marks + 1]
    changes: Flags = inside[1:] != inside[:-1]
    return changes


_APOSTROPHE = ord("'")


def where(texts: list[str], known: Collection[str]) -> list[int]:
    """The numbers of the tokens whose texts (or stems) are among `known`, natively."""
    return list(compress(range(len(texts)), map(known.__contains__, texts)))


PLAIN = re.compile("[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*")
"""A token, and a part, of a text in ASCII: the same as the other patterns find there, sooner."""


def words(folded: str) -> list[str]:
    """The texts of the tokens alone."""
    found: list[str] = (PLAIN if folded.isascii() else _TOKEN).findall(folded)
    return found


_MARKED = f"(?:[^\\W_{_HAN}][{_MARKS}{_STACK_MARKS}]*)"
_PART = re.compile(f"[{_HAN}]+|{_MARKED}+(?:['\u0f0b]{_MARKED}+)*")


def parts(folded: str) -> list[str]:
    """The parts of a name: runs of letters and digits as they are written, Han characters apart from others."""
    found: list[str] = (PLAIN if folded.isascii() else _PART).findall(folded)
    return found


def is_unspaced(token: str) -> bool:
    """Whether a token belongs to a script that is written without spaces."""
    return _UNSPACED.match(token) is not None
