"""The tables of this folder, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple


def table(name: str) -> Iterator[list[str]]:
    """The rows of a table of this folder, its comments left out."""
    text = resources.files(__package__).joinpath("tables", name).read_text("utf-8")
    return (line.split("\t") for line in text.splitlines() if line and line[0] != "#")


def forms(cell: str) -> list[str]:
    """The forms of a cell, parted by semicolons."""
    return [each.strip() for each in cell.split(";") if each.strip()]


@cache
def row_words(lang: str, what: str) -> frozenset[str]:
    """The words of one class for a language without spaces, or with particles at its words (tables/row_heads.tsv)."""
    cells = [row[2] for row in table("row_heads.tsv") if row[0] == lang and row[1] == what]
    return frozenset(word for cell in cells for word in cell.split())


@cache
def heads_of(lang: str) -> re.Pattern[str]:
    """All heads of such a language, the longest first."""
    return any_of(row_words(lang, "head") | row_words(lang, "own"))


def any_of(forms: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of some strings, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form)))))


class Order(NamedTuple):
    """How a language orders the names of institutions (tables/orders.tsv).

    `telling` says whether a capital alone tells a name; `loans` is the language whose words it borrows.
    """

    order: str = "english"
    telling: bool = False
    loans: str | None = None


@cache
def _orders() -> dict[str, Order]:
    return {
        lang: Order(order, telling == "yes", None if loans == "-" else loans)
        for lang, order, telling, loans in table("orders.tsv")
    }


def order_of(lang: str | None) -> Order:
    """The order of a language; English's, and its words, where none is known."""
    return _orders().get(lang or "", Order(loans="en" if lang else None))
