"""Polyonym: multilingual name normalisation and entity-aware search.

>>> import polyonym
>>> polyonym.compare("Николайчик Юрий", "Yury Nikalaichyk", kind="person").match
True
"""

from pathlib import Path as _Path

from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind, Status
from polyonym.base.errors import (
    BusyError,
    DamagedError,
    HomeError,
    InputError,
    PolyonymError,
    QueryError,
    UsageError,
    VersionError,
    WorkerError,
)
from polyonym.engine.engine import Engine, IndexReport
from polyonym.engine.matching.compare import Comparison, compare
from polyonym.engine.matching.resolve import Match, Resolution
from polyonym.engine.reading.article import Article
from polyonym.engine.reading.read import read
from polyonym.engine.searching.answer import Answer, Hit
from polyonym.engine.tagging.mention import Mention


def open(home: str | _Path | None = None, *, adapter: str | None = None) -> Engine:  # noqa: A001 - the name that CONTRACT.md gives it
    """The engine of a home, made when first written to; of the bundled tables, to read, without one.

    `adapter` (tantivy, whoosh, memory) is the index of a home that is made.
    """
    return Engine(home, adapter=adapter)


__version__ = "0.1.0"

__all__ = [
    "Alias",
    "AliasKind",
    "Answer",
    "Article",
    "BusyError",
    "Comparison",
    "DamagedError",
    "Engine",
    "Entity",
    "EntityKind",
    "Hit",
    "HomeError",
    "IndexReport",
    "InputError",
    "Match",
    "Mention",
    "PolyonymError",
    "QueryError",
    "Resolution",
    "Status",
    "UsageError",
    "VersionError",
    "WorkerError",
    "compare",
    "open",
    "read",
]
