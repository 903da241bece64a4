"""Cut an address into segments: what stands between commas, brackets, dashes and the ends of lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from polyonym.engine.affiliations.tables import abbreviations, countries
from polyonym.engine.text.tokens import Tokens

_HARD = re.compile(r"[;\n\r；؛|•·¶]")
_SOFT = re.compile(r"[,،፣:()\[\]{}<>，、：（）【】《》/“”«»\"…\t]|\s[-‐–—]+\s?|[-‐–—]+\s|—|\s{4,}")
_AND = frozenset(("and", "und", "et", "y", "e", "и", "&"))
_ABBREVIATION = 4
_MOST_OF_COUNTRY = 4


@dataclass(slots=True)
class Segment:
    """A run of tokens between two marks, by the numbers of the first and of the one behind the last.

    `group` counts the addresses in a text, `bracketed` says that it stands in brackets.  The rest is filled in when
    the address is read: `country`, `address` for a country or a state, `located` for what ends with one.
    """

    first: int
    last: int
    group: int
    bracketed: bool = False
    country: str | None = None
    address: bool = False
    located: bool = False
    words: tuple[str, ...] = ()


def segments(text: str, tokens: Tokens) -> list[Segment]:
    """The segments of a folded text in order, each with at least one token."""
    found: list[Segment] = []
    first = group = depth = 0
    for i in range(len(tokens)):
        last = i + 1 == len(tokens)
        gap = "" if last else text[tokens.ends[i] : tokens.starts[i + 1]]
        closes = not last and _closes(tokens, first, i)
        if not last and not closes and (gap == " " or not (_HARD.search(gap) or _ends(gap, tokens.texts[i]))):
            continue
        found.append(Segment(first, i + 1, group, depth > 0, words=tuple(tokens.texts[first : i + 1])))
        first = i + 1
        group += closes or _HARD.search(gap) is not None
        depth = max(0, depth + sum(map(gap.count, "([（")) - sum(map(gap.count, ")]）")))
    return found


def _ends(gap: str, word: str) -> bool:
    """Whether a segment ends here: at a mark, or at a full stop behind a word that is no abbreviation."""
    if _SOFT.search(gap) is not None:
        return gap != "/" or len(word) > 1  # A/S is a legal form
    return gap[:1] in ".。" and len(gap) > 1 and len(word) > _ABBREVIATION and word not in abbreviations()


def _closes(tokens: Tokens, first: int, i: int) -> bool:
    """Whether a country ends an address and an "and" begins the next: …, Japan and Department of …"""
    if i - first >= _MOST_OF_COUNTRY or tokens.texts[i + 1] not in _AND:
        return False
    return tuple(tokens.texts[first : i + 1]) in countries()
