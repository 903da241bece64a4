"""True facts about real names, part by part: which spellings are of one person or place, and which only look so."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from polyonym.engine.matching.compare import compare

_FILE = Path(__file__).parent / "cases" / "names.jsonl"
_ROWS: list[dict[str, Any]] = [json.loads(line) for line in _FILE.read_text("utf-8").splitlines()]
_TRUE = [row for row in _ROWS if row["match"]]
_FALSE = [row for row in _ROWS if not row["match"]]


def _param(row: dict[str, Any]) -> Any:
    """One case, named by its part so that `-k sinitic/hokkien` runs a part; a known failure is strict."""
    sign = "=" if row["match"] else "/"
    marks = [pytest.mark.xfail(reason=row["xfail"], strict=True)] if "xfail" in row else []
    return pytest.param(row, id=ascii(f"{row['part']}: {row['a']} {sign} {row['b']}"), marks=marks)


def _scripts(text: str) -> set[str]:
    return {unicodedata.name(letter).split()[0] for letter in text if letter.isalpha()}


@pytest.mark.parametrize("row", [_param(row) for row in _ROWS])
def test_names_are_of_one_entity_or_not(row: dict[str, Any]) -> None:
    found = compare(row["a"], row["b"], kind=row["kind"])
    assert found.match is row["match"], f"{found.score} {found.reason}"


def test_enough_of_both_sorts_and_of_every_part() -> None:
    assert len(_TRUE) >= 450
    assert len(_FALSE) >= 250
    assert min(Counter(row["part"] for row in _ROWS).values()) >= 5


def test_half_of_the_different_names_are_of_two_scripts() -> None:
    across = [row for row in _FALSE if not _scripts(row["a"]) & _scripts(row["b"])]
    assert 2 * len(across) >= len(_FALSE)


def test_no_pair_is_there_twice() -> None:
    pairs = Counter(frozenset((row["a"], row["b"])) for row in _ROWS)
    assert not [pair for pair, times in pairs.items() if times > 1]
