"""One page of Tantivy's hits in our order: Tantivy itself leaves equal scores in any order."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import cast

import tantivy
from polyonym.index.adapters.tantivy_schema import RANK, compiled
from polyonym.index.field import Sort
from polyonym.index.query import Between

Page = list[tuple[float, tantivy.DocAddress]]

_SLACK = 32   # hits fetched beyond the page, to see whether its last score goes on


@dataclass(frozen=True, slots=True)
class Pager:
    """The hits of one query in one state of the index."""

    searcher: tantivy.Searcher
    query: tantivy.Query

    def best(self, limit: int, offset: int) -> tuple[int, Page]:
        """How many hits there are, and a page of them by score, then by rank."""
        wanted = min(limit + offset, self.searcher.num_docs)
        size = max(1, wanted + _SLACK) if limit else 1
        while True:
            result = self.searcher.search(self.query, size)
            hits: Page = result.hits
            if len(hits) < size or not limit or hits[wanted - 1][0] > hits[-1][0]:
                break
            size *= 8
        return count_of(result), self._untied(hits)[offset : offset + limit]

    def _untied(self, hits: Page) -> Page:
        ranks = self.searcher.fast_field_values(RANK, [address for _, address in hits])
        order = sorted(range(len(hits)), key=lambda i: (-hits[i][0], -(ranks[i] or 0)))
        return [hits[i] for i in order]

    def dated(self, limit: int, offset: int, sort: Sort) -> tuple[int, Page]:
        """How many hits there are, and a page of them by rank; scores aren't known, so 0."""
        if sort is not Sort.OLDEST:
            return self._by_rank(self.query, limit, offset, tantivy.Order.Desc)
        dated = compiled(Between(datetime.date.min, datetime.date.max))
        must, banned = tantivy.Occur.Must, tantivy.Occur.MustNot
        with_date = tantivy.Query.boolean_query([(must, self.query), (must, dated)])
        without = tantivy.Query.boolean_query([(must, self.query), (banned, dated)])
        first, page = self._by_rank(with_date, limit, offset, tantivy.Order.Asc)
        rest, more = self._by_rank(without, limit - len(page), max(0, offset - first), tantivy.Order.Asc)
        return first + rest, page + more

    def _by_rank(
        self, query: tantivy.Query, limit: int, offset: int, order: tantivy.Order
    ) -> tuple[int, Page]:
        size = max(1, min(limit, self.searcher.num_docs))
        start = min(offset, self.searcher.num_docs)
        result = self.searcher.search(query, size, order_by_field=RANK, offset=start, order=order)
        return count_of(result), [(0.0, address) for _, address in result.hits][:limit]


def count_of(result: tantivy.SearchResult) -> int:
    """How many hits there are in all; the stubs of Tantivy forget this attribute."""
    return cast(int, result.count)  # type: ignore[attr-defined]
