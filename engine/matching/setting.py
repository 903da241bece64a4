"""What is known around a name, and what that says for or against an entity."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from polyonym.aliases.model import Entity, EntityKind
from polyonym.engine.institutions.addresses import address_country, address_label, spelled_out
from polyonym.engine.institutions.gazetteer import known
from polyonym.engine.institutions.places import places
from polyonym.engine.text.fold import key
from polyonym.engine.text.tokens import words


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known around a name: a country (ISO alpha-2), the entities met beside it, places (see `places`)."""

    country: str | None = None
    company: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


NO_SETTING = Setting()
_COUNTRY, _OTHER_COUNTRY = 1.0, -3.0
_COUNTRY_NEAR, _CITY_NEAR, _COMPANY = 0.7, 1.5, 2.0
_OTHER_FITS = -3.0
"""What it says against an entity that nothing around speaks for it, but for another of the same name."""


def around(text: str, met: Iterable[Entity], country: str | None) -> Setting:
    """The setting that a text makes, with the entities that are named in it."""
    entities = tuple(met)
    company = {each for entity in entities for each in (entity.id, entity.part_of, *entity.related) if each}
    found = {place for each in places(words(key(text))) if not each.weak for place in each.ids}
    lands = {place.country for each in found if (place := known(each)) is not None and place.country}
    countries = lands | {entity.country for entity in entities if entity.country}
    return Setting(country, frozenset(company), frozenset(countries), frozenset(found))


def support(entity: Entity, setting: Setting) -> float:
    """What the surroundings say for or against an entity, as log odds."""
    said = 0.0
    if setting.country and entity.country:
        said += _COUNTRY if entity.country == setting.country else _OTHER_COUNTRY
    if entity.country and entity.country in setting.countries:
        said += _COUNTRY_NEAR
    if entity.city and setting.places and not _places_of(entity.city).isdisjoint(setting.places):
        said += _CITY_NEAR
    if setting.company & {entity.id, entity.part_of, *entity.related}:
        said += _COMPANY
    return said


@lru_cache(maxsize=1 << 12)
def _places_of(city: str) -> frozenset[str]:
    return frozenset(place for each in places(words(key(city))) for place in each.ids)


def supports(entities: Sequence[Entity], setting: Setting) -> list[float]:
    """What the surroundings say of each of several entities; what fits one speaks against those it doesn't fit."""
    said = [support(entity, setting) for entity in entities]
    most = max(said, default=0.0)
    return [each if most <= 0 or each == most or each > 0 else each + _OTHER_FITS for each in said]


def supported(sure: float, said: float) -> float:
    """A probability with log odds added."""
    if said == 0.0:
        return sure
    odds = max(sure, 1e-9) / max(1 - sure, 1e-9) * math.exp(said)
    return odds / (1 + odds)


_MAY_HAVE_ADDRESS = frozenset((EntityKind.ORGANIZATION, None))


def of_address(text: str, kind: str | None, setting: Setting = NO_SETTING) -> tuple[str, Setting]:
    """What is asked for: of a web or mail address what it says of an institution, and its country; else the text."""
    label = address_label(text) if kind in _MAY_HAVE_ADDRESS else None
    if label is None:
        return text, setting
    country = setting.country or address_country(text)
    return spelled_out(label) or label.upper(), replace(setting, country=country) if country else setting
