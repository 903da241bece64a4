"""A large lexicon is made block by block by two processes: the same, whoever makes which block."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from polyonym.aliases.lexicon import compile as compiling
from polyonym.aliases.lexicon import helper, joining
from polyonym.aliases.lexicon.compile import compile_lexicon
from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Alias, Entity, EntityKind
from polyonym.engine.matching.families import FAMILIES, sketch
from polyonym.tests.small_table import ENTITIES

MANY = [
    *ENTITIES,
    *(
        Entity(
            f"org:{n:03}", EntityKind.ORGANIZATION, f"Institute {n} of Mining", aliases=(Alias(f"Институт {n}", "ru"),)
        )
        for n in range(200)
    ),
]


def contents(folder: Path, name: str) -> dict[str, bytes]:
    """The files of a lexicon of many entities."""
    directory = compile_lexicon(MANY, FAMILIES, folder / name, sketch=sketch, stamp={})
    assert not [each for each in folder.iterdir() if each.name.startswith(".compiling-")]
    return {each.name: each.read_bytes() for each in directory.iterdir()}


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The lexicon made by one process, in blocks of a few entities."""
    monkeypatch.setattr(compiling, "_BLOCK", 7)
    made = contents(tmp_path, "alone")
    monkeypatch.setattr(compiling, "_ALONE", 0)
    monkeypatch.setattr(helper, "cores", lambda: 2)
    return made


def test_the_size_of_blocks_changes_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    contents(tmp_path, "one")
    monkeypatch.setattr(compiling, "_BLOCK", 3)
    monkeypatch.setattr(joining, "_AT_ONCE", 10)
    contents(tmp_path, "many")
    one, many = (Lexicon(tmp_path / name) for name in ("one", "many"))
    assert all(one.owner[alias] == many.owner[alias] for alias in range(one.alias_count))
    for family in FAMILIES:
        keys = one.family(family).trie.keys()
        assert sorted(keys) == sorted(many.family(family).trie.keys())
        assert [[*one.family(family).find(key)] for key in keys] == [[*many.family(family).find(key)] for key in keys]


def test_two_processes_make_the_same(alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Path] = []
    give = helper.Helper.give

    def noted(self: helper.Helper, stem: Path, entities: list[Entity]) -> None:
        given.append(stem)
        give(self, stem, entities)

    monkeypatch.setattr(helper.Helper, "give", noted)
    assert contents(tmp_path, "two") == alone
    assert given


@pytest.mark.parametrize("program", ["raise SystemExit(1)", "import time; time.sleep(60)"])
def test_what_a_helper_leaves_undone_is_done(
    alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(helper, "_PROGRAM", program)
    assert contents(tmp_path, "two") == alone


def test_a_helper_that_dies_at_work_is_replaced(
    alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = "stem = sys.argv[1] + '/' + sys.stdin.readline().strip(); os.rename(stem + '.todo', stem + '.doing')"
    dying = f"import os, sys; {begun}"
    monkeypatch.setattr(helper, "_PROGRAM", dying)
    assert contents(tmp_path, "two") == alone


def test_functions_that_no_other_process_knows_are_used_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "_ALONE", 0)
    monkeypatch.setattr(compiling, "_BLOCK", 7)
    families = {"exact": lambda entity, alias: [alias.text]}
    directory = compile_lexicon(MANY, families, tmp_path / "x", sketch=lambda entity, alias: "", stamp={})
    assert Lexicon(directory).entity_count == len(MANY)
    monkeypatch.setattr(sys, "executable", "")
    assert helper.start_helper(tmp_path, FAMILIES, sketch) is None


def test_a_key_given_twice_counts_once(tmp_path: Path) -> None:
    families = {"exact": lambda entity, alias: [alias.text, "same", alias.text, "same"]}
    made = Lexicon(compile_lexicon(MANY, families, tmp_path / "x", sketch=sketch, stamp={}))
    assert [*made.family("exact").find("same")] == [*range(made.alias_count)]
    assert [*made.family("exact").find("Институт 7")] == sorted({*made.family("exact").find("Институт 7")})


def test_an_empty_table_makes_an_empty_lexicon(tmp_path: Path) -> None:
    empty = Lexicon(compile_lexicon([], FAMILIES, tmp_path / "x", sketch=sketch, stamp={}))
    assert (empty.entity_count, empty.alias_count, [*empty.family("sound").find("t:a")]) == (0, 0, [])
