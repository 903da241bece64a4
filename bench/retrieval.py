"""Retrieval by itself: how often the right entity is among the candidates that are brought for a name."""

from __future__ import annotations

from collections.abc import Iterator

from polyonym.bench.document import Table
from polyonym.bench.machine import apart, today
from polyonym.bench.material import Settings, sample
from polyonym.engine.engine import Engine
from polyonym.engine.matching.candidates import RETRIEVED, Retriever
from polyonym.engine.names.name import name_of

_DEPTHS = (1, 10, RETRIEVED)
_TASKS = {"persons": "persons", "places": "places", "universities": "ror"}


def measure(settings: Settings) -> list[Table]:
    """The share of names whose entity is among the first candidates, before any is looked at closely."""
    rows = tuple(apart(retrieved, settings, task, table) for task, table in _TASKS.items())
    columns = ("task", "names", *(f"among the first {depth}" for depth in _DEPTHS))
    return [Table("retrieval", columns, rows, f"{today()}. Goal: .980 of `persons` among the first {RETRIEVED}.")]


def retrieved(settings: Settings, task: str, table: str) -> tuple[str, ...]:
    """The line of one task."""
    places = list(_places(settings, task, table))
    shares = (sum(place < depth for place in places) / len(places) for depth in _DEPTHS)
    return f"`{task}`", f"{len(places):,}", *(f"{share:.3f}".removeprefix("0") for share in shares)


def _places(settings: Settings, task: str, table: str) -> Iterator[int]:
    """For each name how many other entities come before the right one; many where it isn't brought."""
    with Engine(settings.home(table)) as engine:
        retriever = Retriever(engine.lexicon)
        for row in sample(settings.rows(f"{task}.queries"), settings.few(2000)):
            found = retriever.candidates(name_of(row["q"], row["kind"]), row["kind"])
            right = {engine.lexicon.number(each) for each in row["gold"]}
            entities = list(dict.fromkeys(each.entity for each in found))
            yield min((entities.index(each) for each in right if each in entities), default=RETRIEVED)
