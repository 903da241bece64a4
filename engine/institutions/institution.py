"""The name of an institution taken apart for comparing: the words that are its own, and what it is.

Liaoning Technical University is the word Liaoning and the concepts technical and university, in any language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from polyonym.engine.institutions.concepts import read
from polyonym.engine.institutions.gazetteer import number
from polyonym.engine.institutions.pieces import Number, Piece, Word
from polyonym.engine.institutions.places import Place, long_places, places
from polyonym.engine.institutions.tables import kin, sorts
from polyonym.engine.names.name import Name, Part, name_of_parts, part_of_word, parts_of, without_dots

_WEIGHTS = {
    "kind": 0.5, "field": 1.0, "rank": 0.3, "level": 0.7, "unit": 0.9, "legal": 0.1, "direction": 0.9,
    "honorific": 0.15,
}  # fmt: skip
"""What a concept of a class says, beside 1 of a word."""
_COMMONEST, _COMMON = frozenset(("university", "institute", "college", "school", "department", "company")), 0.6
_COUNTRY = 0.4
"""What the country in a name says, which goes without saying at home."""
COMPANIES = frozenset(
    ("company", "corporation", "enterprise", "factory", "group", "holding", "fund", "cooperative", "trust")
)
"""Kinds of companies, which are called many things beside."""
_CLOSE = 0.6
"""Concepts that stand for each other so readily are found under one key."""
_FIRST_CODE = 0x100
"""The first of the letters that stand for concepts in sketches: no romanised name has them."""
_FIRST_PLACE = 0x4E00
"""The first of those that stand for places."""


@dataclass(frozen=True, slots=True, eq=False)
class Meant:
    """A concept in a name: its id, its class, others that the word may stand for, and the word itself."""

    id: str
    sort: str
    also: tuple[str, ...]
    part: Part
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class Institution:
    """The name of an institution taken apart; `own` are its own words as a name, None if it has none.

    `langs` are the languages that it may be in; `numbers` are those in digits and the ordinals: School No. 12,
    Third Hospital.
    """

    text: str
    own: Name | None
    concepts: tuple[Meant, ...]
    numbers: frozenset[int]
    langs: frozenset[str]

    @property
    def weight(self) -> float:
        """The weight of its concepts."""
        return sum([each.weight for each in self.concepts])

    def ids(self, sort: str) -> frozenset[str]:
        """The ids of its concepts of a class."""
        return frozenset([each.id for each in self.concepts if each.sort == sort])


@lru_cache(maxsize=1 << 13)
def institution_of(name: Name) -> Institution:
    """Take the name of an institution apart; alike for all languages."""
    text = without_dots(name.text)
    reading = read(text)
    concepts, words, numbers = list[Meant](), list[Word](), set[int]()
    for piece in _with_long_places(reading.pieces):
        if isinstance(piece, Word):
            words.append(piece)
        elif isinstance(piece, Number):
            numbers.add(piece.value)
        elif piece.sort == "ordinal":
            numbers.add(int(piece.id.removeprefix("ordinal-")))
        else:
            concepts.append(_meant(piece.id, piece.sort, piece.also, piece.surface))
    own = _own(text, words) if words else None
    return Institution(name.text, own, tuple(concepts), frozenset(numbers), reading.langs)


def _with_long_places(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces of a name; those that are the name of one place together are words: New York, South Korea."""
    texts = [piece.text if isinstance(piece, Word) else piece.surface for piece in pieces]
    found = [place for place in long_places(texts) if not place.weak]
    if not found:
        return pieces
    inside = {at for place in found for at in range(place.first, place.last + 1)}
    return tuple(Word(texts[at], piece.start, piece.end) if at in inside else piece for at, piece in enumerate(pieces))


def _own(text: str, words: list[Word]) -> Name | None:
    """The own words of a name; what is a place is one part, in however many words."""
    texts = [word.text for word in words]
    found = places(texts)
    parts = list[Part]()
    for segment, place in _segments(texts, found) if found else ((" ".join(texts), None),):
        parts += parts_of(segment) if place is None else (_part_of_place(segment, place.ids, place.kind, place.weak),)
    written = " ".join([text[word.start : word.end] for word in words])
    return name_of_parts(parts, written) if parts else None


def _segments(texts: list[str], found: tuple[Place, ...]) -> Iterator[tuple[str, Place | None]]:
    """Words, and places among them, in order; in a script without spaces a place may be a piece of a word."""
    at, inside = 0, 0
    for place in found:
        if at < place.first:
            yield " ".join([texts[at][inside:], *texts[at + 1 : place.first]]), None
            at, inside = place.first, 0
        start = texts[at].find(place.surface, inside)
        if place.first < place.last or start < 0 or len(place.surface) == len(texts[at]):
            yield " ".join(texts[at : place.last + 1]), place
            at = place.last + 1
            continue
        if inside < start:
            yield texts[at][inside:start], None
        yield place.surface, place
        inside = start + len(place.surface)
        if inside == len(texts[at]):
            at, inside = at + 1, 0
    if at < len(texts):
        yield " ".join([texts[at][inside:], *texts[at + 1 :]]), None


@lru_cache(maxsize=1 << 13)
def _part_of_place(text: str, ids: tuple[str, ...], kind: str, weak: bool) -> Part:
    part = part_of_word(text)
    weight = part.weight * (_COUNTRY if kind == "country" else 1.0)
    return replace(part, places=ids, is_sure=not weak, weight=weight, is_initial=False)


@lru_cache(maxsize=1 << 14)
def _meant(concept: str, sort: str, also: tuple[str, ...], surface: str) -> Meant:
    weight = _WEIGHTS[sort] * (_COMMON if concept in _COMMONEST else 1.0)
    return Meant(concept, sort, also, part_of_word(surface), weight)


@cache
def _groups() -> dict[str, int]:
    """Each concept's group of close kin, by number."""
    leader = {concept: concept for concept in sorts()}

    def led(concept: str) -> str:
        return concept if leader[concept] == concept else led(leader[concept])

    for each in kin().values():
        if each.strength >= _CLOSE and sorts()[each.one] == sorts()[each.other]:
            leader[led(each.one)] = led(each.other)
    numbers: dict[str, int] = {}
    return {concept: numbers.setdefault(led(concept), len(numbers)) for concept in sorts()}


def group(concept: str) -> int:
    """The number of a concept's group of close kin, from 0: technical and technology are one."""
    return _groups()[concept]


_LETTERS = {"field": 3, "unit": 2, "direction": 2, "level": 2, "kind": 1, "rank": 1}


_OF_PLACE = 3


@lru_cache(maxsize=1 << 10)
def coded(institution: Institution) -> str:
    """The places and concepts as a line of letters for sketches, alike for close kin and in one order.

    The field and the place count most.
    """
    found = {(_LETTERS.get(each.sort, 0), group(each.id)) for each in institution.concepts}
    concepts = [chr(_FIRST_CODE + code) * times for times, code in sorted(found) if times]
    parts = institution.own.parts if institution.own is not None else ()
    where = [chr(_FIRST_PLACE + number(part.places[0])) * _OF_PLACE for part in parts if part.is_sure]
    return " ".join(where + concepts)
