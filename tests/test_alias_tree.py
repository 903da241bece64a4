"""A table as a tree of text files: written, edited by hand, and brought in again."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polyonym.aliases.changing import ChangeReport
from polyonym.aliases.formats import tree, tree_writing
from polyonym.aliases.formats.files import write_entities
from polyonym.aliases.formats.problems import BadRowsError
from polyonym.aliases.formats.tree import State, files_of, share_of
from polyonym.aliases.formats.tree_writing import block_of, write_tree
from polyonym.aliases.merging import gather
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind
from polyonym.aliases.records import checked
from polyonym.base.errors import InputError, UsageError
from polyonym.engine.engine import Engine
from polyonym.tests.conftest import Runner
from polyonym.tests.test_alias_formats import entities

LNTU = Entity("org:lntu", EntityKind.ORGANIZATION, "LNTU", "CN", aliases=(Alias("辽工大", "zh", AliasKind.SHORT),))
SUN = Entity("person:sun-wei", EntityKind.PERSON, "Sun Wei", "CN", aliases=(Alias("孙伟", "zh"),))
ZERO = State("0" * 32)


def fill(engine: Engine, folder: Path, some: Iterable[Entity]) -> None:
    """Bring entities into the engine's home."""
    file = folder / "given.jsonl"
    write_entities(gather(map(checked, some)), file, "jsonl")
    engine.aliases.import_file(file)


def contents(root: Path) -> dict[str, bytes]:
    """Every file under a folder."""
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def counts(report: ChangeReport) -> tuple[int, int, int]:
    """Added, changed, removed."""
    return report.added, report.changed, report.removed


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """A home that knows two entities, with a tree of it beside."""
    engine = Engine(tmp_path / "home")
    fill(engine, tmp_path, [LNTU, SUN])
    engine.aliases.export(tmp_path / "tree", format="tree")
    return engine


@pytest.fixture
def root(engine: Engine, tmp_path: Path) -> Path:
    """That tree."""
    return tmp_path / "tree"


def add_lines(file: Path, lines: str) -> None:
    """Write lines behind what is in a file."""
    file.write_text(file.read_text("utf-8") + lines, "utf-8")


@settings(max_examples=40, deadline=None)
@given(st.lists(entities, min_size=1, max_size=6, unique_by=lambda e: e.id))
def test_what_is_exported_is_imported_and_gives_the_same_tree(some: list[Entity]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, second = Engine(folder / "one"), Engine(folder / "two")
        fill(first, folder, some)
        first.aliases.export(folder / "tree", format="tree")
        before = contents(folder / "tree")
        assert first.aliases.import_file(folder / "tree").change_set is None
        assert counts(second.aliases.import_file(folder / "tree")) == (len(some), 0, 0)
        with first.home.table() as one, second.home.table() as two:
            assert one.token == two.token
        second.aliases.export(folder / "tree", format="tree")
        assert contents(folder / "tree") == before


def test_files_that_do_not_change_stay_and_others_of_the_user_too(engine: Engine, root: Path) -> None:
    (root / ".git").mkdir()
    for path in (root / "README.md", root / ".git" / "config", root / "person" / "note.md"):
        path.write_text("mine")
    old = root / "organization" / "org.txt"
    os.utime(old, ns=(1, 1))
    engine.aliases.add("person:sun-wei", "Сунь Вэй", lang="ru")
    engine.aliases.export(root, format="tree")
    assert old.stat().st_mtime_ns == 1
    assert {"README.md", ".git/config", "person/note.md", "person/person.txt"} <= contents(root).keys()
    with engine.home.table(write=True) as table:
        table.remove_entity("org:lntu", who="me", why="test")
    engine.aliases.export(root, format="tree")
    assert not old.parent.exists()


def test_an_edit_by_hand_is_just_that_change(engine: Engine, root: Path) -> None:
    add_lines(root / "person" / "person.txt", "  ru translation Сунь Вэй\n")
    add_lines(root / "organization" / "org.txt", "\norg:bsu organization\n  name: BSU\n")
    with engine.aliases.preview_import(root) as changes:
        assert [change.id for change in changes] == ["org:bsu", "person:sun-wei"]
    report = engine.aliases.import_file(root)
    assert (*counts(report), report.aliases_added) == (1, 1, 0, 1)
    assert engine.aliases.import_file(root).change_set is None
    with engine.home.table() as table:
        assert [change.id for change in table.changes(2)] == ["org:bsu", "person:sun-wei"]


def test_what_table_and_tree_changed_is_joined(engine: Engine, root: Path) -> None:
    add_lines(root / "person" / "person.txt", "  ru translation Сунь Вэй\n")
    (root / "organization" / "org.txt").unlink()
    engine.aliases.add("person:sun-wei", "Son Vi", lang="vi")
    notes: list[InputError] = []
    report = engine.aliases.import_file(root, on_note=notes.append)
    assert counts(report) == (0, 1, 1)
    assert {(Path(note.file or "").name, note.message) for note in notes} == {
        ("org.txt", "is gone from the tree: 1 entity of it is removed"),
        ("tree", "has not all that the table has; export again"),
    }
    sun = engine.aliases.get("person:sun-wei")
    assert sun is not None
    assert [alias.text for alias in sun.aliases] == ["Сунь Вэй", "Son Vi", "孙伟"]


def test_what_was_removed_after_an_import_stays_so(engine: Engine, root: Path) -> None:
    add_lines(root / "person" / "person.txt", "  ru translation Сунь Вэй\n")
    engine.aliases.import_file(root)
    engine.aliases.remove("person:sun-wei", "Сунь Вэй")
    assert engine.aliases.import_file(root).change_set is None


def test_contradictions_are_named_and_nothing_is_taken(engine: Engine, root: Path) -> None:
    file = root / "person" / "person.txt"
    file.write_text(file.read_text("utf-8").replace("country: CN", "country: TW"), "utf-8")
    add_lines(file, "  ru translation Сунь Вэй\n")
    with engine.home.table(write=True) as table:
        table.write([replace(SUN, country="SG")], who="me", why="test")
        token = table.token
    with pytest.raises(BadRowsError, match="1 place contradicts the table, nothing was taken") as caught:
        engine.aliases.import_file(root)
    (error,) = caught.value.problems.errors
    assert (error.file, error.line) == (str(file), 1)
    assert error.message == "person:sun-wei: country was CN; the table has SG, the tree TW"
    with engine.home.table() as table:
        assert table.token == token


def test_two_homes_meet_in_one_tree(engine: Engine, root: Path, tmp_path: Path) -> None:
    other = Engine(tmp_path / "other")
    other.aliases.import_file(root)
    other.aliases.add("org:lntu", "LTU")
    engine.aliases.add("person:sun-wei", "Son Vi", lang="vi")
    engine.aliases.export(root, format="tree")
    assert counts(other.aliases.import_file(root)) == (0, 1, 0)
    lntu = other.aliases.get("org:lntu")
    assert lntu is not None
    assert [alias.text for alias in lntu.aliases] == ["LTU", "辽工大"]


def test_a_tree_of_another_table_is_taken_as_it_stands(engine: Engine, tmp_path: Path) -> None:
    stranger = Engine(tmp_path / "stranger")
    notes: list[InputError] = []
    fill(stranger, tmp_path, [replace(SUN, country="SG")])
    stranger.aliases.export(tmp_path / "foreign", format="tree")
    assert counts(engine.aliases.import_file(tmp_path / "foreign", on_note=notes.append)) == (0, 1, 1)
    assert any("comes from no state" in str(note) for note in notes)


def test_a_group_that_grows_is_spread_over_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree_writing, "MOST", 20)
    some = [Entity(f"x:{number:03}", EntityKind.TERM, f"N{number}") for number in range(40)]
    for number in (20, 40):
        write_tree(map(block_of, some[:number]), tmp_path / "tree", ZERO)
    assert "x:007 term" in (tmp_path / "tree" / "term" / "x" / f"{share_of('x:007')}.txt").read_text()
    before = contents(tmp_path / "tree")
    report = write_tree(map(block_of, [*some, replace(some[0], id="x:new")]), tmp_path / "tree", ZERO)
    assert (report.written, report.removed) == (1, 0)
    write_tree(map(block_of, some[:40]), tmp_path / "tree", ZERO)
    assert contents(tmp_path / "tree") == before


