"""Queries planned and searched over a few articles; edits of the table that reach the articles."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polyonym.aliases.model import Entity
from polyonym.base.errors import QueryError
from polyonym.engine.engine import Engine
from polyonym.engine.home import make_home
from polyonym.engine.reading.article import Article
from polyonym.engine.searching.searcher import Searcher
from polyonym.index.model import Sort
from polyonym.tests.small_table import ENTITIES, searcher_over

_CASES = Path(__file__).parent / "cases" / "search.jsonl"
QUERIES: list[dict[str, Any]] = [json.loads(line) for line in _CASES.read_text("utf-8").splitlines()]


# -- search --------------------------------------------------------------------------------------------------

ARTICLES = [
    Article("en", "Sun Wei of Liaoning Technical University met guests from Minsk. Welding was the topic of the day.",
            "LNTU opens a school", "en", date(2025, 3, 27), "https://news.example.org/1"),
    Article("zh", "孙伟教授在辽宁工程技术大学与来宾会面。", "孙伟会见来宾", "zh", date(2024, 5, 27)),
    Article("ru", "Делегация Ляонинского технического университета посетила БГУИР. Её принял Николайчик Юрий.",
            "Гости из Китая", "ru", date(2025, 11, 26), None, "example.by"),
    Article("lu", "Liaoning University and Oxford University signed a paper on coal welding.", "A paper", "en",
            date(2023, 1, 2)),
    Article("be", "Аляксандр Лукашэнка прыбыў у Мінск.", None, "be"),
    Article("none", "Nothing of this is here: technical students of a welding university sing.", "Songs", "en",
            date(2025, 6, 1)),
]  # fmt: skip


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    """A searcher over the articles, in memory."""
    return searcher_over(ARTICLES, tmp_path_factory.mktemp("small"))


def ids(searcher: Searcher, query: str, **options: Any) -> set[str]:
    """The ids of the articles found."""
    answer = searcher.search(query, **options)
    assert answer.total == len(answer.hits)
    return {hit.id for hit in answer.hits}


@pytest.mark.parametrize("case", QUERIES, ids=lambda row: ascii(row["query"]))
def test_queries_find_what_they_name(searcher: Searcher, case: dict[str, Any]) -> None:
    assert ids(searcher, case["query"]) == set(case["found"])


def test_the_name_as_it_stands_comes_first(searcher: Searcher) -> None:
    assert searcher.search("Liaoning University").hits[0].id == "lu"
    assert searcher.search("LNTU welding").hits[0].id == "en"


def test_a_decided_name_is_searched_for(searcher: Searcher) -> None:
    assert ids(searcher, "Ton Vi") == {"en", "zh"}


def test_a_plain_word_is_no_name(searcher: Searcher) -> None:
    assert searcher.search("mining").recognised == ()


def test_exact_takes_no_name_for_a_name(searcher: Searcher) -> None:
    assert ids(searcher, "LNTU", exact=True) == {"en"}
    assert ids(searcher, "孙伟", exact=True) == {"zh"}
    assert searcher.search("LNTU", exact=True).recognised == ()


def test_what_was_recognised_is_told(searcher: Searcher) -> None:
    (seen,) = searcher.search("辽宁工程技术大学").recognised
    assert (seen.entity.id, seen.surface) == ("org:lntu", "辽宁工程技术大学")
    assert seen.reason
    assert "no entity is called" in searcher.search("entity:Xqzv").notes[0]
    assert "plain words" in searcher.search("(LNTU").notes[0]
    assert ids(searcher, "(LNTU") == {"en", "zh", "ru"}
    for wrong in ("kind:mineral", "since:yesterday", "until:2025-13"):
        assert wrong.split(":")[1] in searcher.search(wrong).notes[0]


@pytest.mark.parametrize(("query", "article", "marked"), [
    ("LNTU", "ru", ["Ляонинского технического университета"]), ("LNTU", "zh", ["辽宁工程技术大学"]),
    ("LNTU", "en", ["Liaoning Technical University"]), ("孙伟", "en", ["Sun Wei"]), ("Minsk", "be", ["Мінск"]),
    ("coal", "lu", ["coal"]), ('"coal welding"', "lu", ["coal", "welding"]), ("делегации", "ru", ["Делегация"]),
])  # fmt: skip
def test_snippets_mark_the_spelling_found(searcher: Searcher, query: str, article: str, marked: list[str]) -> None:
    hit = next(hit for hit in searcher.search(query).hits if hit.id == article)
    assert hit.snippets
    found = [piece.split("⟧")[0] for snippet in hit.snippets for piece in snippet.split("⟦")[1:]]
    assert found == marked
    text = next(each.text for each in ARTICLES if each.id == article)
    for snippet in hit.snippets:
        assert snippet.replace("⟦", "").replace("⟧", "").strip("…").strip() in text


def test_hits_tell_what_they_name_and_why(searcher: Searcher) -> None:
    hit = next(hit for hit in searcher.search("孙伟").hits if hit.id == "en")
    assert {"org:lntu", "person:sun-wei", "place:minsk"} == {named.id for named in hit.entities}
    assert "Sun Wei" in hit.why
    assert (hit.title, hit.lang, hit.date, hit.url) == (
        "LNTU opens a school", "en", date(2025, 3, 27), "https://news.example.org/1",
    )  # fmt: skip
    assert next(iter(searcher.search("Лукашэнка").hits)).title == "be"


def test_pages_order_and_facets(searcher: Searcher) -> None:
    newest = [hit.id for hit in searcher.search("welding", sort=Sort.NEWEST).hits]
    assert newest == ["none", "en", "lu"]
    assert [hit.id for hit in searcher.search("welding", sort=Sort.NEWEST, limit=1, offset=1).hits] == ["en"]
    assert searcher.search("welding", limit=1).total == 3
    facets = searcher.search("LNTU", facets=True).facets
    assert dict(facets["lang"]) == {"en": 1, "zh": 1, "ru": 1}
    assert dict(facets["entity"])["org:lntu"] == 3


def _joined(cases: list[dict[str, Any]]) -> str:
    return " ".join(case["query"] for case in cases)


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(QUERIES), max_size=3).map(_joined)))
@settings(deadline=None, max_examples=60)
def test_any_query_is_answered(searcher: Searcher, query: str) -> None:
    try:
        answer = searcher.search(query)
    except QueryError:
        return  # a value that a field can't have
    assert answer.total >= len(answer.hits)
    assert all(hit.snippets and hit.why for hit in answer.hits)


# -- edits ---------------------------------------------------------------------------------------------------

_EXTRA = [
    Article("b1", "BSU and LTU met in Minsk. Mining Academy came too.", "A meeting", "en"),
    Article("b2", "BSU is old. Georgia is far. John Smith of the Mining Academy.", None, "en"),
    Article("b3", "Академия угля и Фусинь; 煤炭学院; Tbilisi in Georgia.", None, "ru"),
    Article("b4", "Wu Xujin spoke about coal. Wu and Comrade Coal laughed.", None, "en"),
    Article("b5", "Kokous pidettiin Turussa. Vieraat kävivät Oulun yliopistossa.", "Tampereella sataa", "fin"),
    Article("b6", "A küldöttség Szegedről Debrecenbe utazott.", None, "hu"),
    Article("b7", "Heyet Bursa'ya gitti, sonra Konya'da kaldı.", None, "tr"),
    Article("b8", "وصل الوفد بالقاهرة وللإسكندرية.", None, "ar"),
    Article("b9", "대표단은 부산에서 대구까지 갔다.", None, "kor"),
    Article("b10", "Delegaatsioon sõitis Tartust Narva.", None, "et"),
]
_FORMS = [
    ("Turku", "b5"), ("Tampere", "b5"), ("Oulun yliopisto", "b5"), ("Szeged", "b6"), ("Debrecen", "b6"),
    ("Bursa", "b7"), ("Konya", "b7"), ("القاهرة", "b8"), ("الإسكندرية", "b8"), ("부산", "b9"), ("대구", "b9"),
    ("Tartu", "b10"),
]  # fmt: skip
_NEW_NAMES = [
    "BSU",
    "LTU",
    "Mining Academy",
    "Академия угля",
    "煤炭学院",
    "Georgia",
    "Comrade Coal",
    "Wu",
    *(name for name, _ in _FORMS),
]


@pytest.fixture
def edited(tmp_path: Path) -> Iterator[Engine]:
    """An engine with the small table and all articles."""
    with made(tmp_path / "edited", [*ENTITIES]) as engine:
        yield engine


def made(home: Path, entities: list[Entity]) -> Engine:
    """A home with these entities, and all articles."""
    with make_home(home, bundled=False).table(write=True) as table:
        table.write(entities, who="test", why="made")
    engine = Engine(home)
    engine.index([*ARTICLES, *_EXTRA])
    return engine


def mentions(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """What each article's mentions are."""
    answer = engine._index.get([article.id for article in [*ARTICLES, *_EXTRA]])
    return {each.id: [(m.entity, m.start, m.end, m.surface) for m in each.mentions] for each in answer}


