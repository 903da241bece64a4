"""What sort of word a token is in the name of an institution: its head, a field, a part of one, a word of its own."""

from __future__ import annotations

from enum import IntEnum
from functools import cache, lru_cache
from typing import NamedTuple

from polyonym.engine.affiliations.tables import abbreviations, rows
from polyonym.engine.institutions.concepts import read
from polyonym.engine.institutions.pieces import Concept, Word
from polyonym.engine.text.tokens import is_unspaced
from rapidfuzz.distance import OSA

_SHORTEST = 3
"""Letters of the shortest abbreviation that says what a segment is."""


class Rank(IntEnum):
    """What an institution is by its name, the highest last."""

    NONE = 0
    UNIT = 1
    INSTITUTE = 2
    BODY = 3
    HOSPITAL = 4
    UNIVERSITY = 5


class Token(NamedTuple):
    """A folded token: its concepts, whether it is a word of its own, and the rank that it gives a name."""

    concepts: tuple[str, ...]
    own: bool
    rank: Rank


@cache
def _ranks() -> dict[str, Rank]:
    return {concept: Rank[rank.upper()] for rank, cell in rows("ranks.tsv") for concept in cell.split()}


_OFTEN = ("university", "universidad", "universitat", "universite", "institute", "hospital", "laboratory", "college",
          "academy", "polytechnic", "department", "faculty")  # fmt: skip
_LONG = 6


def _meant(folded: str) -> str | None:
    """The head that a word of its own is with one letter wrong or two exchanged: Universtiy."""
    if len(folded) < _LONG or not folded.isascii():
        return None
    near = (head for head in _OFTEN if head[0] == folded[0] and OSA.distance(folded, head, score_cutoff=1) <= 1)
    return next(near, None)


@lru_cache(maxsize=1 << 15)
def token(folded: str) -> Token:
    """What a folded token is by itself."""
    written_out = abbreviations().get(folded, ()) if len(folded) >= _SHORTEST else ()
    pieces = read(" ".join(written_out) or folded).pieces
    meant = _meant(folded) if any(isinstance(piece, Word) for piece in pieces) else None
    if meant is not None:
        pieces = read(meant).pieces
    concepts = tuple(piece.id for piece in pieces if isinstance(piece, Concept))
    own = any(isinstance(piece, Word) for piece in pieces)
    return Token(concepts, own, max((_ranks().get(each, Rank.NONE) for each in concepts), default=Rank.NONE))


def rank_of(words: tuple[str, ...]) -> Rank:
    """What a name of these folded words is: the head that stands highest, but a part of it is a part."""
    if not words:
        return Rank.NONE
    if is_unspaced(words[0]):
        return token("".join(words)).rank
    found = [token(word).rank for word in words]
    if Rank.HOSPITAL in found or ("medical" in words and {"center", "centre"} & set(words)):
        return Rank.HOSPITAL
    if not _KEY.isdisjoint(words) and not _LABORATORY.isdisjoint(words):
        return Rank.UNIT
    return max(found)


_KEY = frozenset(("key", "ключевая", "重点"))
_LABORATORY = frozenset(("laboratory", "laboratories", "lab", "labs", "лаборатория"))
