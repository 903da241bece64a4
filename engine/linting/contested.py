"""Findings about names that several entities have, and entities that are probably one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from itertools import combinations

from polyonym.aliases.model import Entity, EntityKind
from polyonym.engine.linting.finding import Finding, Findings
from polyonym.engine.linting.gathered import FULL, MAIN, SHORT, Claim, Gathered, names_of
from polyonym.engine.linting.texts import listed, quoted
from polyonym.engine.text.fold import key

_NAMESAKES = frozenset((EntityKind.PERSON, EntityKind.PLACE))
_MOST_COMPARED = 20
"""So many entities of one name are held against each other; a name with more is no clue to anything."""
_ROUNDING = 1e-3


def contested(entity: Entity, known: Gathered, chosen: Collection[str] | None) -> Findings:
    """What there is to say of the names that an entity shares; each is told of once, at the first of its entities."""
    number = known.number.get(entity.id, -1)
    written = {key(alias.text): alias.text for alias in entity.aliases} | {key(entity.name): entity.name}
    for name in names_of(entity):
        claims = known.claims(name)
        if claims and _first(claims, known, chosen) == number:
            yield from _shared(entity, written[name], claims, known)


def _first(claims: tuple[Claim, ...], known: Gathered, chosen: Collection[str] | None) -> int:
    return next((each.owner for each in claims if chosen is None or known.ids[each.owner] in chosen), -1)


def _shared(entity: Entity, text: str, claims: tuple[Claim, ...], known: Gathered) -> Findings:
    others = listed(known.ids[each.owner] for each in claims if known.ids[each.owner] != entity.id)
    priors = [each.prior for each in claims if each.prior is not None]
    if sum(priors) > 1 + _ROUNDING:
        message = f"{quoted(text)} is also a name of {others}, with priors that add up to {sum(priors):.2f}"
        yield Finding("A006", entity.id, message, text)
    if 0 < len(priors) < len(claims):
        message = f"{quoted(text)} is also a name of {others}, and only {len(priors)} of {len(claims)} say how often"
        yield Finding("A007", entity.id, message, text)
    if len(priors) == len(claims):
        yield Finding("A002", entity.id, f"{quoted(text)} is also a name of {others}; priors say how often", text)
        return
    met = {_judged(pair, known) for pair in combinations(claims[:_MOST_COMPARED], 2)}
    worst = next(code for code in _SAID if code in met)
    yield Finding(worst, entity.id, f"{quoted(text)} is also a name of {others}{_SAID[worst]}", text)


_SAID = {
    "A001": ", of the same kind and country; nothing tells them apart",
    "A005": ", of the same kind and country; are they one entity?",
    "A004": ", known to be different; say with priors how often it means which",
    "A008": "; nothing tells them apart, and a prior would say how often it means which",
    "A002": "; kind, country or place tells them apart",
    "A003": "; the company that it keeps in a text decides",
}
"""What is said of two entities with one name; where several have it, of the two of which the worst is to be said."""


def _judged(pair: tuple[Claim, Claim], known: Gathered) -> str:
    """The code for two entities that have one name."""
    one, other = pair
    if one.worth == SHORT or other.worth == SHORT:
        return "A003"
    if _known_to_differ(known.ids[one.owner], known.ids[other.owner], known):
        return "A004"
    if _told_apart(one.owner, other.owner, known):
        return "A002"
    unknown = 0 in (known.country(one.owner), known.country(other.owner))
    if unknown or max(one.worth, other.worth) > FULL or known.kind(one.owner) in _NAMESAKES:
        return "A008"
    return "A005" if one.worth == other.worth == MAIN else "A001"


def _told_apart(one: int, other: int, known: Gathered) -> bool:
    """Whether kind, country, city or what contains them tells two entities apart."""
    countries = {known.country(one), known.country(other)} - {0}
    if known.kind(one) is not known.kind(other) or len(countries) > 1:
        return True
    cities = {known.city(one), known.city(other)} - {0}
    parents = {known.parents.get(known.ids[one]), known.parents.get(known.ids[other])}
    inside = known.ids[one] in parents or known.ids[other] in parents
    return len(cities) > 1 or len(parents) > 1 or inside


def doubled(entity: Entity, known: Gathered, chosen: Collection[str] | None) -> Findings:
    """People and places that share the name shown and another one with one of the same kind and country."""
    claims = known.claims(key(entity.name)) if entity.kind in _NAMESAKES and entity.country else ()
    if not 0 < len(claims) <= _MOST_COMPARED:
        return
    number = known.number.get(entity.id, -1)
    rivals = {each.owner for each in claims if each.worth == MAIN and _comes_later(each.owner, number, known, chosen)}
    rivals = {each for each in rivals - {number} if known.country(each) and not _told_apart(number, each, known)}
    if not rivals:
        return
    shared: Counter[int] = Counter()
    for name in names_of(entity):
        for claim in known.claims(name):
            if claim.owner in rivals and claim.worth != SHORT:
                shared[claim.owner] += 1
    for other, count in shared.items():
        if count > 1 and not _known_to_differ(entity.id, known.ids[other], known):
            message = f"{quoted(entity.name)} shares {count} names, kind and country with {known.ids[other]}"
            yield Finding("A005", entity.id, f"{message}; are they one entity?", entity.name)


def _comes_later(owner: int, number: int, known: Gathered, chosen: Collection[str] | None) -> bool:
    return owner > number or (chosen is not None and known.ids[owner] not in chosen)


def _known_to_differ(one: str, other: str, known: Gathered) -> bool:
    return other in known.different.get(one, ()) or one in known.different.get(other, ())
