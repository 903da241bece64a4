"""Acronyms of institutions: what stands for what, what addresses say, and how much it may cost."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polyonym.engine.institutions.acronyms import LONGEST_ACRONYM, MOST, acronym_keys, asked_keys, derived
from polyonym.engine.institutions.addresses import address_country, address_label, spelled_out
from polyonym.engine.institutions.standing import LEAST, acronym_of
from polyonym.engine.tagging.definitions import defined_after, defined_before

CASES = Path(__file__).parent / "cases"
ROWS = [json.loads(line) for line in (CASES / "acronyms.jsonl").read_text("utf-8").splitlines()]
DEFINITIONS = [json.loads(line) for line in (CASES / "definitions.jsonl").read_text("utf-8").splitlines()]
SHORT = [pytest.param(row, id=ascii(f"{row['short']} {row['name']}")) for row in ROWS if "short" in row]
ADDRESSES = [pytest.param(row, id=ascii(row["address"])) for row in ROWS if "address" in row]
HOSTILE = [
    "a" * 1_000_000, "a " * 10_000, "\u0301" * 100_000, "学" * 1_000_000, "대" * 100_000, "ب" * 100_000,
    "\ud800" * 1000, "\0" * 1000, "(A" * 100_000, "@a." * 100_000, "a.b" * 100_000, "dai hoc " * 10_000, "İﷺ" * 1000,
    "ъ ь", "", " ",
]  # fmt: skip


@pytest.mark.parametrize("row", SHORT)
def test_a_short_form_stands_for_its_name_only(row: dict[str, Any]) -> None:
    found = acronym_of(row["short"], row["name"])
    assert (found is not None) is row["stands"], found
    assert found is None or (LEAST <= found.strength <= 1 and found.how)


@pytest.mark.parametrize("row", ADDRESSES)
def test_addresses_say_who_registered_them_and_where(row: dict[str, Any]) -> None:
    assert (address_label(row["address"]), address_country(row["address"])) == (row["label"], row["country"])


@pytest.mark.parametrize(("name", "first"), [
    ("Liaoning Technical University", ("ltu", "lntu")),
    ("柳州职业技术大学", ("lzpu",)),
    ("Белорусский государственный университет информатики и радиоэлектроники", ("бгуир", "bguir", "bsuir")),
    ("University of Oldenburg", ("uo", "uoo")),
    ("Society of Antimicrobial Stewardship Practices (SASPI)", ("saspi",)),
    ("Trường Đại học Bách khoa Hà Nội", ("dhbkhn",)),
])  # fmt: skip
def test_the_likeliest_acronyms_come_first(name: str, first: tuple[str, ...]) -> None:
    texts = [each.text for each in derived(name)]
    assert set(first) <= set(texts[:4])


def test_how_an_acronym_arose_is_told() -> None:
    found = {each.text: each.how for each in derived("Liaoning Technical University")}
    assert found["lntu"] == "initials, liaoning by its syllables liao-ning"
    assert "translation" in {each.text: each.how for each in derived("辽宁工程技术大学")}["lntu"]


@given(st.text(max_size=60))
@settings(deadline=None)
def test_any_name_has_sound_acronyms(name: str) -> None:
    found = derived(name)
    assert len(found) <= MOST
    assert len({each.text for each in found}) == len(found)
    assert all(1 < len(each.text) <= LONGEST_ACRONYM and 0 < each.strength <= 1 and each.how for each in found)
    assert list(found) == sorted(found, key=lambda each: -each.strength)
    assert set(acronym_keys(name)) <= {each.text for each in found}
    assert len(acronym_keys(name)) <= 6


@given(st.text(max_size=40), st.text(max_size=60))
@settings(deadline=None)
def test_any_pair_is_answered(short: str, name: str) -> None:
    found = acronym_of(short, name)
    assert found is None or LEAST <= found.strength <= 1
    label = address_label(name)
    assert label is None or spelled_out(label) is None or label


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:6]))
def test_hostile_names_cost_little(text: str) -> None:
    derived("a b"), acronym_of("ab", "学 a"), address_label("a.edu")  # tables are read
    begun = time.process_time()
    derived(text), acronym_of(text, text), acronym_of(text, "Liaoning University"), acronym_of("ЛНТУ", text)
    address_label(text), address_country(text), spelled_out(text), asked_keys(text)
    assert time.process_time() - begun < 1.0


@pytest.mark.parametrize("row", DEFINITIONS, ids=lambda row: ascii(row["text"]))
def test_definitions_are_seen_in_either_order(row: dict[str, Any]) -> None:
    text, start = row["text"], row["text"].index(row["name"])
    behind, before = defined_after(text, start + len(row["name"])), defined_before(text, start)
    shown = [text[each.start : each.end] if each else None for each in (behind, before)]
    assert shown == [row["behind"], row["before"]]


def test_a_listed_acronym_and_a_long_name_share_a_key() -> None:
    assert "lntu" in acronym_keys("LNTU")
    assert "lzpu" in acronym_keys("Liuzhou Polytechnic University")
    assert asked_keys("LZPU") == ("lzpu",)
    assert set(asked_keys("БГУИР")) & set(acronym_keys("БГУИР"))
    assert set(asked_keys("BGUIR")) & set(
        acronym_keys("Белорусский государственный университет информатики и радиоэлектроники")
    )
    assert asked_keys("Liaoning University") == ()


def test_labels_of_words_run_together_are_spelled_out() -> None:
    assert spelled_out("durhamcollege") == "durham college"
    assert spelled_out("universityofx") is None
    assert spelled_out("uni-heidelberg") == "university heidelberg"
    assert spelled_out("lntu") is None


LONG = ["A" * 60 + "a b", "Институтисследованийматериалов" * 2 + "5 b", "医" * 200 + "2科", "Ü" * 90 + "sx"]


@pytest.mark.parametrize("name", LONG, ids=range(len(LONG)))
def test_a_long_word_before_a_digit_takes_no_time(name: str) -> None:
    """Capitals with a separator that might be left out took twice as long for each letter."""
    begun = time.perf_counter()
    assert isinstance(asked_keys(name), tuple)
    assert isinstance(derived(name), tuple)
    assert time.perf_counter() - begun < 1
