"""Whose name a written name may be: as tagging decided, as the resolver guesses, or as a longer name tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from polyonym.aliases.model import EntityKind
from polyonym.engine.matching.resolve import Match, Resolver
from polyonym.engine.proposing.borrowed import Borrowed
from polyonym.engine.proposing.forms import parts_of
from polyonym.engine.proposing.known import Known
from polyonym.engine.proposing.seen import WINDOW, Seen
from polyonym.engine.tagging.kinds import kinds
from polyonym.engine.text.stems import stem

_LEAST = 0.03
"""What is less likely than this isn't looked at further."""
_RIVALS = 4
_SHORTEST = 2
_LEAST_ARTICLES = 2
"""What tagging took for no name must stand in so many articles."""
_LEAST_SHARE, _MOST_INSIDE = 0.5, 0.6
_LENT = 0.9
"""How sure a name is that the bundled tables lend."""


class How(StrEnum):
    """By what a name was guessed."""

    TAGGED = "tagged"
    LIKENESS = "likeness"
    PART = "part"
    LENT = "lent"
    DEFINED = "defined"
    INITIALS = "initials"


@dataclass(frozen=True, slots=True)
class Guess:
    """One written name in one language, as a name of an entity.

    `sure` is how probable that is by what it was guessed by, `rivals` the other entities with theirs; `foreign` says
    that it is only like a name in another language; `reason` says why, `base` what it is a form of where that is known.
    """

    entity: str
    surface: str
    seen: Seen
    how: How
    sure: float
    rivals: tuple[tuple[str, float], ...]
    reason: str
    foreign: bool = False
    base: str | None = None


