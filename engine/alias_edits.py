"""Edits of a home's alias table, each a change set; the articles that it touches are tagged again."""

from __future__ import annotations

import getpass
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from polyonym.aliases.action_rows import action_of, placed
from polyonym.aliases.actions import (
    Action,
    Distinguish,
    EditAlias,
    EditEntity,
    Reject,
    Remove,
    RemoveEntity,
)  # fmt: skip
from polyonym.aliases.edits import FIELDS
from polyonym.aliases.formats.problems import Problems
from polyonym.aliases.joins import Merge, Split
from polyonym.aliases.table import AliasTable
from polyonym.base.errors import InputError, UsageError
from polyonym.base.files import shown
from polyonym.base.rows import json_rows
from polyonym.engine.following import Edit, followed
from polyonym.engine.home import make_home

if TYPE_CHECKING:
    from polyonym.engine.engine import Engine

class AliasEdits:
    """What can be changed in the alias table of an engine's home.

    Every edit takes `why`, for the journal, and `dry_run`, with which it says what it would do and writes nothing.
    It raises UsageError, with the reason, for what can't be done, BusyError while another process writes, DamagedError.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(
        self,
        entity_id: str,
        text: str,
        *,
        lang: str | None = None,
        kind: str | None = None,
        source: str | None = None,
        confidence: float = 1.0,
        since: str | None = None,
        until: str | None = None,
        status: str = "active",
        prior: float | None = None,
        new: str | None = None,
        country: str | None = None,
        city: str | None = None,
        why: str = "",
        dry_run: bool = False,
    ) -> Edit:
        """Give an entity one more alias; with `new`, the kind of an entity that isn't there yet, make that first.

        `kind` is that of the alias: variant, or official for a new entity, if it isn't given.  A new entity may have
        a `country` and a `city`.
        """
        said = {"text": text, "lang": lang, "kind": kind, "source": source, "confidence": confidence,
                "since": since, "until": until, "status": status, "prior": prior}  # fmt: skip
        row = {"do": "add", "id": entity_id, **said, "new": new, "country": country, "city": city}
        try:
            action = action_of(row)
        except ValueError as cause:
            raise UsageError(str(cause)) from cause
        return self._edit(action, why, dry_run)

    def remove(
        self,
        entity_id: str,
        text: str | None = None,
        *,
        lang: str | None = None,
        force: bool = False,
        why: str = "",
        dry_run: bool = False,
    ) -> Edit:
        """Take an alias from an entity, or without `text` the entity.

        `lang` takes only the alias of that language; `force` takes out also what other entities say of this one,
        without which it must not be named by any.
        """
        action = RemoveEntity(entity_id, force) if text is None else Remove(entity_id, text, lang)
        return self._edit(action, why, dry_run)

    def edit(
        self,
        entity_id: str,
        *,
        related: Iterable[str] = (),
        unrelated: Iterable[str] = (),
        why: str = "",
        dry_run: bool = False,
        **values: str | None,
    ) -> Edit:
        """Give an entity another `name`, `kind`, `country`, `city`, `part_of` or `source`; '' clears one.

        `related` are ids that are added, `unrelated` ones that are taken away.
        """
        unknown = sorted(values.keys() - set(FIELDS))
        if unknown:
            raise TypeError(f"edit() got an unexpected keyword argument {unknown[0]!r}")
        given = {key: value for key, value in values.items() if value is not None}
        return self._edit(EditEntity(entity_id, given, tuple(related), tuple(unrelated)), why, dry_run)

    def edit_alias(
        self,
        entity_id: str,
        text: str,
        values: Mapping[str, Any],
        *,
        lang: str | None = None,
        why: str = "",
        dry_run: bool = False,
    ) -> Edit:
        """Give one alias other `values` (those of `Alias`); '' clears one.

        `lang` says which of several it is, '' for the one without.
        """
        return self._edit(EditAlias(entity_id, text, values, lang), why, dry_run)

    def merge(self, entity_id: str, into: str, *, why: str = "", dry_run: bool = False) -> Edit:
        """Let one entity go into another, which gets its names; what refers to it is led there, and so is its id."""
        return self._edit(Merge(entity_id, into), why, dry_run)

    def split(
        self,
        entity_id: str,
        new_id: str,
        *,
        name: str | None = None,
        aliases: Iterable[str] = (),
        kind: str | None = None,
        country: str | None = None,
        city: str | None = None,
        why: str = "",
        dry_run: bool = False,
    ) -> Edit:
        """Give some `aliases` of an entity to a new one called `name`, or to one that was merged into it.

        The latter comes back with what it had before.  Both are known to be different from then on.
        """
        said = (name, tuple(aliases), kind, country, city)
        return self._edit(Split(entity_id, new_id, *said), why, dry_run)

    def reject(
        self, entity_id: str, text: str, *, lang: str | None = None, why: str = "", dry_run: bool = False
    ) -> Edit:
        """Keep that a name is not this entity, whether or not it was one of its aliases."""
        return self._edit(Reject(entity_id, text, lang), why, dry_run)

    def distinguish(
        self, entity_id: str, other: str, *, withdraw: bool = False, why: str = "", dry_run: bool = False
    ) -> Edit:
        """Keep that two entities are not the same; `withdraw` takes that back."""
        return self._edit(Distinguish(entity_id, other, withdraw), why, dry_run)

    def apply(self, path: str | Path, *, why: str = "", dry_run: bool = False) -> Edit:
        """Carry out the edits of a JSON Lines file (`-` for standard input) as one change set, all or nothing.

        Raises BadRowsError naming every row that is no edit, InputError for the first that can't be done.
        """
        problems, actions = Problems(), []
        for each in placed(json_rows(path), shown(path)):
            problems.add(each) if isinstance(each, InputError) else actions.append(each)
        problems.refuse()
        return self._edits(actions, why or f"edits of {shown(path)}", dry_run)

    def undo(self, *change_sets: int, why: str = "", dry_run: bool = False) -> Edit:
        """Take change sets back, the newest first, as one; what was edited later stays.

        Raises UsageError also where later edits contradict or depend on it.
        """
        with self._table(dry_run) as table:
            report = table.undo(*change_sets, who=who(), why=why or None, dry_run=dry_run)
        return followed(self._engine, report)

    def _edit(self, action: Action, why: str, dry_run: bool) -> Edit:
        return self._edits([action], why or str(action), dry_run)

    def _edits(self, actions: Iterable[Action], why: str, dry_run: bool) -> Edit:
        with self._table(dry_run) as table:
            report = table.edit(actions, who=who(), why=why, dry_run=dry_run)
        return followed(self._engine, report)

    @contextmanager
    def _table(self, dry_run: bool) -> Iterator[AliasTable]:
        """The table to write to; for a dry run where there is no home yet, one that is thrown away."""
        if not (dry_run and self._engine.is_bundled):
            with self._engine.writable().table(write=True) as table:
                yield table
            return
        with tempfile.TemporaryDirectory() as folder, make_home(Path(folder, "home")).table(write=True) as table:
            yield table


def who() -> str:
    """Who is at work, as the journal names them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