def test_an_edit_reaches_only_the_articles_it_can_change(edited: Engine) -> None:
    added = edited.aliases.add("org:lntu", "Mining Academy", lang="en")
    assert set(added.articles) <= {"b1", "b2", *(a.id for a in ARTICLES if a.id in ("en", "zh", "ru"))}
    assert {"b1", "b2"} <= set(added.articles)
    assert {hit.id for hit in edited.search("LNTU").hits} == {"en", "zh", "ru", "b1", "b2"}
    removed = edited.aliases.remove("org:lntu", "Mining Academy")
    assert {"b1", "b2"} <= set(removed.articles)
    assert {hit.id for hit in edited.search("LNTU").hits} == {"en", "zh", "ru"}


@pytest.mark.parametrize(("name", "article"), _FORMS)
def test_an_edit_reaches_the_articles_that_have_only_forms_of_a_name(edited: Engine, name: str, article: str) -> None:
    assert article in edited.aliases.add("org:lntu", name).articles
    assert "org:lntu" in {entity for entity, *_ in mentions(edited)[article]}


@pytest.mark.parametrize("seed", range(6))
def test_edits_end_where_a_full_rebuild_ends(edited: Engine, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    added: list[tuple[str, str]] = []
    for _ in range(8):
        if added and chance.random() < 0.4:
            edited.aliases.remove(*added.pop(chance.randrange(len(added))))
        else:
            edit = (chance.choice(ENTITIES).id, chance.choice(_NEW_NAMES))
            if edit not in added and edited.aliases.add(*edit).table.change_set is not None:
                added.append(edit)
    with edited.home.table() as table:
        entities = list(table.entities())
    with made(tmp_path / "rebuilt", entities) as rebuilt:
        assert mentions(edited) == mentions(rebuilt), added


def test_rivals_of_an_edited_entity_are_tagged_again(edited: Engine, tmp_path: Path) -> None:
    edited.aliases.add("org:bsuir", "BSU")
    edited.aliases.add("org:bsu-az", "Академия угля")
    with edited.home.table() as table:
        entities = list(table.entities())
    with made(tmp_path / "rebuilt", entities) as rebuilt:
        assert mentions(edited) == mentions(rebuilt)
