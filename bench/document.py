"""Tables in a Markdown document, each between two markers, so that the prose around them stays.

The markers of a table named `cold` are `<!-- cold -->` and `<!-- /cold -->`, each on its own line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Table:
    """One table of figures; `name` is that of its markers, `note` a sentence under it."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of {self.name} hasn't {len(self.columns)} cells")

    def markdown(self) -> str:
        """The table, and its note in a paragraph of its own."""
        lines = [self.columns, tuple("---" for _ in self.columns), *self.rows]
        table = "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)
        return f"{table}\n\n{self.note}" if self.note else table


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def inserted(text: str, table: Table) -> str:
    """The document with the table between its markers; at the end, with new markers, where it has none."""
    start, end = f"<!-- {table.name} -->", f"<!-- /{table.name} -->"
    if start not in text:
        text = f"{text.rstrip()}\n\n{start}\n{end}\n"
    before, _, rest = text.partition(start)
    _, found, after = rest.partition(end)
    if not found:
        raise ValueError(f"{start} has no {end}")
    return f"{before}{start}\n{table.markdown()}\n{end}{after}"


def write_tables(path: Path, tables: Iterable[Table]) -> None:
    """Put tables into the document at `path`, made if missing."""
    text = path.read_text("utf-8") if path.is_file() else "# Benchmarks\n"
    for table in tables:
        text = inserted(text, table)
    path.write_text(text, "utf-8")
