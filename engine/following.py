"""The articles follow an edit of the alias table: those that it can touch are tagged again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from polyonym.aliases.changing import ChangeReport
from polyonym.base.errors import BusyError
from polyonym.base.waiting import patiently
from polyonym.engine.searching.analyse import entity_key, word_keys
from polyonym.engine.searching.forms import having
from polyonym.engine.searching.name_keys import asked_keys
from polyonym.engine.text.fold import fold
from polyonym.engine.text.tokens import words
from polyonym.index import model as ix

if TYPE_CHECKING:
    from polyonym.engine.engine import Engine

_AT_ONCE = 200  # entities whose articles are asked for together
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
    try:
        return Edit(report, tag_again(engine, _touched(engine, report.change_set)))
    except BusyError as cause:
        done = f"change set {report.change_set} is made, but the articles that it touches are tagged as before"
        raise BusyError(f"{done}: {cause}; index them again then") from cause


def tag_again(engine: Engine, touched: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Tag the articles again that these entities (by id) and names of theirs can touch; the ids of the articles.

    Waits for whoever writes articles; raises BusyError where they go on.
    """
    ids = sorted(touched)

    def retagged() -> tuple[str, ...]:
        engine.refresh()  # others may have edited the table while this waited for the index
        found: dict[str, None] = {}
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            found.update(dict.fromkeys(engine.retag(some, sorted({name for id_ in some for name in touched[id_]}))))
        return tuple(found)

    return patiently(retagged)


def _touched(engine: Engine, change_set: int) -> dict[str, set[str]]:
    """The entities (by id) that a change set touched, and all names that each has or had."""
    touched: dict[str, set[str]] = {}
    with engine.home.table() as table:
        for change in table.changes(change_set):
            names = touched.setdefault(change.id, set())
            for entity in filter(None, (change.before, change.after)):
                names.update((entity.name, *(alias.text for alias in entity.aliases)))
    return touched


def mentioning(entities: Iterable[str], names: Iterable[str]) -> ix.Query:
    """The question for all articles that an edit of these entities and names could change.

    A name that no table listed so far may turn out to be one of these in another spelling.
    """
    names = list(names)
    by_entity = [ix.Term(ix.Field.ENTITY, entity_key(each)) for each in entities]
    by_name = [having(keys) for name in names if (keys := word_keys(words(fold(name).text)))]
    by_sound = [ix.Term(ix.Field.NAME, each) for name in names for each in asked_keys(name)]
    return ix.AnyOf((*by_entity, *by_name, *by_sound))
