"""Words that reading knows by table: months, weekdays, labels, furniture of pages."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def months() -> dict[str, dict[str, int]]:
    """Month name without case → language → number from 1 (tables/date_names.txt, from CLDR)."""
    return _numbers("month")


@cache
def weekdays() -> dict[str, dict[str, int]]:
    """Weekday name without case → language → number, Monday 0 (tables/date_names.txt, from CLDR)."""
    return _numbers("weekday")


@cache
def furniture(kind: str) -> frozenset[str]:
    """Texts of one kind (`word`, `start`, `label`, `counter`) in tables/furniture.txt, without case."""
    rows = (row for row in _rows("furniture.txt") if row[0] == kind)
    return frozenset(text.casefold().strip() for row in rows for text in row[2].split("|"))


def _numbers(kind: str) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in _rows("date_names.txt"):
        if row[0] == kind:
            for name in row[3].split("|"):
                found.setdefault(name, {}).setdefault(row[2], int(row[1]))
    return found


def _rows(table: str) -> list[list[str]]:
    text = files("polyonym.engine.reading").joinpath("tables", table).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
