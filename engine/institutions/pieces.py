"""What a name of an institution is made of: concepts, numbers and the words that are its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Concept(NamedTuple):
    """A word or phrase that means the same in every language.

    `sort` is the concept's class; `surface` is what the name has between `start` and `end`, folded; `also` are
    other concepts that the same word may stand for in the same language (学院: college, institute, academy).
    """

    id: str
    sort: str
    surface: str
    start: int
    end: int
    also: tuple[str, ...] = ()


class Number(NamedTuple):
    """A number in digits or Roman numerals."""

    value: int
    surface: str
    start: int
    end: int


class Word(NamedTuple):
    """What is neither: a proper name, a place, a word that no table has; `text` is folded."""

    text: str
    start: int
    end: int


Piece = Concept | Number | Word


@dataclass(frozen=True)
class Reading:
    """The pieces of a name in order, and the language that explains most of it, None where several do."""

    pieces: tuple[Piece, ...]
    lang: str | None = None
    langs: frozenset[str] = frozenset()
    """All languages that explain as much of it."""

    @cached_property
    def concepts(self) -> tuple[str, ...]:
        """The ids of the concepts in order."""
        return tuple(piece.id for piece in self.pieces if isinstance(piece, Concept))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The folded words that are no concepts, in order."""
        return tuple(piece.text for piece in self.pieces if isinstance(piece, Word))

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The numbers in order."""
        return tuple(piece.value for piece in self.pieces if isinstance(piece, Number))
