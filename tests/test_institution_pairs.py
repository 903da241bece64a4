"""Pairs of names of institutions: true translations are found, confusable ones are told apart.

Each half of the files was written before the rules that it tests; a known failure is marked and stays strict.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from polyonym.engine.matching.compare import compare

CASES = Path(__file__).parent / "cases"
FOUND, TAKEN_FOR_THE_SAME = 0.90, 0.02


def pairs(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines()]


def _parameters(name: str) -> list[object]:
    return [
        pytest.param(row, id=ascii(f"{row['a']}|{row['b']}"), marks=_marks(row.get("xfail"))) for row in pairs(name)
    ]


def _marks(reason: str | None) -> tuple[pytest.MarkDecorator, ...]:
    return (pytest.mark.xfail(reason=reason, strict=True),) if reason else ()


@pytest.mark.parametrize("row", _parameters("institutions_same.jsonl"))
def test_translated_names_are_of_one_institution(row: dict[str, str]) -> None:
    found = compare(row["a"], row["b"], kind="organization")
    assert found.match, found.reason


@pytest.mark.parametrize("row", _parameters("institutions_other.jsonl"))
def test_confusable_names_are_of_two_institutions(row: dict[str, str]) -> None:
    found = compare(row["a"], row["b"], kind="organization")
    assert not found.match, found.reason


def test_the_shares_that_are_known_to_fail_are_small() -> None:
    same, other = pairs("institutions_same.jsonl"), pairs("institutions_other.jsonl")
    assert min(len(same), len(other)) >= 300
    assert sum("xfail" in row for row in same) <= (1 - FOUND) * len(same)
    assert sum("xfail" in row for row in other) <= TAKEN_FOR_THE_SAME * len(other)


@pytest.mark.parametrize("row", pairs("institutions_same.jsonl")[::7], ids=lambda row: ascii(row["a"]))
def test_which_name_comes_first_says_nothing(row: dict[str, str]) -> None:
    ways = [compare(*names, kind="organization") for names in ((row["a"], row["b"]), (row["b"], row["a"]))]
    assert ways[0].match == ways[1].match


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("CIRES", "Cooperative Institute for Research in Environmental Sciences"),
        ("LNTU", "Liaoning Technical University"),
        ("LZPU", "柳州职业技术大学"),
        ("ЛНТУ", "LNTU"),
        ("Liaoning Techical University", "Liaoning Technical University"),
    ],
)
def test_short_names_and_slips_meet_in_both_orders(short: str, whole: str) -> None:
    one, other = (compare(*names, kind="organization") for names in ((short, whole), (whole, short)))
    assert one.match
    assert other.match
    assert one.score == pytest.approx(other.score)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Embassy of China in Belarus", "Embassy of Belarus in China"),
        ("Томский политехнический университет", "Tomsk State University"),
        ("ООО «Вектор-1»", "ООО «Вектор-2»"),
        ("Air China", "Air India"),
        ("جامعة القاهرة", "The American University in Cairo"),
    ],
)
def test_what_stands_in_one_name_only_separates(a: str, b: str) -> None:
    assert not compare(a, b, kind="organization").match
