"""The alias table: what is written is there, once, with its history."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypedDict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polyonym.aliases.merging import gather
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind, Status
from polyonym.aliases.table import AliasTable
from polyonym.base.errors import InputError, UsageError

LNTU = Entity(
    "org:lntu",
    EntityKind.ORGANIZATION,
    "Liaoning Technical University",
    "CN",
    "Fuxin",
    related=("place:fuxin",),
    source="lntu.edu.cn",
    aliases=(
        Alias("辽宁工程技术大学", "zh", AliasKind.OFFICIAL),
        Alias("LNTU", "en", AliasKind.ACRONYM, confidence=0.9),
        Alias("Fuxin Mining Institute", "en", AliasKind.FORMER, until="1996"),
    ),
)
FUXIN = Entity("place:fuxin", EntityKind.PLACE, "Fuxin")


class Edit(TypedDict):
    """Who makes an edit, and why."""

    who: str
    why: str


ME: Edit = {"who": "me", "why": "test"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A table with two entities."""
    with AliasTable.open(tmp_path / "home" / "aliases.db", write=True) as table:
        table.write([LNTU, FUXIN], **ME)
    return tmp_path / "home" / "aliases.db"


@pytest.fixture
def table(path: Path) -> Iterator[AliasTable]:
    with AliasTable.open(path, write=True) as table:
        yield table


def test_holds_what_was_written(path: Path) -> None:
    with AliasTable.open(path) as table:
        assert list(table.entities()) == [LNTU.ordered(), FUXIN]
        assert table.get("org:lntu") == LNTU.ordered()
        assert table.get("org:none") is None
        assert len(table) == 2
        assert table.version == 1
        stats = table.stats()
    assert (stats.entities, stats.aliases) == (2, 3)
    assert stats.entities_by_kind == {"organization": 1, "place": 1}
    assert stats.aliases_by_lang == {"en": 2, "zh": 1}
    assert stats.aliases_by_source == {"": 3}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("fuxin", ["place:fuxin", "org:lntu"]),
        ("工程", ["org:lntu"]),
        ("TECHNICAL uni", ["org:lntu"]),
        ("%", []),
    ],
)
def test_finds_parts_of_names_in_any_case(table: AliasTable, text: str, ids: list[str]) -> None:
    assert [entity.id for entity in table.find(text)] == ids
    assert [entity.id for entity in table.find(text, limit=1)] == ids[:1]


def test_merging_adds_and_loses_nothing(table: AliasTable) -> None:
    more = Entity(
        "org:lntu",
        EntityKind.ORGANIZATION,
        "LNTU of Fuxin",
        city="Huludao",
        aliases=(
            Alias("ЛТУ", "ru", AliasKind.ACRONYM),
            Alias("LNTU", "en", AliasKind.ACRONYM, source="articles"),
            Alias("辽宁工程技术大学", "zh", AliasKind.OFFICIAL),
        ),
    )
    report = table.write([more, FUXIN], **ME)
    assert (report.added, report.changed, report.unchanged) == (0, 1, 1)
    assert (report.aliases_added, report.aliases_changed, report.aliases_removed) == (2, 1, 0)
    entity = table.get("org:lntu")
    assert entity is not None
    assert (entity.name, entity.country, entity.city) == ("LNTU of Fuxin", "CN", "Huludao")
    assert entity.source == "lntu.edu.cn"
    assert Alias("LNTU", "en", AliasKind.ACRONYM, "articles", 0.9) in entity.aliases
    assert Alias("Liaoning Technical University") in entity.aliases
    again = table.write([more, FUXIN], **ME)
    assert (again.change_set, again.unchanged, table.version) == (None, 2, 2)


def test_a_rejected_alias_stays_rejected(table: AliasTable) -> None:
    no = Alias("LNTU", "en", AliasKind.ACRONYM, status=Status.REJECTED)
    table.add("org:lntu", no, **ME)
    table.write([LNTU], **ME)
    assert [a.text for a in table.get("org:lntu").names()].count("LNTU") == 0  # type: ignore[union-attr]


