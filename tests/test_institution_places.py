"""Places inside the names of institutions: examples as data, laws of the relations, the table held to its sources."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from polyonym.engine.institutions.gazetteer import around, gazetteer, known
from polyonym.engine.institutions.place_forms import stems_of_word
from polyonym.engine.institutions.places import Place, other_place, places, same_place, within
from polyonym.engine.institutions.words import words
from polyonym.engine.text.fold import fold

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "institution_places.jsonl").read_text("utf-8").splitlines()
]


def found(text: str) -> tuple[Place, ...]:
    return places([word for word, _, _ in words(fold(text).text)])


def relation(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    if same_place(one, other):
        return "same"
    return "other" if other_place(one, other) else "within"


@pytest.mark.parametrize("case", [case for case in CASES if "text" in case], ids=lambda case: ascii(case["text"]))
def test_a_word_is_read_as_its_place(case: dict[str, Any]) -> None:
    here = found(case["text"])
    if case["place"] is None:
        assert not here
    else:
        assert len(here) == 1
        assert f"place:{case['place']}" in here[0].ids


@pytest.mark.parametrize("case", [case for case in CASES if "a" in case], ids=lambda case: ascii(case["a"]))
def test_two_places_are_related(case: dict[str, Any]) -> None:
    one, other = found(case["a"])[0].ids, found(case["b"])[0].ids
    assert relation(one, other) == relation(other, one) == case["relation"]


def test_a_name_that_is_a_word_is_weak() -> None:
    assert found("Nice")[0].weak
    assert found("Reading")[0].weak
    assert not found("Munich")[0].weak


def test_places_say_which_words_they_are() -> None:
    here = places(["state", "new", "york", "ляонинский"])
    assert [(place.first, place.last) for place in here] == [(1, 2), (3, 3)]
    assert [place.surface for place in here] == ["new york", "ляонинский"]


def test_a_row_of_letters_holds_several_places() -> None:
    assert [place.ids[0] for place in found("中国辽宁")] == ["place:china", "place:liaoning"]


def test_no_place_lies_in_itself() -> None:
    ids = [f"place:{row.split(chr(9), 1)[0]}" for row in gazetteer().rows]
    assert len(set(ids)) == len(ids)
    assert not any(each in around(each) or within(each, each) for each in ids)
    assert all(known(parent) for each in ids for parent in around(each))


@given(st.lists(st.text(max_size=30), max_size=5))
def test_anything_may_be_asked(row: list[str]) -> None:
    for place in places(row):
        assert 0 <= place.first <= place.last < len(row)
        assert place.ids


@pytest.mark.parametrize("text", ["а" * 1_000_000, "中" * 1_000_000, "\ud800", "\0", "e" + "\u0301" * 100_000, ""])
def test_hostile_words_are_bounded(text: str) -> None:
    assert places([text] * 10_000) == ()
    assert len(list(stems_of_word((text or "x")[:80]))) < 40
