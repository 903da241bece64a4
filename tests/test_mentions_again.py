"""Names without a table that a text gives again, in part or in other forms: what is said of them, what they share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from polyonym.aliases.model import Alias, Entity, EntityKind
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.turkic_endings import without_endings
from polyonym.tests.test_unlisted import found

_CASES = Path(__file__).parent / "cases" / "mentions_again.jsonl"
CASES: list[dict[str, Any]] = [json.loads(line) for line in _CASES.read_text("utf-8").splitlines()]
XIAN = Entity("place:xian", EntityKind.PLACE, "Xi'an", aliases=(Alias("Xi'an", "en"),))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["lang"] + " " + case["text"][:40])
def test_what_is_said_and_shared(case: dict[str, Any]) -> None:
    text = case["text"]
    names = found(text, case["lang"])
    said = [[text[one.start : one.end], one.reason] for one in names]
    keys = {text[one.start : one.end]: one.key for one in names}
    assert [each for each in case.get("reasons", []) if each not in said] == []
    assert [each for each in case.get("same", []) if keys[each[0]] != keys[each[1]]] == []
    assert [each for each in case.get("other", []) if keys[each[0]] == keys[each[1]]] == []


@pytest.mark.parametrize(
    ("surface", "lang", "left"),
    [
        ("Xi'an", "tr", "Xi'an"),
        ("Xi'an'da", "tr", "Xi'an"),
        ("Xi’an’dan", "az", "Xi’an"),
        ("Xian'a", "tr", "Xian"),
        ("Xi'an's", "en", "Xi'an's"),
        ("'da", "tr", "'da"),
    ],
)
def test_an_ending_behind_an_apostrophe_is_no_part(surface: str, lang: str, left: str) -> None:
    mention = Mention(3, 3 + len(surface), surface, EntityKind.PLACE, XIAN, 0.9, "")
    [cut] = without_endings([mention], lang)
    assert (cut.start, cut.end, cut.surface) == (3, 3 + len(left), left)
