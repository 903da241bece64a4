"""Tokens: examples as data, offsets as laws."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from polyonym.engine.institutions.words import words as pieces
from polyonym.engine.text.fold import fold
from polyonym.engine.text.tokens import is_unspaced, parts, tokens, words

_CASES = Path(__file__).parent / "cases" / "tokens.jsonl"
CASES: list[dict[str, Any]] = [json.loads(line) for line in _CASES.read_text("utf-8").splitlines()]
_LETTERS = "ab'’-_ 1é\u00ad\u0301и\u0306孙伟すパกำက្កहिं\ud800😀"
texts = st.text(alphabet=st.one_of(st.sampled_from(_LETTERS), st.characters()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(case["text"]))
def test_a_text_is_cut_where_readers_cut_it(case: dict[str, Any]) -> None:
    folded = fold(case["text"]).text
    assert words(folded) == case["tokens"]
    if "parts" in case:
        assert parts(folded) == case["parts"]


@given(st.text(alphabet="abXY09'’-_ ."))
def test_ascii_is_cut_alike_among_other_letters(text: str) -> None:
    folded = fold(text).text
    assert words(f"{folded} й") == [*words(folded), "й"]
    assert parts(f"{folded} й") == [*parts(folded), "й"]
    assert [each for each, _, _ in pieces(f"{folded} й")] == [*(each for each, _, _ in pieces(folded)), "й"]


@given(texts)
def test_tokens_are_the_ranges_that_they_say(text: str) -> None:
    folded = fold(text)
    found = tokens(folded.text)
    assert found.texts == words(folded.text)
    assert len(found.texts) == len(found.starts) == len(found.ends) == len(found.stems) == len(found)
    ends = 0
    for token, start, end in zip(found.texts, found.starts, found.ends, strict=True):
        assert ends <= start < end
        assert folded.text[start:end] == token
        ends = end


@given(texts)
def test_what_is_in_no_token_is_no_letter(text: str) -> None:
    folded = fold(text).text
    found = tokens(folded)
    between = list(folded)
    for start, end in zip(found.starts, found.ends, strict=True):
        between[start:end] = " " * (end - start)
    assert not any(char.isalnum() for char in between)


@given(texts)
def test_tokens_lead_back_to_the_original(text: str) -> None:
    folded = fold(text)
    found = tokens(folded.text)
    ranges = [folded.original(start, end) for start, end in zip(found.starts, found.ends, strict=True)]
    assert all(fold(text[start:end]).text == token for (start, end), token in zip(ranges, found.texts, strict=True))
    assert all(left[1] <= right[0] for left, right in pairwise(ranges))


@given(texts)
def test_parts_hold_all_letters_of_the_tokens(text: str) -> None:
    folded = fold(text).text
    inside = str.maketrans("", "", "'\u0f0b")  # what may stand within a part: an apostrophe, a tsheg
    assert "".join(parts(folded)).translate(inside) == "".join(words(folded)).translate(inside)


@pytest.mark.parametrize("char", ["a", "孫", "'", "a'", "ก\u0e31", "\u0301", " ", "\u093f", "a "])
def test_a_million_characters_give_at_most_as_many_tokens(char: str) -> None:
    text = fold(char * 1_000_000).text
    assert len(tokens(text)) <= len(text)
    assert sum(map(len, parts(text))) <= len(text)


def test_scripts_without_spaces() -> None:
    assert all(map(is_unspaced, "孙ひกក"))
    assert not any(map(is_unspaced, ["sun", "서울", "1", "पुणे", ""]))
