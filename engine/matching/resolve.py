"""Resolve a name: which entities may it name, how probably, why, and is one of them sure enough?"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from typing import NamedTuple

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.lineage import successors
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind
from polyonym.engine.matching.align import Alignment
from polyonym.engine.matching.calibration import model, probability
from polyonym.engine.matching.candidates import RETRIEVED, Candidate, Retriever
from polyonym.engine.matching.features import LIKENESS, OTHER_NUMBERS, SAME
from polyonym.engine.matching.keys import LONGEST_EXACT
from polyonym.engine.matching.look import is_institution, look
from polyonym.engine.matching.meeting import Seat
from polyonym.engine.matching.reason import reason
from polyonym.engine.matching.rejected import not_called, others_than
from polyonym.engine.matching.setting import NO_SETTING, Setting, of_address, supported, supports
from polyonym.engine.names.forenames import names
from polyonym.engine.names.name import Name, Part, name_of, of_other_numbers
from polyonym.engine.text.fold import key
from polyonym.engine.text.mojibake import repaired


@dataclass(frozen=True, slots=True)
class Match:
    """An entity proposed for a name.

    `score` is the calibrated probability, 0..1, that the name means it; `alias` the name of it that was
    met; `listed` whether that is the very name, but for case, marks or width.
    """

    entity: Entity
    score: float
    alias: Alias
    listed: bool
    _name: str = field(repr=False)
    _alignment: Alignment = field(repr=False)

    @property
    def reason(self) -> str:
        """Why, in a sentence; put together when asked for."""
        why, after = reason(self._name, self.alias, self._alignment), ", ".join(successors(self.entity))
        return f"{why}; succeeded by {after}" if after else why

    @property
    def part_of_name(self) -> bool:
        """Whether the name asked for is met wholly, but is only a part of the alias (a surname alone)."""
        return self._alignment.left >= 0.9 and self._alignment.parts_left < self._alignment.parts_right


@dataclass(frozen=True)
class Resolution:
    """The answer for one name: the entity that is sure enough, or None.

    Where listed names decide, what is only like the name is looked for when `matches` is first asked for.
    """

    query: str
    decision: Entity | None
    _found: Callable[[], tuple[Match, ...]] = field(repr=False, compare=False)

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """The entities proposed, best first."""
        return self._found()


class Scored(NamedTuple):
    """A candidate looked at closely: how it aligns, what the model sees of that, and how probable it is alone."""

    candidate: Candidate
    alignment: Alignment
    features: tuple[float, ...]
    probability: float
    apart: bool = False
    """Whether something that tells institutions apart stands in one name only."""

    @property
    def same(self) -> bool:
        """Whether it is the very name, but for case, marks or width."""
        return bool(self.features[SAME])


_FEW, _MOST, _MOST_READ = 5, 16, 30
"""Candidates looked at closely: a few where one of them is sure, else many; and of those that share readings of
syllables with a name in Han or Hangul, which its sound doesn't tell, as many again."""
_BROUGHT = 3 * _MOST
_SURE, _TIE = 0.9, 0.1
"""A candidate that is so sure ends the search, but for those that are nearly as near."""
_NEAR = 0.3
"""How far behind the nearest candidate one may be and still be looked at."""


