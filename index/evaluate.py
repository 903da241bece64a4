"""Answers queries over plain postings: what a query means, in the fewest words.

The memory adapter is this over dictionaries, the Whoosh adapter this over Whoosh's files. Tantivy
has an evaluator of its own, and is held to this one by the conformance tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Protocol, assert_never

from polyonym.index import bm25
from polyonym.index.field import SCORED, Field, Sort
from polyonym.index.postings import TIE_BITS, rank_range
from polyonym.index.query import (
    All,
    AnyOf,
    Between,
    Boost,
    Everything,
    Filter,
    Near,
    Phrase,
    Query,
    Term,
    Without,
)

FACET_SIZE = 100
Scores = dict[int, float]


class Postings(Protocol):
    """One unchanging state of an index; articles are numbered."""

    def articles(self) -> Set[int]:
        """All articles."""
        ...

    def frequencies(self, field: Field, key: str) -> Mapping[int, int]:
        """Articles with this key in this field, and how often."""
        ...

    def places(self, key: str) -> Mapping[int, Sequence[int]]:
        """Articles with this key in SURFACE, and where (ascending)."""
        ...

    def lengths(self, field: Field) -> bm25.Lengths:
        """Lengths of a scored field."""
        ...

    def ranks(self) -> Mapping[int, int]:
        """Rank of every article, see `postings.rank`."""
        ...

    def values(self, field: Field) -> Iterable[str]:
        """All keys of a field."""
        ...


def evaluate(query: Query, postings: Postings) -> Scores:
    """Every article that `query` finds, with its score."""
    match query:
        case Term(field, key, boost):
            return _term(field, key, boost, postings)
        case Phrase(_, keys):
            return dict.fromkeys(_starts(keys, postings), 0.0)
        case Near(_, left, right, distance):
            return dict.fromkeys(_near(left, right, distance, postings), 0.0)
        case All(parts):
            return _all([evaluate(part, postings) for part in parts], postings)
        case AnyOf(parts):
            return _any([evaluate(part, postings) for part in parts])
        case Without(inner, banned):
            out = evaluate(banned, postings)
            return {a: s for a, s in evaluate(inner, postings).items() if a not in out}
        case Boost(inner, factor):
            return {a: s * factor for a, s in evaluate(inner, postings).items()}
        case Between(since, until):
            low, high = rank_range(since, until)
            return {a: 0.0 for a, rank in postings.ranks().items() if low <= rank <= high}
        case Filter(inner):
            return dict.fromkeys(evaluate(inner, postings), 0.0)
        case Everything():
            return dict.fromkeys(postings.articles(), 0.0)
        case _:
            assert_never(query)


def in_order(found: Scores, ranks: Mapping[int, int], sort: Sort) -> list[int]:
    """The articles found, as `sort` orders them."""
    match sort:
        case Sort.RELEVANCE:
            return sorted(found, key=lambda a: (-found[a], -ranks[a]))
        case Sort.NEWEST:
            return sorted(found, key=lambda a: -ranks[a])
        case Sort.OLDEST:
            return sorted(found, key=lambda a: (ranks[a] >> TIE_BITS == 0, ranks[a]))
        case _:
            assert_never(sort)


def count_values(found: Set[int], field: Field, postings: Postings) -> tuple[tuple[str, int], ...]:
    """How many of the articles found have each value of a field."""
    values = postings.values(field)
    return most_frequent((value, len(postings.frequencies(field, value).keys() & found)) for value in values)


def most_frequent(counts: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """A facet's values as promised: those that occur, most frequent first, then by value, at most 100."""
    occurring = [(value, count) for value, count in counts if count]
    return tuple(sorted(occurring, key=lambda pair: (-pair[1], pair[0]))[:FACET_SIZE])


def _term(field: Field, key: str, boost: float, postings: Postings) -> Scores:
    found = postings.frequencies(field, key)
    if field not in SCORED or not found:
        return dict.fromkeys(found, 0.0)
    scored = bm25.scores(found, postings.lengths(field), articles=len(postings.articles()))
    return {article: score * boost for article, score in scored.items()}


def _all(parts: list[Scores], postings: Postings) -> Scores:
    if not parts:
        return dict.fromkeys(postings.articles(), 0.0)
    smallest = min(parts, key=len)
    return {a: sum(part[a] for part in parts) for a in smallest if all(a in part for part in parts)}


def _any(parts: list[Scores]) -> Scores:
    total: Scores = {}
    for part in parts:
        for article, score in part.items():
            total[article] = total.get(article, 0.0) + score
    return total


def _starts(keys: tuple[str, ...], postings: Postings) -> dict[int, set[int]]:
    """Where the keys follow one another: first places, of each article that has any."""
    if not keys:
        return {}
    columns = [postings.places(key) for key in keys]
    result = {}
    for article in set.intersection(*(set(column) for column in columns)):
        starts = set.intersection(*({p - i for p in column[article]} for i, column in enumerate(columns)))
        if starts:
            result[article] = starts
    return result


def _near(left: tuple[str, ...], right: tuple[str, ...], distance: int, postings: Postings) -> list[int]:
    ones, others = _starts(left, postings), _starts(right, postings)
    both = ones.keys() & others.keys()
    return [
        article
        for article in both
        if _follows(ones[article], others[article], len(left), distance)
        or _follows(others[article], ones[article], len(right), distance)
    ]


def _follows(first: set[int], second: set[int], length: int, distance: int) -> bool:
    """Whether a second phrase starts within `distance` of the end of a first one."""
    return any(start + length + gap in second for start in first for gap in range(distance))
