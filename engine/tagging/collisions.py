"""Acronyms of several entities: decided by what the text has of one's other names and fields, or not at all."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Entity
from polyonym.engine.institutions.initials import concept_of
from polyonym.engine.institutions.words import script
from polyonym.engine.tagging.expansions import names_of
from polyonym.engine.tagging.spans import Spelling, is_acronym
from polyonym.engine.text.fold import key
from polyonym.engine.text.stems import stem
from polyonym.engine.text.tokens import Tokens, is_unspaced, words

_MOST_RIVALS = 24
_SHORTEST = 4
_OWN, _FIELD = 1.0, 0.5
_NEAR, _MOST_PLACES = 8, 20
_LEAD = 1.0
"""The best must lead by one word of its own, or by two words for what it deals with."""


@dataclass(frozen=True, slots=True)
class Met:
    """The stems of a text's tokens, and of those written as names that stand near an acronym."""

    all: frozenset[str]
    near: frozenset[str]

    @classmethod
    def of(cls, stems: frozenset[str], tokens: Tokens, places: list[int]) -> Met:
        """Of a text that has these tokens with these stems, and an acronym at some places."""
        near: set[str] = set()
        for place in places[:_MOST_PLACES]:
            at = bisect_left(tokens.starts, place)
            beside = (*range(max(0, at - _NEAR), at), *range(at + 1, min(at + _NEAR, len(tokens))))
            near.update(tokens.stems[i] for i in beside)
        return cls(stems, frozenset(near))

    def has(self, stemmed: str, worth: float) -> bool:
        """Whether the text has a stem: a word of its own near the acronym, one for what it deals with anywhere."""
        return stemmed in (self.near if worth == _OWN else self.all)


def by_words(lexicon: Lexicon, spelling: Spelling, met: Met) -> tuple[Entity, str] | None:
    """The one of the entities of a spelling whose other names' words a text has, and the word that tells most.

    None where none leads clearly.
    """
    if " " in spelling.surface:
        return None
    numbers = list(dict.fromkeys(each.entity for each in spelling.near))[:_MOST_RIVALS]
    entities = [lexicon.entity(number) for number in numbers]
    telling = [_telling(names_of(lexicon, entity)) for entity in entities]
    shared = Counter(stemmed for each in telling for stemmed in each)
    scores = []
    for entity, each in zip(entities, telling, strict=True):
        own = {stemmed: worth for stemmed, worth in each.items() if shared[stemmed] == 1 and met.has(stemmed, worth)}
        scores.append((sum(own.values()), max(own, key=lambda stemmed: own[stemmed], default=""), entity))
    scores.sort(key=lambda row: -row[0])
    best, word, entity = scores[0]
    return (entity, word) if len(scores) > 1 and best - scores[1][0] >= _LEAD else None


@lru_cache(maxsize=1 << 12)
def _telling(names: tuple[str, ...]) -> dict[str, float]:
    """The stems of the words of an entity's long names, and how much each tells of it."""
    found: dict[str, float] = {}
    for name in names:
        for word in words(key(name)) if not is_acronym(name) else ():
            if len(word) >= _SHORTEST and not is_unspaced(word):
                found[stem(word)] = _OWN if concept_of(script(word[0]), word) is None else _FIELD
    return found
