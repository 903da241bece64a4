"""Affiliations and signatures: examples as data, prose left alone, soundness as a law."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polyonym.engine.affiliations.heads import Rank, rank_of
from polyonym.engine.affiliations.tables import countries, country_labels, region_codes, towns
from polyonym.engine.engine import Engine
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.tagger import Tagger
from polyonym.tests.affiliation_table import INSTITUTIONS, lexicon

_CASES = Path(__file__).parent / "cases" / "affiliations.jsonl"
CASES = [
    pytest.param(row, marks=[pytest.mark.xfail(reason=row["xfail"])] if "xfail" in row else [], id=ascii(row["text"]))
    for row in map(json.loads, _CASES.read_text("utf-8").splitlines())
]
_RUNNING = (Path(__file__).parent / "cases" / "running_text.jsonl").read_text("utf-8").splitlines()
PROSE = (
    *(json.loads(line)["text"] for line in _RUNNING),
    "The University of Oxford said that its researchers met in London.",
    "Ректор Московского государственного университета посетил Минск, где подписал договор.",
    "清华大学校长说，他们将访问北京。",
    "University of Oxford",
    "Minsk",
    "",
    "Is this the University of Leeds?",
)
_NAMES = [alias.text for entity in INSTITUTIONS for alias in entity.names()]
_GLUE = [
    ", ",
    "; ",
    "\n",
    " and ",
    " & ",
    " (",
    ") ",
    "Dept. of ",
    " - ",
    "USA",
    "大学",
    "，",
    "\u0301",
    "\ud800",
    "\0",
    "́",
]
strings = st.lists(st.one_of(st.sampled_from(_NAMES), st.sampled_from(_GLUE), st.text(max_size=4))).map("".join)


@pytest.fixture(scope="module")
def tagger(tmp_path_factory: pytest.TempPathFactory) -> Tagger:
    """A tagger with the table of institutions."""
    return Tagger(lexicon(tmp_path_factory.mktemp("institutions")))


def sound(text: str, mentions: list[Mention]) -> None:
    """Mentions are in order and apart, stand where they say, and say why."""
    assert all(m.surface == text[m.start : m.end] and m.surface for m in mentions)
    assert all(left.end <= right.start for left, right in pairwise(mentions))
    assert all(0.0 <= m.score <= 1.0 and m.reason for m in mentions)


@pytest.mark.parametrize("case", CASES)
def test_affiliations_are_read(tagger: Tagger, case: dict[str, Any]) -> None:
    mentions = tagger.affiliated(case["text"])
    assert mentions is not None
    sound(case["text"], mentions)
    assert [[m.surface, m.entity.id if m.entity else None] for m in mentions] == case["mentions"]


@pytest.mark.parametrize("text", PROSE)
def test_other_texts_are_left_alone(tagger: Tagger, text: str) -> None:
    assert tagger.affiliated(text) is None


@given(strings)
@settings(deadline=None, max_examples=200)
def test_any_string_is_read_soundly(tagger: Tagger, text: str) -> None:
    sound(text, tagger.affiliated(text) or [])
    sound(text, tagger.tag(text))


@pytest.mark.parametrize(
    "text",
    ["a" * 1_000_000, "University, " * 10_000, "\u0301" * 100_000, ", " * 2000, "\ud800, USA", "Univ of \0, UK",
     "University of " * 280, "大学" * 1900 + "，中国", "(" * 3000 + "University, UK", "Oxford, " * 490],
)  # fmt: skip
def test_hostile_strings_are_read_in_no_time(tagger: Tagger, text: str) -> None:
    begun = time.perf_counter()
    sound(text, tagger.affiliated(text) or [])
    assert time.perf_counter() - begun < 5


def test_reasons_say_what_decided(tagger: Tagger) -> None:
    (mention,) = tagger.affiliated("School of Law, Northeastern University, Boston, USA") or []
    assert "«Northeastern University»" in mention.reason
    assert "its town, Boston" in mention.reason
    assert "country of the address: US" in mention.reason


def test_other_kinds_are_tagged_beside(tagger: Tagger) -> None:
    text = "Department of Physics, University of Leeds, Leeds, UK"
    assert [m.entity.id for m in tagger.tag(text) if m.entity] == ["leeds"]
    assert tagger.tag(text, kinds=frozenset({"place"})) == [m for m in tagger.tag(text) if m.kind == "place"]


def test_only_organisations_are_near_what_an_address_says(bundled: Path) -> None:
    with Engine() as engine:  # the bundled tables list the term “university”, which is near the first word
        found = engine.tag("수University. Belarus", kinds=["organization"])
    assert [m for m in found if m.kind != "organization"] == []


def test_tables_are_sound() -> None:
    codes = set(country_labels())
    assert set(countries().values()) <= codes
    assert {code for held in region_codes().values() for code in held} <= codes
    assert all(name in names for name, names in towns().items())


def test_heads_tell_what_a_name_is() -> None:
    assert rank_of(("university", "hospital", "of", "angers")) is Rank.HOSPITAL
    assert rank_of(("state", "key", "laboratory", "of", "physics")) is Rank.UNIT
    assert rank_of(("faculty", "of", "law")) is Rank.UNIT
    assert rank_of(("清", "华", "大", "学")) is Rank.UNIVERSITY
