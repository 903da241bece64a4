"""Names that a translation garbled, found in the lexicon by way of the route that the text came.

A guess counts only if it agrees with what the text names for certain: its country, what it is a part of, the
institution to which a person belongs; and only if no other entity agrees as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Entity, EntityKind
from polyonym.engine.matching.keys import exact_keys
from polyonym.engine.matching.resolve import Resolver
from polyonym.engine.matching.setting import Setting
from polyonym.engine.sinitic.variants import simplify
from polyonym.engine.tagging.choice import Company
from polyonym.engine.tagging.expansions import names_of
from polyonym.engine.tagging.garble_guesses import (
    Guess,
    by_meaning,
    countries,
    pinyin_of,
    sino_vietnamese,
    slips,
)
from polyonym.engine.tagging.route import LANGUAGES, Route
from polyonym.engine.text.tokens import is_unspaced

MOST_ASKED = 40
"""So many different names of an article are asked about."""
_RELATED, _NAMED = 0.8, 0.5
_LEAST = {EntityKind.PERSON: _RELATED, EntityKind.ORGANIZATION: _NAMED, EntityKind.PLACE: _NAMED}
"""How well an entity must agree with the text: a person only with an institution or place of theirs named."""
_CLEAR = 0.15
_SURE = 0.9
_UNREAD = 0.05
_LONGEST = 120
_VIETNAM = "VN"
_TELLING_NAME = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A name of a text that isn't listed, the kinds of what it may be, and whether the resolver is asked, too."""

    surface: str
    kinds: frozenset[EntityKind]
    resolved: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """The entity that a garbled name means, how surely, and why."""

    entity: Entity
    score: float
    reason: str


