"""Indexing the news with its entities, beside bare Tantivy in the same run; and tagging alone.

Every round runs in a process of its own, so that no round finds the caches of words filled by the one before.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import tantivy
from polyonym.bench.document import Table
from polyonym.bench.machine import apart, load, peak, today
from polyonym.bench.material import Settings, megabytes, news
from polyonym.engine.engine import Engine
from polyonym.engine.reading.article import Article

GOAL = 1000
_ROUNDS = 3
_REGISTRY = 800
"""As many articles are tagged over the registry."""
_HEAP = 256_000_000
_COLUMNS = ("what", "best, articles/s", "median", "per CPU second", "best, MB/s", "peak MB")


@dataclass(frozen=True, slots=True)
class Round:
    """What a round over all articles took: seconds by the clock, of all cores, and the process's peak."""

    seconds: float
    cpu: float
    memory: float


def timed(work: Callable[[], object]) -> Round:
    """Do it, and say what it took."""
    cpu, start = time.process_time(), time.perf_counter()
    work()
    return Round(time.perf_counter() - start, time.process_time() - cpu, peak())


def row(name: str, rounds: Sequence[Round], articles: Sequence[Article]) -> tuple[str, ...]:
    """The table's line for some rounds over the same articles."""
    best, count = min(each.seconds for each in rounds), len(articles)
    usual, cpu = median(each.seconds for each in rounds), min(each.cpu for each in rounds)
    rates = tuple(f"{count / seconds:,.0f}" for seconds in (best, usual, cpu))
    return name, *rates, f"{megabytes(articles) / best:.2f}", f"{max(each.memory for each in rounds):.0f}"


def measure(settings: Settings) -> list[Table]:
    """Three rounds, Polyonym and bare Tantivy taking turns, each into an empty index."""
    before, ours, bare = load(), [], []
    for _ in range(1 if settings.quick else _ROUNDS):
        ours.append(apart(index_ours, settings))
        bare.append(apart(index_bare, settings))
    articles = news(settings)
    rows = row("`Engine.index`, with tags", ours, articles), row("bare Tantivy, no tags", bare, articles)
    clock = min(each.seconds for each in ours) / min(each.seconds for each in bare)
    cpu = min(each.cpu for each in ours) / min(each.cpu for each in bare)
    ratio = f"Ours takes {clock:.1f} times bare Tantivy's time, {cpu:.1f} times its CPU time."
    note = f"{_setting(settings, before)} {ratio} Goal: {GOAL:,} articles/s."
    return [Table("indexing", _COLUMNS, rows, note)]


def measure_tagging(settings: Settings) -> list[Table]:
    """Tagging alone, over the table that knows the news, and over the registry of organisations."""
    before, rows = load(), []
    for home, count in (("slavic_news", len(news(settings))), ("ror", _REGISTRY)):
        rounds = [apart(tag, settings, home, count) for _ in range(1 if settings.quick else _ROUNDS)]
        rows.append(row(f"`Engine.tag`, table `{home}`", rounds, news(settings)[:count]))
    return [Table("tagging", _COLUMNS, tuple(rows), _setting(settings, before))]


def index_ours(settings: Settings) -> Round:
    """Index the articles into a new home, after one article that warms the lexicon."""
    home, articles = settings.fresh_home("slavic_news", "round"), news(settings)
    with Engine(home) as engine:
        engine.index(articles[:1])
        engine.index((), remove=[articles[0].id])
        done = timed(lambda: engine.index(articles))
    shutil.rmtree(home)
    return done


def index_bare(settings: Settings) -> Round:
    """Index the texts with Tantivy's own analysis, memory and threads as our adapter has them."""
    path, articles = settings.work / "bare", news(settings)
    path.mkdir()
    index = bare_index(path)

    def work() -> None:
        writer = index.writer(_HEAP, min(4, os.cpu_count() or 1))
        for article in articles:
            writer.add_document(tantivy.Document(text=[article.text]))
        writer.commit()
        writer.wait_merging_threads()

    done = timed(work)
    shutil.rmtree(path)
    return done


def bare_index(path: Path | None = None) -> tantivy.Index:
    """An empty index with one stored text field."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=True)
    return tantivy.Index(builder.build(), str(path) if path else None)


def tag(settings: Settings, home: str, count: int) -> Round:
    """Tag articles over the table of a home, after one that warms the lexicon."""
    articles = news(settings)[:count]
    with Engine(settings.home(home)) as engine:
        engine.tag(articles[0].text, lang=articles[0].lang)
        return timed(lambda: [engine.tag(each.text, lang=each.lang) for each in articles])


def _setting(settings: Settings, before: str) -> str:
    articles = news(settings)
    kilobytes = megabytes(articles) * 1e3 / len(articles)
    return f"{today()}, {len(articles):,} articles of {kilobytes:.1f} kB, load {before} → {load()}."
