"""Rows of aliases and packed numbers: what is written is read, whichever way it is read."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polyonym.aliases.lexicon import compile as compiling
from polyonym.aliases.lexicon import joining
from polyonym.aliases.lexicon.compile import compile_lexicon
from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.lexicon.packed import Packed, packed
from polyonym.aliases.lexicon.postings import read_many, read_one, row_at, written
from polyonym.aliases.model import Alias, Entity, EntityKind


@given(st.lists(st.integers(0, 2**32), max_size=40))
def test_packed_numbers_come_back(numbers: list[int]) -> None:
    read = Packed(memoryview(b"".join(packed(np.array(numbers, np.uint64)))))
    assert [read[place] for place in range(len(numbers))] == numbers
    assert read.take(np.arange(len(numbers))).tolist() == numbers


def test_many_packed_numbers_come_back() -> None:
    numbers = np.arange(200_000, dtype=np.uint32) * 7 % 1009
    read = Packed(memoryview(b"".join(packed(numbers))))
    assert (read.take(np.arange(len(numbers))) == numbers).all()
    assert [read[place] for place in (0, 65_535, 65_536, 199_999)] == numbers[[0, 65_535, 65_536, 199_999]].tolist()


@pytest.mark.parametrize("data", [bytes(16), b"\xff" * 16])
def test_packed_numbers_of_no_width_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="bits"):
        Packed(memoryview(data))


@st.composite
def _tables(draw: st.DrawFn) -> tuple[list[int], list[list[int]]]:
    """How many names some entities have, and rows of their aliases, two or more in each."""
    names = draw(st.lists(st.integers(1, 9), min_size=1, max_size=60))
    total = sum(names)
    if total < 2:
        names, total = [2], 2
    row = st.sets(st.integers(0, total - 1), min_size=2, max_size=min(total, 300)).map(sorted)
    return names, draw(st.lists(row, min_size=1, max_size=12))


@given(_tables())
@settings(deadline=None)
def test_rows_come_back(table: tuple[list[int], list[list[int]]]) -> None:
    names, rows = table
    first = np.array([0, *accumulate(names)], np.uint32)
    owner = np.repeat(np.arange(len(names), dtype=np.uint32), names)
    sizes = np.array(list(map(len, rows)), np.int64)
    data, begins = written(np.concatenate(rows).astype(np.uint32), sizes, sizes, first, owner)
    view = memoryview(data.tobytes())
    found = [row_at(view, start, key, 5_000) for key, start in enumerate(begins[:-1].tolist())]
    assert [row.size for row in found] == sizes.tolist()
    assert [read_one(view, row, memoryview(first.tobytes()).cast("I")) for row in found] == rows
    assert [each.tolist() for each in read_many(view, found, first)] == rows
    assert [each.tolist() for each in read_many(view, found[::-1], first)] == rows[::-1]


def _entities(count: int) -> list[Entity]:
    """Entities of two names each, all of which share a key."""
    return [Entity(f"x:{n:04}", EntityKind.TERM, f"name {n}", aliases=(Alias(f"other {n}"),)) for n in range(count)]


def _words(entity: Entity, alias: Alias) -> list[str]:
    return [
        "all",
        alias.text,
        *(["even"] if int(alias.text[-1]) % 2 == 0 else []),
        *(["rare"] * alias.text.endswith("7")),
    ]


def test_of_a_key_that_too_many_have_those_with_the_fewest_keys_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (joining, compiling):
        monkeypatch.setattr(module, "LONGEST", 300)
    made = compile_lexicon(_entities(200), {"words": _words}, tmp_path / "l", sketch=lambda entity, alias: "", stamp={})
    family = Lexicon(made).family("words")
    assert [family.size(key) for key in ("all", "even", "rare", "name 3", "none")] == [400, 200, 40, 1, 0]
    kept, fewest = list(family.find("all")), [n for n in range(400) if n // 2 % 2 and n // 2 % 10 != 7]
    assert kept == fewest[:100]
    assert list(family.find("even")) == [n for n in range(400) if n // 2 % 2 == 0]
    rows = {key: row for row, key in family.rows(["all", "rare", "name 3", "none"])}
    assert {key: row.whole for key, row in rows.items()} == {"all": False, "rare": True, "name 3": True}
    read = family.read([rows["name 3"], rows["all"], rows["rare"]])
    assert [each.tolist() for each in read] == [[6], kept, list(family.find("rare"))]
    assert family.counts(np.array([0, 1, 2, 14])).tolist() == [3, 3, 2, 3]


def test_entities_of_very_many_names(tmp_path: Path) -> None:
    many = Entity("x:1", EntityKind.TERM, "name 0", aliases=tuple(Alias(f"other {n}") for n in range(1, 3000)))
    entities = [many, *_entities(40)[2:]]
    made = compile_lexicon(entities, {"words": _words}, tmp_path / "l", sketch=lambda entity, alias: "", stamp={})
    read = Lexicon(made)
    assert list(read.family("words").find("all")) == list(range(read.alias_count))
    assert [read.owner[alias] for alias in (0, 2999, 3000, 3001, 3002)] == [0, 0, 1, 1, 2]
    assert [read.owner[alias] for alias in range(2998, 3003)] == [0, 0, 1, 1, 2]
