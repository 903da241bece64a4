"""The conditions of a query on fields of the article: its language, date, roles and so on."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from polyonym.aliases.model import EntityKind
from polyonym.base.errors import QueryError
from polyonym.engine.language.tags import base_language
from polyonym.engine.searching.wording import role_asked
from polyonym.engine.tagging.role_kin import related_roles
from polyonym.index import model as ix


def condition(name: str, value: str) -> ix.Query:
    """The question that a field and its value ask.  Raises QueryError for a value that can't be."""
    match name:
        case "lang":
            return ix.Filter(ix.Term(ix.Field.LANG, base_language(value) or value.lower()))
        case "country":
            return ix.Filter(ix.Term(ix.Field.COUNTRY, value.upper()))
        case "source":
            return ix.Filter(ix.Term(ix.Field.SOURCE, value.lower()))
        case "role":
            return _in_role(value)
        case "kind":
            if value not in set(EntityKind):
                raise QueryError(f"«kind:{value}»: a kind is one of {', '.join(EntityKind)}")
            return ix.Filter(ix.Term(ix.Field.KIND, value))
        case "since":
            return ix.Between(since=day(value, last=False))
        case _:
            return ix.Between(until=day(value, last=True))


def _in_role(value: str) -> ix.Query:
    """Articles with a person in a role or in one like it; those in the role itself score, the others don't."""
    role = role_asked(value)
    if role is None:
        raise QueryError(
            f"no role is called «{value}»; roles are given in any language (rector, ректор, 校长), or by id"
        )
    alike = ix.AnyOf(tuple(ix.Term(ix.Field.ROLE, each) for each in sorted(related_roles(role))))
    return ix.AnyOf((ix.Filter(alike), ix.Term(ix.Field.ROLE, role)))


def day(value: str, *, last: bool) -> date:
    """The first or last day of a year, month or day written in ISO form.  Raises QueryError."""
    parts = value.split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 3:
            return date(*numbers)
        if len(numbers) == 2:
            first = date(numbers[0], numbers[1], 1)
            return first.replace(day=monthrange(first.year, first.month)[1]) if last else first
        if len(numbers) == 1:
            return date(numbers[0], 12, 31) if last else date(numbers[0], 1, 1)
    except (ValueError, TypeError, OverflowError):
        pass
    raise QueryError(f"«{value}» is no date; write 2025, 2025-11 or 2025-11-26")
