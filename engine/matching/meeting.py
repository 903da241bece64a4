"""Two names of institutions held against each other: their own words by sound, their concepts by meaning.

Words are compared as any name is; concepts by the strengths of `kin.tsv`.  What one has and the other lacks
is kept by class, since a missing field (technical) separates what a missing legal form doesn't.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from polyonym.aliases.model import EntityKind
from polyonym.engine.institutions.institution import Institution, Meant, institution_of
from polyonym.engine.institutions.tables import kin
from polyonym.engine.matching.align import Alignment, Pair, Weigh, alike, run_together_alike
from polyonym.engine.matching.score import score
from polyonym.engine.names.name import TELLS_LITTLE, Name, Part, name_of

_EITHER = 0.9
"""How readily two concepts stand for each other of which one may mean the other in its language."""
_FAINT = 0.1
"""Concepts that are exchanged less readily than this aren't paired."""

class Exchange(NamedTuple):
    """Two concepts that stand for each other, and how readily, 0..1."""

    left: Meant
    right: Meant
    strength: float


@dataclass(frozen=True, slots=True)
class Meeting:
    """How two names of institutions meet.

    `words` is how alike their own words are, 0..1, 0 where only one has any; `unmet_left` and `unmet_right` say
    what is left over of concepts of each class, 0 for nothing.
    """

    words: float
    alignment: Alignment | None
    exchanges: tuple[Exchange, ...]
    unmet_left: dict[str, float]
    unmet_right: dict[str, float]
    lacking_left: float
    lacking_right: float
    met: float
    """The share of the weight of concepts that is met, 0..1; 1 where neither has any."""
    lacking: tuple[str, ...] = ()
    """The words for concepts that have no counterpart."""
    seated: tuple[Part, ...] = ()
    """The words of the left name that have no counterpart but are the city in which the right one lies."""


    @classmethod
    def of_words(cls, words: float, alignment: Alignment) -> Meeting:
        """The meeting of two names without concepts."""
        return cls(words, alignment, (), {}, {}, 0.0, 0.0, 1.0)

    def aligned(self, left: Name, right: Name, weigh: Weigh) -> Alignment:
        """The meeting as an alignment of the whole names."""
        ours, theirs = institution_of(left), institution_of(right)
        words, pairs, covers = self.alignment, tuple[Pair, ...](), (0.0, 0.0)
        read = words.read if words is not None else None
        if read is not None:
            covers = (read.score, read.score)
        elif words is not None:
            pairs, covers = words.pairs, (words.left, words.right)
        return Alignment(
            (*pairs, *map(_pair, self.exchanges)),
            _cover(ours, covers[0], self.lacking_left - sum(map(weigh, self.seated)), weigh),
            _cover(theirs, covers[1], self.lacking_right, weigh),
            run_together_alike(left, right),
            _telling(ours) - len(self.seated),
            _telling(theirs),
            words_read=read,
            lacking=(*self.lacking, *_unpaired(ours, pairs, self.seated), *_unpaired(theirs, pairs, ())) if not read else self.lacking,
            seated=tuple([part.text for part in self.seated]),
        )


def _unpaired(institution: Institution, pairs: tuple[Pair, ...], seated: tuple[Part, ...]) -> list[str]:
    """The own words of a name that have no counterpart."""
    settled = {id(part) for pair in pairs for part in (pair.left, pair.right)} | {id(part) for part in seated}
    parts = institution.own.parts if institution.own is not None else ()
    return [part.text for part in parts if id(part) not in settled and part.weight > TELLS_LITTLE]


def _pair(exchange: Exchange) -> Pair:
    left, right = exchange.left, exchange.right
    return Pair(left.part, right.part, exchange.strength, (left.id, right.id))


def _cover(institution: Institution, own: float, lacking: float, weigh: Weigh) -> float:
    words = sum(map(weigh, institution.own.parts)) if institution.own is not None else 0.0
    meant = sum([each.weight for each in institution.concepts])
    return (words * own + meant - lacking) / ((words + meant) or 1.0)


