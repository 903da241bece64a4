"""Every adapter answers as the simplest one does."""

from __future__ import annotations

import itertools
import math
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polyonym.base.errors import UsageError
from polyonym.index.adapters.memory import MemoryIndex
from polyonym.index.model import (
    All,
    Analysed,
    AnyOf,
    Boost,
    Everything,
    Field,
    Filter,
    Phrase,
    Query,
    Sort,
    Term,
    Without,
)
from polyonym.index.open import ADAPTERS, open_index
from polyonym.index.port import Index
from polyonym.tests import index_cases as cases

MANY = 1_000
BATCHES = list[tuple[list[Analysed], list[str]]]


@pytest.fixture(scope="module", params=list(ADAPTERS))
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    index = open_index(tmp_path_factory.mktemp("index"), request.param, write=True)
    index.write(cases.ARTICLES)
    yield index
    index.close()


@pytest.fixture(params=list(ADAPTERS))
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    index = open_index(tmp_path / "index", request.param, write=True)
    yield index
    index.close()


def ids(index: Index, query: Query, sort: Sort = Sort.RELEVANCE) -> list[str]:
    return [hit.id for hit in index.search(query, limit=MANY, sort=sort).hits]


@pytest.mark.parametrize("case", cases.CASES, ids=lambda case: str(case.query)[:60])
def test_finds(filled: Index, case: cases.Case) -> None:
    expected = case.ids.split("|") if case.ids else []
    results = filled.search(case.query, limit=MANY, sort=case.sort or Sort.RELEVANCE)
    found = [hit.id for hit in results.hits]
    assert results.total == len(expected)
    assert (found if case.sort else sorted(found)) == (expected if case.sort else sorted(expected))


def test_gives_back_what_was_written(filled: Index) -> None:
    written = {article.id: article for article in cases.ARTICLES}
    for stored in filled.get(["nobody", *written]):
        article = written.pop(stored.id)
        for name in ("title", "text", "lang", "date", "url", "source", "mentions", "roles"):
            assert getattr(stored, name) == getattr(article, name)
    assert not written
    assert list(filled.ids()) == sorted(article.id for article in cases.ARTICLES)
    assert filled.count() == len(cases.ARTICLES)
    assert filled.verify() == []


def test_counts_values(filled: Index) -> None:
    asked = (Field.LANG, Field.ENTITY, Field.YEAR, Field.ROLE)
    facets = filled.search(cases.LNTU, limit=1, facets=asked).facets
    assert facets[Field.LANG] == (("en", 2), ("ru", 1), ("zh", 1))
    assert facets[Field.ENTITY] == (("org:lntu", 4), ("person:sun", 2))
    assert facets[Field.YEAR] == (("2025", 2), ("2024", 1), ("9999", 1))
    assert facets[Field.ROLE] == (("rector", 1),)


def test_pages(filled: Index) -> None:
    for sort in Sort:
        whole = ids(filled, Everything(), sort)
        pages = [filled.search(Everything(), limit=3, offset=at, sort=sort) for at in range(0, 12, 3)]
        assert [hit.id for page in pages for hit in page.hits] == whole
        assert {page.total for page in pages} == {len(cases.ARTICLES)}
    assert filled.search(cases.COAL, limit=0, facets=(Field.LANG,)).total == 2
    assert filled.search(cases.COAL, limit=0).hits == ()
    assert filled.search(cases.COAL, limit=10**12, offset=10**12).total == 2


@pytest.mark.parametrize(
    "query",
    [
        Phrase(Field.WORD, ("a", "b")),
        cases.near("a", "b", 0),
        cases.near("a", "b", 101),
        Term(Field.WORD, "a", -1.0),
        Boost(cases.COAL, math.nan),
        Boost(cases.COAL, math.inf),
        Term(Field.WORD, "\ud800"),
        Phrase(Field.SURFACE, ("a", "\udfff")),
    ],
    ids=str,
)
def test_refuses(filled: Index, query: Query) -> None:
    with pytest.raises(UsageError):
        filled.search(query, limit=1)


def test_refuses_wrong_pages_and_facets(filled: Index) -> None:
    with pytest.raises(UsageError):
        filled.search(cases.COAL, limit=-1)
    with pytest.raises(UsageError, match="choose from"):
        filled.search(cases.COAL, limit=1, facets=(Field.WORD,))


def test_deep_and_wide_queries(filled: Index) -> None:
    deep: Query = cases.COAL
    for level in range(98):
        deep = (All((deep,)), AnyOf((deep, deep)) if level < 5 else Filter(deep))[level % 2]
    assert sorted(ids(filled, deep)) == ["late", "mine"]
    for _ in range(1_000):
        deep = Without(deep, cases.NOWHERE)
    with pytest.raises(UsageError, match="deep"):
        filled.search(deep, limit=1)
    wide = AnyOf((*(Term(Field.WORD, f"none{i}") for i in range(3_000)), cases.COAL))
    assert sorted(ids(filled, wide)) == ["late", "mine"]


