"""Legal forms of companies: written out or short, in whichever language and letters, they are one word."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from polyonym.engine.names.legal import with_short_forms
from polyonym.engine.names.name import name_of
from polyonym.engine.text.fold import key
from polyonym.engine.text.tokens import parts

HERE = Path(__file__).resolve().parent
CASES: list[dict[str, Any]] = [json.loads(line) for line in (HERE / "cases/legal.jsonl").open(encoding="utf-8")]
HOSTILE = {
    "one letter": "a" * 1_000_000,
    "words": "limited " * 10_000,
    "stems": "обществ " * 10_000,
    "letters": "s a " * 10_000,
    "marks": "e" + "\u0301" * 100_000,
    "half": "\ud800 ltd \ud800",
    "nul": "\0ltd\0",
    "together": "株式会社" * 10_000,
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['a']} = {case['b']}")
def test_forms_are_told(case: dict[str, Any]) -> None:
    a, b = (list(parts(with_short_forms(key(name)))) for name in (case["a"], case["b"]))
    assert (a == b) == case["same"], (a, b)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_bounded(name: str) -> None:
    start = time.perf_counter()
    name_of(HOSTILE[name], "organization")
    assert time.perf_counter() - start < 1


def test_a_name_is_never_nothing_but_its_form() -> None:
    for name in ("limited", "ооо", "公司", "株式会社", "co ltd"):
        assert with_short_forms(name) == name
