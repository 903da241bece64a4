"""What a lexicon holds, block of entities by block, each kept in files until all are put together.

A block says nothing of the others, so that two processes may make them and memory doesn't grow with the table.
"""

from __future__ import annotations

import gc
import json
import pickle
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from polyonym.aliases.lexicon.layout import KINDS
from polyonym.aliases.lineage import successors
from polyonym.aliases.model import Alias, Entity

KeyFunction = Callable[[Entity, Alias], Iterable[str]]
Sketcher = Callable[[Entity, Alias], str]
_KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(slots=True)
class Rows:
    """Byte strings end to end, and the size of each."""

    data: bytearray = field(default_factory=bytearray)
    sizes: array[int] = field(default_factory=lambda: array("I"))

    def add(self, text: str) -> None:
        """One more."""
        row = text.encode("utf-8", "surrogatepass")
        self.data += row
        self.sizes.append(len(row))


@dataclass(slots=True)
class Records:
    """The entities and aliases of a block; `names` says how many names each entity has."""

    ids: list[str] = field(default_factory=list)
    kinds: bytearray = field(default_factory=bytearray)
    names: array[int] = field(default_factory=lambda: array("I"))
    entity: Rows = field(default_factory=Rows)
    alias: Rows = field(default_factory=Rows)
    sketch: Rows = field(default_factory=Rows)


@dataclass(slots=True)
class Keys:
    """The keys of a block's aliases in one family: the distinct ones, and for each alias how many and which.

    An alias may have a key more than once here; once they are put together, it counts once.
    """

    distinct: list[str] = field(default_factory=list)
    counts: array[int] = field(default_factory=lambda: array("I"))
    numbers: array[int] = field(default_factory=lambda: array("I"))


def make_block(entities: Sequence[Entity], families: Mapping[str, KeyFunction], sketch: Sketcher, stem: Path) -> None:
    """Write a block of entities to files whose names begin with `stem`; `stem.done` is the last of them."""
    with _uncollected():
        _make_block(entities, families, sketch, stem)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles of garbage, of which there are none here; it took a seventh of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _make_block(entities: Sequence[Entity], families: Mapping[str, KeyFunction], sketch: Sketcher, stem: Path) -> None:
    records, collectors = Records(), {family: _Collector(keys_of) for family, keys_of in families.items()}
    for entity in entities:
        before = len(records.alias.sizes)
        for alias in entity.names():  # all that is made of a name together, while what is known of it is at hand
            records.alias.add(_alias_row(alias))
            records.sketch.add(sketch(entity, alias))
            for collector in collectors.values():
                collector.add(entity, alias)
        records.ids.append(entity.id)
        records.kinds.append(_KIND_NUMBERS[entity.kind])
        records.names.append(len(records.alias.sizes) - before)
        records.entity.add(_entity_row(entity))
    _save(records, stem.with_suffix(".records"))
    for family, collector in collectors.items():
        _save(collector.keys(), stem.with_suffix(f".{family}"))
    stem.with_suffix(".done").touch()


class _Collector:
    """Gathers the keys of one family."""

    def __init__(self, keys_of: KeyFunction) -> None:
        self._keys_of, self._keys = keys_of, Keys()
        self._numbers: defaultdict[str, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__  # a new key gets the next number

    def add(self, entity: Entity, alias: Alias) -> None:
        """The keys of one more alias."""
        numbers = self._keys.numbers
        before = len(numbers)
        numbers.extend(map(self._numbers.__getitem__, self._keys_of(entity, alias)))
        self._keys.counts.append(len(numbers) - before)

    def keys(self) -> Keys:
        """All of them."""
        self._keys.distinct = list(self._numbers)
        return self._keys


def _entity_row(entity: Entity) -> str:
    source = entity.source if successors(entity) else None  # of all that a source says only this is for answers
    row = [entity.id, entity.kind, entity.name, entity.country, entity.city, entity.part_of, list(entity.related)]
    return _JSON.encode(_trimmed([*row, source, list(entity.different_from), entity.merged_into]))


def _alias_row(alias: Alias) -> str:
    row = [alias.text, alias.lang, alias.kind, alias.confidence, alias.since, alias.until, alias.source, alias.prior]
    return _JSON.encode(_trimmed(row))


def _trimmed(row: list[Any]) -> list[Any]:
    """The row without what is empty at its end."""
    while row[-1] in (None, []):
        row.pop()
    return row


def _save(value: Any, path: Path) -> None:
    with path.open("wb") as file:
        pickle.dump(value, file, protocol=pickle.HIGHEST_PROTOCOL)


def load_records(stems: Iterable[Path]) -> Iterator[Records]:
    """The records of blocks, one after another."""
    for stem in stems:
        with stem.with_suffix(".records").open("rb") as file:
            yield pickle.load(file)  # made by this process or its helper a moment ago


def load_keys(stems: Iterable[Path], family: str) -> Iterator[Keys]:
    """The keys of blocks in one family, one after another."""
    for stem in stems:
        with stem.with_suffix(f".{family}").open("rb") as file:
            yield pickle.load(file)