def test_huge_articles(fresh: Index) -> None:
    words = tuple(f"w{i % 50_000}" for i in range(100_000))
    key = "k" * 10_000
    odd = Analysed("odd", "", "x", words=(key, "k" * 70_000, "", "b c"), surface=("a", "k" * 70_000, "b"))
    fresh.write([Analysed("huge", "", "x", words=words, surface=words), odd])
    assert ids(fresh, Term(Field.WORD, "w49999")) == ["huge"]
    assert ids(fresh, cases.near("w49999", "w1", 2)) == ["huge"]
    assert ids(fresh, Term(Field.WORD, key)) == ["odd"]
    assert ids(fresh, Term(Field.WORD, "k" * 70_000)) == []
    assert ids(fresh, Term(Field.WORD, "c")) == ["odd"]
    assert ids(fresh, cases.phrase("a b")) == []
    assert ids(fresh, cases.near("a", "b", 2)) == ["odd"]


def test_refuses_articles_that_no_file_can_hold() -> None:
    for name in ("", "x" * 1_001, "\ud800"):
        with pytest.raises(UsageError):
            Analysed(name, "", "")
    with pytest.raises(UsageError, match="article 'a'"):
        Analysed("a", "", "half \udc00")


def test_replaces_and_removes(fresh: Index) -> None:
    assert fresh.count() == 0
    assert fresh.search(Everything(), limit=5, facets=(Field.LANG,)).facets == {Field.LANG: ()}
    one, two = cases.article("1", "old"), cases.article("2", "old")
    fresh.write([one, two, cases.article("1", "newer")])
    assert ids(fresh, Term(Field.WORD, "newer")) == ["1"]
    assert ids(fresh, cases.OLD) == ["2"]
    fresh.write([cases.article("2", "coal")], remove=["1", "nobody"])
    assert (ids(fresh, Everything()), fresh.count(), list(fresh.ids())) == (["2"], 1, ["2"])
    fresh.write([one], remove=["1", "2"])
    assert list(fresh.ids()) == ["1"]
    assert list(fresh.get(["2", "1", "1"])) == list(fresh.get(["1"])) * 2
    fresh.write([], remove=["1"])
    assert fresh.count() == 0
    assert list(fresh.ids()) == []


def test_ties_stay_in_order_over_pages(fresh: Index) -> None:
    fresh.write(cases.article(f"{i}", "same words", entities="org:a") for i in range(300))
    query = AnyOf((Term(Field.ENTITY, "org:a"), Term(Field.WORD, "same")))
    pages = [fresh.search(query, limit=7, offset=at).hits for at in range(0, 300, 7)]
    found = [hit.id for page in pages for hit in page]
    assert len(set(found)) == 300
    oracle = MemoryIndex()
    oracle.write(cases.article(f"{i}", "same words", entities="org:a") for i in range(300))
    assert found == ids(oracle, query)


@pytest.mark.parametrize("adapter", [name for name in ADAPTERS if name != "memory"])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(batches=cases.batches, queries=st.lists(cases.queries, min_size=4, max_size=12))
def test_answers_like_memory(adapter: str, batches: BATCHES, queries: list[Query]) -> None:
    memory, lagging = MemoryIndex(), cases.LaggingMemory()
    with tempfile.TemporaryDirectory() as directory:
        index = open_index(Path(directory), adapter, write=True)
        for articles, remove in batches:
            for one in (memory, lagging, index):
                one.write(articles, remove=remove)
        assert list(index.ids()) == list(memory.ids())
        assert index.count() == memory.count()
        assert list(index.get("1234")) == list(memory.get("1234"))
        for query in queries:
            scores = lagging.scores(query) if adapter == "tantivy" else None
            same_answer(index, memory, query, scores)
        index.close()


def same_answer(index: Index, memory: Index, query: Query, scores: dict[str, float] | None) -> None:
    """Both find and count the same, score it alike (or as `scores` has it), and page stably."""
    ours = memory.search(query, limit=MANY, facets=cases.COUNTED)
    theirs = index.search(query, limit=MANY, facets=cases.COUNTED)
    assert (theirs.total, dict(theirs.facets)) == (ours.total, dict(ours.facets))
    wanted = {hit.id: hit.score for hit in ours.hits} if scores is None else scores
    assert {hit.id: hit.score for hit in theirs.hits} == pytest.approx(wanted, rel=1e-3, abs=1e-6)
    order = [wanted[hit.id] for hit in theirs.hits]
    assert all(one >= next_ - 1e-3 * one - 1e-6 for one, next_ in itertools.pairwise(order))
    for sort in (Sort.NEWEST, Sort.OLDEST):
        assert index.search(query, limit=3, offset=1, sort=sort) == memory.search(
            query, limit=3, offset=1, sort=sort
        )
    paged = [hit for at in range(0, 8, 2) for hit in index.search(query, limit=2, offset=at).hits]
    assert tuple(paged) == theirs.hits


def test_scores_of_long_articles(fresh: Index) -> None:
    """Lengths from 40 up are rounded, alike in all."""
    oracle = MemoryIndex()
    for one in (fresh, oracle):
        one.write(cases.article(f"{n}", "a " * (n % 7 + 1) + "b " * n) for n in range(1, 400, 3))
    query = Term(Field.WORD, "a")
    scores = {hit.id: hit.score for hit in fresh.search(query, limit=MANY).hits}
    assert scores == pytest.approx({hit.id: hit.score for hit in oracle.search(query, limit=MANY).hits}, rel=1e-4)
    assert len(scores) == 133
