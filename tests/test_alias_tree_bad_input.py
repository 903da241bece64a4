"""Trees with something wrong in them: refused whole, in one sentence; and exports that can't be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from polyonym.aliases.formats import tree
from polyonym.aliases.formats.tree import files_of, is_tree
from polyonym.base.errors import InputError, UsageError
from polyonym.engine.engine import Engine
from polyonym.tests.test_alias_tree import LNTU, SUN, ZERO, fill


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


HOSTILE = {
    "a bad line": ("person/person.txt", "a b c\n", "person.txt, line 1: 'b c' is no kind"),
    "not text": ("person/person.txt", "\0\1", "person.txt: is not text"),
    "one id twice": ("term/x.txt", "person:sun-wei term\n  name: X\n", "stands in"),
    "a conflict": ("person/person.txt", "a term\n  conflict: x\n  name: X\n", "line 2: two versions contradict here"),
    "marks of git": ("person/person.txt", "<<<<<<< HEAD\na term\n  name: X\n", "line 1: 'HEAD' is no kind"),
    "no JSON": ("table.json", '{"polyonym": "tree"', "table.json, line 1: is damaged"),
    "no state": ("table.json", '{"polyonym": "tree"}', "table.json: is damaged"),
    "newer": ("table.json", ZERO.text().replace('"format": 1', '"format": 2'), "newer Polyonym"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_tree_with_something_wrong_is_refused_whole(engine: Engine, root: Path, what: str) -> None:
    name, content, said = HOSTILE[what]
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text(content)
    with pytest.raises(InputError) as caught:
        engine.aliases.import_file(root)
    assert said in str(caught.value)
    assert engine.aliases.stats().entities == 2


@pytest.mark.skipif(os.name != "posix", reason="needs pipes")
def test_what_is_no_file_is_refused(engine: Engine, root: Path) -> None:
    os.mkfifo(root / "person" / "pipe.txt")
    with pytest.raises(InputError, match="no plain file"):
        engine.aliases.import_file(root)
    (root / "person" / "pipe.txt").unlink()
    root.joinpath(*["term"] * 9).mkdir(parents=True)
    with pytest.raises(InputError, match="a tree has two"):
        engine.aliases.import_file(root)


@pytest.mark.skipif(os.name != "posix", reason="needs links")
def test_links_are_refused(engine: Engine, root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x term\n  name: X\n")
    (root / "person" / "link.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(InputError, match="is a link"):
        engine.aliases.import_file(root)
    (root / "person" / "link.txt").unlink()
    (root / "term").symlink_to(tmp_path)
    for attempt in (engine.aliases.import_file, lambda path: engine.aliases.export(path, format="tree")):
        with pytest.raises(InputError, match="is a link"):
            attempt(root)


def test_an_empty_checkout_does_not_empty_the_table(engine: Engine, root: Path) -> None:
    for file in files_of(root):
        file.unlink()
    with pytest.raises(InputError, match="is it checked out in full"):
        engine.aliases.import_file(root)


def test_folders_of_others_are_not_written_over(engine: Engine, root: Path, tmp_path: Path) -> None:
    (root / tree.MARKER).unlink()
    assert not is_tree(root)
    with pytest.raises(InputError, match="of no tree"):
        engine.aliases.export(root, format="tree")
    with pytest.raises(UsageError, match="is a home"):
        engine.aliases.export(tmp_path / "home", format="tree")
    with pytest.raises(InputError, match="is a file"):
        engine.aliases.export(tmp_path / "given.jsonl", format="tree")
