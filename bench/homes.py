"""Homes made of the entity files, by the command line: how long it takes and how big they are."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path

from polyonym.aliases.queries import Stats
from polyonym.bench.document import Table
from polyonym.bench.machine import Ran, folder_size, load, ran, today
from polyonym.bench.material import POLYONYM, Settings, megabytes
from polyonym.engine.engine import Engine
from polyonym.engine.reading.read import read

ENTITIES = ("slavic_news", "persons", "places", "ror")
_COLUMNS = ("home", "entities", "names", "import, s", "peak MB", "table, MB", "lexicon, MB", "bytes a name")


@dataclass(frozen=True, slots=True)
class Made:
    """A home that was made, and what that took."""

    path: Path
    ran: Ran

    def row(self, label: str) -> tuple[str, ...]:
        """Its line of the table."""
        table, lexicon = folder_size(self.path / "aliases.sqlite"), folder_size(self.path / "lexicon")
        with Engine(self.path) as engine:
            stats = engine.aliases.stats()
        counts = (f"{stats.entities:,}", f"{_names(stats):,}", f"{self.ran.seconds:.1f}", f"{self.ran.memory:.0f}")
        return label, *counts, f"{table:.1f}", f"{lexicon:.1f}", f"{lexicon * 1e6 / _names(stats):.0f}"


def _names(stats: Stats) -> int:
    return stats.entities + stats.aliases


def measure(settings: Settings) -> list[Table]:
    """Make the homes that the other measurements use; sizes and times."""
    before = load()
    rows = [_made(settings, name).row(f"`{name}`") for name in ENTITIES]
    note = f"{today()}, one run, load {before} → {load()}. The import compiles the lexicon too."
    return [Table("homes", _COLUMNS, tuple(rows), note), _index_sizes(settings)]


def _made(settings: Settings, name: str) -> Made:
    home, entities = settings.work / name, settings.work / f"{name}.jsonl"
    entities.write_bytes(gzip.decompress(settings.file(f"{name}.entities").read_bytes()))
    return Made(home, ran((*POLYONYM, "--home", str(home), "aliases", "import", str(entities))))


def _index_sizes(settings: Settings) -> Table:
    """The articles in the index, as users put them in: the command with its start, and the bytes on disk."""
    articles, before = settings.work / "news.jsonl", load()
    articles.write_bytes(gzip.decompress(settings.file("slavic_news.documents").read_bytes()))
    home = settings.fresh_home("slavic_news", "indexed")
    command = ran((*POLYONYM, "--home", str(home), "index", str(articles)))
    size, text = folder_size(home / "index"), megabytes(list(read(articles)))
    row = (f"{text:.1f}", f"{size:.1f}", f"{size / text:.2f}", f"{command.seconds:.2f}", f"{command.memory:.0f}")
    columns = ("text, MB", "index, MB", "ratio", "`polyonym index`, s", "peak MB")
    return Table("disk", columns, (row,), f"{today()}, load {before} → {load()}.")
