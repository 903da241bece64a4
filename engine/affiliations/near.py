"""Listed names that are spelled otherwise than an affiliation has them.

Own words bring candidates, by how they sound; then each word of the one must be met by a word of the other,
or be a place of the address.  So slips, abbreviations and translations are met, other institutions aren't.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from polyonym.aliases.model import Entity, EntityKind
from polyonym.engine.affiliations.heads import Rank, rank_of, token
from polyonym.engine.affiliations.probing import Name, Prober, is_short
from polyonym.engine.affiliations.scene import names_of
from polyonym.engine.affiliations.tables import listed_words, towns
from polyonym.engine.affiliations.wording import links
from polyonym.engine.institutions.tables import kin
from polyonym.engine.names.sound import fine
from polyonym.engine.text.stems import stem
from polyonym.engine.text.tokens import is_unspaced
from rapidfuzz.distance import JaroWinkler

_MOST_POSTINGS, _MOST_WORDS, _BROUGHT, _LOOKED_AT = 1500, 4, 120, 24
_SHARE = 0.6
LONGER = 0.02
_ALIKE = 0.92
_KIN = 0.6
_OWN, _CONCEPT, _RANK = 1.0, 0.7, 0.35


_VOWELS = frozenset("aeiouyh")
_ELIDED = re.compile(r"(?:d|l|dell|dall|nell|sull|all|s)'(?=.{3})")


def unelided(word: str) -> str:
    """A folded word without the article or preposition that is written together with it: d'Angers, dell'Aquila."""
    return _ELIDED.sub("", word, count=1) if "'" in word[:5] and _ELIDED.match(word) else word


class Near(NamedTuple):
    """A name that is met by the words first..last (behind it) of a segment, how well, 0..1, and by how many words."""

    name: Name
    first: int
    last: int
    fit: float
    met: int


@lru_cache(maxsize=1 << 15)
def alike(one: str, other: str) -> float:
    """How readily one folded word stands for another in the names of institutions, 0..1."""
    if one == other or stem(one) == stem(other):
        return 1.0
    if (other,) in towns().get((one,), ()):
        return 0.98
    mine, theirs = token(one), token(other)
    if mine.concepts and theirs.concepts:
        return _translated(mine.concepts, theirs.concepts, one, other)
    if min(len(one), len(other)) < 4 or one[0] != other[0] or one[0].isdecimal():
        return 0.0
    if fine(one) == fine(other):
        return 0.97
    near = JaroWinkler.similarity(one, other)
    return 0.95 * near if near >= _ALIKE and abs(len(one) - len(other)) <= 2 else 0.0


def _translated(mine: tuple[str, ...], theirs: tuple[str, ...], one: str, other: str) -> float:
    if set(mine) == set(theirs):
        return 0.98
    strength = max(
        (kin()[pair].strength for a in mine for b in theirs if (pair := frozenset((a, b))) in kin()), default=0
    )
    return 0.9 * strength if strength >= _KIN else 0.0


class Neighbours:
    """Finds near names in one lexicon."""

    def __init__(self, prober: Prober) -> None:
        self._prober = prober
        self._lexicon = prober.lexicon
        self._sound = prober.lexicon.family("sound")
        self._postings = lru_cache(maxsize=1 << 14)(self._sounding)

    def _sounding(self, word: str) -> list[int]:
        """The aliases that have a word, or one of its names if it is a town."""
        also = (name[0] for name in towns().get((word,), ()) if len(name) == 1)
        bare = unelided(word)
        elided = (f"d{bare}",) if bare[0] in _VOWELS else ()
        forms = dict.fromkeys(fine(each) for each in (word, bare, *elided, *also))
        keys = [f"t:{form}" for form in forms]
        if sum(map(self._sound.size, keys)) > _MOST_POSTINGS:
            return []
        return list(dict.fromkeys(alias for each in keys for alias in self._sound.find(each)))

    def near(
        self,
        segment: tuple[str, ...],
        places: frozenset[str],
        in_town: Callable[[Entity], bool],
        same: Callable[[Entity], bool],
    ) -> list[Near]:
        """The names near a segment, best first; `places` are words of the address."""
        rank = rank_of(segment)
        counts: Counter[int] = Counter()
        telling = [word for word in dict.fromkeys(segment) if self._tells(word)]
        rows = sorted((self._postings(word) for word in telling), key=len)
        for row in [row for row in rows if row][:_MOST_WORDS]:
            weight = math.log(1 + self._lexicon.known_count / len(row))
            for alias in row:
                counts[alias] += weight  # type: ignore[assignment]
        fitting = [name for name in self._brought(counts, same) if name.rank > Rank.UNIT and not is_short(name)]
        fitting.sort(key=lambda name: name.rank is not rank)
        met = (met_by(segment, name, places, in_town=in_town(name.entity)) for name in fitting[:_LOOKED_AT])
        found = [each for each in met if each is not None]
        return sorted(found, key=lambda each: (-each.fit - LONGER * each.met, each.name.entity.id))

    def _brought(self, counts: Counter[int], same: Callable[[Entity], bool]) -> Iterator[Name]:
        """The names that share the most telling words and may be meant, read only then."""
        ordered = counts.most_common(_BROUGHT)
        least = _SHARE * ordered[0][1] if ordered else 0.0
        for alias, weight in ordered:
            owner = self._lexicon.owner[alias]
            organization = self._lexicon.kind(owner) is EntityKind.ORGANIZATION  # no term: a university
            if weight >= least and organization and same(self._lexicon.entity(owner)):
                yield self._prober.name(alias)

    @staticmethod
    def _tells(word: str) -> bool:
        return len(word) > 2 and word not in links() and token(word).own and not is_unspaced(word)


_FIFTH = "v"
"""A small word in some languages, but in the name of an institution a king."""


@cache
def _ranks() -> frozenset[str]:
    return frozenset(("national", "state", "federal", "autonomous", "royal", "public", "peoples", "central"))


@lru_cache(maxsize=1 << 15)
def _weight(word: str) -> float:
    """What it says that a word is missing: least where it says whose the institution is."""
    found = token(word)
    if found.own:
        return _OWN
    return _RANK if found.concepts and _ranks().issuperset(found.concepts) else _CONCEPT


def met_by(segment: tuple[str, ...], name: Name, places: frozenset[str], *, in_town: bool) -> Near | None:
    """How a segment meets a name; None where a word of either is left over that no place explains."""
    segment = tuple(map(unelided, segment))
    pairs: dict[int, float] = {}
    left_over = total = 0.0
    loose = listed_words("loose.tsv")
    here = frozenset(word for names in names_of(name.entity.city) for word in names)
    for word in map(unelided, name.words):
        if word in links() and word != _FIFTH:
            continue
        weight = _weight(word)
        best = max(((alike(word, other), -i) for i, other in enumerate(segment) if i not in pairs), default=(0.0, 0))
        total += weight
        if best[0] > 0:
            pairs[-best[1]] = best[0]
        elif word in here and not in_town:
            return None
        elif word not in here and word not in places and word not in loose:
            if token(word).own or token(word).rank >= Rank.HOSPITAL:
                return None
            left_over += weight
    if not pairs:
        return None
    first, last = min(pairs), max(pairs) + 1
    for i in range(first, last):
        word = segment[i]
        if i in pairs or word in links() or word in here or word in places or word in loose:
            continue
        if token(word).own or token(word).rank >= Rank.HOSPITAL:
            return None
        left_over += _CONCEPT
        total += _CONCEPT
    if not any(token(segment[i]).own for i in pairs) or rank_of(segment[first:last]) < Rank.INSTITUTE:
        return None
    sure = sum(pairs.values()) / len(pairs)
    return Near(name, first, last, sure * (1 - left_over / total), len(pairs))
