"""Articles and questions for the index tests: written by hand, and made by Hypothesis."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from hypothesis import strategies as st
from polyonym.index import evaluate
from polyonym.index.adapters.memory import Filed, MemoryIndex, MemoryPostings
from polyonym.index.model import (
    FACETS,
    All,
    Analysed,
    AnyOf,
    Between,
    Boost,
    Everything,
    Field,
    Filter,
    Mentioned,
    Near,
    Phrase,
    Query,
    Sort,
    Term,
    Without,
)

W, T, S, E, N = Field.WORD, Field.TITLE, Field.SURFACE, Field.ENTITY, Field.NAME
DAY = datetime.date


def article(
    name: str, text: str, *, title: str = "", entities: str = "", date: DAY | None = None, **more: object
) -> Analysed:
    """An article whose words are its text's, and which mentions `entities` (each with a kind)."""
    mentions = tuple(
        Mentioned(entity, entity.partition(":")[0], i, i + 1, text[i : i + 1], 0.5)
        for i, entity in enumerate(entities.split())
    )
    words = tuple(text.split())
    heading = tuple(title.split())
    return Analysed(
        name, title, text, date=date, words=heading + words, title_words=heading,
        surface=heading + words, mentions=mentions, **more,  # type: ignore[arg-type]
    )


