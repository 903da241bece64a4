"""What is left of the rows of a damaged alias table, told by their places and by what rows of each table look like."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from polyonym.aliases.cells import Row, Value
from polyonym.aliases.model import AliasKind, EntityKind, Status
from polyonym.aliases.pages import Pages

_ENTITY_KINDS = frozenset(map(str, EntityKind))
_ALIAS_KINDS = frozenset(map(str, AliasKind))
_STATUSES = frozenset(map(str, Status))
_ROOTS = "SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0"
_PARTS = "sqlite_autoindex_changes_1"
_WITH_ROWID = frozenset({"change_sets", "changes"})
_TOKEN = re.compile("[0-9a-f]{32}")
_SCHEMA_ROW = 6  # rowid, type, name, table, root page, SQL


def _texts(*values: Value) -> bool:
    return all(isinstance(value, str) for value in values)


def _texts_or_none(*values: Value) -> bool:
    return all(value is None or isinstance(value, str) for value in values)


def _numbers(*values: Value) -> bool:
    return all(isinstance(value, int) for value in values)


def _is_entity(row: Row) -> bool:
    return len(row) >= 8 and _texts(*row[:3]) and row[1] in _ENTITY_KINDS and _texts_or_none(*row[3:10])


def _is_alias(row: Row) -> bool:
    known = len(row) >= 9 and row[2] in _ALIAS_KINDS and row[8] in _STATUSES
    return known and _texts(*row[:4]) and isinstance(row[5], int | float) and _texts_or_none(*row[6:8])


def _is_change_set(row: Row) -> bool:
    # The rowid stands before the row, whose own first column is therefore empty.
    return len(row) >= 9 and row[1] is None and _texts(*row[2:5]) and _numbers(row[0], *row[6:9])


def _is_part(row: Row) -> bool:
    return len(row) >= 6 and _numbers(*row[:3]) and _texts(*row[3:5]) and isinstance(row[5], bytes)


def _is_place(row: Row) -> bool:
    return len(row) == 3 and _numbers(*row)


def _is_fact(row: Row) -> bool:
    return len(row) == 2 and _texts(*row)


_SHAPES: Mapping[str, Callable[[Row], bool]] = {
    "entities": _is_entity, "aliases": _is_alias, "change_sets": _is_change_set, "changes": _is_part,
    _PARTS: _is_place, "facts": _is_fact,
}  # fmt: skip


class Salvage:
    """The rows of each table that can still be read, in no certain order and perhaps more than once."""

    def __init__(self, pages: Pages, roots: Mapping[str, int]) -> None:
        self._pages = pages
        self._roots = {**roots, **_listed(pages)}
        self.whole: dict[str, bool] = {}
        """Of each table, once its rows were read, whether they are all that there were."""
        self._trees: dict[str, tuple[list[int], bool]] = {}
        self._loose: list[int] | None = None

    @property
    def damaged_pages(self) -> int:
        """How many pages couldn't be read, or hold what they shouldn't."""
        return len(self._pages.bad)

    def entities(self) -> Iterator[Row]:
        """Rows of the entities, without their aliases."""
        return self._rows("entities")

    def aliases(self) -> Iterator[Row]:
        """Rows of the aliases."""
        return self._rows("aliases")

    def change_sets(self) -> dict[int, Row]:
        """The rows of change sets by id, each with its id in front."""
        found: dict[int, Row] = {}
        for row in self._rows("change_sets"):
            found.setdefault(_int(row[0]), (row[0], *row[2:]))
        return found

    def parts(self) -> dict[tuple[int, int], int | None]:
        """The parts of the journal: change set and number, and where each lies (None where only its trace does)."""
        found: dict[tuple[int, int], int | None] = {}
        for place, row in self._placed("changes"):
            found.setdefault((_int(row[1]), _int(row[2])), place)
        for row in self._rows(_PARTS):
            found.setdefault((_int(row[0]), _int(row[1])), None)
        return found

    def part(self, key: tuple[int, int], place: int) -> Row:
        """The part of the journal that lies in this page."""
        rows = self._pages.rows(place)
        return next(row[1:] for row in rows if _is_part(row) and (row[1], row[2]) == key)

    def token(self) -> str | None:
        """The content token that the table had."""
        tokens = [row[1] for row in self._rows("facts") if row[0] == "token"]
        return str(tokens[0]) if tokens and _TOKEN.fullmatch(str(tokens[0])) else None

    def _rows(self, name: str) -> Iterator[Row]:
        for _, row in self._placed(name):
            yield row

    def _placed(self, name: str) -> Iterator[tuple[int, Row]]:
        """The rows with their pages: those that the tree leads to, and where it is damaged all that look like it."""
        tree, reached = self._tree(name)
        yield from self._shaped(name, tree)
        self.whole[name] = reached and self._pages.bad.isdisjoint(tree)
        if not self.whole[name]:
            yield from self._shaped(name, self._unreached())

    def _tree(self, name: str) -> tuple[list[int], bool]:
        if name not in self._trees:
            root = self._roots.get(name, 0)
            self._trees[name] = self._pages.tree(root, table=name in _WITH_ROWID)
        return self._trees[name]

    def _shaped(self, name: str, pages: list[int]) -> Iterator[tuple[int, Row]]:
        fits = _SHAPES[name]
        loose = pages is self._loose
        for page in pages:
            for row in self._pages.rows(page):
                if fits(row):
                    yield page, row
                elif not loose:
                    self._pages.bad.add(page)

    def _unreached(self) -> list[int]:
        if self._loose is None:
            reached = {1, *self._pages.free()}.union(*(self._tree(name)[0] for name in _SHAPES))
            self._loose = [number for number in range(2, self._pages.count + 1) if number not in reached]
        return self._loose


def _int(value: Value) -> int:
    assert isinstance(value, int)
    return value


def _listed(pages: Pages) -> dict[str, int]:
    """The roots of the tables as the file's first page lists them."""
    rows = [row for row in pages.rows(1) if len(row) == _SCHEMA_ROW]
    return {name: root for _, _, name, _, root, _ in rows if isinstance(name, str) and isinstance(root, int)}


def usual_roots(connection: sqlite3.Connection) -> dict[str, int]:
    """Where the trees of the tables begin in a table just made, and so nearly always."""
    return dict(connection.execute(_ROOTS).fetchall())


def rows_of(salvage: Salvage, connection: sqlite3.Connection) -> sqlite3.Connection:
    """The entities and aliases that are left, as tables of a database of their own, which goes when it is closed.

    `connection` has tables of the present form.
    """
    found = sqlite3.connect("", isolation_level=None)
    for name, rows in (("entities", salvage.entities()), ("aliases", salvage.aliases())):
        sql = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
        found.execute(sql)
        width = len(found.execute(f"PRAGMA table_info({name})").fetchall())
        found.execute("BEGIN")
        put = f"INSERT OR IGNORE INTO {name} VALUES ({', '.join('?' * width)})"
        found.executemany(put, map(partial(_fitted, width=width), rows))
        found.execute("COMMIT")
    return found


def _fitted(row: Row, width: int) -> Row:
    """A row of an older form with the columns that came later, empty."""
    return (*row, *(None,) * (width - len(row)))[:width]
