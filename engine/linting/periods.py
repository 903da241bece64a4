"""Findings about when names were in use."""

from __future__ import annotations

from datetime import date

from polyonym.aliases.model import Alias, AliasKind, Entity, Status
from polyonym.engine.linting.finding import Finding, Findings
from polyonym.engine.linting.texts import quoted

_AHEAD = 10
"""Years that an end may lie ahead: terms of office do."""


def periods(entity: Entity) -> Findings:
    """Years that can't be."""
    for alias in entity.aliases:
        if alias.since or alias.until:
            yield from _period(entity, alias)


def _period(entity: Entity, alias: Alias) -> Findings:
    text, since, until = alias.text, _parts(alias.since), _parts(alias.until)
    if since and until and since[: len(until)] > until[: len(since)]:
        message = f"{quoted(text)} was in use since {alias.since} and until {alias.until}, which is before that"
        yield Finding("Y001", entity.id, message, text)
        return
    now = date.today().year
    if (since and since[0] > now) or (until and until[0] > now + _AHEAD):
        message = f"{quoted(text)} is said to be in use {alias.period}, which lies in the future"
        yield Finding("Y002", entity.id, message, text)
    elif until and until[0] < now and alias.kind is AliasKind.OFFICIAL and alias.status is Status.ACTIVE:
        message = f"{quoted(text)} is marked official and was in use until {alias.until}; it is a former name"
        yield Finding("Y003", entity.id, message, text)


def _parts(day: str | None) -> tuple[int, ...]:
    """A date as numbers, as far as it goes."""
    if not day:
        return ()
    before = day.startswith("-")
    year, *rest = map(int, day.lstrip("-").split("-"))
    return (-year if before else year, *rest)
