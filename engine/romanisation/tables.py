"""The package's tables: tab-separated rows, read when first asked for.

A line that starts with "# " is a note; the notes at the head of each file name its sources.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of tables/NAME.tsv, notes and empty lines left out.

    Raises:
        FileNotFoundError: no such table.
    """
    text = files("polyonym.engine.romanisation").joinpath(f"tables/{name}.tsv").read_text("utf-8")
    lines = (line for line in text.split("\n") if line and not line.startswith("# "))
    return tuple(tuple(line.split("\t")) for line in lines)


def assignments(cell: str) -> dict[str, str]:
    """Reads "а=a б=b ь=" as {"а": "a", "б": "b", "ь": ""}; an underscore in a value stands for a space."""
    found = (item.rpartition("=") for item in cell.split(" ") if item)
    return {left: right.replace("_", " ") for left, _, right in found}
