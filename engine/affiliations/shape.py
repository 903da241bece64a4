"""Whether a text is an affiliation, a list of them or a signature, and not running text.

What is in doubt is running text: articles, headlines and single names keep their own way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum

from polyonym.engine.affiliations.heads import Rank, token
from polyonym.engine.affiliations.segments import Segment
from polyonym.engine.affiliations.wording import has_prose, is_caseless, is_sentence, links, small_words
from polyonym.engine.text.tokens import Tokens, is_unspaced

LONGEST = 4000
"""Characters of the longest list of affiliations."""
_FEWEST = 2
_LONG, _MOSTLY = 400, 0.6
"""A longer text with more words written small than this share is prose."""
_POST_CODE = re.compile(r"(?<![^\s,，、;])(?:\d{5,6}|\d{3}-\d{4}|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})(?![\w-])|\w@\w")
"""The number of a post office, or a mail address."""
_LONGEST_SEGMENT, _LONGEST_CASELESS = 40, 9
_LONGEST_ROW = 60
"""Words between two marks, or characters where a script has no spaces; what has more is a sentence."""
_AREA, _AREA_ROW = 4, 12
"""Words or characters of what names a country in a script without capitals."""
_THREE = 3
"""So many segments has an address with a word written small that no table has."""
_FEW, _SOME = 0.08, 0.2
"""Which share of its words may be written small, the known ones left out; more where a country ends it."""


def may_be_affiliation(text: str, tokens: Tokens) -> bool:
    """Whether a look at the words alone leaves a text in question: what keeps the tagging of articles fast."""
    if len(tokens) < _FEWEST or len(text) > LONGEST:
        return False
    if has_prose(text, tokens):
        return False
    if len(text) < _LONG:
        return True
    return sum(text[start].islower() for start in tokens.starts) < _MOSTLY * len(tokens)


class Shape(IntEnum):
    """How sure the words alone are that a text is an address; one in doubt must name what a table lists."""

    NONE = 0
    DOUBTFUL = 1
    SURE = 2


def shape_of(text: str, tokens: Tokens, found: list[Segment]) -> Shape:
    """Whether a text, cut into these segments, reads as addresses of institutions.

    An address names an institution and where it is: its country, its post code.  Scripts without capitals show
    less, so that their segments must be short.
    """
    if len(tokens) < _FEWEST or len(text) > LONGEST or not _has_marks(found):
        return Shape.NONE
    located = any(each.located for each in found)
    coded = len(found) > 1 and _POST_CODE.search(text) is not None
    caseless = is_caseless(text, tokens)
    if not all(_is_short(each, caseless) for each in found) or is_sentence(text):
        return Shape.NONE
    if caseless and located and not any(each.located and _is_area(each) for each in found):
        return Shape.NONE
    if not (located or coded) and (caseless or not _has_parts(text, tokens, found)):
        return Shape.NONE
    small = small_words(text, tokens)
    if small is None or small > max(1, (_SOME if located else _FEW) * len(tokens)) or (small and len(found) < _THREE):
        return Shape.NONE
    if not has_head(tokens):
        return Shape.DOUBTFUL if located and not (small or caseless) else Shape.NONE
    return Shape.SURE if located and _is_learned(tokens) else Shape.DOUBTFUL


def _is_learned(tokens: Tokens) -> bool:
    """Whether any word names an institute, a university, a hospital or a part of one: not just a body or a company."""
    ranks = {token(word).rank for word in tokens.texts if not is_unspaced(word)}
    return not tokens.spaced or not ranks <= {Rank.NONE, Rank.BODY}


def is_reached(tokens: Tokens) -> bool:
    """Whether a text says how someone is reached: by telephone, at a box of the post office."""
    return not _REACHED.isdisjoint(tokens.texts)


_REACHED = frozenset(("tel", "phone", "fax", "box", "email", "тел", "факс"))
"""What stands before the ways of reaching someone."""


def _is_acronym(text: str, tokens: Tokens, segment: Segment) -> bool:
    """Whether a segment has nothing but acronyms, outside brackets: a list of them is no address."""
    written = [text[tokens.starts[i] : tokens.ends[i]] for i in range(segment.first, segment.last)]
    telling = [word for word in written if word.isalpha() and word.casefold() not in links()]
    return not segment.bracketed and bool(telling) and all(len(word) > 1 and word.isupper() for word in telling)


def _has_marks(found: list[Segment]) -> bool:
    """Whether a text has more than one part, or says that it is one of an institution."""
    return len(found) > 1 or any(each.country for each in found) or _is_part(found[0].words)


def _has_parts(text: str, tokens: Tokens, found: list[Segment]) -> bool:
    """Whether an address without a country names a part of an institution with it; a list of acronyms is none."""
    return _is_part(tokens.texts) and not any(_is_acronym(text, tokens, each) for each in found)


def _is_part(words: Sequence[str]) -> bool:
    """Whether words name a part of an institution and the institution."""
    ranks = {token(word).rank for word in words}
    return Rank.UNIT in ranks and max(ranks) >= Rank.HOSPITAL


def _is_area(segment: Segment) -> bool:
    """Whether a segment is no longer than what names a country."""
    return len(segment.words) <= (_AREA_ROW if is_unspaced(segment.words[0]) else _AREA)


def _is_short(segment: Segment, caseless: bool) -> bool:
    spaced = _LONGEST_CASELESS if caseless else _LONGEST_SEGMENT
    most = _LONGEST_ROW if is_unspaced(segment.words[0]) else spaced
    return len(segment.words) <= most


def has_head(tokens: Tokens) -> bool:
    """Whether any word or row of characters is what institutions are called."""
    if any(token(word).rank for word in tokens.texts):
        return True
    row = "".join(word for word in tokens.texts if is_unspaced(word))
    return bool(row) and token(row[:_LONGEST_ROW]).rank > Rank.NONE
