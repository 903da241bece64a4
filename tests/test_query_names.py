"""Names in queries: which listed ones are recognised, roles that narrow a search down, and what snippets mark."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from polyonym.engine.engine import Engine
from polyonym.engine.matching.resolve import Resolver
from polyonym.engine.reading.article import Article
from polyonym.engine.searching.han_keys import compound_surname
from polyonym.engine.searching.parse import parse
from polyonym.engine.searching.plan import Planner
from polyonym.engine.searching.searcher import Searcher
from polyonym.engine.tagging.spotter import Spotter
from polyonym.tests.small_table import searcher_over

_CASES = Path(__file__).parent / "cases" / "recognised.jsonl"
CASES: list[dict[str, Any]] = [json.loads(line) for line in _CASES.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def planner(bundled: Path) -> Planner:
    """A planner over the bundled tables."""
    table = Engine(bundled).lexicon
    return Planner(table, Resolver(table), Spotter(table))


@pytest.mark.parametrize("case", CASES, ids=lambda row: ascii(row["query"]))
def test_parts_of_other_names_are_no_listed_names(planner: Planner, case: dict[str, Any]) -> None:
    assert [each.entity.id for each in planner.plan(parse(case["query"])).recognised] == case["recognised"]


# -- search --------------------------------------------------------------------------------------------------

ARTICLES = [
    Article("dean", "Dean Jane Zorbik spoke. Dean John Belton spoke.", None, "en"),
    Article("rector", "Rector Pavel Zorbik came to a long talk about the plans of the city.", None, "en"),
    Article("situ", "教授司徒慧敏出席会议。", None, "zh"),
    Article("ouyang", "Prof. Ouyang Ming met them.", None, "en"),
    Article("karp-ru", "Профессор Елена Карпова и ректор выступили.", None, "ru"),
    Article("karp-zh", "教授叶莲娜·卡尔波娃出席会议。", None, "zh"),
    Article("words", "Они и Завалинский пришли, и снова в Минске.", None, "ru"),
    Article("london", "Yesterday Zorbik Minsk Forum met in London.", None, "en"),
]  # fmt: skip


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    """A searcher over the articles, in memory."""
    return searcher_over(ARTICLES, tmp_path_factory.mktemp("small"))


@pytest.mark.parametrize(("query", "found"), [
    ("Situ Huimin", {"situ"}), ("Huimin Situ", {"situ"}), ("Szeto Wai Man", {"situ"}), ("Сыту Хуэйминь", {"situ"}),
    ("司徒慧敏", {"situ"}), ("欧阳明", {"ouyang"}), ("Au Yeung Ming", {"ouyang"}), ("Оуян Мин", {"ouyang"}),
    ("叶莲娜·卡尔波娃", {"karp-zh", "karp-ru"}), ("Elena Karpova", {"karp-zh", "karp-ru"}),
    ("叶莲娜·卡尔波娃 会议", {"karp-zh"}), ("Sima Huimin", set()),
])  # fmt: skip
def test_names_cross_scripts(searcher: Searcher, query: str, found: set[str]) -> None:
    assert {hit.id for hit in searcher.search(query).hits} == found


@pytest.mark.parametrize(("word", "pinyin"), [
    ("ouyang", ("ou", "yang")), ("auyeung", ("ou", "yang")), ("szeto", ("si", "tu")), ("оуян", ("ou", "yang")),
    ("сыма", ("si", "ma")), ("zhuge", ("zhu", "ge")), ("hwangbo", ("huang", "fu")), ("jegal", ("zhu", "ge")),
])  # fmt: skip
def test_surnames_of_two_characters(word: str, pinyin: tuple[str, ...]) -> None:
    assert compound_surname(word) == (pinyin,)


@pytest.mark.parametrize("word", ["", "wang", "van", "minsk", "欧阳", "x" * 100_000])
def test_other_words_are_no_such_surnames(word: str) -> None:
    assert compound_surname(word) == ()


def test_who_is_in_the_role_asked_for_comes_first(searcher: Searcher) -> None:
    for role in ("rector", "dean"):
        hits = searcher.search(f"role:{role}").hits
        assert hits[0].id == role
        assert all(hit.score < hits[0].score for hit in hits[1:])


@pytest.mark.parametrize(("query", "note"), [
    ("role:foo", "no role is called «foo»"), ('role:""', "no role is called «»"), ("role:", "«role:» needs a value"),
    ("entity:", "«entity:» needs a value"), ("Minsk lang:", "«lang:» needs a value"),
])  # fmt: skip
def test_what_is_no_role_is_told(searcher: Searcher, query: str, note: str) -> None:
    (told,) = searcher.search(query).notes
    assert note in told
    assert "searched as plain words" in told


@pytest.mark.parametrize(("query", "article", "marked"), [
    ("role:rector", "rector", ["Rector", "Pavel Zorbik"]), ("role:professor", "situ", ["教授", "司徒慧敏"]),
    ("role:dean", "dean", ["Dean", "Jane Zorbik", "Dean", "John Belton"]),
    ("role:professor", "karp-ru", ["Профессор", "Елена Карпова"]), ("=Завалинский", "words", ["Завалинский"]),
    ('"и Завалинский"', "words", ["Завалинский"]), ('"慧敏"', "situ", ["慧敏"]),
])  # fmt: skip
def test_snippets_mark_roles_and_names(searcher: Searcher, query: str, article: str, marked: list[str]) -> None:
    hit = next(hit for hit in searcher.search(query).hits if hit.id == article)
    assert [piece.split("⟧")[0] for snippet in hit.snippets for piece in snippet.split("⟦")[1:]] == marked


def test_a_listed_name_in_a_longer_one_is_one_way_to_read_it(searcher: Searcher) -> None:
    answer = searcher.search("Zorbik Minsk Forum")
    assert [each.entity.id for each in answer.recognised] == ["place:minsk"]
    assert "london" in {hit.id for hit in answer.hits}
