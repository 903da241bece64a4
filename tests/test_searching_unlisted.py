"""Searching for names that no table lists, and for roles: the keys of names, and queries over a few articles."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polyonym.aliases.model import EntityKind
from polyonym.engine.reading.article import Article
from polyonym.engine.searching.analyse import analyse
from polyonym.engine.searching.name_keys import asked_keys, filed_keys
from polyonym.engine.searching.searcher import Searcher
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.tagger import Reading, Tagger
from polyonym.engine.text.tokens import tokens
from polyonym.tests.small_table import ENTITIES, searcher_over


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a file of cases."""
    return [json.loads(line) for line in (Path(__file__).parent / "cases" / name).read_text("utf-8").splitlines()]


# -- keys ----------------------------------------------------------------------------------------------------

PAIRS = rows("name_keys.jsonl")
NAMES = sorted({case[side] for case in PAIRS if case["kind"] == "person" for side in "ab"})


@pytest.mark.parametrize("case", PAIRS, ids=lambda row: ascii(f"{row['a']} {row['b']}"))
def test_spellings_of_one_name_share_a_key(case: dict[str, Any]) -> None:
    for one, other in ((case["a"], case["b"]), (case["b"], case["a"])):
        shared = set(asked_keys(one)) & set(filed_keys(other, case["kind"]))
        assert bool(shared) is case["alike"], (one, other)


@given(st.sampled_from([name for name in NAMES if " " in name and "." not in name]), st.randoms())
@settings(deadline=None)
def test_order_says_nothing(name: str, chance: Any) -> None:
    words = name.split()
    chance.shuffle(words)
    assert set(filed_keys(" ".join(words), "person")) == set(filed_keys(name, "person"))


@given(st.text(max_size=80), st.sampled_from(EntityKind))
@settings(deadline=None)
def test_any_text_has_few_keys(text: str, kind: EntityKind) -> None:
    for keys in (filed_keys(text, kind), asked_keys(text)):
        assert len(keys) <= 80
        assert sum(map(len, keys)) < 20_000
        assert all(key[1] == ":" and key.encode() for key in keys)


@pytest.mark.parametrize("text", [
    "Ab Cd Ef " * 10_000, "x" * 1_000_000, "王" * 100_000, "a" + "\u0301" * 100_000, "A. " * 10_000, "\ud800 Sun", "\0",
    "", "University " * 10_000,
], ids=lambda text: ascii(text[:9]))  # fmt: skip
def test_hostile_names_stay_bounded(text: str) -> None:
    for keys in (filed_keys(text, "person"), filed_keys(text, "organization"), filed_keys(text, "place")):
        assert sum(map(len, keys)) < 5_000
    assert sum(map(len, asked_keys(text))) < 20_000


# -- search --------------------------------------------------------------------------------------------------

ARTICLES = [
    Article("kk-ru", "Делегацию принял ректор Ернар Иргебаев. Иргебаев рассказал о планах.", None, "ru"),
    Article("kk-en", "Rector Irgebayev Yernar welcomed the guests. Irgebayev spoke about plans.", None, "en"),
    Article("init", "На встрече выступил профессор Е. Б. Иргебаев.", None, "ru"),
    Article("patr", "Выступил Иргебаев Ернар Болатович, человек известный.", None, "ru"),
    Article("nik", "Проректор Юрий Николайчик принял гостей. Николайчик рассказал о планах.", None, "ru"),
    Article("nik-gen", "Встреча прошла у проректора Юрия Николайчика.", None, "ru"),
    Article("zh", "校长王建国会见来宾。", None, "zh"),
    Article("zh-en", "Prof. Wang Jianguo met them abroad.", None, "en"),
    Article("zh-ru", "Профессор Ван Цзяньго встретил всех.", None, "ru"),
    Article("karp", "Он встретился с Карповичем Сергеем Леонидовичем. Карпович отметил успехи.", None, "ru"),
    Article("viet", "Dr. Ta Van Kien attended the meeting.", None, "en"),
    Article("mfa", "Министерство иностранных дел сообщило об этом.", None, "ru"),
    Article("none", "Coal mining and welding are old trades.", None, "en"),
]  # fmt: skip


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    """A searcher over the articles, in memory."""
    return searcher_over(ARTICLES, tmp_path_factory.mktemp("small"))


def ids(searcher: Searcher, query: str, **options: Any) -> set[str]:
    """The ids of the articles found."""
    return {hit.id for hit in searcher.search(query, limit=50, **options).hits}


@pytest.mark.parametrize("case", rows("search_unlisted.jsonl"), ids=lambda row: ascii(row["query"]))
def test_names_are_found_in_other_letters_and_spellings(searcher: Searcher, case: dict[str, Any]) -> None:
    assert ids(searcher, case["query"]) == set(case["found"])


def test_exact_takes_no_sounds(searcher: Searcher) -> None:
    assert ids(searcher, "Irgebayev Yernar", exact=True) == {"kk-en"}


