"""The index on Tantivy, a search library in Rust: the default.

Tantivy commits by renaming `meta.json`, so that a kill leaves the old or the new state. Until it
merges the segments concerned, its BM25 statistics still count articles that were removed.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any

import tantivy
from polyonym.base.errors import BusyError, DamagedError, HomeError, UsageError, VersionError
from polyonym.index import lock, seal
from polyonym.index.adapters.tantivy_pages import Pager
from polyonym.index.adapters.tantivy_schema import ID, STORED, compiled, document, schema
from polyonym.index.evaluate import most_frequent
from polyonym.index.field import Field, Sort
from polyonym.index.model import Analysed, Results, Stored
from polyonym.index.packing import hit, unpack
from polyonym.index.port import check_search
from polyonym.index.postings import first_rank, rank
from polyonym.index.query import Query, is_scored

META = "meta.json"
MUTABLE = (META, ".managed.json")
"""Files that Tantivy writes anew; all others never change."""
_FEW = 2_000
_HEAP = 256_000_000
_SMALL_HEAP = 32_000_000
_THREADS = max(1, min(4, (os.cpu_count() or 1) // 2))
"""Writing threads.  Who analyses the articles takes four times their CPU; more threads make more segments to merge."""
_FACET_CANDIDATES = 1_000   # more than are shown, since Tantivy leaves equal counts in any order
_State = tuple[int, ...]


class TantivyIndex:
    """See `Index`. Tantivy's files lie right in the directory."""

    def __init__(self, directory: Path, *, write: bool = False) -> None:
        self._directory, self._writable = directory, write
        self._lock = threading.Lock()
        self._reader: tantivy.Index | None = None
        self._seen: _State = ()
        if not seal.is_empty(directory):
            seal.check(directory)
        self._searcher()

    def write(self, articles: Iterable[Analysed], *, remove: Iterable[str] = ()) -> None:
        """See `Index.write`."""
        if not self._writable:
            raise UsageError("this index was opened for reading only")
        with lock.writing(self._directory):
            seal.loosen(self._directory)
            try:
                _write(self._directory, articles, remove)
            finally:
                seal.settle(self._directory, mutable=MUTABLE)

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
        searcher = self._searcher()
        if searcher is None:
            return Results(0, (), dict.fromkeys(facets, ()))
        with _own_errors(self._directory):
            question = compiled(query)
            ranked = sort is Sort.RELEVANCE and is_scored(query)
            pager = Pager(searcher, question)
            total, page = pager.best(limit, offset) if ranked else pager.dated(limit, offset, sort)
            hits = tuple(hit(_stored(searcher, address), score) for score, address in page)
            return Results(total, hits, _facets(searcher, question, facets))

    def get(self, ids: Iterable[str]) -> Iterator[Stored]:
        """See `Index.get`."""
        searcher = self._searcher()
        if searcher is None:
            return
        for name in ids:
            with _own_errors(self._directory):
                question = tantivy.Query.term_query(schema(), ID, name, "basic")
                found = [_stored(searcher, address) for _, address in searcher.search(question, 1).hits]
            yield from found

    def ids(self) -> Iterator[str]:
        """See `Index.ids`."""
        searcher = self._searcher()
        if searcher is None:
            return iter(())
        with _own_errors(self._directory):
            names = searcher.terms_with_prefix(ID, "", filter_query=tantivy.Query.all_query())
        return iter(sorted(name for name, count in names if count))

    def count(self) -> int:
        """See `Index.count`."""
        searcher = self._searcher()
        return 0 if searcher is None else searcher.num_docs

    def verify(self) -> list[str]:
        """See `Index.verify`."""
        return [] if seal.is_empty(self._directory) else seal.verify(self._directory, mutable=MUTABLE)

    def close(self) -> None:
        """See `Index.close`."""
        with self._lock:
            self._reader, self._seen = None, ()

    def _searcher(self) -> tantivy.Searcher | None:
        """A view of the last commit; None if there never was one."""
        with self._lock, _own_errors(self._directory):
            state = _state(self._directory / META)
            if not state:
                return None
            if self._reader is None:
                self._reader = _opened(self._directory)
            elif state != self._seen:
                self._reader.reload()
            self._seen = state
            return self._reader.searcher()


