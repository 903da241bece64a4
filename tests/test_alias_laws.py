"""Laws of edits: what is done can be undone, in any order that makes sense, and no id vanishes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from polyonym.aliases.actions import (
    Action,
    Add,
    AddEntity,
    Distinguish,
    EditAlias,
    EditEntity,
    Reject,
    Remove,
    RemoveEntity,
)  # fmt: skip
from polyonym.aliases.changing import ChangeReport
from polyonym.aliases.joins import Merge, Split
from polyonym.aliases.model import Alias, Entity, EntityKind, Status
from polyonym.aliases.table import AliasTable
from polyonym.base.errors import UsageError

IDS = ["x:1", "x:2", "x:3", "x:4"]
ids, others = st.sampled_from(IDS[:3]), st.sampled_from(IDS)
texts = st.sampled_from(["A", "B", "Γ", "京"])
langs = st.sampled_from([None, "en"])
aliases = st.builds(
    Alias, texts, langs, confidence=st.sampled_from([0.5, 1.0]), status=st.sampled_from(Status),
    prior=st.sampled_from([None, 0.25]),
)  # fmt: skip
references = st.lists(others, max_size=2, unique=True).map(tuple)
entities = st.builds(
    Entity, ids, st.just(EntityKind.TERM), texts, st.sampled_from([None, "BY"]), part_of=st.none() | others,
    related=references, different_from=references, aliases=st.lists(aliases, max_size=3).map(tuple),
)  # fmt: skip
values = st.fixed_dictionaries(
    {}, optional={"name": texts, "country": st.sampled_from(["", "CN"]), "part_of": st.sampled_from(["", *IDS])}
)
alias_values = st.fixed_dictionaries(
    {}, optional={"text": texts, "status": st.sampled_from([str(each) for each in Status]), "confidence": st.just(0.5)}
)
actions: st.SearchStrategy[Action] = st.one_of(
    st.builds(Add, ids, aliases),
    st.builds(AddEntity, st.builds(Entity, others, st.just(EntityKind.TERM), texts)),
    st.builds(Remove, ids, texts),
    st.builds(RemoveEntity, others, st.booleans()),
    st.builds(EditEntity, ids, values, st.lists(ids, max_size=1).map(tuple)),
    st.builds(EditAlias, ids, texts, alias_values),
    st.builds(Reject, ids, texts),
    st.builds(Distinguish, ids, ids, st.booleans()),
    st.builds(Merge, others, others),
    st.builds(Split, others, others, st.none() | texts, st.lists(texts, max_size=1).map(tuple)),
)
steps = st.lists(st.one_of(actions, actions, actions, st.lists(entities, max_size=3)), max_size=10)
Step = Action | list[Entity]


@contextmanager
def a_table() -> Iterator[AliasTable]:
    with tempfile.TemporaryDirectory() as folder, AliasTable.open(Path(folder, "t"), write=True) as table:
        yield table


def do(table: AliasTable, step: Step) -> None:
    """One step, if it can be done."""
    with suppress(UsageError):
        if isinstance(step, list):
            table.write(step, who="me", why="import")
        else:
            table.edit([step], who="me", why=str(step))


@settings(max_examples=60, deadline=None)
@given(steps)
def test_undoing_everything_newest_first_leads_back(sequence: list[Step]) -> None:
    with a_table() as table:
        table.write([Entity(id_, EntityKind.TERM, id_) for id_ in IDS[:3]], who="me", why="start")
        tokens = [table.token]
        for step in sequence:
            version = table.version
            do(table, step)
            tokens += [table.token] * (table.version - version)
        newest = table.version
        for number in range(newest, 1, -1):
            assert table.token == tokens[number - 1]
            table.undo(number, who="me")
        assert table.token == tokens[0]
        table.check()
        for number in range(table.version, newest, -1):
            table.undo(number, who="me")
        assert table.token == tokens[-1]


@settings(max_examples=50, deadline=None)
@given(steps)
def test_undoing_all_at_once_is_the_same(sequence: list[Step]) -> None:
    with a_table() as table:
        table.write([Entity(id_, EntityKind.TERM, id_) for id_ in IDS[:3]], who="me", why="start")
        start = table.token
        for step in sequence:
            do(table, step)
        end, numbers = table.token, range(2, table.version + 1)
        if not numbers:
            return
        report = table.undo(*numbers, who="me")
        assert table.token == start
        table.check()
        if report.change_set is not None:
            assert len({change.id for change in report.changes}) == len(report.changes)
            table.undo(report.change_set, who="me")
        assert table.token == end


@settings(max_examples=60, deadline=None)
@given(steps, st.integers(1, 10))
def test_undoing_one_in_the_middle_is_refused_or_keeps_what_came_later(sequence: list[Step], which: int) -> None:
    with a_table() as table:
        table.write([Entity(id_, EntityKind.TERM, id_) for id_ in IDS[:3]], who="me", why="start")
        for step in sequence:
            do(table, step)
        number = 1 + which % table.version
        before = {entity.id: entity for entity in table.entities()}
        version, token, unsound = table.version, table.token, set(circles(before))
        refusal = refused(table, number)
        if refusal is not None:
            assert f"change set {number} can't be undone" in refusal
            assert (table.version, table.token) == (version, token)
            return
        touched = {change.id for change in table.changes(number)}
        after = {entity.id: entity for entity in table.entities()}
        assert {id_: e for id_, e in before.items() if id_ not in touched} == {
            id_: e for id_, e in after.items() if id_ not in touched
        }
        if number == version:
            return
        assert set(circles(after)) <= unsound | touched_circles(table, number)
        table.check()


def refused(table: AliasTable, number: int) -> str | None:
    """Undo a change set; why not, if it was refused."""
    try:
        table.undo(number, who="me")
    except UsageError as refusal:
        return str(refusal)
    return None


def circles(table: dict[str, Entity]) -> Iterator[str]:
    """The ids that lead to themselves."""
    for id_ in table:
        at, met = table[id_].merged_into, set()
        while at in table and at not in met:
            met.add(at)
            if at == id_:
                yield id_
            at = table[at].merged_into


def touched_circles(table: AliasTable, number: int) -> set[str]:
    """Those that a change set put an end to."""
    return {change.id for change in table.changes(number) if change.before and change.before.merged_into}


@settings(max_examples=50, deadline=None)
@given(steps)
def test_a_dry_run_reports_the_same_and_does_nothing(sequence: list[Step]) -> None:
    with a_table() as table:
        table.write([Entity(id_, EntityKind.TERM, id_) for id_ in IDS[:3]], who="me", why="start")
        for step in sequence:
            if isinstance(step, list):
                continue
            state = table.version, table.token, list(table.entities())
            dry = reported(table, step, dry_run=True)
            assert (table.version, table.token, list(table.entities())) == state
            real = reported(table, step, dry_run=False)
            assert dry == (replace(real, change_set=None) if isinstance(real, ChangeReport) else real)


def reported(table: AliasTable, action: Action, *, dry_run: bool) -> ChangeReport | str:
    """What an edit reports, or why it was refused."""
    try:
        return table.edit([action], who="me", why="x", dry_run=dry_run)
    except UsageError as refusal:
        return str(refusal)


@settings(max_examples=50, deadline=None)
@given(steps)
def test_no_id_vanishes_without_a_trace(sequence: list[Step]) -> None:
    with a_table() as table:
        given_ids = set(IDS[:3])
        table.write([Entity(id_, EntityKind.TERM, id_) for id_ in given_ids], who="me", why="start")
        for step in sequence:
            do(table, step)
            given_ids |= {entity.id for entity in table.entities()}
        for id_ in given_ids:
            entity = table.get(id_)
            if entity is None:
                gone = table.removal(id_)
                assert gone is not None
                assert gone[1].id == id_
            elif entity.merged_into is not None:
                last = table.leads_to(id_)
                assert last is not None
                assert last.merged_into is None


@settings(max_examples=50, deadline=None)
@given(entities, entities)
def test_merging_and_splitting_keep_every_name(one: Entity, other: Entity) -> None:
    one, other = replace(one, id="x:1").ordered(), replace(other, id="x:2").ordered()
    with a_table() as table:
        table.write([one, other], who="me", why="start")
        start = table.token
        try:
            table.edit([Merge("x:1", "x:2")], who="me", why="merged")
        except UsageError:
            return
        kept = table.get("x:2")
        assert kept is not None
        names = {alias.text for each in (one, other) for alias in each.names()}
        assert names <= {alias.text for alias in kept.names()}
        back = table.edit([Split("x:2", "x:1")], who="me", why="split")
        risen = table.get("x:1")
        assert risen is not None
        assert {alias.text for alias in one.names()} <= {alias.text for alias in risen.names()}
        assert back.change_set is not None
        table.undo(3, who="me")
        table.undo(2, who="me")
        assert table.token == start


@settings(max_examples=50, deadline=None)
@given(st.lists(entities, max_size=6))
def test_contested_names_are_those_that_several_have(given_entities: list[Entity]) -> None:
    with a_table() as table:
        table.write(given_entities, who="me", why="start")
        holders: dict[str, set[str]] = {}
        for entity in table.entities():
            active = {alias.text for alias in entity.aliases if alias.status is Status.ACTIVE}
            for text in {entity.name, *active}:
                holders.setdefault(text.casefold(), set()).add(entity.id)
        found = {each.text: {claim.id for claim in each.claims} for each in table.contested()}
        assert found == {text: ids_ for text, ids_ in holders.items() if len(ids_) > 1}
        assert list(found) == sorted(found)
        assert [each.text for each in table.contested("Γ")] == [text for text in found if "γ" in text]
