"""What an article is filed under: its keys, keywords and rank, the same for every adapter."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Iterator

from polyonym.index.field import Field
from polyonym.index.model import Analysed
from polyonym.index.query import check_text

MAX_KEY = 65_530
"""Bytes of the longest key: Tantivy's limit. A longer one isn't indexed, in any adapter."""

TIE_BITS = 40
_TOKEN = re.compile(r"[^ \t\n\f\r]+")  # white space as Tantivy's whitespace tokenizer has it


def fits(key: str) -> bool:
    """Whether a key can be indexed: neither empty nor longer than MAX_KEY bytes.

    Raises UsageError if it holds a lone surrogate.
    """
    if key.isascii():
        return 0 < len(key) <= MAX_KEY
    check_text(key, "a key")
    return len(key.encode()) <= MAX_KEY


def places(keys: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Keys with their places; a key that doesn't fit keeps its place but isn't given."""
    for place, found in enumerate(_TOKEN.finditer(" ".join(keys))):
        if fits(found[0]):
            yield place, found[0]


def keywords(article: Analysed) -> Iterator[tuple[Field, str]]:
    """Every keyword of the article once, with its field."""
    year = (f"{article.date.year:04}",) if article.date else ()
    kinds = (mention.kind for mention in article.mentions if mention.entity)
    given: tuple[tuple[Field, Iterable[str]], ...] = (
        (Field.LANG, (article.lang,)),
        (Field.SOURCE, (article.source,)),
        (Field.COUNTRY, article.countries),
        (Field.KIND, kinds),
        (Field.ROLE, article.roles),
        (Field.YEAR, year),
        (Field.KEY, article.keys),
    )
    for field, values in given:
        for value in dict.fromkeys(values):
            if fits(value):
                yield field, value


def entities(article: Analysed) -> Iterator[str]:
    """The entity of each mention that has one, as often as it is mentioned."""
    return (mention.entity for mention in article.mentions if fits(mention.entity))


def names(article: Analysed) -> Iterator[str]:
    """The keys of each mention that no table lists, as often as they are given."""
    return (key for key in article.names if fits(key))


def rank(article_id: str, date: datetime.date | None) -> int:
    """Place of an article in NEWEST order as one number, higher first.

    The day fills the upper bits (0 without a date), a hash of the id the lower 40.
    """
    tie = int.from_bytes(hashlib.blake2b(article_id.encode(), digest_size=TIE_BITS // 8).digest(), "big")
    return first_rank(date) | tie


def first_rank(date: datetime.date | None) -> int:
    """The lowest rank that an article of this day can have."""
    return (date.toordinal() if date else 0) << TIE_BITS


def rank_range(since: datetime.date | None, until: datetime.date | None) -> tuple[int, int]:
    """Lowest and highest rank of the articles dated between the two days."""
    last = until or datetime.date.max
    return first_rank(since or datetime.date.min), first_rank(last) | ((1 << TIE_BITS) - 1)
