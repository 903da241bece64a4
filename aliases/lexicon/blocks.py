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

from polyonym.aliases.lexicon.layout import COLUMNS, KINDS
from polyonym.aliases.lineage import successors
from polyonym.aliases.model import Alias, Entity

KeyFunction = Callable[[Entity, Alias], Iterable[str]]
Sketcher = Callable[[Entity, Alias], str]
_KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(slots=True)
class Records:
    """The kinds of a block's entities, and how many names each has."""

    kinds: bytearray = field(default_factory=bytearray)
    names: array[int] = field(default_factory=lambda: array("I"))


@dataclass(slots=True)
class Strings:
    """A column of a block: its distinct strings, and which of them each row has."""

    distinct: list[bytes] = field(default_factory=list)
    numbers: array[int] = field(default_factory=lambda: array("I"))


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
    columns = {column: _Column() for column in COLUMNS}
    texts, manners, sketches, ids, seats, ties = (columns[column].add for column in COLUMNS)
    for entity in entities:
        names = 0
        for alias in entity.names():  # all that is made of a name together, while what is known of it is at hand
            names += 1
            texts(alias.text)
            manners((alias.lang, alias.kind, alias.confidence, alias.since, alias.until, alias.source, alias.prior))
            sketches(sketch(entity, alias))
            for collector in collectors.values():
                collector.add(entity, alias)
        records.kinds.append(_KIND_NUMBERS[entity.kind])
        records.names.append(names)
        ids(entity.id)
        seats((entity.country, entity.city))
        ties(_ties(entity))
    _save(records, stem.with_suffix(".records"))
    for name, column in columns.items():
        _save(column.strings(), stem.with_suffix(f".{name}.strings"))
    for family, collector in collectors.items():
        _save(collector.keys(), stem.with_suffix(f".{family}"))
    stem.with_suffix(".done").touch()


def _numbered() -> defaultdict[Any, int]:
    """Numbers what it is asked for, in the order in which it is first asked."""
    numbers: defaultdict[Any, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    return numbers


class _Column:
    """Gathers a column: strings, or rows of values, which are stored as JSON."""

    def __init__(self) -> None:
        self._numbers = _numbered()
        self._strings = Strings()

    def add(self, value: str | tuple[Any, ...]) -> None:
        """The value of one more row."""
        self._strings.numbers.append(self._numbers[value])

    def strings(self) -> Strings:
        """All of them."""
        texts = (each if isinstance(each, str) else _JSON.encode(_trimmed([*each])) for each in self._numbers)
        self._strings.distinct = [text.encode("utf-8", "surrogatepass") for text in texts]
        return self._strings


class _Collector:
    """Gathers the keys of one family."""

    def __init__(self, keys_of: KeyFunction) -> None:
        self._keys_of, self._keys = keys_of, Keys()
        self._numbers = _numbered()

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


def _ties(entity: Entity) -> tuple[Any, ...]:
    """What ties an entity to others, and where its id leads; of most entities nothing."""
    source = entity.source if successors(entity) else None  # of all that a source says only this is for answers
    return entity.part_of, entity.related, source, entity.different_from, entity.merged_into


def _trimmed(row: list[Any]) -> list[Any]:
    """The row without what is empty at its end."""
    while row and row[-1] in (None, ()):
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


def load_strings(stems: Iterable[Path], column: str) -> Iterator[Strings]:
    """A column of blocks, one after another."""
    for stem in stems:
        with stem.with_suffix(f".{column}.strings").open("rb") as file:
            yield pickle.load(file)