class Guesser:
    """Guesses over one lexicon and the names that some articles have."""

    def __init__(
        self, known: Known, resolver: Resolver, borrowed: Borrowed, names: Mapping[tuple[str, str], Seen]
    ) -> None:
        self.known, self._resolver, self._borrowed, self._names = known, resolver, borrowed, names
        self._whole: dict[tuple[str, str], Guess | None] = {}

    def all(self) -> Iterator[tuple[str, Guess]]:
        """The guesses for all names that are worth one, each with its language."""
        for lang, surface in self._names:
            guess = self._worthy(lang, surface)
            if guess is not None and not self._is_longer_than_needed(lang, guess):
                yield lang, guess

    def _worthy(self, lang: str, surface: str) -> Guess | None:
        seen = self._names.get((lang, surface))
        if seen is None or (seen.meant.keys() == {WINDOW} and not _stands_by_itself(surface, seen)):
            return None
        if (lang, surface) not in self._whole:
            self._whole[lang, surface] = self.guess(lang, surface, seen)
        return self._whole[lang, surface]

    def _is_longer_than_needed(self, lang: str, guess: Guess) -> bool:
        """Whether a name without its first or last word is the same entity's, and more likely."""
        for shorter in within(guess.surface):
            if self.known.is_settled(guess.entity, shorter, lang):
                return True
            other = self._worthy(lang, shorter)
            if other is None or other.how is How.PART or other.entity != guess.entity:
                continue
            if other.sure > guess.sure:
                return True
        return False

    def guess(self, lang: str, surface: str, seen: Seen) -> Guess | None:
        """Whose name it most likely is; None for what needs no proposal, or is likely nobody's."""
        if sum(map(str.isalpha, surface)) < _SHORTEST:
            return None
        found = self._lent(lang, surface, seen) or self._part(lang, surface, seen) or self._alike(lang, surface, seen)
        if found is None or found.sure < _LEAST or self.known.is_settled(found.entity, found.base or surface, lang):
            return None
        if found.how is How.PART and self.known.has_word(found.entity, surface, lang):
            return None
        return found

    def _lent(self, lang: str, surface: str, seen: Seen) -> Guess | None:
        words = parts_of(surface)
        lent = self._borrowed.owners(words, tuple(map(stem, words)), lang)
        if not lent:
            return None
        (entity, base), *others = sorted(lent.items())
        sure, why = _LENT / len(lent), f"the bundled tables call it «{base or surface}»"
        rivals = tuple((each, sure) for each, _ in others)
        return Guess(entity, surface, seen, How.LENT, sure, rivals, why, base=base or None)

    def _part(self, lang: str, surface: str, seen: Seen) -> Guess | None:
        """A word that in most of its articles is the end of one longer name of a person."""
        if not seen.fuller or len(parts_of(surface)) > 1:
            return None
        whose: dict[str, float] = {}
        for longer, count in seen.fuller.items():
            for entity, sure in self.owners(lang, longer):
                whose[entity] = whose.get(entity, 0.0) + count * sure
        if not whose:
            return None
        total = max(float(seen.count), sum(whose.values()))
        (best, most), *others = sorted(whose.items(), key=lambda each: (-each[1], each[0]))
        if self.known.kind(best) is not EntityKind.PERSON or most < _LEAST_SHARE * total:
            return None
        rivals = tuple((each, count / total) for each, count in others)
        return Guess(best, surface, seen, How.PART, most / total, rivals, "part of a longer name of the same texts")

    def owners(self, lang: str, longer: str) -> list[tuple[str, float]]:
        """The entities that a longer name is of, with how sure that is."""
        seen = self._names.get((lang, longer))
        tagged = meant(seen) if seen is not None else None
        if tagged is not None and self.known.is_settled(tagged, longer, lang):
            return [(tagged, 1.0)]
        guess = self._worthy(lang, longer)
        if guess is None:
            return []
        total = max(1.0, guess.sure + sum(sure for _, sure in guess.rivals))
        return [(entity, sure / total) for entity, sure in ((guess.entity, guess.sure), *guess.rivals)]

    def _alike(self, lang: str, surface: str, seen: Seen) -> Guess | None:
        tagged = meant(seen)
        if tagged is not None and self.known.is_settled(tagged, surface, lang):
            return None
        matches = self._resolver.resolve(
            surface, kind=self._kind(lang, surface, seen, tagged), limit=_RIVALS + 1
        ).matches
        best = next((each for each in matches if tagged in (None, each.entity.id)), None)
        entity = tagged or (best.entity.id if best else None)
        if entity is None:
            return None
        rivals = tuple((each.entity.id, each.score) for each in matches if each.entity.id != entity)
        how = _how(tagged, best)
        sure = best.score if best is not None else 2 * _LEAST
        why = best.reason if best is not None else "tagging tells it by the other names of the text"
        return Guess(entity, surface, seen, how, sure, rivals, why, _is_foreign(best, lang))

    def _kind(self, lang: str, surface: str, seen: Seen, tagged: str | None) -> EntityKind | None:
        """The kind of what is meant, or what the name is taken for."""
        if tagged is not None:
            return self.known.kind(tagged)
        if seen.kinds:
            return EntityKind(seen.kinds.most_common(1)[0][0])
        heads, parts = kinds(lang), parts_of(surface)
        return EntityKind.ORGANIZATION if len(parts) > 1 and any(heads[each] for each in parts) else None


def _stands_by_itself(surface: str, seen: Seen) -> bool:
    """Whether what tagging took for no name is met often enough, and one word not mostly in longer names."""
    return seen.articles >= _LEAST_ARTICLES and (" " in surface or seen.inside <= _MOST_INSIDE * seen.count)


def _how(tagged: str | None, best: Match | None) -> How:
    if best is not None and best.part_of_name:
        return How.PART
    return How.TAGGED if tagged is not None else How.LIKENESS


def _is_foreign(best: Match | None, lang: str) -> bool:
    return best is not None and best.alias.lang not in (None, "en", lang)


def meant(seen: Seen) -> str | None:
    """The entity that most of the mentions of a name were tagged as; None where they weren't."""
    told = [each for each in seen.meant if each not in ("", WINDOW)]
    return max(told, key=lambda each: (seen.meant[each], each), default=None)


def within(surface: str) -> list[str]:
    """The beginnings and the ends of a name of several words."""
    words = surface.split()
    inner = range(1, len(words))
    return [" ".join(each) for i in inner for each in (words[:i], words[i:])]
