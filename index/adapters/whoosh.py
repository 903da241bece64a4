"""The index on Whoosh (whoosh-reloaded), pure Python: where Tantivy has no wheel.

Whoosh commits by renaming its table of contents, so that a kill leaves the old or the new state.
It keeps parts of its files as pickles: open no index here that comes from a stranger.
"""

from __future__ import annotations

import pickle
import struct
import threading
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from polyonym.base.errors import BusyError, DamagedError, HomeError, UsageError
from polyonym.index import evaluate, lock, seal
from polyonym.index.adapters.whoosh_schema import ID, WhooshPostings, document, schema
from polyonym.index.field import Field, Sort
from polyonym.index.model import Analysed, Results, Stored
from polyonym.index.packing import hit, unpack
from polyonym.index.port import check_search
from polyonym.index.query import Query
from whoosh import index as whoosh_index  # type: ignore[import-untyped]
from whoosh.filedb.filestore import FileStorage  # type: ignore[import-untyped]
from whoosh.writing import IndexingError  # type: ignore[import-untyped]

_RETRIES = 20
_MEGABYTES = 128


class WhooshIndex:
    """See `Index`. One thread at a time: Whoosh's readers share file positions."""

    def __init__(self, directory: Path, *, write: bool = False) -> None:
        self._directory, self._writable = directory, write
        self._lock = threading.RLock()
        self._reader: Any = None
        self._postings: WhooshPostings | None = None
        self._generation = -1
        if not seal.is_empty(directory):
            seal.check(directory)
        with self._lock:
            self._current()

    def write(self, articles: Iterable[Analysed], *, remove: Iterable[str] = ()) -> None:
        """See `Index.write`."""
        if not self._writable:
            raise UsageError("this index was opened for reading only")
        with lock.writing(self._directory):
            seal.loosen(self._directory)
            try:
                _write(self._directory, articles, remove)
            finally:
                seal.settle(self._directory, mutable=())

    def search(
        self,
        query: Query,
        *,
        limit: int,
        offset: int = 0,
        sort: Sort = Sort.RELEVANCE,
        facets: tuple[Field, ...] = (),
    ) -> Results:
        """See `Index.search`."""
        check_search(query, limit, offset, facets)
        with self._lock, _own_errors(self._directory):
            postings = self._current()
            if postings is None:
                return Results(0, (), dict.fromkeys(facets, ()))
            found = evaluate.evaluate(query, postings)
            page = evaluate.in_order(found, postings.ranks(), sort)[offset : offset + limit]
            scores = found if sort is Sort.RELEVANCE else dict.fromkeys(page, 0.0)
            hits = tuple(hit(unpack(postings.packed(number)), scores[number]) for number in page)
            counts = {field: evaluate.count_values(found.keys(), field, postings) for field in facets}
            return Results(len(found), hits, counts)

    def get(self, ids: Iterable[str]) -> Iterator[Stored]:
        """See `Index.get`."""
        for name in ids:
            with self._lock, _own_errors(self._directory):
                postings = self._current()
                numbers = postings.numbers(ID, name) if postings else ()
                found = [unpack(postings.packed(number)) for number in numbers] if postings else []
            yield from found

    def ids(self) -> Iterator[str]:
        """See `Index.ids`."""
        with self._lock, _own_errors(self._directory):
            postings = self._current()
            if postings is None:
                return iter(())
            return iter(sorted(name for name in postings.names(ID) if postings.numbers(ID, name)))

    def count(self) -> int:
        """See `Index.count`."""
        with self._lock, _own_errors(self._directory):
            postings = self._current()
            return 0 if postings is None else len(postings.articles())

    def verify(self) -> list[str]:
        """See `Index.verify`."""
        return [] if seal.is_empty(self._directory) else seal.verify(self._directory)

    def close(self) -> None:
        """See `Index.close`."""
        with self._lock:
            if self._reader is not None:
                self._reader.close()
            self._reader, self._postings, self._generation = None, None, -1

    def _current(self) -> WhooshPostings | None:
        """The last commit; None if there never was one. A commit may take its files away meanwhile."""
        for attempt in range(_RETRIES):
            try:
                with _own_errors(self._directory):
                    return self._refreshed()
            except DamagedError:
                if attempt + 1 == _RETRIES or self._latest() == self._generation_tried:
                    raise
        return None

    def _latest(self) -> int:
        if not self._directory.is_dir():
            return -1
        return int(whoosh_index.TOC._latest_generation(FileStorage(str(self._directory)), "MAIN"))

    def _refreshed(self) -> WhooshPostings | None:
        self._generation_tried = latest = self._latest()
        if latest < 0:
            return None
        if latest != self._generation or self._postings is None:
            opened = whoosh_index.open_dir(str(self._directory), schema=schema())
            self._reader = opened.reader()
            self._generation, self._postings = opened.latest_generation(), WhooshPostings(self._reader)
        return self._postings


def _write(directory: Path, articles: Iterable[Analysed], remove: Iterable[str]) -> None:
    """One commit. Whoosh can't remove what isn't committed yet, so of equal ids all but the last wait."""
    with _own_errors(directory):
        exists = whoosh_index.exists_in(str(directory))
        opened = whoosh_index.open_dir(str(directory), schema=schema()) if exists else _created(directory)
        writer = opened.writer(limitmb=_MEGABYTES)
    try:
        latest: dict[str, Analysed] = {article.id: article for article in articles}
        for name in (*remove, *latest):
            with _own_errors(directory):
                writer.delete_by_term(ID, name.encode())
        for article in latest.values():
            with _own_errors(directory):
                writer.add_document(**document(article))
        with _own_errors(directory):
            writer.commit()
    except BaseException:
        if not writer.is_closed:
            writer.cancel()
        raise


def _created(directory: Path) -> Any:
    return whoosh_index.create_in(str(directory), schema())


@contextmanager
def _own_errors(directory: Path) -> Iterator[None]:
    """Whoosh's errors as ours; over a broken file it raises what its parsing happens to meet."""
    try:
        yield
    except UnicodeEncodeError as cause:
        raise UsageError(f"a key holds half a character: {cause.object[:80]!a}") from cause
    except whoosh_index.LockError as cause:
        raise BusyError(f"{directory} is being written by another process; wait until it is done") from cause
    except (PermissionError, IndexingError) as cause:
        raise HomeError(f"{directory} can't be written: {cause}") from cause
    except (
        OSError,
        whoosh_index.IndexError,
        pickle.UnpicklingError,
        struct.error,
        zlib.error,
        EOFError,
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        AssertionError,
    ) as cause:
        raise DamagedError(f"{directory}: a file of the index is broken or missing: {cause!r}") from cause
