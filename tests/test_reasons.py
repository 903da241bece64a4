"""Reasons tell when a name was in use, and what took the place of an institution that is no more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from polyonym.engine.engine import Engine
from polyonym.engine.matching.compare import compare

OLD = {"text": "阜新矿业学院", "lang": "zh", "kind": "former", "since": "1978", "until": "1996"}
ROWS: list[dict[str, Any]] = [
    {"id": "new", "kind": "organization", "name": "Liaoning Technical University", "aliases": [OLD]},
    {"id": "old", "kind": "organization", "name": "Institute of Samples", "source": "withdrawn; succeeded by new"},
]


@pytest.fixture
def engine(bundled: Path, tmp_path: Path) -> Engine:
    (tmp_path / "table.jsonl").write_text("\n".join(map(json.dumps, ROWS)), "utf-8")
    engine = Engine(tmp_path / "home")
    engine.aliases.import_file(tmp_path / "table.jsonl")
    return engine


def test_a_former_name_tells_its_years(engine: Engine) -> None:
    reason = engine.resolve("阜新矿业学院").matches[0].reason
    assert reason == "former name «阜新矿业学院» (zh, 1978–1996), as written"


def test_what_was_withdrawn_leads_to_what_came_after(engine: Engine) -> None:
    reason = engine.resolve("Institute of Samples").matches[0].reason
    assert reason == "official name «Institute of Samples», as written; succeeded by new"


def test_blanks_around_names_do_not_count() -> None:
    blanks = " " * 1_000_000
    assert compare(f"{blanks}Sun Wei", f"孙伟{blanks}").score == compare("Sun Wei", "孙伟").score


def test_a_kind_that_is_none_is_refused() -> None:
    kinds: list[Any] = ["town", ["person"], {}]
    for kind in kinds:
        with pytest.raises(ValueError, match="EntityKind"):
            compare("Sun Wei", "孙伟", kind=kind)