def _state(meta: Path) -> _State:
    """What changes with every commit, since each renames a new file into place."""
    try:
        found = os.stat(meta)
    except FileNotFoundError:
        return ()
    return found.st_mtime_ns, found.st_ino, found.st_size


def _opened(directory: Path) -> tantivy.Index:
    reader = tantivy.Index.open(str(directory if os.access(directory, os.W_OK) else _mirrored(directory)))
    reader.config_reader("manual")   # we look at meta.json ourselves; Tantivy's way is a thread
    reader.reload()
    return reader


def _mirrored(directory: Path) -> Path:
    """Links to the files of a directory that can't be written: Tantivy makes a lock file even to read."""
    mirror = Path(tempfile.mkdtemp(prefix="polyonym-reading-"))
    atexit.register(shutil.rmtree, mirror, ignore_errors=True)
    for file in directory.iterdir():
        (mirror / file.name).symlink_to(file.resolve())
    return mirror


def _write(directory: Path, articles: Iterable[Analysed], remove: Iterable[str]) -> None:
    articles = iter(articles)
    first = list(islice(articles, _FEW))
    with _own_errors(directory):
        index = tantivy.Index(schema(), str(directory))
        index.reload()
        few = len(first) < _FEW
        writer = index.writer(_SMALL_HEAP if few else _HEAP, 1 if few else _THREADS)
    try:
        _fill(directory, index.searcher(), writer, chain(first, articles), remove)
        with _own_errors(directory):
            writer.commit()
    except BaseException:
        with _own_errors(directory):
            writer.rollback()
        raise
    finally:
        with _own_errors(directory):
            writer.wait_merging_threads()


def _fill(
    directory: Path,
    searcher: tantivy.Searcher,
    writer: tantivy.IndexWriter,
    articles: Iterable[Analysed],
    remove: Iterable[str],
) -> None:
    """Queue all changes. A removal is costly, so only articles that may be there are removed."""
    for name in remove:
        with _own_errors(directory):
            writer.delete_documents_by_term(ID, name)
    fresh = searcher.num_docs == 0
    seen: set[int] = set()
    for article in articles:
        tie = rank(article.id, None)
        with _own_errors(directory):
            if tie in seen or (not fresh and searcher.doc_freq(ID, article.id)):
                writer.delete_documents_by_term(ID, article.id)
            writer.add_document(document(article, first_rank(article.date) | tie))
        seen.add(tie)


def _stored(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> Stored:
    packed: Any = searcher.doc(address).get_first(STORED)
    return unpack(bytes(packed))


def _facets(
    searcher: tantivy.Searcher, question: tantivy.Query, facets: tuple[Field, ...]
) -> dict[Field, tuple[tuple[str, int], ...]]:
    if not facets:
        return {}
    asked = {field.value: {"terms": {"field": field.value, "size": _FACET_CANDIDATES}} for field in facets}
    answer = searcher.aggregate(question, asked)
    return {
        field: most_frequent((found["key"], found["doc_count"]) for found in answer[field.value]["buckets"])
        for field in facets
    }


@contextmanager
def _own_errors(directory: Path) -> Iterator[None]:
    """Tantivy's errors as ours. It knows ValueError and OSError, and panics over broken files."""
    try:
        yield
    except UnicodeEncodeError as cause:
        raise UsageError(f"a key holds half a character: {cause.object[:80]!a}") from cause
    except (ValueError, OSError) as cause:
        raise _named(directory, str(cause)) from cause
    except BaseException as cause:
        if type(cause).__name__ != "PanicException":   # its class can't be imported
            raise
        raise DamagedError(f"{directory}: a file of the index is broken ({cause}); index again") from cause


def _named(directory: Path, message: str) -> HomeError:
    short = message.splitlines()[0][:300] if message else "no reason given"
    if "LockBusy" in message:
        return BusyError(f"{directory} is being written by another process; wait until it is done")
    if "schema" in message.lower() or "IncompatibleIndex" in message:
        return VersionError(f"{directory} was written by another version of Polyonym: {short}")
    if "No space" in message or "Permission denied" in message:
        return HomeError(f"{directory} can't be written: {short}")
    return DamagedError(f"{directory}: a file of the index is broken or missing: {short}")
