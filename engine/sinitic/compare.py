"""Two names of Han origin, in any script and system: can they be one name?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from polyonym.engine.sinitic.kun import reading_similarity
from polyonym.engine.sinitic.orders import Order, orders
from polyonym.engine.sinitic.pivot import han_classes, latin_letters, surname_classes
from polyonym.engine.sinitic.readings import SYSTEMS, surnames
from polyonym.engine.sinitic.syllable import ANY, Likeness, is_han, likeness
from polyonym.engine.sinitic.variants import simplify

_NAMES = {
    "pinyin": "pinyin", "wade-giles": "Wade–Giles", "cantonese": "Cantonese", "hokkien": "Hokkien or Hakka",
    "vietnamese": "Sino-Vietnamese", "korean": "Korean", "japanese": "Japanese",
}  # fmt: skip
_MOST_COMPARED = 6
"""Ways to read either name that are compared."""
_MIXED = 0.94
"""What is left of a score where no one system explains all syllables."""
_UNMATCHED = 0.3
_SURE = 0.75
"""A reading in Chinese, Korean or Vietnamese that is so like isn't asked for in Japanese."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Two syllables that stand for each other, how well, and the spelling that joins them."""

    left: str
    right: str
    score: float
    spelling: str


@dataclass(frozen=True, slots=True)
class Match:
    """How alike two names are, 0..1, by which syllables, and read in which system (None: in several)."""

    score: float
    evidence: tuple[Evidence, ...]
    system: str | None

    @property
    def reason(self) -> str:
        """A sentence for a person."""
        left = "".join(each.left for each in self.evidence)
        pairs = ", ".join(_pair(each) for each in self.evidence)
        how = f"{_NAMES[self.system]} reading" if self.system else "readings"
        return f"{how} of {left}: {pairs}"


def _pair(each: Evidence) -> str:
    main = max(han_classes(each.left), key=han_classes(each.left).__getitem__, default="")
    shown = each.left if each.left.isascii() or not main else f"{each.left} {main.capitalize()}"
    right = each.right if " " in each.right else each.right.capitalize()
    return f"{right} = {shown}"


@lru_cache(maxsize=1 << 12)
def sinitic_similarity(a: str, b: str) -> Match | None:
    """Compare two names syllable by syllable, over the likely orders of their parts.

    None where one of them can't be a name of Han origin.

    >>> sinitic_similarity("孙伟", "Ton Vi").reason
    'Sino-Vietnamese reading of 孙伟: Ton = 孙 Sun, Vi = 伟 Wei'
    """
    best = _best(orders(a)[:_MOST_COMPARED], orders(b)[:_MOST_COMPARED])
    if best is None or best[0] < _SURE:
        read = _read_in_japan(a, b)
        if read and (best is None or read.score > best[0]):
            return read
    return _match(*best) if best else None


_Pair = tuple[str, str, Likeness]
_Found = tuple[float, list[_Pair], int]


def _best(ours: Sequence[Order], theirs: Sequence[Order]) -> _Found | None:
    best: _Found | None = None
    for left in ours:
        for right in theirs:
            if best and best[0] > 0.5 and likeness(left[0][0], right[0][0], surname=True).score < 0.3:
                continue  # another order has its surnames meet already
            found = _compare(left, right)
            if best is None or found[0] > best[0]:
                best = found
                if found[0] >= 0.99:
                    return best
    return best


def _read_in_japan(a: str, b: str) -> Match | None:
    """The two as kanji and their Japanese reading, whichever of them that is."""
    for kanji, latin in ((a, b), (b, a)):
        if is_han(kanji[:1]) and not is_han(latin[:1]):
            score, _ = reading_similarity(kanji, latin)
            if score:
                return Match(score, (Evidence(kanji, latin, score, "japanese"),), "japanese")
    return None


def _compare(left: Order, right: Order) -> _Found:
    pairs = _aligned(left.syllables, right.syllables)
    if len(pairs) > 2:
        pairs = _compounded(pairs)
    systems, total = ANY, 0.0
    for _, _, found in pairs:
        total += found.score
        systems &= found.systems
    longer = max(len(left.syllables), len(right.syllables))
    missing = longer - len(pairs)
    score = total / (len(pairs) + missing * (1 - _UNMATCHED)) if missing else total / longer
    if pairs[0][2].score < 0.4:
        score *= 0.7
    if not systems:
        score *= _MIXED
    return max(0.0, score - left.cost - right.cost), pairs, systems


def _compounded(pairs: list[_Pair]) -> list[_Pair]:
    """Two syllables of a compound surname that is spelled as one: 诸葛 is Gia Cát."""
    (a, x, _), (b, y, _) = pairs[:2]
    for han, latin in ((a + b, x + y), (x + y, a + b)):
        surname = surnames().get(simplify(han)) if is_han(han[0]) else None
        spelled = surname and (*surname.cantonese, *surname.hokkien, *surname.vietnamese, *surname.korean)
        if spelled and latin_letters(latin) in spelled:
            return [(a, x, Likeness(1.0, ANY, x)), (b, y, Likeness(1.0, ANY, y)), *pairs[2:]]
    return pairs


def _aligned(left: tuple[str, ...], right: tuple[str, ...]) -> list[_Pair]:
    """Surname to surname, the rest in order; of the longer side the syllables that fit best."""
    first = (left[0], right[0], likeness(left[0], right[0], surname=True))
    ours, theirs = left[1:], right[1:]
    if len(ours) == len(theirs):
        return [first, *((x, y, likeness(x, y)) for x, y in zip(ours, theirs, strict=True))]
    short, spare = min(len(ours), len(theirs)), abs(len(ours) - len(theirs))
    shifts = []
    for shift in range(spare + 1):
        x = ours[shift : shift + short] if len(ours) > short else ours
        y = theirs[shift : shift + short] if len(theirs) > short else theirs
        shifts.append([(p, q, likeness(p, q)) for p, q in zip(x, y, strict=True)])
    return [first, *max(shifts, key=lambda pairs: sum(found.score for _, _, found in pairs))]


def _match(score: float, pairs: list[_Pair], systems: int) -> Match:
    evidence = tuple(Evidence(x, y, found.score, found.spelling) for x, y, found in pairs)
    named = None
    if systems and systems != ANY:
        named = next(system for place, system in enumerate(SYSTEMS) if systems >> place & 1)
    return Match(round(min(score, 1.0), 4), evidence, named)


@lru_cache(maxsize=1 << 14)
def keys(name: str) -> tuple[str, ...]:
    """Retrieval keys: the pinyin classes of each syllable, `1` before a surname's and `2` before a given one's.

    Two names that can be one share most of the keys of their likelier classes; at most 40.
    """
    found: dict[str, None] = {}
    for order in orders(name)[:3]:
        found.update(dict.fromkeys(_syllable_keys(order.syllables[0], True)))
        for syllable in order.syllables[1:]:
            found.update(dict.fromkeys(_syllable_keys(syllable, False)))
    return tuple(found)[:40]


@lru_cache(maxsize=1 << 13)
def _syllable_keys(syllable: str, surname: bool) -> tuple[str, ...]:
    """The likelier pinyin classes of a syllable, as a surname and as any other."""
    mark, found = ("1", [surname_classes(latin_letters(syllable))]) if surname else ("2", [])
    return tuple(
        mark + pinyin
        for classes in (*found, han_classes(syllable))
        for pinyin in sorted(classes, key=classes.__getitem__, reverse=True)[:4]
    )
