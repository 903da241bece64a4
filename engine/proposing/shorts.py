"""Short forms that stand for an entity: defined behind one of its names, or its initials in its company."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from polyonym.aliases.model import EntityKind
from polyonym.engine.institutions.standing import acronym_of
from polyonym.engine.proposing.company import Circles
from polyonym.engine.proposing.guesses import Guess, Guesser, How
from polyonym.engine.proposing.seen import Place, Seen, Sightings
from polyonym.engine.tagging.definitions import looks_like_acronym
from polyonym.engine.tagging.expansions import stands_for
from polyonym.engine.text.fold import key

_FITS, _ONLY_BRACKETED = 0.95, 0.5
"""How sure a short form in brackets is, where its letters are those of the name, and where they aren't."""
_LONGEST, _LEAST_ARTICLES = 6, 3
_LEAST_STRENGTH, _LEAST_COMPANY = 0.6, 0.3
_MOST_ENTITIES, _MOST_NAMES = 40, 12
_SURE_NAME, _SHORTEST = 0.4, 2
_HAVE_OTHER_LETTERS = frozenset((EntityKind.ORGANIZATION, EntityKind.INITIATIVE, EntityKind.EVENT))
"""Kinds whose short forms may be of letters of another language; behind a person stands what the person belongs to."""


def defined(sightings: Sightings, guesser: Guesser) -> Iterator[tuple[str, Guess]]:
    """Short forms that articles put in brackets behind a name of an entity, listed or guessed."""
    for (lang, name), seen in sightings.names.items():
        for short, places in seen.shorts.items():
            for entity, sure in guesser.owners(lang, name)[:1]:
                if guesser.known.is_settled(entity, short, lang) or key(short) == key(name):
                    continue
                fits = len(short) >= _SHORTEST and stands_for(
                    key(short), (name, *guesser.known.names(entity)[:_MOST_NAMES])
                )
                if not fits and (seen.inside or guesser.known.kind(entity) not in _HAVE_OTHER_LETTERS):
                    continue
                there = sightings.names.get((lang, short)) or _seen_at(places)
                sure *= _FITS if fits else _ONLY_BRACKETED
                yield lang, Guess(entity, short, there, How.DEFINED, sure, (), f"in brackets behind «{name}»")


def _seen_at(places: Iterable[Place]) -> Seen:
    seen = Seen()
    for place in places:
        seen.meet(place, "", "", ())
    return seen


def initials(
    sightings: Sightings, guesser: Guesser, circles: Circles, guesses: Iterable[tuple[str, Guess]]
) -> Iterator[tuple[str, Guess]]:
    """Acronyms in the company of an organisation whose name, listed or guessed, begins so."""
    named = _Named(guesser, guesses)
    for (lang, short), seen in sightings.names.items():
        if seen.articles < _LEAST_ARTICLES or len(short) > _LONGEST or not looks_like_acronym(short):
            continue
        found = sorted(_standing(lang, short, seen, circles, named), reverse=True)
        if found and not guesser.known.is_settled(found[0][1], short, lang):
            (sure, entity, name), rivals = found[0], tuple((each, sure) for sure, each, _ in found[1:4])
            yield lang, Guess(entity, short, seen, How.INITIALS, sure, rivals, f"initials of «{name}»")


class _Named:
    """The organisations that may have an acronym: by the first letter of their guessed names, and all others."""

    def __init__(self, guesser: Guesser, guesses: Iterable[tuple[str, Guess]]) -> None:
        self._known = guesser.known
        self._names: dict[tuple[str, str], list[str]] = {}
        self._first: dict[tuple[str, str], dict[str, None]] = {}
        for lang, guess in guesses:
            if guess.sure >= _SURE_NAME and " " in guess.surface and self._is_organization(guess.entity):
                self._names.setdefault((lang, guess.entity), []).append(guess.surface)
                self._first.setdefault((lang, key(guess.surface)[:1]), {})[guess.entity] = None

    def _is_organization(self, entity: str) -> bool:
        return self._known.kind(entity) is EntityKind.ORGANIZATION

    def near(self, lang: str, short: str, seen: Seen) -> list[str]:
        """The organisations whose acronym a short form may be: those beside it, and those with its first letter."""
        beside = [each for each, _ in seen.company.most_common() if self._is_organization(each)][:_MOST_ENTITIES]
        guessed = list(self._first.get((lang, key(short)[:1]), ()))[:_MOST_ENTITIES]
        return list(dict.fromkeys((*beside, *guessed)))

    def names(self, lang: str, entity: str) -> list[str]:
        """The names of an organisation, those guessed in this language first."""
        return [*self._names.get((lang, entity), ()), *self._known.names(entity)][:_MOST_NAMES]


def _standing(lang: str, short: str, seen: Seen, circles: Circles, named: _Named) -> Iterator[tuple[float, str, str]]:
    """The organisations that a short form may stand for: how sure that is, which, and by which name."""
    for entity in named.near(lang, short, seen):
        like = circles.likeness(seen.company, entity)
        names = named.names(lang, entity) if like >= _LEAST_COMPANY else ()
        strengths = ((made.strength, name) for name in names if (made := acronym_of(short, name)) is not None)
        strength, name = max(strengths, default=(0.0, ""))
        if strength >= _LEAST_STRENGTH:
            yield strength * like, entity, name
