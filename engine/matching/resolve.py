"""Resolve a name: which entities may it name, how probably, why, and is one of them sure enough?"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Alias, AliasKind, Entity
from polyonym.engine.matching.align import Alignment
from polyonym.engine.matching.calibration import probability, thresholds
from polyonym.engine.matching.candidates import Candidate, Retriever
from polyonym.engine.matching.reason import reason
from polyonym.engine.matching.score import score
from polyonym.engine.names.name import Name, Part, name_of


@dataclass(frozen=True, slots=True)
class Match:
    """An entity proposed for a name.

    `score` is the calibrated probability, 0..1, that the name means it; `alias` the name of it that was
    met; `reason` a sentence.
    """

    entity: Entity
    score: float
    alias: Alias
    reason: str
    part_of_name: bool = False
    """Whether the name asked for is met wholly, but is only a part of the alias (a surname alone)."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer for one name: matches best first, and the one that is sure enough, or None."""

    query: str
    matches: tuple[Match, ...]
    decision: Entity | None


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known around a name: a country (ISO alpha-2), and the entities met beside it."""

    country: str | None = None
    company: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()


NO_SETTING = Setting()


@dataclass(frozen=True, slots=True)
class _Scored:
    candidate: Candidate
    likeness: float
    alignment: Alignment


class Resolver:
    """Resolves names against one lexicon; keep it, since it keeps what it learned of common names."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.retriever = Retriever(lexicon)
        self._rarity = lru_cache(maxsize=1 << 16)(self._measure_rarity)

    def _measure_rarity(self, part: Part) -> float:
        """The weight of a part: rare ones tell more."""
        family, total = self.lexicon.family("sound"), self.lexicon.alias_count
        known = max((len(family.find(f"t:{form}")) for form in part.fine[:2]), default=0)
        return part.weight * math.log(1 + total / (1 + known)) / math.log(1 + total)

    def resolve(
        self, name: str, *, kind: str | None = None, limit: int = 5, setting: Setting = NO_SETTING
    ) -> Resolution:
        """Which entities does `name` name?  `kind` (an EntityKind's value) leaves out the others."""
        wanted = name_of(name, kind)
        scored = [self._score(wanted, each, kind) for each in self._fitting(name, kind)]
        matches = self._ranked(wanted, scored, setting)
        return Resolution(name, tuple(matches[:limit]), _decide(matches, kind))

    def _fitting(self, name: str, kind: str | None) -> Iterable[Candidate]:
        for candidate in self.retriever.candidates(name, kind=kind):
            if kind is None or self.lexicon.entity(candidate.entity).kind == kind:
                yield candidate

    def _score(self, wanted: Name, candidate: Candidate, kind: str | None) -> _Scored:
        entity = self.lexicon.entity(candidate.entity)
        other = name_of(self.lexicon.alias(candidate.alias).text, kind or entity.kind)
        likeness, alignment = score(wanted, other, self._rarity)
        return _Scored(candidate, likeness, alignment)

    def _ranked(self, wanted: Name, scored: list[_Scored], setting: Setting) -> list[Match]:
        best: dict[int, tuple[float, _Scored]] = {}
        for each in scored:
            entity = self.lexicon.entity(each.candidate.entity)
            rank = each.likeness + 0.05 * each.candidate.overlap + _support(entity, setting)
            if each.candidate.entity not in best or rank > best[each.candidate.entity][0]:
                best[each.candidate.entity] = (rank, each)
        ordered = sorted(best.values(), key=lambda row: (-row[0], row[1].candidate.entity))
        return [self._match(wanted, rank, each) for rank, each in ordered]

    def _match(self, wanted: Name, rank: float, scored: _Scored) -> Match:
        entity = self.lexicon.entity(scored.candidate.entity)
        alias = self.lexicon.alias(scored.candidate.alias)
        sure = probability(rank, scored.alignment, exact=scored.candidate.exact, kind=entity.kind)
        aligned = scored.alignment
        part = aligned.left >= 0.9 and aligned.parts_left < aligned.parts_right
        why = reason(wanted.text, alias, aligned)
        return Match(entity, round(sure * _trust(alias), 4), alias, why, part)


def _trust(alias: Alias) -> float:
    return alias.confidence * (0.98 if alias.kind is AliasKind.GARBLE else 1.0)


def _support(entity: Entity, setting: Setting) -> float:
    """What the surroundings add to or take from a match."""
    bonus = 0.0
    if setting.country and entity.country:
        bonus += 0.05 if entity.country == setting.country else -0.15
    if entity.country and entity.country in setting.countries:
        bonus += 0.03
    if setting.company & {entity.id, entity.part_of, *entity.related}:
        bonus += 0.1
    return bonus


def _decide(matches: list[Match], kind: str | None) -> Entity | None:
    if not matches:
        return None
    least, margin = thresholds(kind or matches[0].entity.kind)
    runner_up = matches[1].score if len(matches) > 1 else 0.0
    if matches[0].score < least or matches[0].score - runner_up < margin:
        return None
    return matches[0].entity
