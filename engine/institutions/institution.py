"""The name of an institution taken apart for comparing: the words that are its own, and what it is.

Liaoning Technical University is the word Liaoning and the concepts technical and university, in any language.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from polyonym.engine.institutions.concepts import read
from polyonym.engine.institutions.pieces import Number, Word
from polyonym.engine.institutions.tables import kin, sorts
from polyonym.engine.names.name import Name, Part, name_of_words, parts_of_word

_WEIGHTS = {
    "kind": 0.5, "field": 1.0, "rank": 0.3, "level": 0.7, "unit": 0.9, "legal": 0.1, "direction": 0.9,
    "honorific": 0.15,
}  # fmt: skip
"""What a concept of a class says, beside 1 of a word."""
_COMMONEST, _COMMON = frozenset(("university", "institute", "college", "school", "department", "company")), 0.6
_CLOSE = 0.6
"""Concepts that stand for each other so readily are found under one key."""
_FIRST_CODE = 0x100
"""The first of the letters that stand for concepts in sketches: no romanised name has them."""


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

    `numbers` are those in digits and the ordinals: School No. 12, Third Hospital.
    """

    text: str
    own: Name | None
    concepts: tuple[Meant, ...]
    numbers: frozenset[int]
    lang: str | None

    @property
    def weight(self) -> float:
        """The weight of its concepts."""
        return sum([each.weight for each in self.concepts])

    def ids(self, sort: str) -> frozenset[str]:
        """The ids of its concepts of a class."""
        return frozenset([each.id for each in self.concepts if each.sort == sort])


@lru_cache(maxsize=1 << 14)
def institution_of(name: Name) -> Institution:
    """Take the name of an institution apart; alike for all languages."""
    reading = read(name.text)
    concepts, words, numbers = list[Meant](), list[Word](), set[int]()
    for piece in reading.pieces:
        if isinstance(piece, Word):
            words.append(piece)
        elif isinstance(piece, Number):
            numbers.add(piece.value)
        elif piece.sort == "ordinal":
            numbers.add(int(piece.id.removeprefix("ordinal-")))
        else:
            concepts.append(_meant(piece.id, piece.sort, piece.also, piece.surface))
    own = _own(name, words) if words else None
    return Institution(name.text, own, tuple(concepts), frozenset(numbers), reading.lang)


def _own(name: Name, words: list[Word]) -> Name | None:
    written = " ".join([name.text[word.start : word.end] for word in words])
    own = name_of_words([word.text for word in words], written)
    return own if own.parts else None


@lru_cache(maxsize=1 << 14)
def _meant(concept: str, sort: str, also: tuple[str, ...], surface: str) -> Meant:
    weight = _WEIGHTS[sort] * (_COMMON if concept in _COMMONEST else 1.0)
    return Meant(concept, sort, also, parts_of_word(surface), weight)


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


@lru_cache(maxsize=1 << 10)
def coded(institution: Institution) -> str:
    """The concepts as a line of letters for sketches, alike for close kin and in one order; the field counts most."""
    found = {(_LETTERS.get(each.sort, 0), group(each.id)) for each in institution.concepts}
    return " ".join(chr(_FIRST_CODE + number) * times for times, number in sorted(found) if times)