class Resolver:
    """Resolves names against one lexicon; keep it, since it keeps what it learned of common names."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.retriever = Retriever(lexicon)
        self._rarity = lru_cache(maxsize=1 << 16)(self._measure_rarity)

    def _measure_rarity(self, part: Part) -> float:
        """The weight of a part: rare ones tell more."""
        family, total = self.lexicon.family("sound"), self.lexicon.known_count
        heard = (f"t:{form}" for form in part.fine[:2])
        known = max((family.size(each) for each in (*heard, *(f"n:{name}" for name in names(part.text)))), default=0)
        return part.weight * math.log(1 + total / (1 + known)) / math.log(1 + total)

    def resolve(
        self, name: str, *, kind: str | None = None, limit: int = 5, setting: Setting = NO_SETTING
    ) -> Resolution:
        """Which entities does `name` name?  `kind` (an EntityKind's value) leaves out the others."""
        wanted, setting = asked(name, kind, setting)
        known = self._known(wanted, kind) if setting is NO_SETTING else None
        if known is not None:
            return Resolution(name, known, lambda: self._matches(wanted, self._near(wanted, kind, setting)[:limit]))
        ranked = self._near(wanted, kind, setting)
        return Resolution(name, self._decided(wanted, ranked, kind), partial(self._matches, wanted, ranked[:limit]))

    def _known(self, wanted: Name, kind: str | None) -> Entity | None:
        """The one entity that is called so, for certain: nothing that is only like the name can come before it."""
        called = self._possible(wanted, self._of_kind(self.retriever.listed(wanted), kind))
        owners = {each.entity for each in called}
        if len(owners) != 1 or not any(self._is_sure(wanted, self.lexicon.alias(each.alias)) for each in called):
            return None
        return self.lexicon.entity(owners.pop())

    @staticmethod
    def _is_sure(wanted: Name, alias: Alias) -> bool:
        return _trust(alias) == 1.0 and key(alias.text) == wanted.key

    def _near(self, wanted: Name, kind: str | None, setting: Setting) -> list[tuple[float, Scored]]:
        """All that a name may mean, the likeliest first."""
        return self._ranked(wanted, self.scored(wanted, kind), setting, mixed=kind is None)

    def _matches(self, wanted: Name, ranked: list[tuple[float, Scored]]) -> tuple[Match, ...]:
        return tuple(self._match(wanted, sure, each) for sure, each in ranked)

    def scored(self, wanted: Name, kind: str | None, *, few: int = _FEW) -> list[Scored]:
        """The candidates of a name that are looked at closely: at least `few` of them, where there are so many."""
        clear, scored = 0.0, list[Scored]()
        for candidate in self._fitting(wanted, kind, few):
            if len(scored) >= few and candidate.near < clear:
                break
            scored.append(self._score(wanted, candidate))
            if scored[-1].probability > _SURE:
                clear = max(clear, candidate.near - _TIE)
        return scored

    def _fitting(self, wanted: Name, kind: str | None, few: int) -> list[Candidate]:
        """The candidates worth a close look, the likeliest first."""
        brought = self.retriever.candidates(wanted, kind, RETRIEVED if wanted.sinitic else _BROUGHT)
        found = self._possible(wanted, self._of_kind(brought, kind))
        least = found[0].near - _NEAR if found else 0.0
        near = [c for place, c in enumerate(found[:_MOST]) if place < few or c.near >= least]
        if not wanted.sinitic:
            return near
        read = [c for c in found if c.read][:_MOST_READ]
        return read + [c for c in near if not c.read]

    def _possible(self, wanted: Name, candidates: list[Candidate]) -> list[Candidate]:
        """The candidates without those that are known not to be called so, or to be another than who is."""
        out = not_called(self.lexicon, wanted.text)
        found = [c for c in candidates if c.entity not in out] if out else candidates
        others = others_than(self.lexicon, {c.entity for c in found if c.exact})
        return [c for c in found if c.exact or c.entity not in others] if others else found

    def _of_kind(self, candidates: list[Candidate], kind: str | None) -> list[Candidate]:
        """The candidates of a kind; of all kinds where it is None."""
        return candidates if kind is None else [c for c in candidates if self.lexicon.kind(c.entity) == kind]

    def _score(self, wanted: Name, candidate: Candidate) -> Scored:
        alias, kind = self.lexicon.alias(candidate.alias), self.lexicon.kind(candidate.entity)
        entity = self.lexicon.entity(candidate.entity) if kind == EntityKind.ORGANIZATION else None
        seat = Seat(entity.city, entity.country) if entity is not None else None
        found = look(wanted, name_of(alias.text, kind), kind, self._rarity, read=candidate.read, seat=seat)
        names = self.retriever.names(candidate.entity) if entity is not None else 0
        seen, alignment = found.seen(overlap=candidate.overlap, sounds=candidate.sounds, names=names), found.alignment
        sure = probability(seen, kind)
        if kind is EntityKind.PERSON and of_other_numbers(wanted, found.right):
            sure = min(sure, OTHER_NUMBERS)
        return Scored(candidate, alignment, seen, sure, found.is_of_institutions and found.apart)

    def _ranked(
        self, wanted: Name, scored: list[Scored], setting: Setting, *, mixed: bool = False
    ) -> list[tuple[float, Scored]]:
        """The best candidate of each entity with its probability, the likeliest first.

        `mixed` says that kinds compete, whose models don't know of one another.
        """
        listed, shares = any(each.same for each in scored), self._shares(scored)
        said = self._supports(scored, setting)
        best: dict[int, tuple[float, Scored]] = {}
        for each in scored:
            number = each.candidate.entity
            sure = each.probability
            if each.same:
                sure = max(sure, _LISTED) * shares.get(number, 1.0)
            else:
                sure *= _BESIDE_LISTED if listed else 1.0
                sure *= min(1.0, _met(wanted, each) + 0.1) * self._of_its_kind(wanted, each) if mixed else 1.0
            sure = supported(sure, said.get(number, 0.0))
            sure *= _trust(self.lexicon.alias(each.candidate.alias))
            if number not in best or sure > best[number][0]:
                best[number] = (sure, each)
        ordered = sorted(best.values(), key=lambda row: (-row[0], not row[1].same, row[1].candidate.entity))
        return [(round(sure, 4), each) for sure, each in ordered]

    def _shares(self, scored: list[Scored]) -> dict[int, float]:
        """How often the name means each of the entities that are called so, as far as the table says; summing to 1."""
        called = {each.candidate.entity: self.lexicon.alias(each.candidate.alias).prior for each in scored if each.same}
        known = [prior for prior in called.values() if prior is not None]
        if not known or len(called) < 2:
            return {}
        rest = max(0.0, 1 - sum(known)) / max(1, len(called) - len(known))
        shares = {entity: rest if prior is None else prior for entity, prior in called.items()}
        return {entity: share / max(1.0, sum(shares.values())) for entity, share in shares.items()}

    def _of_its_kind(self, wanted: Name, scored: Scored) -> float:
        """What likeness is worth to what is no organization, where the name says that it is one: Ministry, minister."""
        return _OF_ANOTHER_KIND if is_institution(wanted) and self._kind(scored) != EntityKind.ORGANIZATION else 1.0

    def _kind(self, scored: Scored) -> EntityKind:
        return self.lexicon.kind(scored.candidate.entity)

    def _supports(self, scored: list[Scored], setting: Setting) -> dict[int, float]:
        """What the setting says of each entity, by number."""
        if setting is NO_SETTING:
            return {}
        numbers = list(dict.fromkeys(each.candidate.entity for each in scored))
        return dict(zip(numbers, supports(list(map(self.lexicon.entity, numbers)), setting), strict=True))

    def _match(self, wanted: Name, sure: float, scored: Scored) -> Match:
        entity = self.lexicon.entity(scored.candidate.entity)
        alias = self.lexicon.alias(scored.candidate.alias)
        return Match(entity, sure, alias, scored.same, wanted.text, scored.alignment)

    def _decided(self, wanted: Name, ranked: list[tuple[float, Scored]], kind: str | None) -> Entity | None:
        """The first, if it is sure enough and leads clearly; a listed name leads before what is only like it."""
        if not ranked:
            return None
        (sure, best), rest = ranked[0], ranked[1:]
        if best.apart and not best.same:
            return None
        entity = self.lexicon.entity(best.candidate.entity)
        chosen = model(kind or entity.kind)
        listed = kind is None and best.same
        if kind is None and not listed and len(wanted.parts) == 1 and sure < _SURE_OF_ONE_WORD:
            return None
        lead = min(0.9 * chosen.margin, _LEAD_IF_LISTED) if best.same else chosen.margin
        runner_up = next((value for value, each in rest if each.same or not best.same), 0.0)
        if sure < (_SURE_IF_LISTED if listed else chosen.least) or sure - runner_up < lead:
            return None
        return entity


def asked(text: str, kind: str | None, setting: Setting = NO_SETTING) -> tuple[Name, Setting]:
    """The name that a query asks for, and the setting with what an address adds to it."""
    plain, setting = of_address(text, kind, setting)
    return name_of(repaired(plain[:LONGEST_EXACT]), kind), setting


_SURE_IF_LISTED, _LEAD_IF_LISTED = 0.8, 0.5
_SURE_OF_ONE_WORD = 0.95
"""One word of no known kind is like much: Putin and Putian."""
_LISTED = 0.9
"""The least probability of a name that is listed; the model saw few such."""
_OF_ANOTHER_KIND = 0.3
_BESIDE_LISTED = 0.9
"""What a likeness is worth where the very name is listed."""


def _met(wanted: Name, scored: Scored) -> float:
    """How much of the name is met, 0..1, however common its words are: Liaoning is half of Liaoning University."""
    if scored.alignment.pairs and any(pair.meant for pair in scored.alignment.pairs):
        return min(scored.features[LIKENESS], max(scored.alignment.left, scored.alignment.joined))
    met = sum(pair.left.weight * pair.alike for pair in scored.alignment.pairs) / (wanted.total or 1.0)
    return min(scored.features[LIKENESS], max(met, scored.alignment.joined)) if scored.alignment.read is None else 1.0


def _trust(alias: Alias) -> float:
    return alias.confidence * (0.98 if alias.kind is AliasKind.GARBLE else 1.0)
