"""The committed tables of the Sinitic pivot, and how they are read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources


def lines(name: str) -> list[str]:
    """The lines of a table of this folder, without its comments."""
    text = resources.files(__package__).joinpath(name).read_text("utf-8")
    return [line for line in text.splitlines() if line and line[0] != "#"]


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a tab-separated table of this folder."""
    return (line.split("\t") for line in lines(name))


@cache
def pinyin_weights() -> dict[str, int]:
    """Each toneless pinyin syllable (ü as v) → how usual its characters are in names."""
    return {syllable: int(weight) for syllable, weight in (line.split() for line in lines("pinyin.txt"))}
