"""How likely a proposal is right: what speaks for it, weighed together.

The weights were learned from proposals for English names in Slavic news, told right or wrong by its labels (see
`bench/proposing.py`), and rounded; those that no label spoke of are as careful as their likest.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from polyonym.aliases.model import EntityKind
from polyonym.engine.proposing.company import Circles
from polyonym.engine.proposing.guesses import Guess, How
from polyonym.engine.proposing.seen import WINDOW, Sightings

_BEST, _MEAN, _AHEAD = 0.25, 0.25, 0.35
"""What log odds are worth: of the likeliest form, of the mean of all, and against the rivals."""
_FORMS, _ARTICLES, _COMPANY = 0.3, 0.15, 0.5
_UNTOLD, _FOREIGN, _INSIDE = -0.8, -1.4, -0.6
"""For what tagging took for no name, what is only like a name in another language, what lies in longer names."""
_PHRASE, _PHRASE_ARTICLES = -1.4, 0.7
"""A phrase around the head of an institution is a name the more articles have it."""
_LENT, _LENT_ARTICLES = -0.3, 0.9
_TOO_OFTEN = -0.7
"""For a short form that is met far more often than its entity otherwise."""
_WORD = -3.0
"""For a word that is written small, too, so that it may be no name."""
_ONE_ARTICLE = 0.88
"""What one article alone is worth."""
_LEAST, _MOST = 0.002, 0.998
_TELLS_ITSELF = frozenset((How.LENT, How.DEFINED, How.INITIALS))


@dataclass(frozen=True, slots=True)
class Bundle:
    """One name of an entity in one language: the guesses for its forms, that for its base first."""

    guesses: tuple[Guess, ...]

    @property
    def count(self) -> int:
        """How often it is met."""
        return sum(each.seen.count for each in self.guesses)

    @property
    def articles(self) -> int:
        """In how many articles, those with several of its forms counted for each."""
        return sum(each.seen.articles for each in self.guesses)

    @property
    def best(self) -> Guess:
        """The surest guess."""
        return max(self.guesses, key=lambda each: each.sure)

    def mean(self, values: Sequence[float]) -> float:
        """The mean of a value of each guess, by how often it is met."""
        return sum(value * each.seen.count for value, each in zip(values, self.guesses, strict=True)) / self.count


def score(bundle: Bundle, lang: str, kind: EntityKind | None, sightings: Sightings, circles: Circles) -> float:
    """How likely a name is one of its entity, 0..1; `kind` is the entity's, `lang` the articles' language."""
    best = bundle.best
    said = _by_likeness(bundle) + _by_text(bundle) + _FORMS * math.log(len(bundle.guesses))
    said += _ARTICLES * math.log(bundle.articles)
    company: Counter[str] = Counter()
    for each in bundle.guesses:
        company.update(each.seen.company)
    said += _COMPANY * circles.likeness(company, best.entity) + _FOREIGN * best.foreign
    untold = bundle.mean([each.seen.meant[WINDOW] / each.seen.count for each in bundle.guesses])
    if best.how is How.LENT:
        said += _LENT + _LENT_ARTICLES * math.log(bundle.articles)
    elif best.how is How.INITIALS:
        said += _TOO_OFTEN * max(0.0, math.log(bundle.articles / (1 + sightings.entities[best.entity])))
    elif " " in best.surface and kind is EntityKind.ORGANIZATION and best.how in (How.LIKENESS, How.PART):
        said += untold * (_PHRASE + _PHRASE_ARTICLES * math.log(bundle.articles))
    words = [sightings.is_word(lang, each.surface, each.seen.articles) for each in bundle.guesses]
    said += _WORD * bundle.mean(words)
    if best.how not in _TELLS_ITSELF:
        said += _UNTOLD * untold
    sure = ahead(best) / (1 + math.exp(-said))
    return round(sure if bundle.articles > 1 else _ONE_ARTICLE * sure, 4)


def _by_likeness(bundle: Bundle) -> float:
    best = bundle.best
    mean = bundle.mean([each.sure for each in bundle.guesses])
    return _BEST * _odds(best.sure) + _MEAN * _odds(mean) + _AHEAD * _odds(ahead(best))


def ahead(guess: Guess) -> float:
    """How much likelier the entity is than its first rival alone, 0..1: 0.5 where both are as likely."""
    rival = guess.rivals[0][1] if guess.rivals else 0.0
    return guess.sure / (guess.sure + rival) if guess.sure else 0.0


def _by_text(bundle: Bundle) -> float:
    return _INSIDE * bundle.mean([min(1.0, each.seen.inside / each.seen.count) for each in bundle.guesses])


def _odds(sure: float) -> float:
    kept = min(_MOST, max(_LEAST, sure))
    return math.log(kept / (1 - kept))
