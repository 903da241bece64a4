"""The article index, as everything else knows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from polyonym.base.errors import UsageError
from polyonym.index.field import FACETS, Field, Sort
from polyonym.index.model import Analysed, Results, Stored
from polyonym.index.query import Query, check


class Index(Protocol):
    """Articles, searchable. Safe to use from many threads.

    Every search sees the last finished commit, also one made by another process. Any method raises
    DamagedError, naming the file, if the files behind it are broken.
    """

    def write(self, articles: Iterable[Analysed], *, remove: Iterable[str] = ()) -> None:
        """Add articles, replacing those of the same id (the last one given counts), after
        taking out the ids in `remove`; unknown ids are no error. All or nothing, one commit.

        Raises BusyError at once if another process or thread writes, UsageError if the index was
        opened for reading. An error from the iterable is passed on, and nothing is written.
        """
        ...

    def search(
        self,
        query: Query,
        *,
        limit: int,
        offset: int = 0,
        sort: Sort = Sort.RELEVANCE,
        facets: tuple[Field, ...] = (),
    ) -> Results:
        """One page of the articles that `query` finds.

        Raises UsageError for a query that `query.check` refuses, a negative limit or offset, or a
        field that can't be counted.
        """
        ...

    def get(self, ids: Iterable[str]) -> Iterator[Stored]:
        """The articles with these ids, in the order asked; an unknown id is left out."""
        ...

    def ids(self) -> Iterator[str]:
        """The ids of all articles, sorted."""
        ...

    def count(self) -> int:
        """How many articles there are."""
        ...

    def verify(self) -> list[str]:
        """Read every file whole and tell what is wrong, one sentence each; empty if all is well."""
        ...

    def close(self) -> None:
        """Let go of all files."""
        ...


def check_search(query: Query, limit: int, offset: int, facets: tuple[Field, ...]) -> None:
    """Refuse a search that no adapter answers. Raises UsageError."""
    check(query)
    if limit < 0 or offset < 0:
        raise UsageError(f"limit and offset must be 0 or more, not {limit} and {offset}")
    for field in facets:
        if field not in FACETS:
            raise UsageError(f"values of '{field}' can't be counted; choose from {', '.join(sorted(FACETS))}")
