"""Articles as they go into an index, and as they come back."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from polyonym.base.errors import UsageError
from polyonym.index.field import FACETS, KEYWORDS, SCORED, Field, Sort
from polyonym.index.query import (
    MAX_DEPTH,
    MAX_DISTANCE,
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
    check_text,
)

__all__ = [
    "FACETS",
    "KEYWORDS",
    "MAX_DEPTH",
    "MAX_DISTANCE",
    "SCORED",
    "All",
    "Analysed",
    "AnyOf",
    "Between",
    "Boost",
    "Everything",
    "Field",
    "Filter",
    "Hit",
    "Mentioned",
    "Near",
    "Phrase",
    "Query",
    "Results",
    "Sort",
    "Stored",
    "Term",
    "Without",
]

MAX_ID = 1_000


class Mentioned(NamedTuple):
    """A place in an article's text that names an entity.

    `start` and `end` count characters of the text; an empty `entity` is a name that no table
    lists: kept for snippets, found by the article's `names`. Scores are kept to four decimals.
    """

    entity: str
    kind: str
    start: int
    end: int
    surface: str
    score: float


@dataclass(frozen=True, slots=True)
class Analysed:
    """An article with all that the engine found in it.

    Keys (`words`, `title_words`, `surface`) are joined with a space and split again at ASCII white
    space, so they should hold none. `keys` are the distinct lexicon keys that the text contains,
    `names` the keys of the names in it that no table lists, once for each mention.
    Raises UsageError if the id is empty or longer than 1,000 characters, or if a text holds a lone
    surrogate.
    """

    id: str
    title: str
    text: str
    lang: str = ""
    date: datetime.date | None = None
    url: str = ""
    source: str = ""
    words: tuple[str, ...] = ()
    title_words: tuple[str, ...] = ()
    surface: tuple[str, ...] = ()
    mentions: tuple[Mentioned, ...] = ()
    countries: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < len(self.id) <= MAX_ID:
            raise UsageError(f"an article id has 1 to {MAX_ID} characters: {self.id[:50]!r}")
        for text in (self.id, self.title, self.text, self.url):
            if not text.isascii():
                check_text(text, f"article {self.id!a}")


@dataclass(frozen=True, slots=True)
class Stored:
    """An article as the index gives it back."""

    id: str
    title: str
    text: str
    lang: str
    date: datetime.date | None
    url: str
    source: str
    mentions: tuple[Mentioned, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit(Stored):
    """An article that a query found; the score is 0 unless the hits are ordered by it."""

    score: float


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits; `total` and `facets` count all articles found, on every page.

    A facet lists at most 100 values, the most frequent first, equal ones by value.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[Field, tuple[tuple[str, int], ...]] = field(default_factory=dict)
