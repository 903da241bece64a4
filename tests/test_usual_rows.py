"""What is made in one go is what is made value by value: rows of entities, their JSON, the values themselves."""

from __future__ import annotations

import gc
import json
from dataclasses import FrozenInstanceError
from itertools import product
from typing import Any

import pytest
from polyonym.aliases import records, storing
from polyonym.aliases.collecting import rare_collections
from polyonym.aliases.journal import Change
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind, Status, plain_alias, plain_entity
from polyonym.aliases.records import checked, entity_from, row_of, unknown_keys
from polyonym.aliases.usual import usual_entity

ENTITY: dict[str, Any] = {"id": "org:lntu", "kind": "organization", "name": "Liaoning Technical University"}
ODD: tuple[Any, ...] = (
    None, "", " ", "a b", "a  b", " a", "a ", "a|b", "a | b", "a\tb", "a\nb", "a\0b", "\u3000a", "a\u00a0b", "\u200ba",
    "\ud800", "x" * 1001, "en", "EN", "us", "US", "12", "辽宁", 'q"\\/', 0, 1, 1.5, True, [], ["a"], {}, {"text": "a"},
)  # fmt: skip
ALIAS_KEYS = ("text", "lang", "kind", "source", "since", "status", "prior", "other")


def rows() -> list[dict[str, Any]]:
    """Rows with each odd value in each place."""
    found = [ENTITY | {key: value} for key, value in product((*ENTITY, "country", "city", "source", "part_of"), ODD)]
    found += [ENTITY | {"aliases": value} for value in (*ODD, [None], ["text"], [["text"]], [{}], [[{"text": "a"}]])]
    plain = {"text": "LNTU", "lang": "en", "kind": "acronym", "source": "a page"}
    aliases = [plain | {key: value} for key, value in product(ALIAS_KEYS, ODD)]
    found += [ENTITY | {"aliases": [plain, alias, {"text": " "}]} for alias in aliases]
    return [*found, *({key: value for key, value in ENTITY.items() if key != left} for left in ENTITY)]


def said(row: dict[str, Any]) -> Entity | str:
    """The entity, or what is wrong with its row."""
    try:
        return entity_from(row)
    except ValueError as cause:
        return str(cause)


def test_what_is_made_in_one_go_is_what_closer_looks_make(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = [said(row) for row in rows()]
    monkeypatch.setattr(records, "usual_entity", lambda *_: None)
    assert fast == [said(row) for row in rows()]
    assert sum(isinstance(each, Entity) for each in fast) > 100
    assert sum(isinstance(each, str) for each in fast) > 100


def test_a_usual_row_is_made_in_one_go() -> None:
    row = ENTITY | {"country": "CN", "city": "Fuxin", "aliases": [{"text": "辽宁工程技术大学", "lang": "zh"}]}
    assert usual_entity(row, records.alias_from) == entity_from(row)
    assert usual_entity(row | {"name": "a  b"}, records.alias_from) is None


def test_unknown_keys_are_named_as_before() -> None:
    assert unknown_keys(ENTITY | {"aliases": [{"text": "a", "x": 1}, {"text": " "}], "y": 2}) == [
        "y", "aliases.x", "aliases.text (empty)",
    ]  # fmt: skip
    assert unknown_keys(ENTITY | {"aliases": [{"text": "a"}]}) == unknown_keys(ENTITY) == []


def test_values_made_fast_are_those_of_their_class() -> None:
    made = plain_alias("LNTU", "en", AliasKind.ACRONYM, None)
    assert made == Alias("LNTU", "en", AliasKind.ACRONYM)
    assert hash(made) == hash(Alias("LNTU", "en", AliasKind.ACRONYM))
    assert type(made) is Alias
    with pytest.raises(FrozenInstanceError):
        made.text = "other"  # type: ignore[misc]
    entity = plain_entity("x", EntityKind.PLACE, "X", "BY", None, None, (), None, (), None, (made,))
    assert entity == Entity("x", EntityKind.PLACE, "X", "BY", aliases=(made,))
    with pytest.raises(FrozenInstanceError):
        entity.name = "other"  # type: ignore[misc]


def test_the_stored_json_is_that_of_the_row() -> None:
    texts = ("LNTU", 'say "x"', "back\\slash", "辽宁", "a\u2028b", "\U0001f600")
    details: tuple[dict[str, Any], ...] = (
        {}, {"source": "a \"page\""}, {"confidence": 0.5}, {"since": "1949"}, {"until": "1958-01"}, {"prior": 0.25},
        {"status": Status.REJECTED}, {"lang": "zh-Hant", "kind": AliasKind.FORMER},
    )  # fmt: skip
    aliases = tuple(Alias(text, **detail) for text, detail in product(texts, details))
    fields: tuple[dict[str, Any], ...] = (
        {}, {"country": "CN"}, {"city": 'a "b"'}, {"part_of": "y"}, {"related": ("y", "z")}, {"source": "s"},
        {"different_from": ("y",)}, {"merged_into": "y"},
    )  # fmt: skip
    for field in fields:
        entity = checked(Entity('x:"1"', EntityKind.PLACE, "X", aliases=aliases, **field))
        written = storing.written(Change(None, entity)).after
        assert written == json.dumps(row_of(entity), ensure_ascii=False, separators=(",", ":"))


def test_collections_are_as_they_were_after_the_last_of_several_imports() -> None:
    before = gc.get_threshold()
    with rare_collections():
        with rare_collections():
            assert gc.get_threshold()[0] > before[0]
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before
