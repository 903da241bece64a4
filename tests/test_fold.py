"""Folding: examples as data, laws as properties, hostile text by the size of what comes out."""

from __future__ import annotations

import json
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from polyonym.engine.text.fold import Folded, fold, key

_CASES = Path(__file__).parent / "cases" / "fold.jsonl"
CASES = [
    pytest.param(row, marks=[pytest.mark.xfail(reason=row["xfail"])] if "xfail" in row else [], id=ascii(row["text"]))
    for row in map(json.loads, _CASES.read_text("utf-8").splitlines())
]
_MARKED = "aеиИуіһ孫가がかक़ि\u0301\u0306\u0308\u0327\u00ad\u200b\u200f\u3099\u1100\u1161\u11a8\u064e\u0622\ud800İßﬁ"
texts = st.text(alphabet=st.one_of(st.sampled_from(_MARKED), st.characters(), st.characters(categories=["Cs", "Mn"])))


@pytest.mark.parametrize("case", CASES)
def test_what_is_written_alike_becomes_one(case: dict[str, Any]) -> None:
    assert fold(case["text"]).text == case["fold"]


@given(st.text(alphabet=[chr(code) for code in range(128)]))
def test_ascii_folds_alike_among_other_letters(text: str) -> None:
    assert fold(f"{text}й").text == f"{fold(text).text}й"


@given(texts)
def test_a_folded_text_folds_to_itself(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once
    assert key(once) == key(text)


def ranges_are_sound(text: str, folded: Folded) -> None:
    """Every range of the folded text leads to a range of the original; neighbours meet."""
    size = len(folded.text)
    assert size <= len(text)
    bounds = [folded.original(i, i + 1) for i in range(size)]
    assert all(0 <= start < end <= len(text) for start, end in bounds)
    assert all(left[1] == right[0] for left, right in pairwise(bounds))
    if size:
        assert folded.original(0, size) == (bounds[0][0], bounds[-1][1])


@given(texts)
def test_offsets_lead_back_to_the_text(text: str) -> None:
    folded = fold(text)
    ranges_are_sound(text, folded)
    if folded.offsets is not None:
        assert len(folded.offsets) == len(folded.text) + 1
        assert list(folded.offsets) == sorted(set(folded.offsets))


@given(texts, texts)
def test_text_around_changes_nothing(left: str, right: str) -> None:
    assert fold(f"{left} {right}").text == f"{fold(left).text} {fold(right).text}"


@given(st.text(alphabet=st.characters(min_codepoint=0x41, max_codepoint=0xD7FF)))
def test_composed_and_decomposed_letters_are_one(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert fold(unicodedata.normalize("NFD", composed)).text == fold(composed).text


@given(texts)
def test_case_says_nothing(text: str) -> None:
    plain = "".join(c for c in text if len(c.upper()) == len(c.lower()) == 1 and c.upper().lower() == c.lower())
    assert fold(plain.upper()).text == fold(plain.lower()).text


@pytest.mark.parametrize("code", range(0, 0x110000, 0x8000))
def test_every_character_folds_to_one_that_stays(code: int) -> None:
    block = [chr(each) for each in range(code, code + 0x8000)]
    once = [fold(char).text for char in block]
    assert all(len(char) <= 1 for char in once)
    assert [fold(char).text for char in once] == once


@pytest.mark.parametrize("mark", ["\u0301", "\u064e", "\u200d", "\u3099", "\u0f39", "\ud800", "\u00ad"])
def test_a_hundred_thousand_marks_are_bounded(mark: str) -> None:
    for text in (mark * 100_000, "a" + mark * 100_000, ("и" + mark) * 50_000):
        folded = fold(text)
        assert len(folded.text) <= len(text)
        assert folded.original(0, len(folded.text))[1] in (0, len(text))


@pytest.mark.parametrize("char", ["a", "孫", "Ё", "\u0301", "ß", "\udc80"])
def test_ten_megabytes_of_one_character(char: str) -> None:
    text = char * (10_000_000 // len(char.encode("utf-8", "surrogatepass")))
    assert len(fold(text).text) in (0, len(text))


def test_a_key_has_single_spaces() -> None:
    assert key("  Sun\u00a0\u2003 WEI\n") == "sun wei"
    assert key("x " * 100) == " ".join("x" * 100)
    assert key(" \t") == ""
