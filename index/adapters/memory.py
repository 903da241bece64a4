"""The index in memory: the simplest, and by that the oracle of all others. Gone when closed."""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from polyonym.base.errors import BusyError, UsageError
from polyonym.index import evaluate
from polyonym.index.bm25 import Lengths
from polyonym.index.field import Field, Sort
from polyonym.index.model import Analysed, Results, Stored
from polyonym.index.packing import hit, pack, unpack
from polyonym.index.port import check_search
from polyonym.index.postings import entities, keywords, names, places, rank
from polyonym.index.query import Query


@dataclass(frozen=True, slots=True)
class Filed:
    """An article as memory keeps it: packed as in all adapters, and its keys counted."""

    packed: bytes
    rank: int
    counts: Mapping[Field, Mapping[str, int]]
    places: Mapping[str, Sequence[int]]


class MemoryIndex:
    """An index that lives as long as this object; the directory is not looked at."""

    def __init__(self, directory: Path | None = None, *, write: bool = True) -> None:
        self._writable = write
        self._lock = threading.Lock()
        self._state: tuple[dict[str, Filed], MemoryPostings] = ({}, MemoryPostings(()))

    def write(self, articles: Iterable[Analysed], *, remove: Iterable[str] = ()) -> None:
        """See `Index.write`."""
        if not self._writable:
            raise UsageError("this index was opened for reading only")
        if not self._lock.acquire(blocking=False):
            raise BusyError("the index in memory is being written by another thread")
        try:
            filed = dict(self._state[0])
            for name in remove:
                filed.pop(name, None)
            filed.update((article.id, file(article)) for article in articles)
            self._state = (filed, self._postings(filed))
        finally:
            self._lock.release()

    def _postings(self, filed: Mapping[str, Filed]) -> MemoryPostings:
        return MemoryPostings(filed.values())

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
        postings = self._state[1]
        found = evaluate.evaluate(query, postings)
        page = evaluate.in_order(found, postings.ranks(), sort)[offset : offset + limit]
        scores = found if sort is Sort.RELEVANCE else dict.fromkeys(page, 0.0)
        hits = tuple(hit(unpack(postings.filed[number].packed), scores[number]) for number in page)
        counts = {field: evaluate.count_values(found.keys(), field, postings) for field in facets}
        return Results(len(found), hits, counts)

    def get(self, ids: Iterable[str]) -> Iterator[Stored]:
        """See `Index.get`."""
        filed = self._state[0]
        return (unpack(filed[name].packed) for name in ids if name in filed)

    def ids(self) -> Iterator[str]:
        """See `Index.ids`."""
        return iter(sorted(self._state[0]))

    def count(self) -> int:
        """See `Index.count`."""
        return len(self._state[0])

    def verify(self) -> list[str]:
        """Nothing: there are no files."""
        return []

    def close(self) -> None:
        """Forget everything."""
        self._state = ({}, MemoryPostings(()))


class MemoryPostings:
    """Postings in dictionaries, see `evaluate.Postings`."""

    def __init__(self, filed: Iterable[Filed]) -> None:
        self.filed = tuple(filed)
        self._ranks = {number: one.rank for number, one in enumerate(self.filed)}
        self._frequencies: dict[Field, dict[str, dict[int, int]]] = {f: defaultdict(dict) for f in Field}
        self._places: dict[str, dict[int, Sequence[int]]] = defaultdict(dict)
        self._lengths: dict[Field, dict[int, int]] = {f: {} for f in Field}
        for number, one in enumerate(self.filed):
            self._add(number, one)

    def _add(self, number: int, filed: Filed) -> None:
        for field, counts in filed.counts.items():
            self._lengths[field][number] = sum(counts.values())
            for key, count in counts.items():
                self._frequencies[field][key][number] = count
        for key, found in filed.places.items():
            self._places[key][number] = found

    def articles(self) -> Set[int]:
        """All articles."""
        return self._ranks.keys()

    def frequencies(self, field: Field, key: str) -> Mapping[int, int]:
        """Articles with this key, and how often."""
        return self._frequencies[field].get(key, {})

    def places(self, key: str) -> Mapping[int, Sequence[int]]:
        """Articles with this key in SURFACE, and where."""
        return self._places.get(key, {})

    def lengths(self, field: Field) -> Lengths:
        """Lengths of a field."""
        lengths = self._lengths[field]
        return Lengths(lengths, sum(lengths.values()) / max(1, len(self._ranks)))

    def ranks(self) -> Mapping[int, int]:
        """Rank of every article."""
        return self._ranks

    def values(self, field: Field) -> Iterable[str]:
        """All keys of a field."""
        return self._frequencies[field].keys()


def file(article: Analysed) -> Filed:
    """Count the keys of an article."""
    counts: dict[Field, Counter[str]] = defaultdict(Counter)
    where: dict[str, list[int]] = defaultdict(list)
    for place, key in places(article.surface):
        where[key].append(place)
    counts[Field.SURFACE] = Counter({key: len(found) for key, found in where.items()})
    counts[Field.WORD] = Counter(key for _, key in places(article.words))
    counts[Field.TITLE] = Counter(key for _, key in places(article.title_words))
    counts[Field.ENTITY] = Counter(entities(article))
    counts[Field.NAME] = Counter(names(article))
    for field, value in keywords(article):
        counts[field][value] = 1
    return Filed(pack(article), rank(article.id, article.date), counts, where)
