"""Queries: parsed, refused with a caret, and written back."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polyonym.base.errors import QueryError
from polyonym.engine.searching.conditions import day
from polyonym.engine.searching.parse import DEEPEST, LONGEST, parse, parse_leniently
from polyonym.engine.searching.syntax import (
    FIELDS,
    Both,
    Either,
    EntityIs,
    FieldIs,
    Near,
    Node,
    Not,
    Quote,
    Spelling,
    Words,
)

_CASES = Path(__file__).parent / "cases" / "parse.jsonl"
CASES: list[dict[str, Any]] = [json.loads(line) for line in _CASES.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", [row for row in CASES if "tree" in row], ids=lambda row: ascii(row["query"]))
def test_queries_are_parsed(case: dict[str, Any]) -> None:
    assert repr(parse(case["query"])) == case["tree"]
    assert parse_leniently(case["query"]).notes == ()


@pytest.mark.parametrize("case", [row for row in CASES if "error" in row], ids=lambda row: ascii(row["query"]))
def test_what_cant_be_parsed_says_where(case: dict[str, Any]) -> None:
    with pytest.raises(QueryError) as error:
        parse(case["query"])
    lines = str(error.value).split("\n")
    assert case["error"] in lines[0]
    if "caret" in case:
        assert lines[2].index("^") - 2 == case["caret"]
    lenient = parse_leniently(case["query"])
    assert isinstance(lenient.node, Words)
    assert case["error"] in lenient.notes[0]


_plain = st.from_regex(r"\A[a-zа-я孙0-9][a-zA-Zа-яё孙.,'/_-]{0,8}\Z").filter(lambda word: ":" not in word)
_words = st.lists(_plain, min_size=1, max_size=3).map(" ".join).map(Words)
_values = st.text(alphabet="ab OR()-=:孙", max_size=8)
_quotes = _values.map(Quote)
_spellings = _values.map(Spelling)
_sides = st.one_of(_words, _quotes, _spellings)
_leaves = st.one_of(
    _words, _quotes, _spellings, _values.map(EntityIs), st.builds(FieldIs, st.sampled_from(FIELDS), _values),
    st.builds(Near, _sides, _sides, st.integers(1, 100)),
)  # fmt: skip


def _apart(parts: list[Node]) -> bool:
    """Words side by side would be one run."""
    return not any(isinstance(a, Words) and isinstance(b, Words) for a, b in pairwise(parts))


trees: st.SearchStrategy[Node] = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.lists(inner, min_size=2, max_size=3).filter(_apart).map(lambda parts: Both(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Either(tuple(parts))),
    ),
    max_leaves=8,
)


@given(trees)
@settings(deadline=None)
def test_a_tree_written_is_parsed_to_itself(tree: Node) -> None:
    assert parse(str(tree)) == tree


_LEXEMES = [
    "a", "LNTU", "OR", "NEAR/3", "NEAR/0", "NEAR/x", "(", ")", "-", "--", "=", '"', '"a b"', "lang:ru", "entity:x",
    "x:y", 'x:"a OR b"', " ", "  ", "孙伟", "=b", "\n", "OR(", "http://x.org/a",
]  # fmt: skip
queries = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_LEXEMES), max_size=12).map("".join))
"""Any text, and texts full of the signs of the query language."""


@given(queries)
@settings(deadline=None)
def test_any_query_is_parsed_or_refused_with_a_sentence(query: str) -> None:
    lenient = parse_leniently(query)
    if lenient.notes:
        with pytest.raises(QueryError) as error:
            parse(query)
        assert lenient.notes == (f"searched as plain words: {str(error.value).splitlines()[0]}",)
    else:
        tree = parse(query)
        assert parse(str(tree)) == tree == lenient.node


def test_hostile_queries_are_bounded() -> None:
    assert parse("(" * DEEPEST + "a" + ")" * DEEPEST) == Words("a")
    for query in ("(" * 5_000, "-" * 9_999 + "a", '"' * 9_999, "a OR " * 1_900, "-(" * 4_000, "NEAR/5 " * 1_000):
        assert len(str(parse_leniently(query).node)) <= LONGEST + 100
    with pytest.raises(QueryError, match="10,000"):
        parse("a" * (LONGEST + 1))
    assert parse_leniently("a " * LONGEST).notes


@pytest.mark.parametrize(("value", "first", "final"), [
    ("2024", date(2024, 1, 1), date(2024, 12, 31)),
    ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
    ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ("2025-11-26", date(2025, 11, 26), date(2025, 11, 26)),
])  # fmt: skip
def test_dates_have_a_first_and_a_last_day(value: str, first: date, final: date) -> None:
    assert day(value, last=False) == first
    assert day(value, last=True) == final


@pytest.mark.parametrize("value", ["", "x", "2025-13", "2025-00", "2025-02-30", "0", "2025-1-1-1", "-5", "9" * 5000])
@pytest.mark.parametrize("last", [False, True])
def test_what_is_no_date_is_refused(value: str, last: bool) -> None:
    with pytest.raises(QueryError, match="no date"):
        day(value, last=last)