def _telling(institution: Institution) -> int:
    words = institution.own.parts if institution.own is not None else ()
    return sum([part.weight > TELLS_LITTLE for part in words]) + len(institution.concepts)


@lru_cache(maxsize=1 << 14)
def strength(left: Meant, right: Meant) -> float:
    """How readily one concept stands for another, 0..1."""
    if left.id == right.id:
        return 1.0
    ours, theirs = {left.id, *left.also}, {right.id, *right.also}
    if ours & theirs:
        return _EITHER
    table = kin()
    found = (table.get(frozenset((one, other))) for one in ours for other in theirs)
    return max((each.strength for each in found if each is not None), default=0.0)


def meet(left: Institution, right: Institution, weigh: Weigh, seat: str | None = None) -> Meeting:
    """Hold two institutions' names against each other; `seat` is the city in which the right one is known to lie."""
    exchanges = _exchanges(left.concepts, right.concepts)
    given = {id(each.left): each.strength for each in exchanges} | {id(each.right): each.strength for each in exchanges}
    lacking_left = _lacking(left.concepts, right.concepts, given)
    lacking_right = _lacking(right.concepts, left.concepts, given)
    total = sum([each.weight for each in (*left.concepts, *right.concepts)])
    lacks = [sum([each.weight * share for each, share in side]) for side in (lacking_left, lacking_right)]
    words, alignment = _words(left, right, weigh)
    seated = _seated(left, alignment, seat) if seat is not None else ()
    return Meeting(
        words,
        alignment,
        exchanges,
        *map(_by_sort, (lacking_left, lacking_right)),
        *lacks,
        1 - sum(lacks) / total if total else 1.0,
        tuple([each.part.text for each, share in (*lacking_left, *lacking_right) if share == 1.0]),
        seated,
    )


def _words(left: Institution, right: Institution, weigh: Weigh) -> tuple[float, Alignment | None]:
    if left.own is None or right.own is None:
        return float(left.own is right.own), None
    return score(left.own, right.own, weigh)


_AS_A_CITY = 0.85


def _seated(left: Institution, alignment: Alignment | None, seat: str) -> tuple[Part, ...]:
    """The words left over that name the city."""
    if left.own is None or (alignment is not None and alignment.read is not None):
        return ()
    paired = {id(pair.left) for pair in alignment.pairs} if alignment is not None else set[int]()
    over = [part for part in left.own.parts if id(part) not in paired]
    city = name_of(seat, EntityKind.PLACE).parts if over else ()
    return tuple([part for part in over if any(alike(part, each) >= _AS_A_CITY for each in city)])


def _exchanges(left: tuple[Meant, ...], right: tuple[Meant, ...]) -> tuple[Exchange, ...]:
    """The concepts paired greedily, the readiest first."""
    possible = [
        (-found, i, j) for i, one in enumerate(left) for j, other in enumerate(right)
        if (found := strength(one, other)) > _FAINT
    ]  # fmt: skip
    possible.sort()
    taken_left, taken_right, pairs = set[int](), set[int](), list[Exchange]()
    for found, i, j in possible:
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            pairs.append(Exchange(left[i], right[j], -found))
    return tuple(pairs)


def _lacking(ours: tuple[Meant, ...], theirs: tuple[Meant, ...], given: dict[int, float]) -> list[tuple[Meant, float]]:
    """What the other name lacks of our concepts, 0..1 of each; one of theirs may stand for two of ours."""
    found = []
    for each in ours:
        near = given.get(id(each), 0.0) or max((strength(each, other) for other in theirs), default=0.0) * _SHARED
        if near < 1.0:
            found.append((each, 1.0 - near))
    return found


_SHARED = 0.8
"""What a concept says for one of the other name that another has been paired with: engineering and technology."""


def _by_sort(lacking: list[tuple[Meant, float]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for each, share in lacking:
        found[each.sort] = found.get(each.sort, 0.0) + share
    return found
