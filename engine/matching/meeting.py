"""Two names of institutions held against each other: their own words by sound, their concepts by meaning.

Words are compared as any name is; concepts by the strengths of `kin.tsv`.  What one has and the other lacks
is kept by class, since a missing field (technical) separates what a missing legal form doesn't.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from polyonym.aliases.model import EntityKind
from polyonym.engine.institutions.gazetteer import known
from polyonym.engine.institutions.institution import Institution, institution_of
from polyonym.engine.institutions.places import other_place
from polyonym.engine.matching.align import Alignment, Pair, Weigh, alike, run_together_alike
from polyonym.engine.matching.exchange import NO_LACK, Exchange, Lack, exchanges, lack
from polyonym.engine.matching.score import score
from polyonym.engine.names.name import TELLS_LITTLE, Name, Part, name_of
from polyonym.engine.sinitic.compare import Match

_AS_A_CITY = 0.85
"""How alike a word and the name of a city must be to be taken for it."""


class Seat(NamedTuple):
    """Where an institution is known to lie: a city by name, a country (ISO alpha-2), either may be None."""

    city: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """How two names of institutions meet.

    `words` is how alike their own words are, 0..1, 0 where only one has any; `met` the share of the weight of
    concepts that is met, 1 where neither has any.  `seated` are the left name's words without a counterpart that
    name the city or the country in which the right one lies.
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
    spelled: bool = False
    """Whether they are one name spelled nearly alike, whatever its words would mean."""
    abroad: bool = False
    """Whether the left name has a place that isn't in the country of the right one."""

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
        over = [
            part.text
            for part in (*self.over(ours, left=True), *self.over(theirs, left=False))
            if part.weight > TELLS_LITTLE and part not in self.seated
        ]
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


def meet(left: Institution, right: Institution, weigh: Weigh, seat: Seat | None = None) -> Meeting:
    """Hold two institutions' names against each other; `seat` is where the right one is known to lie."""
    pairs = exchanges(left.concepts, right.concepts)
    given = {id(each.left): each.strength for each in pairs} | {id(each.right): each.strength for each in pairs}
    ours, theirs = lack(left.concepts, right.concepts, given), lack(right.concepts, left.concepts, given)
    total = left.weight + right.weight
    words, alignment = _words(left, right, weigh)
    met = 1 - (ours.weight + theirs.weight) / total if total else 1.0
    found = Meeting(words, alignment, pairs, ours, theirs, met, (), elsewhere(left, right))
    return found if seat is None else _with_seat(found, left, seat)


def _with_seat(found: Meeting, left: Institution, seat: Seat) -> Meeting:
    """A meeting with what the left name's words without a counterpart say of where the right one lies."""
    over = found.over(left, left=True)
    if not over:
        return found
    city = name_of(seat.city, EntityKind.ORGANIZATION).parts if seat.city else ()
    seated = tuple([part for part in over if _is_city(part, city) or _is_country(part, seat.country)])
    abroad = seat.country is not None and any(part.is_sure and _abroad(part, seat.country) for part in over)
    return replace(found, seated=seated, abroad=abroad)


def _is_city(part: Part, city: tuple[Part, ...]) -> bool:
    return any(alike(part, each) >= _AS_A_CITY for each in city)


def _is_country(part: Part, country: str | None) -> bool:
    found = [known(place) for place in part.places] if country is not None else []
    return any(each is not None and each.kind == "country" and each.country == country for each in found)


def _abroad(part: Part, country: str) -> bool:
    """Whether a word names places that all lie in other countries."""
    found = [known(place) for place in part.places]
    return all(each is not None and each.country not in ("", country) for each in found)


def _words(left: Institution, right: Institution, weigh: Weigh) -> tuple[float, Alignment | None]:
    if left.own is None or right.own is None:
        return float(left.own is right.own), None
    words, alignment = score(left.own, right.own, weigh)
    if alignment.read is None or (covered := _covered(alignment.read, left.own, right.own)) >= _WHOLLY:
        return words, alignment
    read = replace(alignment.read, score=alignment.read.score * covered)
    return words * covered, alignment._replace(read=read)


_WHOLLY = 0.8


def _covered(read: Match, left: Name, right: Name) -> float:
    """The share of the letters of both names that a reading explains, 0..1: it may leave a word out."""
    shares = (
        sum([len(side) for side in sides]) / max(sum(map(str.isalpha, own.key)), 1)
        for sides, own in (
            ([each.left for each in read.evidence], left),
            ([each.right for each in read.evidence], right),
        )
    )
    return min(1.0, *shares)


def elsewhere(left: Institution, right: Institution) -> bool:
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
