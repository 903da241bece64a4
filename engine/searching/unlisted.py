"""Names that no table lists, on the side of the query: where they may stand in it, and how they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Entity, EntityKind
from polyonym.engine.matching.compare import compare
from polyonym.engine.searching.name_keys import asked_keys, filed_keys
from polyonym.engine.text.fold import key
from polyonym.engine.text.tokens import Tokens, is_unspaced, tokens, words
from polyonym.index import model as ix

_WEIGHT = 1.5
_ENTITY_WEIGHT = 1.0
"""What a name found by its sound counts: as typed, and as one of the names of an entity that was recognised."""
_MOST_TOKENS = 5
_MOST_SMALL = 3
_MOST_CHARACTERS, _MOST_TRANSCRIBED = 4, 24
_DOTS = frozenset("·・•‧･")
"""What stands between the parts of a foreign name in Han characters or kana."""
_LEAST_IN_SMALL_LETTERS = 8
"""Words in small letters are a name's less often, so their key must be longer."""
_MOST_NAMES, _MOST_KEYS = 60, 60
_WHOLE = ("p:", "z:", "o:")
"""Sorts of keys that stand for whole names."""
_PARTLY = 0.5
"""What the others count beside them."""
AS_ASKED = 1.0
"""How well a name is the one asked for whose words are the same."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A name asked for by its sound: as typed, its keys, and what it counts; `entity` where it is one's."""

    text: str
    keys: tuple[str, ...]
    weight: float = _WEIGHT
    entity: str | None = None


def asked(text: str) -> Asked | None:
    """A name that no table lists, as it is asked for; None for what can't be found by its sound."""
    keys = asked_keys(text)
    if text.islower():
        keys = tuple(each for each in keys if each[:2] == "o:" or len(each) > _LEAST_IN_SMALL_LETTERS)
    return Asked(text, keys) if keys else None


def asked_otherwise(text: str, names: Iterable[Asked]) -> Asked | None:
    """A whole name as typed, where it sounds like none of these: who was recognised may not be who is meant."""
    name = asked(text)
    whole = {each for each in name.keys if each[:2] in _WHOLE} if name else set()
    known = {sound for each in names for sound in each.keys}
    return name if whole and known and whole.isdisjoint(known) else None


def institution(text: str) -> Asked | None:
    """A text as the name of an institution that no table lists; None for others."""
    keys = tuple(each for each in asked_keys(text) if each[:2] == "o:")
    return Asked(text, keys) if keys else None


def asked_of(lexicon: Lexicon, entity: Entity) -> Asked | None:
    """The names of an entity by their sound, so that spellings of them that no table lists are found, too."""
    number = lexicon.number(entity.id)
    if number is None or entity.kind not in _SOUNDED:
        return None
    names = [lexicon.alias(each).text for each in list(lexicon.aliases(number))[:_MOST_NAMES]]
    keys = dict.fromkeys(each for name in names for each in filed_keys(name, entity.kind) if each[:2] in _WHOLE)
    return Asked(entity.name, tuple(keys)[:_MOST_KEYS], _ENTITY_WEIGHT, entity.id) if keys else None


_SOUNDED = frozenset((EntityKind.PERSON, EntityKind.ORGANIZATION))


def question(name: Asked) -> ix.Query:
    """Articles that write a name with one of these keys; a name with many keys counts no more than one with few."""
    boost = name.weight / len(name.keys) ** 0.5
    partly = boost * _PARTLY
    return ix.AnyOf(tuple(ix.Term(ix.Field.NAME, each, boost if each[:2] in _WHOLE else partly) for each in name.keys))


def name_runs(text: str, found: Tokens, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The runs of tokens within `first` to `last` that may be a name that no table lists: up to five words.

    They begin with capitals; where letters have none, or the query has none, they are two or three words.
    """
    if first < last and not any(map(str.isupper, text)):
        yield from _uncased_runs(text, found, first, last)
        return
    start = first
    for i in range(first, last + 1):
        if i == last or not text[found.starts[i]].isupper():
            if 0 < i - start <= _MOST_TOKENS:
                yield start, i
            start = i + 1


def _uncased_runs(text: str, found: Tokens, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The same where no letter is a capital: all words that there are, or those between spaces."""
    if not is_unspaced(found.texts[first]):
        if 2 <= last - first <= _MOST_SMALL:
            yield first, last
    elif 2 <= last - first <= _MOST_CHARACTERS:
        yield first, last
    else:
        ends = [i for i in range(first + 1, last) if text[found.ends[i - 1] : found.starts[i]].isspace()]
        for start, end in pairwise((first, *ends, last)):
            if 2 <= end - start <= _most_characters(text[found.starts[start] : found.ends[end - 1]]):
                yield start, end


def _most_characters(written: str) -> int:
    """How many characters a name in a script without spaces has at most: a foreign one, known by its dots, more."""
    return _MOST_TRANSCRIBED if _DOTS.intersection(written) else _MOST_CHARACTERS


@lru_cache(maxsize=1 << 10)
def found_as(name: Asked, surface: str, kind: str) -> float:
    """How well an unlisted name of an article is the one asked for, 0..1; 0 where they share no key."""
    if frozenset(name.keys).isdisjoint(filed_keys(surface, kind)):
        return 0.0
    if sorted(words(key(name.text))) == sorted(words(key(surface))):
        return AS_ASKED
    return max(0.01, min(0.99, compare(name.text, surface, kind=kind).score))


def surfaces(names: Iterable[Asked], mentions: Iterable[ix.Mentioned]) -> dict[str, float]:
    """The unlisted names of an article that were asked for, as it writes them, and how well each is that name."""
    found: dict[str, float] = {}
    unlisted = {(m.surface, m.kind) for m in mentions if not m.entity}
    for name in names:
        for surface, kind in unlisted:
            score = found_as(name, surface, kind)
            if score > found.get(surface, 0.0):
                found[surface] = score
    best = max(found.values(), default=0.0)
    return {surface: score for surface, score in found.items() if score >= best / 2}


def again(found: Iterable[str], mentions: Iterable[ix.Mentioned]) -> frozenset[str]:
    """The surfaces that name someone by a part of a name found, and those names: Иргебаев behind Ернар Иргебаев."""
    names = frozenset(found)
    parts = {token for surface in names for token in tokens(surface.lower()).stems}
    others = {m.surface for m in mentions if not m.entity} - names if parts else set()
    return names | {each for each in others if parts.issuperset(tokens(each.lower()).stems)}
