"""The articles follow an edit of the alias table: those that it can touch are tagged again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from polyonym.aliases.changing import ChangeReport
from polyonym.base.errors import BusyError
from polyonym.base.waiting import patiently

if TYPE_CHECKING:
    from polyonym.engine.engine import Engine

_MOST = 2000  # entities whose articles follow an edit; more are an import, after which one indexes again


@dataclass(frozen=True, slots=True)
class Edit:
    """What an edit did to the table, or with a dry run would do, and the ids of the articles tagged again for it.

    `behind` says that it touched so many entities that the articles were left as they are.
    """

    table: ChangeReport
    articles: tuple[str, ...] = ()
    behind: bool = False


def followed(engine: Engine, report: ChangeReport) -> Edit:
    """Tag the articles again that a change set touches: how well known a name is weighs against its rivals, too.

    Raises BusyError where another process goes on writing articles; the change set is made then.
    """
    if report.change_set is None:
        return Edit(report)
    engine.refresh()
    if report.touched > _MOST:
        return Edit(report, behind=True)
    ids, names = _touched(engine, report.change_set)

    def retagged() -> Edit:
        engine.refresh()  # others may have edited the table while this waited for the index
        return Edit(report, tuple(engine.retag(sorted(ids), sorted(names))))

    try:
        return patiently(retagged)
    except BusyError as cause:
        done = f"change set {report.change_set} is made, but the articles that it touches are tagged as before"
        raise BusyError(f"{done}: {cause}; index them again then") from cause


def _touched(engine: Engine, change_set: int) -> tuple[set[str], set[str]]:
    """The ids of the entities that a change set touched, and all names that they have or had."""
    ids: set[str] = set()
    names: set[str] = set()
    with engine.home.table() as table:
        for change in table.changes(change_set):
            ids.add(change.id)
            for entity in filter(None, (change.before, change.after)):
                names.update((entity.name, *(alias.text for alias in entity.aliases)))
    return ids, names