def test_words_as_typed_come_first(searcher: Searcher) -> None:
    for query, best in (("Irgebayev Yernar", "kk-en"), ("王建国", "zh"), ("Wang Jianguo", "zh-en")):
        assert searcher.search(query).hits[0].id == best
    assert searcher.search("Ернар Иргебаев").hits[-1].id == "init", "an initial says less than a name"


@pytest.mark.parametrize(("query", "article", "marked"), [
    ("Irgebayev Yernar", "kk-ru", ["Ернар Иргебаев", "Иргебаев"]), ("Ван Цзяньго", "zh", ["王建国"]),
    ("Irgebayev", "kk-ru", ["Ернар Иргебаев", "Иргебаев"]), ("Irgebayev Yernar", "init", ["Е. Б. Иргебаев"]),
    ("王建国", "zh-ru", ["Ван Цзяньго"]),
    ("Sergei Karpovich", "karp", ["Карповичем Сергеем Леонидовичем", "Карпович"]),
    ("外交部", "mfa", ["Министерство иностранных дел"]), ("Nikalaichyk Yury", "nik-gen", ["Юрия Николайчика"]),
])  # fmt: skip
def test_snippets_mark_the_name_found(searcher: Searcher, query: str, article: str, marked: list[str]) -> None:
    hit = next(hit for hit in searcher.search(query).hits if hit.id == article)
    found = [piece.split("⟧")[0] for snippet in hit.snippets for piece in snippet.split("⟦")[1:]]
    assert set(marked) >= set(found) >= set(marked[-1:])


def test_hits_tell_why_they_were_found(searcher: Searcher) -> None:
    why = {hit.id: hit.why for hit in searcher.search("Irgebayev Yernar").hits}
    assert why["kk-ru"] == "found as «Ернар Иргебаев»: a name that no table lists, alike by sound"
    assert why["kk-en"] == "found as «Irgebayev Yernar»: a name that no table lists"
    answer = searcher.search('entity:"Irgebayev Yernar"')
    assert "no entity is called «Irgebayev Yernar»" in answer.notes[0]
    assert "names someone as rector" in next(hit.why for hit in searcher.search("role:rector").hits if hit.id == "zh")


def test_a_listed_entity_is_found_under_spellings_that_no_table_lists(searcher: Searcher) -> None:
    (seen,) = searcher.search("Nikalaichyk Yury").recognised
    assert seen.entity.id == "person:nikalaichyk"
    assert ids(searcher, "Мікалайчык Юрый") >= {"nik", "nik-gen"}


def test_a_longer_query_than_anyone_types_is_answered(searcher: Searcher) -> None:
    for query in ("Ab Cd ef " * 1_000, "A. " * 3_000, "rector " * 1_400, "王" * 9_000, "Sun Wei " * 1_000):
        assert searcher.search(query).total <= len(ARTICLES)


# -- roles ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["role:rector", "role:校长", "role:ректор", "role:principal", "rector"])
def test_roles_are_found_in_all_languages(searcher: Searcher, query: str) -> None:
    found = ids(searcher, query)
    assert found >= {"kk-ru", "kk-en", "zh"}
    assert not found & {"none", "viet", "nik", "karp"}


def test_roles_narrow_down(searcher: Searcher) -> None:
    assert ids(searcher, "role:vice-rector") == {"nik", "nik-gen"}
    assert ids(searcher, 'role:"vice rector" plans') == set()
    assert ids(searcher, "role:rector plans") == {"kk-en"}
    assert ids(searcher, "role:nobody") == set()
    assert ids(searcher, "vice rector of Yury Nikalaichyk") >= {"nik", "nik-gen"}, "in Russian there is no «of»"
    facets = searcher.search("role:vice-rector", facets=True).facets
    assert facets["role"] == (("vice-rector", 2),)


# -- mentions inside longer ones -----------------------------------------------------------------------------


class _Nested(Tagger):
    def read(self, text: str, *, lang: str | None = None) -> Reading:
        entity = next(each for each in ENTITIES if each.id == "org:lu")
        inner = Mention(0, 19, text[:19], entity.kind, entity, 1.0, "listed")
        outer = Mention(0, 28, text[:28], entity.kind, None, 0.8, "unlisted", 1, parts=(inner,))
        return Reading(tokens(text.lower()), [outer])


def test_parts_of_a_longer_name_are_indexed_too(searcher: Searcher) -> None:
    article = Article("hospital", "Liaoning University Hospital is new.", None, "en")
    found = analyse(article, _Nested(searcher.lexicon))
    assert [(m.entity, m.surface) for m in found.mentions] == [
        ("", "Liaoning University Hospital"), ("org:lu", "Liaoning University"),
    ]  # fmt: skip
    assert found.countries == ("CN",)
    assert set(found.names) == set(filed_keys("Liaoning University Hospital", "organization"))


def test_keys_don_t_depend_on_who_was_asked_first() -> None:
    for name, kind in itertools.product(NAMES[:20], ("person", "organization")):
        assert filed_keys(name, kind) == filed_keys.__wrapped__(name, kind)
