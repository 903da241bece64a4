"""The care of a home: what is in it, whether it is sound, and mending what can be made again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from polyonym.aliases.lexicon.layered import layers
from polyonym.aliases.lexicon.layout import damaged_files
from polyonym.aliases.table import AliasTable
from polyonym.base.errors import HomeError
from polyonym.engine.engine import Engine
from polyonym.engine.proposing.storing import read_proposals


def describe(engine: Engine) -> dict[str, Any]:
    """What `polyonym info` tells: where the home is, its versions, counts and sizes in bytes."""
    home = engine.home
    stats = engine.aliases.stats()
    index = home.index()
    try:
        articles = index.count()
    finally:
        index.close()
    return {
        "home": str(home.path),
        "bundled": engine.is_bundled,
        "version": version("polyonym"),
        "adapter": home.adapter,
        "entities": stats.entities,
        "aliases": stats.aliases,
        "articles": articles,
        "table_bytes": _size(home.path / "aliases.sqlite"),
        "lexicon_bytes": _size(home.path / "lexicon"),
        "index_bytes": _size(home.path / "index"),
    }


def _size(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) if path.is_dir() else 0


def problems_of(engine: Engine, *, repair: bool = False) -> list[str]:
    """What is wrong with the files of the home, a sentence each; with `repair` what is left afterwards.

    The lexicon is made again from the alias table.  Table and index are kept as they are.
    """
    if repair and not list(_of_table(engine)) and list(_of_lexicon(engine)):  # a damaged table may need the lexicon
        engine.home.drop_lexicons()
        engine.refresh()
    parts = (_of_table, _of_lexicon, _of_proposals, _of_index)
    return list(dict.fromkeys(problem for part in parts for problem in part(engine)))  # some show twice


def _of_table(engine: Engine) -> Iterator[str]:
    def check() -> None:
        with AliasTable.snapshot(engine.home.table_path) as table:
            table.check()

    yield from _told(check)


def _of_lexicon(engine: Engine) -> Iterator[str]:
    def check() -> None:
        engine.home.lexicon()

    told = list(_told(check))
    yield from told
    if not told:
        for layer in layers(engine.home.lexicon()):
            yield from damaged_files(layer.directory)


def _of_proposals(engine: Engine) -> Iterator[str]:
    yield from _told(lambda: read_proposals(engine.home.path))


def _of_index(engine: Engine) -> Iterator[str]:
    found: list[str] = []

    def check() -> None:
        index = engine.home.index()
        try:
            found.extend(index.verify())
        finally:
            index.close()

    yield from _told(check)
    yield from found


def _told(check: Callable[[], object]) -> Iterator[str]:
    try:
        check()
    except HomeError as error:
        yield str(error)
