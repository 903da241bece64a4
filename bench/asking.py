"""Questions asked one after another, each sort in a process of its own: how long each question takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import tantivy
from polyonym.bench.document import Table
from polyonym.bench.indexing import bare_index
from polyonym.bench.machine import apart, load, peak, today
from polyonym.bench.material import Settings, news, sample
from polyonym.engine.engine import Engine
from polyonym.engine.matching.compare import compare

_COLUMNS = ("what", "questions", "first, ms", "median, µs", "99 %, µs", "per second", "peak MB")
_WARM = 20
PAIR = 60
"""The goal in µs."""


def timed(name: str, ask: Callable[[Any], object], questions: Sequence[Any]) -> tuple[str, ...]:
    """One line: each question asked once; the first ones, which warm up, count only as `first`."""
    warm = min(_WARM, len(questions) // 2)
    spent = list(_spent(ask, questions))
    rest = sorted(spent[warm:])
    middle, late = rest[len(rest) // 2], rest[int(len(rest) * 0.99)]
    each = (f"{spent[0] * 1e3:.1f}", f"{middle * 1e6:,.0f}", f"{late * 1e6:,.0f}")
    return name, f"{len(rest):,}", *each, f"{len(rest) / sum(rest):,.0f}", f"{peak():.0f}"


def _spent(ask: Callable[[Any], object], questions: Sequence[Any]) -> Iterator[float]:
    for question in questions:
        start = time.perf_counter()
        ask(question)
        yield time.perf_counter() - start


def measure_search(settings: Settings) -> list[Table]:
    """Searches over the indexed news, beside the same words in bare Tantivy."""
    before = load()
    rows = apart(search, settings, 10), apart(search, settings, 100), apart(search_bare, settings)
    return [Table("search", _COLUMNS, rows, f"{today()}, load {before} → {load()}.")]


def search(settings: Settings, hits: int) -> tuple[str, ...]:
    """Questions that name one entity or two."""
    with Engine(settings.home("slavic_news-indexed")) as engine:
        name = f"`Engine.search`, {hits} hits"
        return timed(name, lambda question: engine.search(question, limit=hits), _questions(settings))


def search_bare(settings: Settings) -> tuple[str, ...]:
    """Any of the questions' words, the ten best texts fetched."""
    index = bare_index()
    writer = index.writer()
    for article in news(settings):
        writer.add_document(tantivy.Document(text=[article.text]))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ask(question: str) -> list[Any]:
        words = "".join(c if c.isalnum() else " " for c in question).lower()
        hits = searcher.search(index.parse_query(words, ["text"]), 10).hits
        return [searcher.doc(address)["text"] for _, address in hits]

    return timed("bare Tantivy, 10 hits", ask, _questions(settings))


def _questions(settings: Settings) -> list[str]:
    rows = settings.rows("slavic_news.queries")
    return [row["q"] for row in sample(rows, settings.few(500) + _WARM)]


def measure_names(settings: Settings) -> list[Table]:
    """Names resolved against the two large tables, and pairs compared."""
    before = load()
    persons, ror = apart(resolve, settings, "persons", "persons"), apart(resolve, settings, "ror", "universities")
    rows = apart(pairs, settings), persons, ror
    note = f"{today()}, load {before} → {load()}. No name is asked twice. Goal: compare in {PAIR} µs."
    return [Table("names", _COLUMNS, rows, note)]


def resolve(settings: Settings, table: str, queries: str) -> tuple[str, ...]:
    """Names resolved with their kind given."""
    asked = sample(settings.rows(f"{queries}.queries"), settings.few(1000) + _WARM)
    with Engine(settings.home(table)) as engine:
        name = f"`Engine.resolve`, table `{table}`"
        return timed(name, lambda row: engine.resolve(row["q"], kind=row["kind"]), asked)


def pairs(settings: Settings) -> tuple[str, ...]:
    """Labelled pairs of names compared."""
    asked = sample(settings.rows("name_pairs.pairs"), 1000)
    return timed("`compare`", lambda row: compare(row["a"], row["b"], kind=row["kind"]), asked)
