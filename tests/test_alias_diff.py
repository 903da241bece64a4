"""Tables held against each other, versions of one, and three versions made one."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polyonym.aliases.combining import combine
from polyonym.aliases.diffing import changes_between
from polyonym.aliases.formats.detect import Format
from polyonym.aliases.formats.files import read_entities, write_entities
from polyonym.aliases.merging import gather
from polyonym.aliases.model import Alias, Entity, EntityKind
from polyonym.aliases.records import checked
from polyonym.aliases.table import AliasTable
from polyonym.aliases.three_way import joined
from polyonym.aliases.versions import Snapshot, number_of
from polyonym.base.errors import InputError, UsageError
from polyonym.engine.engine import Engine
from polyonym.tests.conftest import Runner

LNTU = Entity("org:lntu", EntityKind.ORGANIZATION, "LNTU", "CN", aliases=(Alias("ЛТУ", "ru"), Alias("辽工大", "zh")))
FUXIN = Entity("place:fuxin", EntityKind.PLACE, "Fuxin")

_few = st.builds(
    Entity,
    st.sampled_from(["a", "b", "c", "d"]),
    st.just(EntityKind.TERM),
    st.sampled_from(["n", "m"]),
    st.sampled_from([None, "BY"]),
    aliases=st.lists(st.builds(Alias, st.sampled_from("xyz"), st.sampled_from([None, "en"])), max_size=3).map(tuple),
)
tables = st.lists(_few, max_size=4, unique_by=lambda e: e.id).map(lambda some: gather(map(checked, some)))


def text_of(some: Sequence[Entity], path: Path, format_: Format = Format.TEXT) -> Path:
    """A file with these entities."""
    if some:
        write_entities(some, path, format_)
    else:
        path.write_bytes(b"")
    return path


@given(tables, tables)
def test_the_difference_leads_from_one_to_the_other(before: list[Entity], after: list[Entity]) -> None:
    known = {entity.id: entity for entity in before}
    for change in changes_between(before, after):
        assert known.pop(change.id, None) == change.before
        if change.after is not None:
            known[change.id] = change.after
    assert gather(known.values()) == after
    assert not list(changes_between(after, after))


@settings(max_examples=40, deadline=None)
@given(st.lists(tables, min_size=1, max_size=4))
def test_every_version_of_a_table_can_be_read(versions: list[list[Entity]]) -> None:
    with tempfile.TemporaryDirectory() as folder, AliasTable.open(Path(folder) / "t", write=True) as table:
        states: list[list[Entity]] = [[]]
        for wanted in versions:
            changes = changes_between(states[-1], wanted)
            if table.change(changes, who="me", why="test").change_set is not None:
                states.append(wanted)
        with Snapshot(table.path) as snapshot:
            for number, state in enumerate(states):
                assert list(snapshot.entities_at(number)) == state
            assert snapshot.change_set_of(snapshot.token) == snapshot.version
            with pytest.raises(UsageError, match="there is no change set"):
                list(snapshot.entities_at(len(states)))


@settings(max_examples=60, deadline=None)
@given(tables, tables, tables)
def test_files_are_combined_entity_by_entity(base: list[Entity], ours: list[Entity], theirs: list[Entity]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, second, third = (text_of(some, folder / str(n)) for n, some in enumerate((base, ours, theirs)))
        conflicts = combine(first, second, third, folder / "out")
        found, expected = [], []
        for id_ in sorted({entity.id for some in (base, ours, theirs) for entity in some}):
            sides = [next((e for e in some if e.id == id_), None) for some in (base, ours, theirs)]
            entity, contradictions = joined(*sides)
            expected += contradictions
            found += [entity] if entity is not None else []
        assert conflicts == expected
        if conflicts:
            assert (folder / "out").read_text("utf-8").count("  conflict: ") == len(conflicts)
            with pytest.raises(InputError, match="two versions contradict here"):
                list(read_entities(folder / "out", Format.TEXT))
        elif found:
            assert list(read_entities(folder / "out")) == found


@pytest.mark.parametrize("format_", [Format.JSONL, Format.CSV, Format.TSV])
def test_other_formats_are_written_where_nothing_contradicts(tmp_path: Path, format_: Format) -> None:
    sides = ([LNTU], [LNTU, FUXIN], [Entity("org:lntu", LNTU.kind, "LNTU", "SG", aliases=LNTU.aliases)])
    first, second, third = (text_of(some, tmp_path / str(n), format_) for n, some in enumerate(sides))
    assert combine(first, second, third, tmp_path / "out") == []
    assert [(e.id, e.country) for e in read_entities(tmp_path / "out")] == [("org:lntu", "SG"), ("place:fuxin", None)]
    other = text_of([Entity("org:lntu", LNTU.kind, "LNTU", "TW")], tmp_path / "other", format_)
    assert combine(first, other, third, tmp_path / "never")
    assert not (tmp_path / "never").exists()


def test_trees_are_combined(tmp_path: Path) -> None:
    trees = []
    for n, some in enumerate(([LNTU], [LNTU, FUXIN], [LNTU])):
        engine = Engine(tmp_path / f"home{n}")
        engine.aliases.import_file(text_of(some, tmp_path / f"{n}.txt"))
        if n == 2:
            engine.aliases.add("org:lntu", "LTU")
        engine.aliases.export(tmp_path / f"tree{n}", format="tree")
        trees.append(tmp_path / f"tree{n}")
    first, second, third = trees
    assert combine(first, second, third, tmp_path / "out") == []
    report = Engine(tmp_path / "home1").aliases.import_file(tmp_path / "out")
    assert (report.added, report.changed, report.removed) == (0, 1, 0)
    with pytest.raises(UsageError, match="three files, or three trees"):
        combine(first, second, tmp_path / "1.txt", tmp_path / "out")


@pytest.mark.parametrize(("text", "number"), [("@12", 12), ("0", 0), ("@", None), ("a", None), ("-1", None)])
def test_change_sets_are_named_by_number(text: str, number: int | None) -> None:
    assert number_of(text) == number


def test_the_words_of_a_difference(run: Runner, small_home: Path, tmp_path: Path) -> None:
    aliases = ("--home", small_home, "aliases")
    assert run(*aliases, "diff", small_home).status == 0
    run(*aliases, "add", "org:lntu", "ЛТУ", "--lang", "ru", "--kind", "acronym", "--confidence", "0.5")
    file = text_of([LNTU], tmp_path / "colleague.txt")
    ran = run(*aliases, "diff", "@1")
    assert (ran.status, ran.out.splitlines()) == (1, [
        "~ org:lntu  organization  Liaoning Technical University",
        "    + ru acronym «ЛТУ», confidence 0.5",
        "entities +0 ~1 -0",
    ])  # fmt: skip
    ran = run(*aliases, "diff", "@2", file)
    assert ran.out.splitlines()[1:4] == [
        "    ~ name Liaoning Technical University → LNTU", "    - acronym «LNTU»",
        "    - ru acronym «ЛТУ», confidence 0.5",
    ]  # fmt: skip
    row = run(*aliases, "diff", "1", "2", "--json").rows[0]
    assert (row["id"], row["said"]) == ("org:lntu", ["+ ru acronym «ЛТУ», confidence 0.5"])
    assert len(row["after"]["aliases"]) == len(row["before"]["aliases"]) + 1


@pytest.mark.parametrize(
    ("what", "said"), [("@9", "no change set 9"), ("nothing.txt", "neither a file"), ("@" + "9" * 30, "no change set")]
)
def test_what_is_no_table_is_refused(run: Runner, small_home: Path, what: str, said: str) -> None:
    ran = run("--home", small_home, "aliases", "diff", what)
    assert (ran.status, said in ran.sentence) == (2, True)


def test_git_asks_for_a_merge(run: Runner, tmp_path: Path) -> None:
    base, ours = text_of([LNTU], tmp_path / "base"), text_of([LNTU, FUXIN], tmp_path / "ours")
    theirs = text_of([Entity("org:lntu", LNTU.kind, "LNTU", "SG", aliases=LNTU.aliases)], tmp_path / "theirs")
    ran = run("aliases", "combine", base, ours, theirs, "--output", ours)
    assert (ran.status, ran.err) == (0, "")
    assert [e.id for e in read_entities(ours)] == ["org:lntu", "place:fuxin"]
    other = text_of([Entity("org:lntu", LNTU.kind, "LNTU", "TW")], tmp_path / "other")
    ran = run("aliases", "combine", base, ours, other, "--output", tmp_path / "out", "--json")
    assert (ran.status, ran.rows[0]["what"], ran.rows[0]["theirs"]) == (1, "country", "TW")
    assert "  conflict: country was CN; ours has SG, theirs has TW\n" in (tmp_path / "out").read_text("utf-8")


def test_markers_of_trees_are_merged(run: Runner, tmp_path: Path) -> None:
    files = []
    for name, state, earlier in (("base", "0", ()), ("ours", "1", ("0",)), ("theirs", "2", ("0",))):
        marker = {"polyonym": "tree", "format": 1, "state": state * 32, "change_set": 1}
        files.append(tmp_path / name)
        files[-1].write_text(json.dumps({**marker, "earlier": [each * 32 for each in earlier]}))
    assert run("aliases", "combine", *files, "--output", files[1]).status == 0
    row = json.loads(files[1].read_text())
    assert (row["state"], row["earlier"]) == ("1" * 32, ["2" * 32, "0" * 32])
