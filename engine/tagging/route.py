"""Is an article a translation, by machine perhaps, and from which language?

Translations write the set phrases of their source word by word ("guests and his entourage"), keep the
furniture of its sites and make slips of their own.  The phrases are in tables/routes.tsv; one native look at the
tokens finds where one of them may stand.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.vocabulary import INFLECTED, forms, table
from polyonym.engine.tagging.words import function_words
from polyonym.engine.text.fold import key
from polyonym.engine.text.stems import stem
from polyonym.engine.text.tokens import Tokens, where, words


@dataclass(frozen=True, slots=True)
class Route:
    """The way by which a text came: source and target language, and the one between if there is one.

    `score` is 0..1, `why` a clause that shows the phrases and the countries that tell it.
    """

    source: str
    target: str
    score: float
    why: str
    via: str | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """All languages on the way, the source first."""
        return (self.source, *((self.via,) if self.via else ()), self.target)


class Idiom(NamedTuple):
    """A phrase as tokens, where in it stands the word that it is looked up by, and what it says of which source."""

    phrase: list[str]
    place: int
    source: str
    weight: int
    shown: str


class Idioms(NamedTuple):
    """The phrases of one target language: the words by which they are looked up, and the phrases by pairs of words.

    A text that names nothing of `countries`, those of the source languages, is no such translation.
    """

    countries: frozenset[str]
    anchors: frozenset[str]
    by_pair: dict[tuple[str, str], list[Idiom]]


LANGUAGES = {
    "zh": "Chinese", "vi": "Vietnamese", "ru": "Russian", "kk": "Kazakh", "uk": "Ukrainian", "be": "Belarusian",
}  # fmt: skip
"""The languages that texts are translated from, by their names."""
_COUNTRIES = {
    "zh": frozenset(("CN", "TW", "HK", "MO", "SG")), "vi": frozenset(("VN",)), "kk": frozenset(("KZ",)),
    "ru": frozenset(("RU", "BY", "UA", "KZ", "KG", "UZ", "TJ", "TM", "AM", "AZ", "MD")), "uk": frozenset(("UA",)),
    "be": frozenset(("BY",)),
}  # fmt: skip
"""Where a language is written: a text that names none of these didn't come from it."""
_LONG = 500
"""Tokens of a text from where on more phrases are asked for: in a long text each stands by chance more likely."""
_LEAST, _TELLING, _MANY = 5.0, 3, 3
"""Points that a route needs; and a phrase of weight three is among them, or so many of weight two."""
_OF_COUNTRY, _SLIP = 1.0, 1.5
_ON_THE_WAY = frozenset((("zh", "vi"), ("zh", "ru"), ("kk", "ru"), ("be", "ru"), ("uk", "ru")))
_SHOWN = 3


def find_route(tokens: Tokens, lang: str | None, mentions: Iterable[Mention]) -> Route | None:
    """The way by which a text in a language (`lang`) came, by its phrases and the countries of its listed entities."""
    known = _idioms(lang) if lang else None
    if known is None:
        return None
    countries = {each.entity.country for each in mentions if each.entity is not None and each.entity.country}
    if known.countries.isdisjoint(countries):
        return None  # as in most texts: before any word of it is looked at
    spelled = tokens.stems if lang in INFLECTED else tokens.texts
    found = _met(spelled, where(spelled, known.anchors), known)
    return _route(found, lang or "", countries, max(1.0, len(tokens) / _LONG)) if found else None


def _met(spelled: list[str], at: list[int], known: Idioms) -> dict[str, Idiom]:
    """The phrases that stand in a text, by what they are shown as."""
    found: dict[str, Idiom] = {}
    rows, last = known.by_pair, len(spelled) - 1
    for i in at:
        word = spelled[i]
        pairs = ((word, ""), (word, spelled[i + 1] if i < last else ""), (spelled[i - 1] if i else "", word))
        for idiom in (each for pair in pairs if pair in rows for each in rows[pair]):
            first = i - idiom.place
            if first >= 0 and spelled[first : first + len(idiom.phrase)] == idiom.phrase:
                found[idiom.shown] = idiom
    return found


def _route(found: dict[str, Idiom], target: str, countries: set[str], length: float) -> Route | None:
    by_source: dict[str, list[Idiom]] = defaultdict(list)
    for idiom in found.values():
        by_source[idiom.source].append(idiom)
    slips = by_source.pop("*", [])
    points = {
        source: value
        for source, idioms in by_source.items()
        if not _COUNTRIES[source].isdisjoint(countries)
        and (value := _points(idioms, slips)) >= _LEAST * length
        and _tells(idioms, length)
    }
    if not points:
        return None
    best = max(points, key=lambda source: points[source])
    source, via = next(((one, best) for one in points if (one, best) in _ON_THE_WAY), (best, None))
    shown = sorted((*by_source[best], *slips), key=lambda each: (-each.weight, -len(each.shown)))[:_SHOWN]
    return Route(source, target, _score(points[best] / length), _why(best, shown), via)


def _points(idioms: list[Idiom], slips: list[Idiom]) -> float:
    """What the phrases say for a source whose country is named."""
    return sum(each.weight for each in _apart(idioms)) + (_SLIP if slips else 0.0) + _OF_COUNTRY


def _apart(idioms: list[Idiom]) -> Iterator[Idiom]:
    """The phrases without those that are parts of others: what is written once counts once."""
    shown = [each.shown for each in idioms]
    return (each for each in idioms if not any(each.shown != other and each.shown in other for other in shown))


def _tells(idioms: list[Idiom], length: float) -> bool:
    weights = Counter(each.weight for each in _apart(idioms))
    return weights[_TELLING] >= length or weights[_TELLING] + weights[_TELLING - 1] >= _MANY * length


def _score(points: float) -> float:
    """How sure a route is, 0..1."""
    return round(min(0.99, 1 - math.exp(-points * math.log(2) / 3)), 3)


def _why(source: str, shown: list[Idiom]) -> str:
    phrases = ", ".join(f"“{each.shown}”" for each in shown)
    return f"it writes {phrases} as translations from {LANGUAGES.get(source, source)} do"


@cache
def _idioms(lang: str) -> Idioms | None:
    """The phrases of translations into a language; None where none are known."""
    by_pair: dict[tuple[str, str], list[Idiom]] = defaultdict(list)
    rows = [(source, int(weight), cell) for target, source, weight, cell in table("routes.tsv") if target == lang]
    for source, weight, cell in rows:
        for shown in forms(cell):
            phrase = [stem(each) if lang in INFLECTED else each for each in words(key(shown))]
            place = _anchor(phrase, lang)
            by_pair[_pair(phrase, place)].append(Idiom(phrase, place, source, weight, shown))
    anchors = frozenset(each.phrase[each.place] for idioms in by_pair.values() for each in idioms)
    countries = frozenset().union(*(_COUNTRIES.get(source, ()) for source, _, _ in rows))
    return Idioms(countries, anchors, dict(by_pair)) if anchors else None


def _anchor(phrase: list[str], lang: str) -> int:
    """The place of the word by which a phrase is looked up: its longest, but for function words."""
    common = function_words(lang)
    return max(range(len(phrase)), key=lambda i: (phrase[i] not in common, len(phrase[i])))


def _pair(phrase: list[str], place: int) -> tuple[str, str]:
    """The word by which a phrase is looked up, with the one behind it, or else before it."""
    if len(phrase) == 1:
        return phrase[0], ""
    return (phrase[place], phrase[place + 1]) if place + 1 < len(phrase) else (phrase[place - 1], phrase[place])
