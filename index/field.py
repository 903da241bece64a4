"""The fields of an article that can be asked for, and the orders of results."""

from __future__ import annotations

from enum import StrEnum


class Field(StrEnum):
    """One indexed side of an article.

    WORD and TITLE hold analysed (stemmed) words and SURFACE the folded words as written, with
    places. ENTITY has one posting for each mention, so that frequency counts, and NAME one for each
    key of a mention that no table lists. All others are keywords: an article has a value or hasn't.
    """

    WORD = "word"
    TITLE = "title"
    SURFACE = "surface"
    ENTITY = "entity"
    NAME = "name"
    LANG = "lang"
    SOURCE = "source"
    COUNTRY = "country"
    KIND = "kind"
    ROLE = "role"
    YEAR = "year"
    KEY = "key"


SCORED = frozenset({Field.WORD, Field.TITLE, Field.ENTITY, Field.NAME, Field.ROLE})
"""Fields whose terms are scored by BM25; a match in any other adds nothing to the score."""

KEYWORDS = (Field.LANG, Field.SOURCE, Field.COUNTRY, Field.KIND, Field.ROLE, Field.YEAR, Field.KEY)

FACETS = frozenset({*KEYWORDS, Field.ENTITY} - {Field.KEY})
"""Fields whose values can be counted over the articles found."""


class Sort(StrEnum):
    """Order of hits.

    Equal scores: the newer article first. Equal dates: an order fixed by the id (a hash of it, so
    that it fits into one number with the date), so that paging is stable. An article without a
    date comes last in NEWEST and OLDEST.
    """

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