class Garbles:
    """Finds what garbled names mean in one lexicon; keep it, since it keeps what the resolver learned."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._begins = lru_cache(maxsize=1 << 16)(self._is_beginning)

    def _is_beginning(self, letters: str) -> bool:
        """Whether the bare letters of some listed name begin so."""
        return next(self.lexicon.family("exact").starting(letters), None) is not None

    @cached_property
    def resolver(self) -> Resolver:
        """The resolver, made when a text first needs it."""
        return Resolver(self.lexicon)

    def answers(self, asked: Iterable[Asked], route: Route, company: Company) -> dict[str, Answer]:
        """What the names mean, by surface; those left out mean nothing that is listed, or it isn't clear what."""
        wanted = list(dict.fromkeys(each for each in asked if len(each.surface) <= _LONGEST))[:MOST_ASKED]
        found: dict[str, Answer] = {}
        for each in sorted(wanted, key=lambda one: EntityKind.PERSON in one.kinds):  # people belong to places
            answer = self._answer(each, route, company)
            if answer is not None:
                found[each.surface] = answer
                company.meet(answer.entity)
        return found

    def _answer(self, asked: Asked, route: Route, company: Company) -> Answer | None:
        guesses = list(_guesses(asked.surface, route, self._begins))
        met = ((guess, entity) for guess in guesses for entity in self._listed(guess))
        best = self._best(met, asked, company)
        if best is not None:
            guess, entity, score = best
            return Answer(entity, score, f"{self._how(guess, entity, asked)}; {_came(route)}")
        return self._likened(asked, guesses, route, company) if asked.resolved else None

    def _listed(self, guess: Guess) -> Iterator[Entity]:
        """The entities that have the name of a guess."""
        numbers = self.lexicon.family("exact").find(_bare_key(guess.name) or " ")
        return map(self.lexicon.entity, dict.fromkeys(self.lexicon.owner[number] for number in numbers))

    def _best(
        self, met: Iterable[tuple[Guess, Entity]], asked: Asked, company: Company
    ) -> tuple[Guess, Entity, float] | None:
        """The entity that agrees best with the text, if none agrees about as well."""
        rows: dict[str, tuple[float, Guess, Entity]] = {}
        for guess, entity in met:
            support = self._support(entity, asked, company, guess)
            if support and entity.id not in rows and (fit := self._fit(guess, entity)):
                rows[entity.id] = (support - _UNREAD * (fit < 1.0), guess, entity)
        ranked = sorted(rows.values(), key=lambda row: -row[0])
        if not ranked or (len(ranked) > 1 and ranked[1][0] > ranked[0][0] - _CLEAR):
            return None
        support, guess, entity = ranked[0]
        return guess, entity, _score(support)

    def _support(self, entity: Entity, asked: Asked, company: Company, guess: Guess) -> float:
        """How well an entity agrees with the text, 0 where that isn't enough or it is of another kind.

        What is heard, a reading, names much, so that a country beside others doesn't do where Vietnam is named, too.
        """
        if entity.kind not in asked.kinds or entity.kind not in _LEAST:
            return 0.0
        support, least = company.support(entity), _LEAST[entity.kind]
        if guess.heard and _VIETNAM in company.countries:
            return support if support >= _RELATED else 0.0
        if support < least and entity.kind is not EntityKind.PERSON and not guess.heard:
            named = entity.country is not None and entity.country in company.countries
            return _NAMED if named or (guess.land and entity.part_of is None) else 0.0
        return support if support >= least else 0.0

    def _fit(self, guess: Guess, entity: Entity) -> float:
        """1 where a name in Han characters agrees with the guess, less where the entity has none, 0 where none does."""
        if not guess.read and not guess.held:
            return 1.0
        written = self._han(entity)
        if not written:
            return 0.5
        return 1.0 if any(map(guess.fits, written)) else 0.0

    def _han(self, entity: Entity) -> list[str]:
        """The names of an entity that are written in Han characters."""
        return [each for each in names_of(self.lexicon, entity) if is_unspaced(each[0])]

    def _how(self, guess: Guess, entity: Entity, asked: Asked) -> str:
        if not guess.read:
            return f"{guess.how[0].upper()}{guess.how[1:]}, {entity.name}"
        han = next((simplify(each) for each in self._han(entity) if guess.fits(each)), "")
        if not han:
            return f"{guess.how}, of {entity.name}"
        parts = list(zip(asked.surface.replace("-", " ").split(), han, strict=False))
        each = ", ".join(f"{syllable} = {char} {pinyin_of(char).capitalize()}" for syllable, char in parts)
        return f"Sino-Vietnamese reading of {han[: len(parts)]}: {each}"

    def _likened(self, asked: Asked, guesses: list[Guess], route: Route, company: Company) -> Answer | None:
        """What the resolver decides for, of a guess that isn't listed as it stands, or of the name itself."""
        inexact = [guess for guess in guesses if not guess.exact]
        for guess in (*inexact, Guess(asked.surface, "", exact=False)):
            for kind in sorted(asked.kinds):
                answer = self._resolved(guess, kind, asked, route, company)
                if answer is not None:
                    return answer
        return None

    def _resolved(self, guess: Guess, kind: EntityKind, asked: Asked, route: Route, company: Company) -> Answer | None:
        setting = Setting(None, frozenset(company.entities), frozenset(company.countries))
        decided = self.resolver.resolve(guess.name, kind=kind, limit=1, setting=setting)
        entity = decided.decision
        if entity is None:
            return None
        # A long name that is listed says enough by itself.
        telling = decided.matches[0].listed and guess.name.count(" ") >= _TELLING_NAME
        support = self._support(entity, asked, company, guess) or (_NAMED if telling else 0.0)
        if not support or not (telling or decided.matches[0].score >= _SURE):
            return None
        why = f"{guess.how[:1].upper()}{guess.how[1:]}: " if guess.how else ""
        return Answer(entity, _score(support), f"{why}{decided.matches[0].reason}; {_came(route)}")


def _score(support: float) -> float:
    return round(0.55 + 0.35 * support, 3)


def _guesses(surface: str, route: Route, begins: Callable[[str], bool]) -> Iterator[Guess]:
    on_the_way = route.languages[:-1]
    yield Guess(surface, "a listed name that the company here speaks for")
    yield from slips(surface)
    for source in on_the_way:
        yield from countries(surface, route.target, source)
    if "vi" in route.languages:
        yield from sino_vietnamese(surface, begins)
    yield from chain.from_iterable(by_meaning(surface, route.target, source) for source in on_the_way)


def _bare_key(name: str) -> str:
    return name if name.isascii() and name.isalpha() and name.islower() else next(iter(exact_keys(name)), "")


def _came(route: Route) -> str:
    """That the article is a translation, and of which kind."""
    if route.target == "vi":
        return "the article tells in Vietnamese of what is Chinese"
    way = LANGUAGES[route.via or route.source]
    return f"the article is a translation {'by way of' if 'vi' in route.languages else 'from'} {way}"
