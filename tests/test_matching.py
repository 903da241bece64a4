"""Resolving names against a small table: what is decided, what is left open, and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polyonym.aliases.lexicon.compile import compile_lexicon
from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.engine.matching.candidates import Retriever
from polyonym.engine.matching.families import FAMILIES, sketch
from polyonym.engine.matching.resolve import Resolver
from polyonym.engine.matching.setting import Setting
from polyonym.engine.names.name import name_of
from polyonym.tests.small_table import ENTITIES, lexicon

_CASES = Path(__file__).parent / "cases" / "resolve.jsonl"
_ROWS: list[dict[str, Any]] = [json.loads(line) for line in _CASES.read_text("utf-8").splitlines()]
CASES = [
    pytest.param(row, id=ascii(f"{row['q']} {row.get('country', '')}"),
                 marks=[pytest.mark.xfail(reason=row["xfail"])] if "xfail" in row else [])
    for row in _ROWS
]  # fmt: skip


@pytest.fixture(scope="module")
def resolver(tmp_path_factory: pytest.TempPathFactory) -> Resolver:
    """A resolver over the small table."""
    return Resolver(lexicon(tmp_path_factory.mktemp("small")))


def asked(case: dict[str, Any]) -> dict[str, Any]:
    """The arguments of `resolve` for a case."""
    company = frozenset(case.get("company", ()))
    countries = frozenset(e.country for e in ENTITIES if e.id in company and e.country)
    return {"kind": case.get("kind"), "setting": Setting(case.get("country"), company, countries)}


@pytest.mark.parametrize("case", CASES)
def test_names_are_decided_or_left_open(resolver: Resolver, case: dict[str, Any]) -> None:
    resolution = resolver.resolve(case["q"], **asked(case))
    decision = resolution.decision.id if resolution.decision else None
    assert decision == case["decision"]
    if "among" in case:
        assert {match.entity.id for match in resolution.matches} >= set(case["among"])


@pytest.mark.parametrize("case", [row for row in _ROWS if "xfail" not in row], ids=lambda row: ascii(row["q"]))
def test_matches_are_ordered_and_give_reasons(resolver: Resolver, case: dict[str, Any]) -> None:
    matches = resolver.resolve(case["q"], **asked(case)).matches
    scores = [match.score for match in matches]
    assert scores == sorted(scores, reverse=True)
    assert all(0.0 <= score <= 1.0 for score in scores)
    assert len({match.entity.id for match in matches}) == len(matches) <= 5
    assert all(match.alias.text in match.reason for match in matches)
    assert all(case.get("kind") in (None, match.entity.kind) for match in matches)


def test_every_listed_name_is_found_first(resolver: Resolver) -> None:
    for entity in ENTITIES:
        for alias in entity.names():
            best = resolver.resolve(alias.text, limit=20).matches
            found = next(match for match in best if match.entity.id == entity.id)
            assert found.score >= best[0].score - 0.1, alias.text


def test_limit_and_kind(resolver: Resolver) -> None:
    assert len(resolver.resolve("Liaoning University", limit=1).matches) == 1
    assert resolver.resolve("Sun Wei", limit=0).matches == ()
    assert resolver.resolve("Sun Wei", kind="place").decision is None
    assert all(m.entity.kind == "place" for m in resolver.resolve("Minsk", kind="place").matches)
    assert resolver.resolve("Minsk", kind="nothing").matches == ()


def test_the_same_answer_every_time(resolver: Resolver) -> None:
    first = [resolver.resolve(row["q"], **asked(row)) for row in _ROWS]
    again = Resolver(resolver.lexicon)
    assert [again.resolve(row["q"], **asked(row)) for row in reversed(_ROWS)] == first[::-1]


@given(st.text(max_size=80))
@settings(deadline=None, max_examples=50)
def test_any_text_is_an_answer(resolver: Resolver, text: str) -> None:
    resolution = resolver.resolve(text)
    assert resolution.query == text
    assert all(0.0 <= match.score <= 1.0 and match.reason for match in resolution.matches)


@pytest.mark.parametrize("text", [
    "", " ", "\ud800", "\0", "(((((", "12", "x" * 1_000_000, "Sun " * 100_000, "孙" * 100_000, "\u0301" * 100_000,
], ids=lambda text: ascii(text[:8]))  # fmt: skip
def test_hostile_names_are_answered(resolver: Resolver, text: str) -> None:
    assert resolver.resolve(text).decision is None


def test_an_empty_table_knows_nobody(tmp_path: Path) -> None:
    empty = Resolver(Lexicon(compile_lexicon([], FAMILIES, tmp_path / "l", sketch=sketch, stamp={})))
    assert empty.resolve("Sun Wei").matches == ()


def test_candidates_are_bounded_and_exact_ones_first(resolver: Resolver) -> None:
    found = Retriever(resolver.lexicon).candidates(name_of("liaoning UNIVERSITY"), limit=5)
    assert found[0].exact
    assert not any(each.exact for each in found[1:])
    assert len(found) <= 5 + 1
    assert all(0.0 < each.overlap <= 1.0 for each in found)


def test_what_is_decided_at_once_is_what_all_matches_say(resolver: Resolver) -> None:
    lexicon = resolver.lexicon
    for number in range(lexicon.alias_count):
        text = lexicon.alias(number).text
        for kind in (None, lexicon.kind(lexicon.owner[number])):
            found = resolver.resolve(text, kind=kind)
            if found.decision is not None:
                assert found.matches[0].entity == found.decision
                assert found.matches[0].listed
