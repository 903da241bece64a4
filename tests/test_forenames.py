"""Forenames: what two are to each other, and what their table promises."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from polyonym.engine.matching.align import alike
from polyonym.engine.matching.compare import compare
from polyonym.engine.matching.keys import sound_keys
from polyonym.engine.names.forenames import Relation, described, names, relation
from polyonym.engine.names.name import name_of

_CASES = Path(__file__).parent / "cases" / "forenames.jsonl"
CASES: list[dict[str, Any]] = [json.loads(line) for line in _CASES.read_text("utf-8").splitlines()]


def _token(name: str) -> str:
    """The one folded part that a forename is."""
    (part,) = name_of(name, "person").parts
    return part.text


@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(f"{case['a']} {case['b']}"))
def test_what_forenames_are_to_each_other(case: dict[str, Any]) -> None:
    left, right = _token(case["a"]), _token(case["b"])
    assert relation(left, right) == relation(right, left) == case["relation"]


def _rows() -> list[list[str]]:
    text = files("polyonym.engine.names").joinpath("tables/forenames.tsv").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


def test_the_table_is_folded_and_wide() -> None:
    forms = {form for row in _rows() for cell in (row[0], *row[2:]) for form in cell.split(" ") if form}
    assert len(_rows()) > 1_000
    assert [form for form in forms if _folded(form) != form] == []


def _folded(form: str) -> str:
    return name_of(form, "person").key.replace("'", "")


def test_a_reason_says_how_forenames_are_related() -> None:
    assert described("bob", "robert") == described("robert", "bob") == "Bob is short for Robert"
    assert described("pyotr", "peter") == "Pyotr and Peter are forms of one name"
    assert described("bob", "rob") == "Bob and Rob are short for one name"
    assert described("hassan", "hussein") is described("bob", "bob") is described("smith", "bob") is None
    assert "Bob is short for Robert" in compare("Bob Dole", "Robert Dole").reason


def test_related_forenames_are_alike_and_two_names_are_not() -> None:
    (hugues, greek), (hassan, hussein) = name_of("Hugues Υγκ").parts, name_of("Hassan Hussein").parts
    assert alike(hugues, greek) >= 0.97
    assert alike(hassan, hussein) < 0.6


def test_people_are_found_by_their_forenames() -> None:
    assert "n:robert" in set(sound_keys("Bob Dole", "person")) & set(sound_keys("Роберт Доул", "person"))
    assert not any(each.startswith("n:") for each in sound_keys("Bob Dole", "place"))


def test_a_form_may_belong_to_several_names() -> None:
    assert {"edward", "theodore"} <= set(names("ted"))
    assert names("smith") == ()


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_two_texts_have_an_answer(left: str, right: str) -> None:
    assert relation(left, right) in (None, *Relation)
    assert described(left, right) is None or described(left, right)
