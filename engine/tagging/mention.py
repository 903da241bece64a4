"""What tagging finds."""

from __future__ import annotations

from typing import NamedTuple

from polyonym.aliases.model import Entity, EntityKind


class Mention(NamedTuple):
    """A range of a text that names something.

    `start` and `end` count characters of the text; `entity` is None for a name that no table lists, which
    then has a number, `local`, that its other mentions in the same text share.  `score` is 0..1.  `parts` are
    the listed names inside such a name, at their own places: Peking University in Peking University Third
    Hospital.
    """

    start: int
    end: int
    surface: str
    kind: EntityKind
    entity: Entity | None
    score: float
    reason: str
    local: int | None = None
    role: str | None = None
    parts: tuple[Mention, ...] = ()
