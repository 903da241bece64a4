"""Lexicons laid over one another: together they answer as one that was compiled anew."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polyonym.aliases.lexicon.compile import compile_lexicon
from polyonym.aliases.lexicon.layered import Layered, Overlaid, layers, open_lexicon
from polyonym.aliases.lexicon.layout import CHANGED
from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Alias, Entity, EntityKind
from polyonym.base.errors import BusyError
from polyonym.engine.engine import Engine
from polyonym.engine.home import make_home
from polyonym.engine.matching.families import FAMILIES, sketch
from polyonym.engine.matching.keys import exact_keys, phrase_keys, sound_keys
from polyonym.engine.matching.resolve import Resolver
from polyonym.engine.tagging.tagger import Tagger

NAMES = ["Liaoning University", "LNTU", "辽宁大学", "Sun Wei", "Минск", "Minsk", "mining", "Ляонинский университет"]
Table = dict[str, Entity]
_tables = st.dictionaries(
    st.sampled_from([f"x:{n}" for n in range(6)]),
    st.tuples(st.sampled_from(EntityKind), st.lists(st.sampled_from(NAMES), min_size=1, max_size=3)),
    min_size=1,
).map(lambda rows: {id_: _entity(id_, kind, names) for id_, (kind, names) in rows.items()})


def _entity(id_: str, kind: EntityKind, names: list[str]) -> Entity:
    return Entity(id_, kind, names[0], "BY", aliases=tuple(map(Alias, names))).ordered()


def _compiled(table: Table, directory: Path, over: Overlaid | None = None) -> Lexicon:
    entities = table.values() if over is None else [table[id_] for id_ in over.ids if id_ in table]
    return open_lexicon(compile_lexicon(entities, FAMILIES, directory, sketch=sketch, stamp={"token": "t"}, over=over))


@settings(max_examples=25, deadline=None)
@given(st.lists(_tables, min_size=2, max_size=4))
def test_layers_answer_as_one(states: list[Table]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lexicon = _compiled(states[0], Path(folder) / "0")
        for number, (before, after) in enumerate(pairwise(states), 1):
            edited = sorted(id_ for id_ in {*before, *after} if before.get(id_) != after.get(id_))
            lexicon = _compiled(after, Path(folder) / f"{number}", Overlaid(lexicon, edited))
        anew = _compiled(states[-1], Path(folder) / "anew")
        assert sum(1 for _ in layers(lexicon)) == len(states)
        assert _seen(lexicon, states) == _seen(anew, states)


def _seen(lexicon: Lexicon, states: list[Table]) -> list[object]:
    """All that can be asked of a lexicon by what it holds, not by its numbers."""
    found: list[object] = []
    for id_ in sorted({id_ for state in states for id_ in state}):
        number = lexicon.number(id_)
        found.append((id_, number is not None))
        if number is not None:
            names = lexicon.aliases(number)
            found += [lexicon.entity(number), lexicon.kind(number), [lexicon.alias(each) for each in names]]
            found += [{lexicon.owner[each] for each in names} == {number}, lexicon.sketches(names)]
    for text in NAMES:
        keys = {"exact": exact_keys(text), "phrase": phrase_keys(text), "sound": sound_keys(text, "organization")}
        for family, all_keys in keys.items():
            for key in all_keys:
                aliases = lexicon.family(family).find(key)
                assert list(aliases) == sorted(set(aliases))
                named = ((lexicon.entity(lexicon.owner[each]).id, lexicon.alias(each).text) for each in aliases)
                found.append(sorted(named))
        mentions = Tagger(lexicon).tag(f"He saw {text}.", lang="en")
        found.append([(m.surface, m.entity.id if m.entity else None, m.score) for m in mentions if m.entity])
        if lexicon.family("exact").find(exact_keys(text)[0]):  # of others the weights tell how many names are gone
            decision = Resolver(lexicon).resolve(text).decision
            found.append(decision.id if decision else None)
    return found


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A home of a few entities."""
    home = make_home(tmp_path / "home", bundled=False)
    with home.table(write=True) as table:
        entities = [Entity(f"x:{n:04}", EntityKind.ORGANIZATION, f"Institute {n} of Letters") for n in range(300)]
        table.write(entities, who="me", why="test")
    with Engine(home.path) as opened:
        assert opened.lexicon.entity_count == 300
        yield opened


def test_an_edit_compiles_what_it_touched(engine: Engine) -> None:
    base = engine.lexicon.directory
    for n in range(20):
        engine.aliases.add(f"x:{n:04}", f"Number {n}")
        assert [m.entity.id for m in engine.tag(f"At Number {n}.") if m.entity] == [f"x:{n:04}"]
    kept = list(layers(engine.lexicon))
    assert kept[-1].directory == base
    assert [int(each.stamp[CHANGED]) for each in kept[:-1]] == sorted(int(each.stamp[CHANGED]) for each in kept[:-1])
    assert len(kept) <= 6
    assert {path.name for path in base.parent.iterdir()} == {each.directory.name for each in kept}
    engine.aliases.remove("x:0003", "Number 3")
    assert not any(m.entity for m in engine.tag("At Number 3."))
    assert engine.resolve("Number 4").decision is not None


def test_many_edits_are_compiled_whole(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("polyonym.engine.compiling._FEW", 10)
    with engine.home.table(write=True) as table:
        table.write([replace(e, city="Minsk") for e in table.entities()], who="me", why="test")
    engine.refresh()
    assert not isinstance(engine.lexicon, Layered)


def test_a_layer_without_what_it_lies_on_is_compiled_again(engine: Engine) -> None:
    engine.aliases.add("x:0001", "Number 1")
    upper, lower = layers(engine.lexicon)
    lower.directory.rename(lower.directory.with_name("gone"))
    with pytest.raises(BusyError, match="compiled again by another process"):
        open_lexicon(upper.directory)
    engine.refresh()
    assert not isinstance(engine.lexicon, Layered)
    assert engine.resolve("Number 1").decision is not None
