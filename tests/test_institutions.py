"""Names of institutions read as concepts: examples as data, laws as properties, tables held to their notation."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from polyonym.engine.institutions.concepts import LONGEST, read
from polyonym.engine.institutions.matcher import matcher
from polyonym.engine.institutions.pieces import Concept
from polyonym.engine.institutions.tables import LANGUAGES, forms, kin, sorts
from polyonym.engine.institutions.tables import rows as rows_of
from polyonym.engine.text.fold import key

CASES = Path(__file__).parent / "cases"
LANGS = sorted({lang for each in LANGUAGES.values() for lang in each})
WIDE = frozenset(("az", "bn", "hi", "hy", "ka", "lt", "lv", "ms", "th"))
"""Languages whose tables hold only what is in most names."""
CLASSES = {"kind", "field", "rank", "level", "unit", "legal", "direction", "ordinal", "honorific"}


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", rows("concepts.jsonl"), ids=lambda case: ascii(case["name"]))
def test_a_name_is_read_as_concepts(case: dict[str, Any]) -> None:
    reading = read(case["name"], case["lang"])
    assert list(reading.concepts) == case["concepts"]
    assert list(reading.words) == case["words"]
    assert list(reading.numbers) == case.get("numbers", [])


def test_the_language_need_not_be_said() -> None:
    """Most names are read alike without it; names of Han characters alone may be of either language."""
    cases = rows("concepts.jsonl")
    same = [case for case in cases if list(read(case["name"]).concepts) == case["concepts"]]
    assert len(same) >= 0.97 * len(cases)


WORDS = [
    "University",
    "of",
    "大学",
    "школа",
    "école",
    "12",
    "VII",
    "ال",
    "جامعة",
    "대학교",
    "gos-университет",
    "ß",
    "İ",
    "\ud800",
]
names = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))


@given(names, st.sampled_from([None, *LANGS]))
def test_pieces_lie_in_order_and_apart(name: str, lang: str | None) -> None:
    pieces = read(name, lang).pieces
    assert all(0 <= piece.start < piece.end <= len(name) for piece in pieces)
    assert all(left.end <= right.start for left, right in pairwise(pieces))


@given(names)
def test_reading_looks_only_at_what_folding_keeps(name: str) -> None:
    assert read(name).concepts == read(key(name)).concepts


@pytest.mark.parametrize(
    "name",
    [
        "university " * 10_000,
        "省" * 100_000,
        "gosgos" * 9_000,
        "a" + "\u0301" * 100_000,
        "大" * 1_000_000,
        "x" * 1_000_000,
        "\ud800\x00" * 5_000,
    ],
)
def test_hostile_names_are_bounded(name: str) -> None:
    begun = time.perf_counter()
    assert all(piece.end <= LONGEST for piece in read(name).pieces)
    assert time.perf_counter() - begun < 1


def test_a_reading_says_where() -> None:
    name = "Национальный университет, г. Минск"
    first = read(name).pieces[0]
    assert isinstance(first, Concept)
    assert (first.id, first.sort, name[first.start : first.end]) == ("national", "rank", "Национальный")


def test_concepts_have_a_class() -> None:
    assert set(sorts().values()) == CLASSES


@pytest.mark.parametrize("lang", LANGS)
def test_a_table_has_forms_that_fold_and_mean_one_thing(lang: str) -> None:
    seen: dict[str, str] = {}
    count = 0
    for concept, cell in forms(lang):
        count += 1
        assert set(concept.split("+")) <= sorts().keys()
        for form in cell:
            assert key(form.strip("-~?.")), form
            if not form.endswith("?"):
                assert seen.setdefault(form, concept) == concept, form
    assert count >= (100 if lang in WIDE else 250)
    assert all(form.rstrip("?") in seen for _, cell in forms(lang) for form in cell)


def test_kin_are_concepts() -> None:
    assert all(each.one in sorts() and each.other in sorts() and 0 <= each.strength <= 1 for each in kin().values())
    assert all(each.one != each.other for each in kin().values())
    assert len(kin()) == len(list(rows_of("kin.tsv")))


def test_a_matcher_is_made_once() -> None:
    assert matcher("Latn") is matcher("Latn")


@pytest.mark.parametrize("name", ["institutions_same.jsonl", "institutions_other.jsonl"])
def test_the_pairs_are_pairs(name: str) -> None:
    pairs = [frozenset((row["a"], row["b"])) for row in rows(name)]
    assert len(set(pairs)) == len(pairs) >= 320
    assert all(len(pair) == 2 for pair in pairs)
