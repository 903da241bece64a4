"""Two names of institutions held against each other: their own words by sound, their concepts by meaning.

Words are compared as any name is; concepts by the strengths of `kin.tsv`.  What one has and the other lacks
is kept by class, since a missing field (technical) separates what a missing legal form doesn't.
"""

from __future__ import annotations

from dataclasses import dataclass

from polyonym.aliases.model import EntityKind
from polyonym.engine.institutions.gazetteer import known
from polyonym.engine.institutions.institution import Institution, institution_of
from polyonym.engine.institutions.places import other_place
from polyonym.engine.matching.align import Alignment, Pair, Weigh, alike, run_together_alike
from polyonym.engine.matching.exchange import NO_LACK, Exchange, Lack, exchanges, lack
from polyonym.engine.matching.score import score
from polyonym.engine.names.name import TELLS_LITTLE, Name, Part, name_of

_AS_A_CITY = 0.85
"""How alike a word and the name of a city must be to be taken for it."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """How two names of institutions meet.

    `words` is how alike their own words are, 0..1, 0 where only one has any; `met` the share of the weight of
    concepts that is met, 1 where neither has any.  `seated` are the left name's words without a counterpart that
    name the city in which the right one lies.
    """

    words: float
    alignment: Alignment | None
    exchanges: tuple[Exchange, ...] = ()
    left: Lack = NO_LACK
    right: Lack = NO_LACK
    met: float = 1.0
    seated: tuple[Part, ...] = ()
    elsewhere: bool = False
    """Whether the two name places of which neither is, or lies in, the other."""

    def over(self, institution: Institution, *, left: bool) -> list[Part]:
        """The own words of one of the two that have no counterpart."""
        parts = institution.own.parts if institution.own is not None else ()
        if self.alignment is None:
            return list(parts)
        if self.alignment.read is not None:
            return []
        paired = {id(pair.left if left else pair.right) for pair in self.alignment.pairs}
        return [part for part in parts if id(part) not in paired]

    def aligned(self, left: Name, right: Name, weigh: Weigh) -> Alignment:
        """The meeting as an alignment of the whole names."""
        ours, theirs = institution_of(left), institution_of(right)
        words, pairs, covers = self.alignment, tuple[Pair, ...](), (0.0, 0.0)
        read = words.read if words is not None else None
        if read is not None:
            covers = (read.score, read.score)
        elif words is not None:
            pairs, covers = words.pairs, (words.left, words.right)
        seated = sum(map(weigh, self.seated))
        over = [part.text for part in (*self.over(ours, left=True), *self.over(theirs, left=False))
                if part.weight > TELLS_LITTLE and part not in self.seated]
        return Alignment(
            (*pairs, *map(_pair, self.exchanges)),
            _cover(ours, covers[0], self.left.weight - seated, weigh),
            _cover(theirs, covers[1], self.right.weight, weigh),
            run_together_alike(left, right),
            _telling(ours) - len(self.seated),
            _telling(theirs),
            words_read=read,
            lacking=(*self.left.words, *self.right.words, *over),
            seated=tuple([part.text for part in self.seated]),
        )


def meet(left: Institution, right: Institution, weigh: Weigh, seat: str | None = None) -> Meeting:
    """Hold two institutions' names against each other; `seat` is the city in which the right one is known to lie."""
    pairs = exchanges(left.concepts, right.concepts)
    given = {id(each.left): each.strength for each in pairs} | {id(each.right): each.strength for each in pairs}
    ours, theirs = lack(left.concepts, right.concepts, given), lack(right.concepts, left.concepts, given)
    total = left.weight + right.weight
    words, alignment = _words(left, right, weigh)
    met = 1 - (ours.weight + theirs.weight) / total if total else 1.0
    seated = _seated(left, alignment, seat) if seat is not None else ()
    return Meeting(words, alignment, pairs, ours, theirs, met, seated, _elsewhere(left, right))


def _words(left: Institution, right: Institution, weigh: Weigh) -> tuple[float, Alignment | None]:
    if left.own is None or right.own is None:
        return float(left.own is right.own), None
    return score(left.own, right.own, weigh)


def _seated(left: Institution, alignment: Alignment | None, seat: str) -> tuple[Part, ...]:
    """The words left over that name the city."""
    if left.own is None or (alignment is not None and alignment.read is not None):
        return ()
    paired = {id(pair.left) for pair in alignment.pairs} if alignment is not None else set[int]()
    over = [part for part in left.own.parts if id(part) not in paired]
    city = name_of(seat, EntityKind.ORGANIZATION).parts if over else ()
    return tuple([part for part in over if any(alike(part, each) >= _AS_A_CITY for each in city)])


def _elsewhere(left: Institution, right: Institution) -> bool:
    """Whether a sure place of each is no place of the other's."""
    ours, theirs = _sure_places(left), _sure_places(right)
    apart = [[_surely_other(one.places, other.places) for other in theirs] for one in ours]
    return any(map(all, apart)) and any(map(all, zip(*apart, strict=True)))


def _surely_other(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two readings are different places; which region a city lies in isn't always known."""
    if not other_place(left, right):
        return False
    sorts = [{found.kind for place in each if (found := known(place))} for each in (left, right)]
    return not ("city" in sorts[0] ^ sorts[1] and (sorts[0] | sorts[1]) & _REGIONS)


_REGIONS = frozenset(("region", "area"))


def _sure_places(institution: Institution) -> list[Part]:
    parts = institution.own.parts if institution.own is not None else ()
    return [part for part in parts if part.is_sure]


def _pair(exchange: Exchange) -> Pair:
    left, right = exchange.left, exchange.right
    return Pair(left.part, right.part, exchange.strength, (left.id, right.id))


def _cover(institution: Institution, own: float, lacking: float, weigh: Weigh) -> float:
    """The share of a name's weight that is met, 0..1: `own` of its words, all of its concepts but what is lacking."""
    words = sum(map(weigh, institution.own.parts)) if institution.own is not None else 0.0
    return (words * own + institution.weight - lacking) / ((words + institution.weight) or 1.0)


def _telling(institution: Institution) -> int:
    words = institution.own.parts if institution.own is not None else ()
    return sum([part.weight > TELLS_LITTLE for part in words]) + len(institution.concepts)