@pytest.mark.parametrize("id_", ["con:1", "NUL:x", "Sun Wei", "http://example.org/1", "辽:1", "../../x", "/etc", "."])
def test_ids_make_harmless_paths(tmp_path: Path, id_: str) -> None:
    write_tree([block_of(Entity(id_, EntityKind.TERM, "N"))], tmp_path / "a" / "tree", ZERO)
    (file,) = files_of(tmp_path / "a" / "tree")
    assert file.relative_to(tmp_path / "a" / "tree").parts[0] == "term"
    assert file.stem.casefold() not in ("con", "nul")


def test_an_export_that_fails_leaves_the_tree_alone(root: Path, tmp_path: Path) -> None:
    before = contents(root)

    def broken() -> Iterable[tuple[str, str, str]]:
        yield block_of(LNTU)
        raise InputError("stopped")

    with pytest.raises(InputError, match="stopped"):
        write_tree(broken(), root, ZERO)
    assert contents(root) == before
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".tmp")]


def test_an_export_that_was_stopped_says_so(engine: Engine, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    engine.aliases.add("person:sun-wei", "Son Vi", lang="vi")
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", stopped)
        patch.setattr(tree_writing, "mark", lambda root, state: (root / tree.MARKER).write_text(state.text()))
        with pytest.raises(KeyboardInterrupt):
            engine.aliases.export(root, format="tree")
    with pytest.raises(InputError, match="is half written"):
        engine.aliases.import_file(root)
    engine.aliases.export(root, format="tree")
    assert engine.aliases.import_file(root).change_set is None


def test_the_commands(run: Runner, small_home: Path, tmp_path: Path) -> None:
    root, aliases = tmp_path / "t", ("--home", small_home, "aliases")
    assert run(*aliases, "export", f"{root}/").out == f"2 entities written to {root}/; 2 files written, 0 removed, " \
        "0 as before\n"  # fmt: skip
    add_lines(root / "person" / "person.txt", "  ru translation Сунь Вэй\n")
    ran = run(*aliases, "import", root, "--dry-run")
    assert ran.out.splitlines() == [
        "~ person:sun-wei  person  Sun Wei", "    + ru translation «Сунь Вэй»",
        "entities +0 ~1 -0; nothing was written",
    ]  # fmt: skip
    assert run(*aliases, "import", root).out == "entities +0 ~1 -0; change set 2\n"
    assert run(*aliases, "import", root, "--json").rows[0]["removed"] == 0
    filtered = run(*aliases, "export", root, "--kind", "person")
    assert (filtered.status, "leave out filters" in filtered.sentence) == (2, True)
    with pytest.raises(UsageError, match="import it alone"):
        Engine(small_home).aliases.import_file([root, root])
