"""Indexing the news with its entities, beside bare Tantivy in the same run; and tagging alone."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy
from polyonym.bench.document import Table
from polyonym.bench.machine import load, peak, today
from polyonym.bench.material import Settings, megabytes, news
from polyonym.engine.engine import Engine
from polyonym.engine.reading.article import Article

GOAL = 1000
_HEAP = 256_000_000
_COLUMNS = ("what", "first round, articles/s", "best, articles/s", "best, MB/s", "peak MB")


@dataclass(frozen=True, slots=True)
class Timed:
    """The seconds of each round over the same articles, and the process's peak after the first one."""

    seconds: list[float]
    memory: float

    def row(self, name: str, articles: Sequence[Article]) -> tuple[str, ...]:
        """Its line of the table."""
        first, best = len(articles) / self.seconds[0], len(articles) / min(self.seconds)
        return name, f"{first:,.0f}", f"{best:,.0f}", f"{best / len(articles) * megabytes(articles):.2f}", _mb(self)


def _mb(timed: Timed) -> str:
    return f"{timed.memory:.0f}"


def seconds(work: Callable[[], object]) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(settings: Settings) -> list[Table]:
    """Three rounds, Polyonym and bare Tantivy taking turns, each into an empty index."""
    articles, before, rounds = news(settings), load(), range(1 if settings.quick else 3)
    ours, bare, memory = [], [], []
    for number in rounds:
        ours.append(index_ours(settings, articles, str(number)))
        memory.append(peak())
        bare.append(index_bare(settings.work / f"bare-{number}", articles))
        memory.append(peak())
    one, other = Timed(ours, memory[0]), Timed(bare, memory[1])
    rows = (one.row("`Engine.index`, with tags", articles), other.row("bare Tantivy, no tags", articles))
    ratio = min(ours) / min(bare)
    note = f"{_setting(settings, before)} Ours takes {ratio:.1f} times bare Tantivy's time. Goal: {GOAL:,} articles/s."
    return [Table("indexing", _COLUMNS, rows, note)]


def measure_tagging(settings: Settings) -> list[Table]:
    """Tagging alone, over the table that knows the news, and over the registry of organisations."""
    before, rows = load(), []
    for home in ("slavic_news", "ror"):
        articles = news(settings) if home == "slavic_news" else news(settings)[:800]
        with Engine(settings.home(home)) as engine:
            engine.tag(articles[0].text, lang=articles[0].lang)
            rounds = []
            for _ in range(1 if settings.quick else 3):
                rounds.append(seconds(lambda: [engine.tag(a.text, lang=a.lang) for a in articles]))  # noqa: B023
        rows.append(Timed(rounds, peak()).row(f"`Engine.tag`, table `{home}`", articles))
    return [Table("tagging", _COLUMNS, tuple(rows), _setting(settings, before))]


def index_ours(settings: Settings, articles: Sequence[Article], run: str) -> float:
    """Seconds to index the articles into a new home, after one article that warms the lexicon."""
    home = settings.fresh_home("slavic_news", run)
    with Engine(home) as engine:
        engine.index(articles[:1])
        engine.index((), remove=[articles[0].id])
        taken = seconds(lambda: engine.index(articles))
    shutil.rmtree(home)
    return taken


def index_bare(path: Path, articles: Sequence[Article]) -> float:
    """Seconds to index the texts with Tantivy's own analysis, memory and threads as our adapter has them."""
    path.mkdir()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=True)
    index = tantivy.Index(builder.build(), str(path))

    def work() -> None:
        writer = index.writer(_HEAP, min(4, os.cpu_count() or 1))
        for article in articles:
            writer.add_document(tantivy.Document(text=[article.text]))
        writer.commit()
        writer.wait_merging_threads()

    taken = seconds(work)
    shutil.rmtree(path)
    return taken


def _setting(settings: Settings, before: str) -> str:
    articles = news(settings)
    kilobytes = megabytes(articles) * 1e3 / len(articles)
    return f"{today()}, {len(articles):,} articles of {kilobytes:.1f} kB, load {before} → {load()}."
