"""Inflected forms of listed names are found in texts; names and words that only look like forms aren't."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from polyonym.aliases.lexicon.compile import compile_lexicon
from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind
from polyonym.engine.matching.families import FAMILIES, sketch
from polyonym.engine.tagging.tagger import Tagger
from polyonym.engine.tagging.vocabulary import SUFFIXING
from polyonym.engine.text.inflection import bases, rules_of
from polyonym.engine.text.stems import fits

_CASES = Path(__file__).parent / "cases" / "inflected.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in _CASES.read_text("utf-8").splitlines()]
FOUND, TAKEN = 0.98, 0.02


def _id(row: dict[str, Any]) -> str:
    return f"{row['kind']}:{row['lang']}:{row['name']}".replace(" ", "-")


def _entity(row: dict[str, Any]) -> Entity:
    kind = AliasKind.ACRONYM if row["name"].isupper() else AliasKind.OFFICIAL
    return Entity(_id(row), EntityKind(row["kind"]), row["name"], aliases=(Alias(row["name"], row["lang"], kind),))


def _lexicon(rows: Iterable[dict[str, Any]], directory: Path) -> Lexicon:
    entities = {_id(row): _entity(row) for row in rows}
    return Lexicon(compile_lexicon(entities.values(), FAMILIES, directory, sketch=sketch, stamp={"token": "forms"}))


@pytest.fixture(scope="module")
def taggers(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, bool], Tagger]:
    """A tagger for each language, with the names that have forms there, and one with those that don't."""
    keys = sorted({(row["lang"], row["match"]) for row in ROWS})
    parent = tmp_path_factory.mktemp("forms")
    chosen = {key: [row for row in ROWS if (row["lang"], row["match"]) == key] for key in keys}
    return {key: Tagger(_lexicon(rows, parent / f"{key[0]}-{key[1]}")) for key, rows in chosen.items()}


def _parameters() -> list[object]:
    return [
        pytest.param(row, id=ascii(f"{row['lang']}-{row['name']}-{row['surface']}"), marks=_marks(row.get("xfail")))
        for row in ROWS
    ]


def _marks(reason: str | None) -> tuple[pytest.MarkDecorator, ...]:
    return (pytest.mark.xfail(reason=reason, strict=True),) if reason else ()


@pytest.mark.parametrize("row", _parameters())
def test_forms_are_found_and_others_left(taggers: dict[tuple[str, bool], Tagger], row: dict[str, Any]) -> None:
    surface = row["surface"].rstrip("’")
    if row["lang"] in SUFFIXING and row["name"].count("'") == 0:
        surface = re.split("['’]", surface)[0]  # what stands behind an apostrophe there is no part of a name
    text = f"abc de fgh {row['surface']} ijk lmno pq stu."
    mentions = taggers[row["lang"], row["match"]].tag(text, lang=row["lang"])
    found = {m.surface for m in mentions if m.entity and m.entity.id == _id(row)}
    assert found == ({surface} if row["match"] else set())


def test_there_are_many_rows_and_few_fail() -> None:
    true, false = ([row for row in ROWS if row["match"] is match] for match in (True, False))
    assert len(true) >= 300
    assert len(false) >= 150
    assert sum("xfail" in row for row in true) <= (1 - FOUND) * len(true)
    assert sum("xfail" in row for row in false) <= TAKEN * len(false)


_LANGS = sorted({row["lang"] for row in ROWS if rules_of(row["lang"])})


@given(st.text(max_size=60), st.sampled_from(_LANGS))
def test_any_token_has_few_bases(token: str, lang: str) -> None:
    found = bases(token, lang)
    assert token not in found
    assert len(found) < 60
    assert all(fits(token, base, lang) > 0.9 for base in found)


def test_long_tokens_are_their_own() -> None:
    assert bases("a" * 1_000_000, "fi") == ()
    assert bases("", "hu") == ()
    assert rules_of("xx") is None
    assert bases("ankara'da", "xx") == ()
