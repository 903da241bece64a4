"""Names that several entities have: found in one pass over the table, and told one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from polyonym.aliases.reading import Reader

# One sort of all names; a merged entity keeps the name that it is shown as only for people to read.
_NAMES = """
    SELECT casefold(text) AS folded, entity, text, lang, kind, prior FROM aliases
    WHERE status = 'active' AND (?1 = '' OR instr(casefold(text), ?1))
    UNION ALL SELECT casefold(name), id, name, '', '', NULL FROM entities
    WHERE merged_into IS NULL AND (?1 = '' OR instr(casefold(name), ?1))
    ORDER BY folded, entity
"""
_SHOWN = "SELECT name FROM entities WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Claim:
    """One of the entities that have a name, and how they write it; kind '' is the name that it is shown as."""

    id: str
    name: str
    text: str
    lang: str | None
    kind: str
    prior: float | None


@dataclass(frozen=True, slots=True)
class Contested:
    """A name without case, and the entities that have it: the likeliest first, where that is known."""

    text: str
    claims: tuple[Claim, ...]


def contested(reader: Reader, text: str = "") -> Iterator[Contested]:
    """The names that several entities have, in order; with `text` those that hold it."""
    sought = text.strip().casefold().encode("utf-8", "replace").decode("utf-8")
    rows = reader.stream(_NAMES, (sought,))
    for folded, group in groupby(rows, key=itemgetter(0)):
        held = list(group)
        if held[0][1] != held[-1][1]:
            yield Contested(folded, _claims(reader, held))


def _claims(reader: Reader, rows: list[tuple[Any, ...]]) -> tuple[Claim, ...]:
    claims = []
    for id_, group in groupby(rows, key=itemgetter(1)):
        _, _, text, lang, kind, prior = min(group, key=_least_said)
        claims.append(Claim(id_, reader.rows(_SHOWN, (id_,))[0][0], text, lang or None, kind, prior))
    return tuple(sorted(claims, key=lambda claim: (-(claim.prior or 0.0), claim.id)))


def _least_said(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Last what says least: the name that an entity is shown as, and aliases whose prior isn't known."""
    _, _, text, lang, kind, prior = row
    return kind == "", prior is None, lang, kind, text
