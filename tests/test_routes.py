"""Translations are told by what they write, and what is written in its own language isn't taken for one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from polyonym.aliases.model import Entity, EntityKind
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.route import LANGUAGES, Route, find_route
from polyonym.engine.tagging.vocabulary import forms, table
from polyonym.engine.text.fold import fold
from polyonym.engine.text.tokens import tokens

_CASES = Path(__file__).parent / "cases" / "routes.jsonl"
CASES: list[dict[str, Any]] = [json.loads(line) for line in _CASES.read_text("utf-8").splitlines()]


def route_of(text: str, lang: str | None, countries: list[str]) -> Route | None:
    """The route of a text that names places of these countries."""
    places = (Entity(f"place:{each}", EntityKind.PLACE, each, each) for each in countries)
    mentions = [Mention(0, 1, "", each.kind, each, 1.0, "") for each in places]
    return find_route(tokens(fold(text).text), lang, mentions)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['lang']} {case['text'][:40]}")
def test_routes(case: dict[str, Any]) -> None:
    found = route_of(case["text"], case["lang"], case["countries"])
    assert (None if found is None else [found.source, found.target]) == case["route"]


def test_reason_shows_phrases() -> None:
    found = route_of(CASES[1]["text"], "en", ["CN"])
    assert found is not None
    assert found.why.startswith("it writes “")
    assert found.why.endswith("as translations from Chinese do")
    assert 0.7 < found.score < 1


def test_a_way_by_two_translations() -> None:
    chinese, vietnamese = (each["text"] for each in (CASES[0], CASES[9]))
    found = route_of(f"{chinese} {vietnamese}", "en", ["CN", "VN"])
    assert found is not None
    assert found.languages == ("zh", "vi", "en")


@pytest.mark.parametrize("row", list(table("routes.tsv")), ids=lambda row: " ".join(row[:3]))
def test_table_is_in_order(row: list[str]) -> None:
    target, source, weight, phrases = row
    assert source in {*LANGUAGES, "*"}
    assert target in {*LANGUAGES, "en"}
    assert target != source
    assert weight in {"1", "2", "3"}
    assert len(set(forms(phrases))) == len(forms(phrases))


@given(st.text(max_size=200), st.sampled_from([None, "en", "ru", "vi", "zz"]))
def test_any_text_has_at_most_one(text: str, lang: str | None) -> None:
    assert route_of(text, lang, ["CN", "VN"]) is None or lang in {*LANGUAGES, "en"}


@pytest.mark.parametrize("piece", ["guests and his entourage ", "\ud800", "\0", "a", "и́"])
def test_hostile_texts(piece: str) -> None:
    route_of(piece * 10_000, "en", ["CN"])
