"""Edits as rows of JSON, `{"do": "add", "id": ..., ...}`, so that many can be made at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from polyonym.aliases.actions import (
    Action,
    Add,
    AddEntity,
    Distinguish,
    EditAlias,
    EditEntity,
    Reject,
    Remove,
    RemoveEntity,
)  # fmt: skip
from polyonym.aliases.draft import Draft
from polyonym.aliases.edits import FIELDS
from polyonym.aliases.joins import Merge, Split
from polyonym.aliases.model import Alias, AliasKind, Entity
from polyonym.aliases.records import ALIAS_KEYS, alias_from, entity_from
from polyonym.base.errors import InputError, UsageError

Row = Mapping[str, Any]


def action_of(row: Row) -> Action:
    """The edit that a row describes.  Raises ValueError with a sentence for people where it describes none."""
    what = row.get("do")
    if not isinstance(what, str) or what not in _MAKERS:
        raise ValueError(f"does {what!r:.40}, which is none of {', '.join(_MAKERS)}")
    keys, make = _MAKERS[what]
    unknown = sorted(map(str, row.keys() - {"do", "id", *keys}))
    if unknown:
        raise ValueError(f"says {unknown[0]!r}, which `{what}` doesn't know (it knows {', '.join(('id', *keys))})")
    return make(row)


def _add(row: Row) -> Action:
    said = {key: row[key] for key in ALIAS_KEYS if key in row}
    if row.get("new") is not None:
        return AddEntity(new_entity(row, said, kind=row["new"]))
    beside = next((key for key in _OF_ENTITIES if row.get(key) is not None), None)
    if beside is not None:
        raise ValueError(f"has a {beside}, which is said of a new entity, but no `new` with its kind")
    return Add(_text(row, "id"), alias_from(said))


_OF_ENTITIES = ("country", "city", "part_of")


def new_entity(about: Row, said: Row, *, kind: object) -> Entity:
    """An entity that is shown under the alias that `said` describes, official if that doesn't say what it is.

    `about` has its id, country, city and part_of.  It has the alias as such where more is said of it than its text.
    """
    alias = alias_from({**said, "kind": said.get("kind") or "official"})
    bare = Alias(alias.text, kind=AliasKind.OFFICIAL, source=alias.source)
    row = {key: about.get(key) for key in ("id", *_OF_ENTITIES)}
    entity = entity_from({**row, "kind": kind, "name": alias.text, "source": alias.source})
    return entity if alias == bare else replace(entity, aliases=(alias,))


def _remove(row: Row) -> Action:
    if row.get("text") is None:
        return RemoveEntity(_text(row, "id"), _flag(row, "force"))
    return Remove(_text(row, "id"), _text(row, "text"), _maybe(row, "lang"))


def _edit(row: Row) -> Action:
    if row.get("alias") is not None:
        values = row.get("set")
        if not isinstance(values, dict) or not values:
            raise ValueError("needs `set`, an object of what is to change in the alias")
        return EditAlias(_text(row, "id"), _text(row, "alias"), values, _maybe(row, "lang"))
    values = {key: _maybe(row, key) or "" for key in FIELDS if key in row}
    return EditEntity(_text(row, "id"), values, _texts(row, "related"), _texts(row, "unrelated"))


def _merge(row: Row) -> Action:
    return Merge(_text(row, "id"), _text(row, "into"))


def _split(row: Row) -> Action:
    said = (_maybe(row, "kind"), _maybe(row, "country"), _maybe(row, "city"))
    return Split(_text(row, "id"), _text(row, "new_id"), _maybe(row, "name"), _texts(row, "aliases"), *said)


def _reject(row: Row) -> Action:
    return Reject(_text(row, "id"), _text(row, "text"), _maybe(row, "lang"))


def _distinguish(row: Row) -> Action:
    return Distinguish(_text(row, "id"), _text(row, "other"), _flag(row, "withdraw"))


_MAKERS: dict[str, tuple[tuple[str, ...], Callable[[Row], Action]]] = {
    "add": ((*ALIAS_KEYS, "new", "country", "city", "part_of"), _add),
    "remove": (("text", "lang", "force"), _remove),
    "edit": ((*FIELDS, "related", "unrelated", "alias", "lang", "set"), _edit),
    "merge": (("into",), _merge),
    "split": (("new_id", "name", "aliases", "kind", "country", "city"), _split),
    "reject": (("text", "lang"), _reject),
    "distinguish": (("other", "withdraw"), _distinguish),
}
"""What a row may do, what it may say beside its id, and what makes the edit of it."""


def _maybe(row: Row, key: str) -> str | None:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{key} must be a string, not {value!r:.40}")
    return value


def _text(row: Row, key: str) -> str:
    value = _maybe(row, key)
    if not value or not value.strip():
        raise ValueError(f"has no {key}")
    return value


def _texts(row: Row, key: str) -> tuple[str, ...]:
    value = row.get(key)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError(f"{key} must be a list of strings, not {value!r:.40}")
    return tuple(value)


def _flag(row: Row, key: str) -> bool:
    value = row.get(key, False)
    if not isinstance(value, bool):
        raise ValueError(f"{key} must be true or false, not {value!r:.40}")
    return value


class Placed:
    """An edit that knows where it was read, and says so if it can't be carried out."""

    def __init__(self, action: Action, file: str | None, line: int) -> None:
        self.action, self.file, self.line = action, file, line

    def do(self, draft: Draft) -> None:
        """As `Action` says."""
        try:
            self.action.do(draft)
        except UsageError as cause:
            raise InputError(str(cause), file=self.file, line=self.line) from cause


def placed(rows: Iterable[tuple[int, Row | InputError]], file: str | None) -> Iterator[Placed | InputError]:
    """The edits that numbered rows describe; the error in place of a row that describes none."""
    for line, row in rows:
        if isinstance(row, InputError):
            yield row
            continue
        try:
            yield Placed(action_of(row), file, line)
        except (ValueError, UsageError) as cause:
            yield InputError(str(cause), file=file, line=line)
