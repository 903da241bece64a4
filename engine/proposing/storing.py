"""The pending proposals of a home: `proposals.jsonl`, a row each, the likeliest first, written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from polyonym.aliases.model import Entity
from polyonym.base.errors import DamagedError, InputError
from polyonym.base.files import atomic_text
from polyonym.base.rows import json_rows
from polyonym.engine.proposing.forms import same_words
from polyonym.engine.proposing.proposal import Proposal, proposal_of, row_of

FILE = "proposals.jsonl"


def write_proposals(home: Path, proposals: Iterable[Proposal]) -> None:
    """Make these the pending ones, in place of those that are."""
    write_rows(home / FILE, proposals)


def write_rows(path: str | Path, proposals: Iterable[Proposal]) -> None:
    """Write proposals to a file in the same form."""
    with atomic_text(path) as file:
        for each in proposals:
            file.write(json.dumps(row_of(each), ensure_ascii=False) + "\n")


def read_proposals(home: Path) -> list[Proposal]:
    """The pending proposals; none where none were made.  Raises DamagedError, naming file and line."""
    path = home / FILE
    return [_proposal(row, path, number) for number, row in json_rows(path)] if path.exists() else []


def _proposal(row: dict[str, object] | InputError, path: Path, number: int) -> Proposal:
    try:
        if isinstance(row, InputError):
            raise ValueError(row.message)
        return proposal_of(row)
    except (KeyError, TypeError, ValueError) as cause:
        raise DamagedError(f"{path} is damaged in line {number}; `polyonym aliases propose` makes it anew") from cause


def pending(home: Path, get: Callable[[str], Entity | None]) -> list[Proposal]:
    """The proposals that nothing was decided about yet; `get` looks entities up in the table.

    What the table says counts, so that nothing is asked twice where a review was interrupted.
    """
    known: dict[str, Entity | None] = {}
    left = []
    for each in read_proposals(home):
        if each.entity not in known:
            known[each.entity] = get(each.entity)
        if not is_decided(each.name, known[each.entity]):
            left.append(each)
    return left


def is_decided(name: str, entity: Entity | None) -> bool:
    """Whether a name is among those that an entity has or is known not to have; so for one that is gone."""
    if entity is None or entity.merged_into is not None:
        return True
    return any(same_words(name, text) for text in (entity.name, *(alias.text for alias in entity.aliases)))