def test_replacing_makes_it_what_is_given(table: AliasTable) -> None:
    bare = Entity("org:lntu", EntityKind.ORGANIZATION, "LNTU")
    assert table.write([bare], mode="replace", **ME).aliases_removed == 3
    assert table.get("org:lntu") == bare


def test_edits_one_alias(table: AliasTable) -> None:
    assert table.add("place:fuxin", Alias(" 阜新 ", "zh"), **ME).aliases_added == 1
    assert table.add("place:fuxin", Alias("阜新", "zh"), **ME).change_set is None
    assert table.get("place:fuxin") == replace(FUXIN, aliases=(Alias("阜新", "zh"),))
    with pytest.raises(UsageError, match="no alias '阜新' in en"):
        table.remove("place:fuxin", "阜新", "en", **ME)
    assert table.remove("place:fuxin", "阜新", **ME).aliases_removed == 1
    with pytest.raises(UsageError, match="is the name"):
        table.remove("place:fuxin", "Fuxin", **ME)
    assert table.remove_entity("org:lntu", **ME).removed == 1
    assert list(table.entities()) == [FUXIN]
    with pytest.raises(UsageError, match="no entity org:lntu"):
        table.add("org:lntu", Alias("x"), **ME)
    with pytest.raises(UsageError, match="no entity org:lntu"):
        table.remove_entity("org:lntu", **ME)


@pytest.mark.parametrize(
    ("entity", "message"),
    [
        (replace(FUXIN, kind=EntityKind.TERM), "place:fuxin is of the kind term here"),
        (replace(FUXIN, id="x", name="a\0b"), "control character"),
        (replace(FUXIN, id="x", aliases=(Alias("a", "not a tag"),)), "language tag"),
    ],
)
def test_an_entity_that_does_not_fit_undoes_the_edit(table: AliasTable, entity: Entity, message: str) -> None:
    token = table.token
    with pytest.raises(InputError, match=message):
        table.write([replace(FUXIN, id=f"new{n}") for n in range(1500)] + [entity], **ME)
    assert (len(table), table.version, table.token) == (2, 1, token)
    table.check()


def test_history_and_undo(table: AliasTable) -> None:
    empty, first = "0" * 32, table.token
    table.add("place:fuxin", Alias("阜新", "zh"), who="ann", why="own language")
    newest = table.history()[0]
    assert (newest.id, newest.who, newest.why, newest.changed) == (2, "ann", "own language", 1)
    assert [s.id for s in table.history("org:lntu")] == [1]
    assert [s.id for s in table.history("place:fuxin", limit=1)] == [2]
    (change,) = table.changes(2)
    assert (change.before, change.id) == (FUXIN, "place:fuxin")
    with pytest.raises(UsageError, match="place:fuxin was changed again by change set 2"):
        table.undo(1, who="me")
    assert table.undo(2, who="me").change_set == 3
    assert table.history()[0].undoes == 2
    assert table.token == first
    assert table.undo(1, who="me").removed == 2
    assert (len(table), table.token, table.version) == (0, empty, 4)
    with pytest.raises(UsageError, match="no change set 9"):
        table.undo(9, who="me")
    table.undo(4, who="me")
    assert table.token == first
    table.check()


names = st.sampled_from(["A", "B", "Γ", "京"])
small = st.builds(
    Entity,
    st.sampled_from(["a", "b", "c"]),
    st.just(EntityKind.TERM),
    names,
    aliases=st.lists(st.builds(Alias, names, st.sampled_from([None, "en"])), max_size=3).map(tuple),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(small, max_size=4), max_size=4))
def test_merges_like_the_oracle_and_undoes_everything(sets: list[list[Entity]]) -> None:
    with tempfile.TemporaryDirectory() as folder, AliasTable.open(f"{folder}/t", write=True) as table:
        for entities in sets:
            table.write(entities, **ME)
        assert list(table.entities()) == gather(entity for entities in sets for entity in entities)
        table.check()
        for change_set in range(table.version, 0, -1):
            table.undo(change_set, who="me")
        assert (len(table), table.token) == (0, "0" * 32)
