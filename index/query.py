"""What can be asked of an index: a small algebra, read by each adapter with one match.

Laws: `All(())` is `Everything()`, `AnyOf(())` finds nothing; scores of parts add up; the order of
parts never matters; `Filter(p)` finds what `p` finds with score 0.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from polyonym.base.errors import UsageError
from polyonym.index.field import SCORED, Field

MAX_DEPTH = 100
MAX_DISTANCE = 100


@dataclass(frozen=True, slots=True)
class Term:
    """Articles with this key in this field; scored in the fields of SCORED."""

    field: Field
    key: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Articles where these keys follow one another. Only SURFACE has places; adds no score."""

    field: Field
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Articles where both phrases stand, in either order and without overlap, close together.

    `distance` 1 means side by side; `distance` n leaves room for n - 1 words. Adds no score.
    """

    field: Field
    left: tuple[str, ...]
    right: tuple[str, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class All:
    """Articles that every part finds."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Articles that at least one part finds; each part that finds it adds its score."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Articles that `query` finds and `banned` doesn't, with the score of `query`."""

    query: Query
    banned: Query


@dataclass(frozen=True, slots=True)
class Boost:
    """The same articles, the score multiplied."""

    part: Query
    factor: float


@dataclass(frozen=True, slots=True)
class Between:
    """Articles dated from `since` to `until`, both included; adds no score.

    None leaves that side open. An article without a date is never between.
    """

    since: datetime.date | None = None
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """The same articles, score 0."""

    part: Query


@dataclass(frozen=True, slots=True)
class Everything:
    """All articles, score 0."""


Query: TypeAlias = Term | Phrase | Near | All | AnyOf | Without | Boost | Between | Filter | Everything


def parts_of(query: Query) -> tuple[Query, ...]:
    """The queries directly inside `query`."""
    match query:
        case All(parts) | AnyOf(parts):
            return parts
        case Without(inner, banned):
            return (inner, banned)
        case Boost(inner) | Filter(inner):
            return (inner,)
        case _:
            return ()


def check(query: Query) -> None:
    """Refuse what no adapter can answer, alike for all; without recursion, since depth is one of them.

    Raises UsageError: nested deeper than MAX_DEPTH, places asked of a field without them, a
    distance outside 1..MAX_DISTANCE, a boost that is negative or no number, half a character.
    """
    level: list[Query] = [query]
    for _ in range(MAX_DEPTH):
        for node in level:
            _check_one(node)
        level = [part for node in level for part in parts_of(node)]
        if not level:
            return
    raise UsageError(f"the query is nested deeper than {MAX_DEPTH} levels; write it flatter")


def is_scored(query: Query) -> bool:
    """Whether any hit of `query` can have a score above 0."""
    match query:
        case Term(field):
            return field in SCORED
        case Without(inner, _):
            return is_scored(inner)
        case Filter():
            return False
        case _:
            return any(is_scored(part) for part in parts_of(query))


def _check_one(node: Query) -> None:
    match node:
        case Term(_, _, boost):
            _check_factor(boost)
        case Boost(_, factor):
            _check_factor(factor)
        case Phrase(field):
            _check_placed(field)
        case Near(field, _, _, distance):
            _check_placed(field)
            if not 1 <= distance <= MAX_DISTANCE:
                raise UsageError(f"NEAR/{distance}: the distance must be 1 to {MAX_DISTANCE}")
    for key in _keys(node):
        if not key.isascii():
            check_text(key, "a key of the query")


def check_text(text: str, what: str) -> None:
    """Refuse a text that UTF-8 can't carry. Raises UsageError naming `what`."""
    try:
        text.encode()
    except UnicodeEncodeError as cause:
        raise UsageError(f"{what} holds half a character (a lone surrogate) at {cause.start}") from cause


def _keys(node: Query) -> Iterator[str]:
    match node:
        case Term(_, key):
            yield key
        case Phrase(_, keys):
            yield from keys
        case Near(_, left, right):
            yield from (*left, *right)


def _check_factor(factor: float) -> None:
    if not (0 <= factor < math.inf):
        raise UsageError(f"a boost must be a number from 0 up, not {factor}")


def _check_placed(field: Field) -> None:
    if field is not Field.SURFACE:
        raise UsageError(f"phrases and NEAR are answered by the field 'surface', not '{field}'")
