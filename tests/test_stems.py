"""Stems: the forms of one name meet, other names don't."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from polyonym.engine.text.fold import key
from polyonym.engine.text.stems import fits, stem
from polyonym.engine.text.tokens import words

ENOUGH = 0.9
"""Fits of known endings are above this, chance likenesses below."""
_CASES = Path(__file__).parent / "cases" / "stems.jsonl"
_ROWS: list[dict[str, Any]] = [json.loads(line) for line in _CASES.read_text("utf-8").splitlines()]


def rows(what: str) -> list[Any]:
    """The cases of one sort, those known to fail marked."""
    chosen = [row for row in _ROWS if what in row]
    return [
        pytest.param(row[what], id=f"{row['lang']}-{' '.join(row[what])}",
                     marks=[pytest.mark.xfail(reason=row["xfail"])] if "xfail" in row else [])
        for row in chosen
    ]  # fmt: skip


def folded(forms: list[str]) -> list[str]:
    """The forms as tokens."""
    return [words(key(form))[0] for form in forms]


@pytest.mark.parametrize("forms", rows("family"))
def test_the_forms_of_a_name_share_a_stem_and_fit(forms: list[str]) -> None:
    base, *others = folded(forms)
    assert {stem(each) for each in others} == {stem(base)}
    assert all(fits(each, base) >= ENOUGH for each in others)


@pytest.mark.parametrize("forms", rows("fits"))
def test_forms_with_a_changed_stem_still_fit(forms: list[str]) -> None:
    base, *others = folded(forms)
    assert all(fits(each, base) >= ENOUGH for each in others)


@pytest.mark.parametrize("names", rows("different"))
def test_different_names_dont_fit(names: list[str]) -> None:
    left, right = folded(names)
    assert fits(left, right) < ENOUGH
    assert fits(right, left) < ENOUGH


def test_every_language_is_there() -> None:
    assert {row["lang"] for row in _ROWS if "family" in row} >= {"ru", "uk", "be", "bg", "pl", "cs", "sl"}


_tokens = st.text(alphabet=st.sampled_from("abceiouyvwmh'аоуиеыюяйімхвґ孫ก1"), min_size=1, max_size=50)


@given(_tokens)
def test_a_stem_is_a_beginning_of_the_letters(token: str) -> None:
    letters, found = token.replace("'", ""), stem(token)
    assert found == stem(token)
    if "'" not in token:
        assert found
        assert letters.startswith(found[:-1]) if found[:-1] else letters[0] == found[0]


@given(_tokens)
def test_a_stem_is_its_own(token: str) -> None:
    if "'" not in token and len(stem(token)) > 4:
        assert fits(token, token) == 1.0


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_fails_and_a_fit_is_a_share(form: str, base: str) -> None:
    if form and base:
        stem(form)
        assert 0.0 <= fits(form, base) <= 1.0
        assert fits(form, form) == 1.0


def test_long_tokens_stay() -> None:
    for size, longer in pairwise((41, 1000, 1_000_000)):
        assert stem("ова" * size) == "ова" * size
        assert fits("a" * size, "a" * longer) < ENOUGH
