"""Concepts of two names that stand for each other, and what one has and the other lacks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from polyonym.engine.institutions.institution import Meant
from polyonym.engine.institutions.tables import kin

_EITHER = 0.9
"""How readily two concepts stand for each other of which one may mean the other in its language."""
_FAINT = 0.1
"""Concepts that are exchanged less readily than this aren't paired."""
_SHARED = 0.8
"""What a concept says for one of the other name that another has been paired with: engineering and technology."""


class Exchange(NamedTuple):
    """Two concepts that stand for each other, and how readily, 0..1."""

    left: Meant
    right: Meant
    strength: float


@dataclass(frozen=True, slots=True)
class Lack:
    """What the other name lacks of a name's concepts: by class, 0 for nothing, and their weight.

    `ids` are those that nothing stands for, `words` the words for them.
    """

    shares: dict[str, float]
    weight: float
    ids: tuple[str, ...]
    words: tuple[str, ...]

    def of(self, sort: str) -> float:
        """How many concepts of a class are lacking."""
        return self.shares.get(sort, 0.0)


NO_LACK = Lack({}, 0.0, (), ())


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


def exchanges(left: tuple[Meant, ...], right: tuple[Meant, ...]) -> tuple[Exchange, ...]:
    """The concepts of two names paired greedily, the readiest first."""
    possible = [
        (-found, i, j)
        for i, one in enumerate(left)
        for j, other in enumerate(right)
        if (found := strength(one, other)) > _FAINT
    ]
    possible.sort()
    taken_left, taken_right, pairs = set[int](), set[int](), list[Exchange]()
    for found, i, j in possible:
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            pairs.append(Exchange(left[i], right[j], -found))
    return tuple(pairs)


def lack(ours: tuple[Meant, ...], theirs: tuple[Meant, ...], given: dict[int, float]) -> Lack:
    """What the other name lacks of our concepts; `given` are the strengths of those paired, by identity.

    One concept of the other name may stand for two of ours, less readily.
    """
    shares: dict[str, float] = {}
    wholly, weight = [], 0.0
    for each in ours:
        near = given.get(id(each), 0.0) or max((strength(each, other) for other in theirs), default=0.0) * _SHARED
        if near < 1.0:
            shares[each.sort] = shares.get(each.sort, 0.0) + 1.0 - near
            weight += each.weight * (1.0 - near)
        if not near:
            wholly.append(each)
    if not shares:
        return NO_LACK
    return Lack(shares, weight, tuple([each.id for each in wholly]), tuple([each.part.text for each in wholly]))
