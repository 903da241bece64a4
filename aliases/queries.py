"""What can be asked of an alias table beyond its entities: search, counts, history, soundness."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from polyonym.aliases.journal import Change, ChangeSet, changes_in, ids_in
from polyonym.aliases.model import Entity
from polyonym.aliases.reading import Reader
from polyonym.aliases.schema import REMEDY
from polyonym.base.errors import DamagedError, UsageError

# The shortest name with the text in it is the nearest; people look for what they half remember.
_FIND = """
SELECT id FROM (
    SELECT entity AS id, length(text) AS size FROM aliases WHERE instr(casefold(text), ?1)
    UNION ALL SELECT id, length(name) FROM entities WHERE instr(casefold(name), ?1)
) GROUP BY id ORDER BY min(size), id LIMIT ?2
"""
_SETS = "SELECT id, at, who, why, undoes, added, changed, removed FROM change_sets"
_PARTS_WITH = """
SELECT change_set, part FROM changes WHERE first <= ?1 AND last >= ?1 ORDER BY change_set DESC, part DESC
"""


@dataclass(frozen=True, slots=True)
class Stats:
    """How many entities and aliases there are, by what; a missing language or source is ''."""

    entities: int
    aliases: int
    entities_by_kind: dict[str, int]
    aliases_by_kind: dict[str, int]
    aliases_by_lang: dict[str, int]
    aliases_by_status: dict[str, int]
    aliases_by_source: dict[str, int]


def find_ids(reader: Reader, text: str, limit: int) -> list[str]:
    """Ids of entities with `text` in a name, in any case; those with the shortest such name first."""
    return [id_ for (id_,) in reader.rows(_FIND, (text.strip().casefold(), limit))]


def stats(reader: Reader) -> Stats:
    """Counts over the whole table."""
    kinds = _counts(reader, "kind", "entities")
    by_kind, by_lang, by_status, by_source = (
        _counts(reader, column, "aliases") for column in ("kind", "lang", "status", "source")
    )
    return Stats(sum(kinds.values()), sum(by_kind.values()), kinds, by_kind, by_lang, by_status, by_source)


def _counts(reader: Reader, column: str, table: str) -> dict[str, int]:
    sql = f"SELECT coalesce({column}, '') AS c, count(*) AS n FROM {table} GROUP BY c ORDER BY n DESC, c"
    return dict(reader.rows(sql))


def history(reader: Reader, entity_id: str | None, limit: int) -> list[ChangeSet]:
    """The newest change sets first; with `entity_id` those that changed this entity."""
    if entity_id is None:
        return [ChangeSet(*row) for row in reader.rows(f"{_SETS} ORDER BY id DESC LIMIT ?", (limit,))]
    found: dict[int, ChangeSet] = {}
    for id_, _ in changes_of(reader, entity_id):
        if id_ not in found:
            if len(found) == limit:
                break
            found[id_] = change_set(reader, id_)
    return list(found.values())


def changes_of(reader: Reader, entity_id: str) -> Iterator[tuple[int, Change]]:
    """Every change of an entity with the number of its change set, newest first."""
    places = reader.rows(_PARTS_WITH, (entity_id,)) if entity_id.isprintable() else []
    for id_, part in places:
        for change in _changes(reader, [(id_, part)], entity_id):
            yield id_, change


def as_of(reader: Reader, entity_id: str, change_set: int, now: Entity | None) -> Entity | None:
    """An entity as a change set left it, whether or not that touched it; `now` is what it is today."""
    state = now
    for id_, change in changes_of(reader, entity_id):
        if id_ <= change_set:
            break
        state = change.before
    return state


def removal(reader: Reader, entity_id: str) -> tuple[ChangeSet, Entity] | None:
    """The change set that took an entity out, and what it was; None where none did, or it came back since."""
    for id_, change in changes_of(reader, entity_id):
        if change.after is None and change.before is not None:
            return change_set(reader, id_), change.before
        break
    return None


def change_set(reader: Reader, id_: int) -> ChangeSet:
    """The change set with this id. Raises UsageError where there is none such."""
    rows = reader.rows(f"{_SETS} WHERE id = ?", (id_,))
    if not rows:
        raise UsageError(f"there is no change set {id_}; `polyonym aliases history` lists them")
    return ChangeSet(*rows[0])


def changes(reader: Reader, id_: int, *, backwards: bool = False) -> Iterator[list[Change]]:
    """What a change set changed, part by part. Raises UsageError where there is none such."""
    change_set(reader, id_)
    order = "DESC" if backwards else "ASC"
    sql = f"SELECT change_set, part FROM changes WHERE change_set = ? ORDER BY part {order}"
    for place in reader.rows(sql, (id_,)):
        yield list(_changes(reader, [place], None))


def version_of(reader: Reader, token: str) -> int | None:
    """The newest change set that left the table with this content; None where none is known to have."""
    (found,) = reader.rows("SELECT max(id) FROM change_sets WHERE token = ?", (token,))[0]
    return None if found is None else int(found)


def edited_since(reader: Reader, id_: int, most: int) -> set[str] | None:
    """The ids of all entities that change sets after this one edited; None where they may be more than `most`."""
    sql = "SELECT coalesce(sum(added + changed + removed), 0) FROM change_sets WHERE id > ?"
    if reader.rows(sql, (id_,))[0][0] > most:
        return None
    rows = reader.rows("SELECT rows FROM changes WHERE change_set > ?", (id_,))
    try:
        return set(ids_in(part for (part,) in rows))
    except (zlib.error, ValueError) as cause:
        raise DamagedError(f"the journal of {reader.path} is damaged after change set {id_}; {REMEDY}") from cause


def _changes(reader: Reader, places: Iterable[tuple[int, int]], entity_id: str | None) -> Iterator[Change]:
    for place in places:
        try:
            yield from changes_in(_parts(reader, place), entity_id)
        except (zlib.error, ValueError) as cause:
            raise _torn(reader, place[0]) from cause


def _parts(reader: Reader, place: tuple[int, int]) -> list[bytes]:
    return [part for (part,) in reader.rows("SELECT rows FROM changes WHERE change_set = ? AND part = ?", place)]


def check_pages(reader: Reader, path: Path) -> None:
    """Raise DamagedError where SQLite finds a page of the file or an index that isn't sound."""
    (finding,) = reader.rows("PRAGMA quick_check(1)")[0]
    if finding != "ok":
        raise DamagedError(f"{path} is damaged: {finding.splitlines()[-1]}; {REMEDY}")


def check_journal(reader: Reader) -> None:
    """Raise DamagedError where the journal doesn't hold all changes of every change set."""
    for id_, count in reader.rows("SELECT id, added + changed + removed FROM change_sets"):
        places = reader.rows("SELECT change_set, part FROM changes WHERE change_set = ?", (id_,))
        try:
            found = sum(1 for place in places for _ in ids_in(_parts(reader, place)))
        except (zlib.error, ValueError) as cause:
            raise _torn(reader, id_) from cause
        if found != count:
            raise _torn(reader, id_)


def _torn(reader: Reader, change_set: int) -> DamagedError:
    return DamagedError(f"the journal of {reader.path} is damaged at change set {change_set}; {REMEDY}")