ARTICLES = (
    article("mine", "coal mining at the old pit mining", title="mining",
            entities="org:lntu org:lntu person:sun", date=DAY(2024, 5, 1), lang="en",
            source="a.example", countries=("CN", "BY"), roles=("rector",), names=("p:a b", "p:a b", "i:a b")),
    article("visit", "the rector met the old guests", title="visit", entities="person:sun org:bsuir",
            date=DAY(2024, 5, 31), lang="en", source="b.example", countries=("BY",),
            roles=("rector", "dean"), names=("p:a b", "w:with space", "k" * 70_000, "")),
    article("лту", "ректор ляонинский технический университет", title="ректор", entities="org:lntu",
            date=DAY(2025, 1, 2), lang="ru", source="a.example", countries=("CN",)),
    article("中文", "辽宁 工程 技术 大学 校长", entities="org:lntu person:sun", date=DAY(2025, 12, 31),
            lang="zh", source="c.example", keys=("辽宁工程技术大学", "old pit")),
    article("undated", "old old old pit", lang="en", keys=("old pit",)),
    article("odd/id with spaces", "c++ (a:b) \"quoted\" back\\slash AND OR NOT * ? ~ ^2",
            entities="x:(\"a b\")", date=DAY(1, 1, 1), lang="", source="host with space"),
    article("late", "rector rector coal", date=DAY(9999, 12, 31), lang="en", entities="org:lntu"),
    article("empty", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A question and the ids it finds (in any order, or as ordered by `sort`)."""

    query: Query
    ids: str
    sort: Sort | None = None
    why: str = ""


def near(left: str, right: str, distance: int) -> Near:
    """NEAR over two phrases written with spaces."""
    return Near(S, tuple(left.split()), tuple(right.split()), distance)


def phrase(words: str) -> Phrase:
    """A phrase written with spaces."""
    return Phrase(S, tuple(words.split()))


OLD, COAL, RECTOR, LNTU = Term(W, "old"), Term(W, "coal"), Term(W, "rector"), Term(E, "org:lntu")
ALL = "mine|visit|лту|中文|undated|odd/id with spaces|late|empty"
BY_DATE = "late|中文|лту|visit|mine|odd/id with spaces"
NOWHERE = Term(W, "nowhere")

CASES = (
    Case(COAL, "mine|late"),
    Case(Term(W, "Coal"), "", why="keys are compared as they are"),
    Case(Term(W, "ректор"), "лту"),
    Case(Term(W, "大学"), "中文"),
    Case(Term(T, "mining"), "mine"),
    Case(Term(T, "coal"), "", why="not in a title"),
    Case(Term(S, "coal"), "mine|late"),
    Case(LNTU, "mine|лту|中文|late"),
    Case(LNTU, "late|лту|mine|中文", Sort.RELEVANCE, why="alone counts most; of equals the newer"),
    Case(Term(W, ""), "", why="an empty key is in no article"),
    Case(Term(E, ""), ""),
    Case(Term(Field.SOURCE, ""), "", why="no source isn't a source called nothing"),
    Case(Term(W, "k" * 10_000), ""),
    Case(Term(W, "k" * 70_000), ""),
    Case(Term(W, "old pit"), "", why="a word holds no space"),
    Case(Term(W, "c++"), "odd/id with spaces"),
    Case(Term(W, "(a:b)"), "odd/id with spaces"),
    Case(Term(W, '"quoted"'), "odd/id with spaces"),
    Case(Term(W, "back\\slash"), "odd/id with spaces"),
    Case(Term(W, "*"), "odd/id with spaces"),
    Case(Term(E, 'x:("a'), "odd/id with spaces"),
    Case(Term(Field.SOURCE, "host with space"), "odd/id with spaces", why="a keyword may hold spaces"),
    Case(Term(Field.LANG, "ru"), "лту"),
    Case(Term(Field.COUNTRY, "BY"), "mine|visit"),
    Case(Term(Field.KIND, "person"), "mine|visit|中文"),
    Case(Term(Field.ROLE, "dean"), "visit"),
    Case(Term(Field.ROLE, "rector"), "mine|visit", Sort.RELEVANCE, why="of two roles each says less"),
    Case(AnyOf((Term(Field.ROLE, "dean", 0.1), COAL)), "late|mine|visit", Sort.RELEVANCE, why="a little"),
    Case(Term(N, "p:a b"), "mine|visit", Sort.RELEVANCE, why="named twice"),
    Case(Term(N, "w:with space"), "visit", why="a key may hold spaces"),
    Case(Term(N, "p:a"), "", why="a whole key, not a part"),
    Case(Term(N, ""), ""),
    Case(All((Term(N, "p:a b"), Term(N, "i:a b"))), "mine"),
    Case(AnyOf((Term(N, "i:a b", 9.0), OLD)), "mine|undated|visit", Sort.RELEVANCE, why="boosted"),
    Case(Term(Field.YEAR, "2024"), "mine|visit"),
    Case(Term(Field.YEAR, "0001"), "odd/id with spaces"),
    Case(Term(Field.KEY, "old pit"), "中文|undated"),
    Case(phrase("old pit"), "mine|undated"),
    Case(phrase("pit old"), ""),
    Case(phrase("old old pit"), "undated"),
    Case(phrase("old old old"), "undated"),
    Case(phrase("old old old old"), ""),
    Case(phrase("visit the rector met the old guests"), "visit", why="title and text are one row of words"),
    Case(phrase("coal"), "mine|late", why="a phrase of one word"),
    Case(phrase(""), "", why="no words stand nowhere"),
    Case(phrase("工程 技术 大学"), "中文"),
    Case(near("coal", "pit", 5), "mine"),
    Case(near("pit", "coal", 5), "mine", why="either order"),
    Case(near("coal", "pit", 4), ""),
    Case(near("coal", "mining", 1), "mine"),
    Case(near("mining", "mining", 2), "mine", why="two places of one word"),
    Case(near("rector", "rector", 1), "late"),
    Case(near("coal", "coal", 9), "", why="one place isn't near itself"),
    Case(near("old pit", "mining at", 2), "mine"),
    Case(near("old pit", "mining at", 1), ""),
    Case(near("", "coal", 3), ""),
    Case(All((COAL, OLD)), "mine"),
    Case(All((COAL, NOWHERE)), ""),
    Case(All(()), ALL),
    Case(AnyOf((COAL, OLD)), "mine|late|visit|undated"),
    Case(AnyOf(()), ""),
    Case(AnyOf((NOWHERE, AnyOf(()))), ""),
    Case(Without(OLD, COAL), "visit|undated"),
    Case(Without(Everything(), LNTU), "visit|undated|odd/id with spaces|empty"),
    Case(Without(COAL, Everything()), ""),
    Case(Everything(), ALL),
    Case(Boost(COAL, 0), "mine|late", why="a score of 0 still finds"),
    Case(Filter(AnyOf((COAL, OLD))), "mine|late|visit|undated"),
    Case(Between(DAY(2024, 5, 1), DAY(2024, 5, 31)), "mine|visit", why="both days included"),
    Case(Between(DAY(2024, 5, 2), DAY(2024, 5, 30)), ""),
    Case(Between(DAY(2025, 1, 2), None), "лту|中文|late"),
    Case(Between(None, DAY(2024, 5, 1)), "mine|odd/id with spaces", why="undated is never before"),
    Case(Between(None, None), BY_DATE),
    Case(Between(DAY(2025, 1, 1), DAY(2024, 1, 1)), ""),
    Case(All((LNTU, Filter(Between(DAY(2025, 1, 1), None)), Term(Field.LANG, "zh"))), "中文"),
    Case(Filter(Between(None, None)), BY_DATE, Sort.RELEVANCE, why="no scores: the newest first"),
    Case(Between(None, None), BY_DATE, Sort.NEWEST),
    Case(Between(None, None), "|".join(reversed(BY_DATE.split("|"))), Sort.OLDEST),
    Case(OLD, "visit|mine|undated", Sort.NEWEST, why="undated last"),
    Case(OLD, "mine|visit|undated", Sort.OLDEST, why="undated last"),
    Case(RECTOR, "late|visit", Sort.RELEVANCE, why="twice in three words, once in seven"),
    Case(AnyOf((RECTOR, Term(T, "visit", 5))), "visit|late", Sort.RELEVANCE, why="boosted title"),
    Case(AnyOf((Boost(OLD, 0.01), COAL)), "late|mine|undated|visit", Sort.RELEVANCE),
    Case(AnyOf((RECTOR, Filter(OLD))), "late|visit|mine|undated", Sort.RELEVANCE, why="adds no score"),
)


class LaggingMemory(MemoryIndex):
    """The oracle of an index that counts removed articles in its statistics, as Tantivy does.

    One write makes one segment; a segment goes when all its articles are removed.
    """

    def __init__(self) -> None:
        super().__init__()
        self._segments: list[list[Filed]] = []
        self._live: set[int] = set()

    def _postings(self, filed: Mapping[str, Filed]) -> MemoryPostings:
        known = {id(one) for segment in self._segments for one in segment}
        self._segments.append([one for one in filed.values() if id(one) not in known])
        live = {id(one) for one in filed.values()}
        self._segments = [part for part in self._segments if any(id(one) in live for one in part)]
        counted = [one for part in self._segments for one in part]
        self._live = {number for number, one in enumerate(counted) if id(one) in live}
        return MemoryPostings(counted)

    def scores(self, query: Query) -> dict[str, float]:
        """Score of each article that the query finds."""
        postings = self._state[1]
        found = evaluate.evaluate(query, postings)
        names = {id(one): name for name, one in self._state[0].items()}
        return {names[id(postings.filed[n])]: score for n, score in found.items() if n in self._live}


_letter = st.sampled_from("abcd")
_key = st.sampled_from(["a", "b", "c", "d", "a", "b", "ж", "大", "c++", ""])
_name = st.sampled_from(["1", "2", "3", "4", "5", "6", "7 x"])
_date = st.none() | st.dates(DAY(2024, 12, 29), DAY(2025, 1, 3))
_entity = st.sampled_from(["org:x", "org:y", "person:z", ""])
_few_words = st.lists(_letter, max_size=6).map(tuple)
_words = st.one_of(_few_words, st.lists(_letter, min_size=35, max_size=90).map(tuple))


@st.composite
def articles(draw: st.DrawFn) -> Analysed:
    """An article over a small alphabet, short or long enough for lengths to be rounded."""
    text = draw(_words)
    return Analysed(
        draw(_name), draw(st.text(max_size=3).filter(_is_text)), " ".join(text),
        lang=draw(st.sampled_from(["", "en", "ru"])), date=draw(_date),
        source=draw(st.sampled_from(["", "h"])), words=text, title_words=draw(_few_words),
        surface=text[::-1], mentions=tuple(draw(st.lists(_mentions(), max_size=5))),
        countries=tuple(draw(st.lists(st.sampled_from(["BY", "CN", ""]), max_size=3))),
        keys=tuple(draw(st.lists(_letter, max_size=3))),
        names=tuple(draw(st.lists(_letter, max_size=4))),
        roles=tuple(draw(st.lists(_letter, max_size=2))),
    )  # fmt: skip


def _is_text(text: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


@st.composite
def _mentions(draw: st.DrawFn) -> Mentioned:
    start = draw(st.integers(0, 3))
    entity = draw(_entity)
    return Mentioned(entity, entity[:3], start, start + 1, draw(_letter), draw(st.floats(0, 1)))


_terms = st.builds(Term, st.sampled_from([W, W, T, S, E, N, Field.ROLE]), _key | _entity, st.sampled_from([1.0, 2.5]))
_keyword_terms = st.sampled_from(
    [Term(Field.LANG, "ru"), Term(Field.COUNTRY, "BY"), Term(Field.KIND, "org"), Term(Field.KEY, "a"),
     Term(Field.YEAR, "2025"), Term(Field.SOURCE, "h")]
)  # fmt: skip
_rows = st.lists(_letter, max_size=3).map(tuple)
_leaves = st.one_of(
    _terms,
    _terms,
    _keyword_terms,
    st.builds(Phrase, st.just(S), _rows),
    st.builds(Near, st.just(S), _rows, _rows, st.integers(1, 6)),
    st.builds(Between, _date, _date),
    st.just(Everything()),
)


def _grown(inner: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    parts = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(All, parts),
        st.builds(AnyOf, parts),
        st.builds(Without, inner, inner),
        st.builds(Boost, inner, st.sampled_from([0.0, 0.5, 3.0])),
        st.builds(Filter, inner),
    )


queries: st.SearchStrategy[Query] = st.recursive(_leaves, _grown, max_leaves=6)
batches = st.lists(
    st.tuples(st.lists(articles(), max_size=6, unique_by=lambda a: a.id), st.lists(_name, max_size=2)),
    min_size=1,
    max_size=4,
)
COUNTED = tuple(sorted(FACETS))
