"""The compiled lexicon: what goes in comes out, and a damaged one says which file."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polyonym.aliases.lexicon.compile import compile_lexicon
from polyonym.aliases.lexicon.layout import COLUMNS, MANIFEST, RECORDS, damaged_files
from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind, Status
from polyonym.base.errors import DamagedError, VersionError
from polyonym.engine.matching.candidates import Retriever
from polyonym.engine.matching.families import FAMILIES, sketch
from polyonym.engine.matching.keys import exact_keys, phrase_keys, sound_keys
from polyonym.tests.small_table import ENTITIES, lexicon

FILES = [RECORDS, *(f"{column}.strings" for column in COLUMNS), *(f"{family}.trie" for family in FAMILIES)]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """The small table compiled, only to be read."""
    return lexicon(tmp_path_factory.mktemp("small"))


@pytest.fixture
def copy(small: Lexicon, tmp_path: Path) -> Path:
    """A copy of its directory, to damage."""
    return Path(shutil.copytree(small.directory, tmp_path / "lexicon"))


def test_entities_and_aliases_come_back(small: Lexicon) -> None:
    assert small.entity_count == len(ENTITIES)
    for entity in ENTITIES:
        number = small.number(entity.id)
        assert number is not None
        read = small.entity(number)
        assert (read.id, read.kind, read.name, read.country, read.related) == (
            entity.id, entity.kind, entity.name, entity.country, entity.related,
        )  # fmt: skip
        assert [small.alias(each) for each in small.aliases(number)] == list(entity.names())
        assert {small.owner[each] for each in small.aliases(number)} == {number}
    assert small.number("org:nobody") is None
    assert small.alias_count == sum(len(list(entity.names())) for entity in ENTITIES)


@pytest.mark.parametrize(("family", "keys"), [("exact", exact_keys), ("phrase", phrase_keys), ("sound", sound_keys)])
def test_each_family_finds_every_alias(small: Lexicon, family: str, keys: Any) -> None:
    for alias in range(small.alias_count):
        kind = (small.kind(small.owner[alias]),) if family == "sound" else ()
        for key in keys(small.alias(alias).text, *kind):
            found = list(small.family(family).find(key))
            assert alias in found
            assert found == sorted(set(found))


def test_what_no_alias_has_is_not_found(small: Lexicon) -> None:
    assert list(small.family("exact").find("nobody")) == []
    assert list(small.family("exact").find("")) == []
    assert small.family("phrase").prefixes("nobody was there ") == []


def test_prefixes_are_the_keys_that_a_text_begins_with(small: Lexicon) -> None:
    family = small.family("phrase")
    (university,) = phrase_keys("Belarusian State University")
    (longer,) = phrase_keys("Belarusian State University of Informatics and Radioelectronics")
    assert family.prefixes(longer + "x ") == [university, longer]
    assert family.prefixes(university) == [university]


def test_rows_with_every_field(tmp_path: Path) -> None:
    alias = Alias('名\n"x"', "zh-Hant", AliasKind.FORMER, "a source", 0.25, "1999", "2001-02-03", prior=0.5)
    rejected = Alias("no", status=Status.REJECTED)
    related, aliases = ("x:3", "x:4"), (alias, rejected)
    whole = Entity("x:1", EntityKind.WORK, "N\u0301 😀", "BY", "Мінск", "x:2", related, "s", ("x:5",), aliases=aliases)
    read = Lexicon(compile_lexicon([whole], FAMILIES, tmp_path / "l", sketch=sketch, stamp={"token": "t"}))
    assert [read.alias(each) for each in read.aliases(0)] == [Alias(whole.name, kind=AliasKind.OFFICIAL), alias]
    found = read.entity(0)
    assert (found.city, found.part_of, found.related) == ("Мінск", "x:2", ("x:3", "x:4"))
    assert (found.different_from, found.aliases) == (("x:5",), ())
    assert read.stamp["token"] == "t"


_texts = st.text(min_size=1, max_size=30).filter(str.strip)


@given(st.lists(st.tuples(_texts, st.lists(_texts, max_size=3)), max_size=5))
@settings(max_examples=25, deadline=None)
def test_any_names_come_back_and_are_found(tmp_path_factory: pytest.TempPathFactory, rows: list[Any]) -> None:
    entities = [
        Entity(f"x:{n}", EntityKind.TERM, name, aliases=tuple(map(Alias, names)))
        for n, (name, names) in enumerate(rows)
    ]
    read = Lexicon(compile_lexicon(entities, FAMILIES, tmp_path_factory.mktemp("any") / "l", sketch=sketch, stamp={}))
    for n, entity in enumerate(entities):
        assert [read.alias(a) for a in read.aliases(n)] == list(entity.names())
        for a in read.aliases(n):
            assert all(a in read.family("exact").find(key) for key in exact_keys(read.alias(a).text))


def test_names_with_lone_surrogates_come_back(tmp_path: Path) -> None:
    entity = Entity("x:1", EntityKind.TERM, "a\ud800b", aliases=(Alias("c\udfff"),))
    read = Lexicon(compile_lexicon([entity], FAMILIES, tmp_path / "l", sketch=sketch, stamp={}))
    assert [read.alias(each).text for each in read.aliases(0)] == ["a\ud800b", "c\udfff"]


def test_the_very_spelling_comes_before_those_that_differ_in_spaces(tmp_path: Path) -> None:
    texts = ["Linyu", "Lin-Yu", "LIN YU", "Lin Yu", "Lin"]
    entities = [Entity(f"x:{n}", EntityKind.TERM, text) for n, text in enumerate(texts)]
    retriever = Retriever(Lexicon(compile_lexicon(entities, FAMILIES, tmp_path / "l", sketch=sketch, stamp={})))
    assert retriever.exact("Lin Yu") == [2, 3, 0, 1]
    assert retriever.exact("linyu") == [0, 1, 2, 3]
    assert retriever.exact("") == retriever.exact("Yu") == []


def test_an_empty_table(tmp_path: Path) -> None:
    empty = Lexicon(compile_lexicon([], FAMILIES, tmp_path / "l", sketch=sketch, stamp={}))
    assert (empty.entity_count, empty.alias_count) == (0, 0)
    assert empty.number("org:lntu") is None
    for family in FAMILIES:
        assert list(empty.family(family).find("lntu")) == []
        assert empty.family(family).prefixes("lntu") == []
    assert damaged_files(empty.directory) == []


def use(directory: Path) -> None:
    """Open a lexicon and look at all of it."""
    read = Lexicon(directory)
    for family in FAMILIES:
        assert read.family(family).find("lntu") is not None
    for number in range(read.entity_count):
        read.entity(number)
    for number in range(read.alias_count):
        read.alias(number)


@pytest.mark.parametrize("name", [MANIFEST, *FILES])
def test_a_file_cut_short_or_missing_is_named(copy: Path, name: str) -> None:
    content = (copy / name).read_bytes()
    for damaged in (content[: len(content) // 2], b"", content + b"x", None):
        (copy / name).unlink(missing_ok=True)
        if damaged is not None:
            (copy / name).write_bytes(damaged)
        with pytest.raises(DamagedError, match=name.replace(".", r"\.")):
            use(copy)
        assert any(name in problem for problem in damaged_files(copy))


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_zeros_is_damaged(copy: Path, name: str) -> None:
    (copy / name).write_bytes(bytes((copy / name).stat().st_size))
    assert damaged_files(copy) == [f"{copy / name} is damaged"]
    with pytest.raises(DamagedError, match=name.replace(".", r"\.")):
        use(copy)


def test_every_changed_byte_is_noticed_by_verify(copy: Path) -> None:
    content = bytearray((copy / RECORDS).read_bytes())
    content[len(content) // 2] ^= 1
    (copy / RECORDS).write_bytes(content)
    assert damaged_files(copy) == [f"{copy / RECORDS} is damaged"]


@pytest.mark.parametrize("change", [
    {"files": 1}, {"files": {"records.bin": {}}}, {"files": {"records.bin": 3}}, {"sections": {}}, {"sections": None},
    {"stamp": None}, {"stamp": {}}, {"format": "x"}, {"format": None}, {"sections": {"owner": [0, 10**9]}},
], ids=str)  # fmt: skip
def test_a_manifest_of_another_shape_is_damage(copy: Path, change: dict[str, Any]) -> None:
    manifest = json.loads((copy / MANIFEST).read_text("utf-8"))
    (copy / MANIFEST).write_text(json.dumps({**manifest, **change}), "utf-8")
    with pytest.raises(DamagedError, match="lexicon"):
        use(copy)


@pytest.mark.parametrize("content", ["[]", "null", "3", '"x"', "{}", "{", "\udcff"])
def test_a_manifest_that_is_none_is_damage(copy: Path, content: str) -> None:
    (copy / MANIFEST).write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(DamagedError, match=MANIFEST):
        Lexicon(copy)


@pytest.mark.parametrize("change", [{}, {"files": {"new.bin": "?"}}, {"files": None}])
def test_a_newer_format_says_so(copy: Path, change: dict[str, Any]) -> None:
    manifest = json.loads((copy / MANIFEST).read_text("utf-8"))
    (copy / MANIFEST).write_text(json.dumps({**manifest, "format": 99, **change}), "utf-8")
    with pytest.raises(VersionError, match="newer"):
        Lexicon(copy)


_COMPILE = "import sys, pathlib; from polyonym.tests import small_table; small_table.lexicon(pathlib.Path(sys.argv[1]))"


def test_two_processes_compile_one_sound_lexicon(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _COMPILE, str(tmp_path)]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]
    assert [process.communicate()[1] for process in both] == [b"", b""]
    assert [path.name for path in tmp_path.iterdir()] == ["lexicon"]
    use(tmp_path / "lexicon")
    assert damaged_files(tmp_path / "lexicon") == []


def test_a_lexicon_that_is_there_stays(small: Lexicon, tmp_path: Path) -> None:
    first = lexicon(tmp_path).directory
    before = (first / MANIFEST).stat().st_ino
    compile_lexicon([], FAMILIES, first, sketch=sketch, stamp={})
    assert (first / MANIFEST).stat().st_ino == before
    assert [path.name for path in tmp_path.iterdir()] == ["lexicon"]


def test_nothing_stays_of_a_compilation_that_failed(tmp_path: Path) -> None:
    def failing(entity: Entity, alias: Alias) -> list[str]:
        raise ValueError("no keys")

    with pytest.raises(ValueError, match="no keys"):
        compile_lexicon(ENTITIES, {"exact": failing}, tmp_path / "l", sketch=sketch, stamp={})
    assert list(tmp_path.iterdir()) == []
