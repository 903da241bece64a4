"""A proposal: a name that the articles have for an entity and its table lacks, with the evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from polyonym.aliases.model import Alias, AliasKind, Status
from polyonym.engine.text.fold import key

_SOURCE = "proposed from articles"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place that speaks for a proposal: `start` and `end` count characters of the article's text.

    `sentence` is what stands around it, `form` the name as it is written there, at `at` of the sentence.
    """

    article: str
    start: int
    end: int
    sentence: str
    at: int
    form: str


@dataclass(frozen=True, slots=True)
class Rival:
    """Another entity that the name may be of."""

    entity: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name proposed for an entity; `score` is how likely it is right, 0..1.

    `count` and `articles` say how often it was met in any of its `forms`, `how` and `reason` by what it was found.
    """

    entity: str
    entity_name: str
    name: str
    lang: str | None
    kind: AliasKind
    score: float
    count: int
    articles: int
    how: str
    reason: str
    forms: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    rivals: tuple[Rival, ...] = ()

    @property
    def id(self) -> str:
        """What it is called in files: the same for the same entity and name, whatever speaks for it."""
        return proposal_id(self.entity, self.name)

    def alias(self, status: Status = Status.ACTIVE) -> Alias:
        """The alias that it becomes when it is accepted, or rejected."""
        return Alias(self.name, self.lang, self.kind, _SOURCE, status=status)


def proposal_id(entity: str, name: str) -> str:
    """Twelve hexadecimal digits for an entity and a name, but for its case, marks and width.

    >>> proposal_id("place:london", "Лондон") == proposal_id("place:london", "ЛОНДОН")
    True
    """
    return blake2b(f"{entity}\n{key(name)}".encode("utf-8", "replace"), digest_size=6).hexdigest()


def row_of(proposal: Proposal) -> dict[str, Any]:
    """The proposal as a row of `proposals.jsonl` and of `--json`."""
    return {
        "id": proposal.id,
        "entity": proposal.entity,
        "entity_name": proposal.entity_name,
        "name": proposal.name,
        "lang": proposal.lang,
        "kind": str(proposal.kind),
        "score": proposal.score,
        "count": proposal.count,
        "articles": proposal.articles,
        "how": proposal.how,
        "reason": proposal.reason,
        "forms": list(proposal.forms),
        "evidence": [_evidence_row(each) for each in proposal.evidence],
        "rivals": [{"entity": each.entity, "name": each.name, "score": each.score} for each in proposal.rivals],
    }


def _evidence_row(each: Evidence) -> dict[str, Any]:
    place = {"article": each.article, "start": each.start, "end": each.end}
    return {**place, "sentence": each.sentence, "at": each.at, "form": each.form}


def proposal_of(row: dict[str, Any]) -> Proposal:
    """The proposal of such a row.  Raises KeyError, TypeError, ValueError for what is none."""
    given = {name: value for name, value in row.items() if name != "id"}
    made = Proposal(
        **{
            **given,
            "kind": AliasKind(row["kind"]),
            "forms": tuple(row["forms"]),
            "evidence": tuple(Evidence(**each) for each in row["evidence"]),
            "rivals": tuple(Rival(**each) for each in row["rivals"]),
        }
    )
    return replace(made, score=float(made.score))
