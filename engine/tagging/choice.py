"""Choose one entity for each span: what it is called, and what else the text is about."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Alias, Entity, EntityKind
from polyonym.engine.tagging.doubts import least_company, loss
from polyonym.engine.tagging.spans import Listed, Spelling


@dataclass(frozen=True, slots=True)
class Choice:
    """The entity chosen for a span, or None where it stays open; `settled` if it is so in every text."""

    entity: Entity | None
    alias: Alias
    score: float
    settled: bool = False


class Company:
    """What a text names for certain: entities, those related to them, and countries, with counts.

    Few texts have anything to decide by it, so it is worked out when it is first asked.
    """

    def __init__(self) -> None:
        self._entities: dict[str, int] = {}
        self._related: set[str] = set()
        self._countries: dict[str, int] = {}
        self._met: list[Entity] = []
        self._has_organizations = False

    def meet(self, entity: Entity) -> None:
        """Take a certain mention in."""
        self._met.append(entity)

    @property
    def entities(self) -> dict[str, int]:
        """How often each entity is named, by its id."""
        self._take_in()
        return self._entities

    @property
    def countries(self) -> dict[str, int]:
        """How often something of each country is named."""
        self._take_in()
        return self._countries

    def _take_in(self) -> None:
        for entity in self._met:
            self._entities[entity.id] = self._entities.get(entity.id, 0) + 1
            self._related.update(entity.related, (entity.part_of,) if entity.part_of else ())
            self._has_organizations |= entity.kind is EntityKind.ORGANIZATION
            if entity.country:
                self._countries[entity.country] = self._countries.get(entity.country, 0) + 1
        self._met.clear()

    def support(self, entity: Entity) -> float:
        """How well an entity fits here, 0..1."""
        if self._met:
            self._take_in()
        known = self._entities
        if entity.id in known:
            return 1.0
        if entity.id in self._related or entity.part_of in known or not known.keys().isdisjoint(entity.related):
            return 0.8
        if entity.country and self._countries:
            return 0.5 * self._countries.get(entity.country, 0) / max(self._countries.values())
        return 0.0

    def speaks_for(self, entity: Entity, least: float) -> bool:
        """Whether an entity fits so well, or, where anything would do, is an organisation among others."""
        if self.support(entity) >= least:
            return True
        return self._has_organizations and least < _SOME and entity.kind is EntityKind.ORGANIZATION


def choose(lexicon: Lexicon, spelling: Spelling, company: Company, lang: str | None) -> Choice:
    """The entity that fits best here; none where two fit equally or nothing fits well enough."""
    if spelling.alone:
        return _alone(lexicon, spelling, company, lang)
    rows = sorted(
        ((_here(lexicon, each, spelling.surface, company, lang), each) for each in spelling.near),
        key=lambda row: (-row[0], row[1].alias),
    )
    worth, best = rows[0]
    clear = _CLEAR_ACRONYM if spelling.acronym else _CLEAR
    rivals = [each for value, each in rows if value > worth - clear]
    usual = _usual(lexicon, rivals)
    tied = usual is None and any(each.entity != best.entity for each in rivals)
    best = usual or best
    least = least_company(best, lexicon.alias(best.alias), lexicon.entity(best.entity), spelling, lang)
    chosen = None if tied else _if_enough(lexicon, best, worth, company, least)
    return Choice(chosen, lexicon.alias(best.alias), _shown(worth))


def _usual(lexicon: Lexicon, rivals: list[Listed]) -> Listed | None:
    """Of entities that fit equally the one that the name means by far most often, as far as the table says."""
    priors: dict[int, tuple[float, Listed]] = {}
    for each in rivals:
        prior = lexicon.alias(each.alias).prior
        if prior is not None and prior > priors.get(each.entity, (0.0,))[0]:
            priors[each.entity] = prior, each
    ordered = sorted(priors.values(), key=lambda row: -row[0])
    if not ordered or ordered[0][0] < _MOSTLY:
        return None
    return ordered[0][1] if len(ordered) < 2 or ordered[0][0] - ordered[1][0] >= _LEAD else None


def _alone(lexicon: Lexicon, spelling: Spelling, company: Company, lang: str | None) -> Choice:
    """The choice where one entity alone can be meant; the same in every text where it needs no company."""
    worth, best = max(
        ((_by_itself(lexicon, each, spelling.surface, lang), each) for each in spelling.near), key=itemgetter(0)
    )
    alias, entity = lexicon.alias(best.alias), lexicon.entity(best.entity)
    least = least_company(best, alias, entity, spelling, lang)
    settled = worth >= _LEAST and not least
    if worth + _SUPPORT < _LEAST:
        return Choice(None, alias, _shown(worth), True)
    if not settled:
        worth += _SUPPORT * company.support(entity)
    return Choice(_if_enough(lexicon, best, worth, company, least), alias, _shown(worth), settled)


def _if_enough(lexicon: Lexicon, listed: Listed, worth: float, company: Company, least: float) -> Entity | None:
    """The entity of an alias that is worth enough and supported as well as it must be."""
    if worth < _LEAST:
        return None
    entity = lexicon.entity(listed.entity)
    return entity if not least or company.speaks_for(entity, least) else None


def _shown(worth: float) -> float:
    return round(max(0.0, min(0.99, worth)), 3)


_CLEAR = 0.005
_CLEAR_ACRONYM = 0.05
"""How far the best must lead; that more is known of an entity doesn't decide whose acronym it is."""
_MOSTLY, _LEAD = 0.7, 0.4
"""How often a name must mean an entity, of all that it may mean, and how far that must lead."""
_LEAST = 0.6
_SOME = 0.1
_SUPPORT = 0.1


def _by_itself(lexicon: Lexicon, listed: Listed, surface: str, lang: str | None) -> float:
    """How well an alias fits in a text of this language."""
    return listed.worth - loss(listed, lexicon.alias(listed.alias), surface, lang)


def _here(lexicon: Lexicon, listed: Listed, surface: str, company: Company, lang: str | None) -> float:
    """How well it fits in this company, too."""
    return _by_itself(lexicon, listed, surface, lang) + _SUPPORT * company.support(lexicon.entity(listed.entity))
