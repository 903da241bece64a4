"""Which fields Tantivy keeps and how, articles as its documents, questions as its queries.

Few and lean: places only in SURFACE, frequencies where BM25 needs them, columns only for what is
counted or ordered by. All that is given back with a hit is one block of bytes.
"""

from __future__ import annotations

from functools import cache
from typing import assert_never

import tantivy
from polyonym.index.field import FACETS, KEYWORDS, SCORED, Field
from polyonym.index.model import Analysed
from polyonym.index.packing import pack
from polyonym.index.postings import entities, keywords, names, rank_range
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

ID = "id"
RANK = "rank"
STORED = "stored"

_MUST, _SHOULD, _NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot


@cache
def schema() -> tantivy.Schema:
    """The fields, the same in every index of this format."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(ID, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field(RANK, fast=True)
    builder.add_bytes_field(STORED, stored=True)
    for field, places in ((Field.WORD, "freq"), (Field.TITLE, "freq"), (Field.SURFACE, "position")):
        builder.add_text_field(field.value, tokenizer_name="whitespace", index_option=places)
    builder.add_text_field(Field.ENTITY.value, tokenizer_name="raw", index_option="freq", fast=True)
    builder.add_text_field(Field.NAME.value, tokenizer_name="raw", index_option="freq")
    for field in KEYWORDS:
        fast, option = field in FACETS, "freq" if field in SCORED else "basic"
        builder.add_text_field(field.value, tokenizer_name="raw", index_option=option, fast=fast)
    return builder.build()


def document(article: Analysed, place: int) -> tantivy.Document:
    """An article as Tantivy takes it; `place` is its rank."""
    made = tantivy.Document()
    made.add_text(ID, article.id)
    made.add_integer(RANK, place)
    made.add_bytes(STORED, pack(article))
    made.add_text("word", " ".join(article.words))
    made.add_text("title", " ".join(article.title_words))
    made.add_text("surface", " ".join(article.surface))
    for entity in entities(article):
        made.add_text("entity", entity)
    for key in names(article):
        made.add_text("name", key)
    for field, value in keywords(article):
        made.add_text(field, value)
    return made


def compiled(query: Query) -> tantivy.Query:
    """A question as Tantivy's query; scores are those of `evaluate.evaluate`."""
    match query:
        case Term(field, key, boost):
            return _term(field, key, boost)
        case Phrase(_, keys):
            return _unscored(_phrase(keys))
        case Near(_, left, right, distance):
            return _unscored(_near(left, right, distance))
        case All(parts):
            return _all([compiled(part) for part in parts])
        case AnyOf(parts):
            return _any([compiled(part) for part in parts])
        case Without(inner, banned):
            return tantivy.Query.boolean_query([(_MUST, compiled(inner)), (_NOT, compiled(banned))])
        case Boost(inner, factor):
            return tantivy.Query.boost_query(compiled(inner), factor)
        case Between(since, until):
            return _unscored(_ranks(*rank_range(since, until)))
        case Filter(inner):
            return _unscored(compiled(inner))
        case Everything():
            return _unscored(tantivy.Query.all_query())
        case _:
            assert_never(query)


def _unscored(query: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, 0.0)


def _term(field: Field, key: str, boost: float) -> tantivy.Query:
    if field in SCORED:
        term = tantivy.Query.term_query(schema(), field.value, key, "freq")
        return term if boost == 1 else tantivy.Query.boost_query(term, boost)
    return _unscored(tantivy.Query.term_query(schema(), field.value, key, "basic"))


def _all(parts: list[tantivy.Query]) -> tantivy.Query:
    if not parts:
        return compiled(Everything())
    return parts[0] if len(parts) == 1 else tantivy.Query.boolean_query([(_MUST, part) for part in parts])


def _any(parts: list[tantivy.Query]) -> tantivy.Query:
    if not parts:
        return tantivy.Query.empty_query()
    return parts[0] if len(parts) == 1 else tantivy.Query.boolean_query([(_SHOULD, part) for part in parts])


def _phrase(keys: tuple[str, ...], slop: int = 0) -> tantivy.Query:
    if len(keys) > 1:
        return tantivy.Query.phrase_query(schema(), "surface", list(keys), slop)
    return _term(Field.SURFACE, keys[0], 1) if keys else tantivy.Query.empty_query()


def _near(left: tuple[str, ...], right: tuple[str, ...], distance: int) -> tantivy.Query:
    if not left or not right:
        return tantivy.Query.empty_query()
    return _any([*_follows(left, right, distance), *_follows(right, left, distance)])


def _follows(first: tuple[str, ...], second: tuple[str, ...], distance: int) -> list[tantivy.Query]:
    # Tantivy's slop means our distance for two different words only; one word is near itself to it
    if len(first) == len(second) == 1 and first != second:
        return [_phrase(first + second, distance - 1)]
    return [_gapped(first, second, gap) for gap in range(distance)]


def _gapped(first: tuple[str, ...], second: tuple[str, ...], gap: int) -> tantivy.Query:
    words: list[str | tuple[int, str]] = [*enumerate(first), *enumerate(second, len(first) + gap)]
    return tantivy.Query.phrase_query(schema(), "surface", words)


def _ranks(low: int, high: int) -> tantivy.Query:
    return tantivy.Query.range_query(schema(), RANK, tantivy.FieldType.Integer, low, high)
