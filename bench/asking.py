"""Questions asked in process, one after another: how long each one takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import tantivy
from polyonym.bench.document import Table
from polyonym.bench.machine import load, peak, today
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


def _spent(ask: Callable[[Any], object], questions: Iterable[Any]) -> Iterable[float]:
    for question in questions:
        start = time.perf_counter()
        ask(question)
        yield time.perf_counter() - start


def measure_search(settings: Settings) -> list[Table]:
    """Searches over the indexed news, beside the same words in bare Tantivy."""
    questions = [row["q"] for row in sample(settings.rows("slavic_news.queries"), settings.few(500) + _WARM)]
    before, rows = load(), []
    with Engine(settings.home("slavic_news-indexed")) as engine:
        rows.append(timed("`Engine.search`, 10 hits", engine.search, questions))
    with Engine(settings.home("slavic_news-indexed")) as engine:
        rows.append(timed("`Engine.search`, 100 hits", lambda q: engine.search(q, limit=100), questions))
    rows.append(timed("bare Tantivy, 10 hits", _bare(settings), questions))
    return [Table("search", _COLUMNS, tuple(rows), f"{today()}, load {before} → {load()}.")]


def _bare(settings: Settings) -> Callable[[str], object]:
    """Any of the words, the ten best texts fetched."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=True)
    index = tantivy.Index(builder.build())
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

    return ask


def measure_names(settings: Settings) -> list[Table]:
    """Names resolved against the two large tables, and pairs compared."""
    before, rows = load(), []
    pairs = sample(settings.rows("name_pairs.pairs"), 1000)
    rows.append(timed("`compare`", lambda row: compare(row["a"], row["b"], kind=row["kind"]), pairs))
    for table, queries in (("persons", "persons"), ("ror", "universities")):
        asked = sample(settings.rows(f"{queries}.queries"), settings.few(1000) + _WARM)
        rows.append(_resolved(f"`Engine.resolve`, table `{table}`", settings.home(table), asked))
    note = f"{today()}, load {before} → {load()}. Every name is new to the process. Goal: compare in {PAIR} µs."
    return [Table("names", _COLUMNS, tuple(rows), note)]


def _resolved(name: str, home: Path, asked: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    with Engine(home) as engine:
        return timed(name, lambda row: engine.resolve(row["q"], kind=row["kind"]), asked)
