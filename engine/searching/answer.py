"""What a search gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from polyonym.aliases.model import EntityKind
from polyonym.engine.searching.plan import Recognised


@dataclass(frozen=True, slots=True)
class Named:
    """An entity that an article names, and how often."""

    id: str
    name: str
    kind: EntityKind
    count: int


@dataclass(frozen=True, slots=True)
class Hit:
    """An article found.

    `snippets` are pieces of its text with what was found between ⟦ and ⟧; `entities` what it names, the
    most frequent first; `why` a sentence that says as what the article was found.
    """

    id: str
    title: str
    score: float
    lang: str | None
    date: date | None
    url: str | None
    entities: tuple[Named, ...]
    snippets: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of hits; `total` counts all, `recognised` tells the names seen in the query, `notes` what else.

    `facets` has for each field asked for its values and how many of all hits have them.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    recognised: tuple[Recognised, ...] = ()
    notes: tuple[str, ...] = ()
