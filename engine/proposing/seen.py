"""What the articles have of each written name: how often, where, as what it was tagged, and in which company."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from polyonym.engine.proposing.borrowed import Borrowed
from polyonym.engine.proposing.forms import parts_of
from polyonym.engine.proposing.windows import Windows
from polyonym.engine.tagging.definitions import SHORTEST_DEFINED, defined_after, never
from polyonym.engine.text.stems import stem
from polyonym.index.model import Stored

WINDOW = "?"
"""Stands for the entity of what wasn't tagged at all."""
_MOST_NAMES = 200_000
"""So many written names are kept; beyond that those go that only one article has."""
_PLACES, _BESIDE, _LONGEST, _MOST_FULLER = 8, 400, 80, 20


class Place(NamedTuple):
    """Where a name stands: an article's id, and characters of its text."""

    article: str
    start: int
    end: int


@dataclass(slots=True)
class Seen:
    """What is known of one written name in one language.

    `meant` counts the entities that it was tagged as (an id, "" for a name that no table lists, `WINDOW` for none),
    `kinds` the kinds; `company` says in how many articles each entity stands beside it; `inside` counts where a longer
    name has it in it, `fuller` the longer names of the same articles that have its words; `shorts` are the short forms
    that stand in brackets behind it, each with its places.
    """

    count: int = 0
    articles: int = 0
    inside: int = 0
    last: str = ""
    places: list[Place] = field(default_factory=list)
    meant: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    company: Counter[str] = field(default_factory=Counter)
    fuller: Counter[str] = field(default_factory=Counter)
    shorts: dict[str, list[Place]] = field(default_factory=dict)

    def meet(self, place: Place, entity: str, kind: str, company: Iterable[str]) -> None:
        """Take one mention in."""
        self.count += 1
        self.meant[entity] += 1
        if kind:
            self.kinds[kind] += 1
        if place.article == self.last:
            return
        self.last = place.article
        self.articles += 1
        if len(self.places) < _PLACES:
            self.places.append(place)
        _count(self.company, company)


def _count(counter: Counter[str], met: Iterable[str]) -> None:
    for each in met:
        if each in counter or len(counter) < _BESIDE:
            counter[each] += 1


class Named(NamedTuple):
    """A name at a place of one text; `entity` as in `Seen.meant`."""

    start: int
    end: int
    surface: str
    entity: str
    kind: str


class Sightings:
    """All written names of the articles, by language and spelling, and the entities that stand together."""

    def __init__(self, borrowed: Borrowed) -> None:
        self.names: dict[tuple[str, str], Seen] = {}
        self.company: dict[str, Counter[str]] = {}
        self.entities: Counter[str] = Counter()
        self.small: Counter[tuple[str, str]] = Counter()
        self.articles = 0
        self._borrowed = borrowed

    def take(self, article: Stored) -> None:
        """Take one article in."""
        self.articles += 1
        met = frozenset(id_of(mention.entity) for mention in article.mentions if mention.entity)
        self.entities.update(met)
        for entity in met:
            _count(self.company.setdefault(entity, Counter()), met - {entity})
        named, small = _named(article, self._borrowed)
        self.small.update((article.lang, word) for word in small)
        for each in named:
            seen = self.names.setdefault((article.lang, each.surface), Seen())
            place = Place(article.id, each.start, each.end)
            seen.meet(place, each.entity, each.kind, met)
            short = _short_form(article.text, each)
            if short is not None and (short in seen.shorts or len(seen.shorts) < _PLACES):
                seen.shorts.setdefault(short, []).append(place)
        self._relate(article.lang, named)
        if len(self.names) > _MOST_NAMES:
            self.names = {name: seen for name, seen in self.names.items() if seen.articles > 1}
        if len(self.small) > 2 * _MOST_NAMES:
            self.small = Counter({word: count for word, count in self.small.items() if count > 1})

    def is_word(self, lang: str, name: str, articles: int) -> float:
        """How often a name of one word stands in small letters instead, 0..1, of the articles that have it."""
        parts = parts_of(name)
        small = self.small[lang, parts[0]] if len(parts) == 1 else 0
        return small / (small + articles) if small else 0.0

    def _relate(self, lang: str, named: list[Named]) -> None:
        """Count for each name where a longer one has it in it, and which longer ones of the text end in its words."""
        ends: dict[str, set[str]] = {}
        for each in named:
            parts = parts_of(each.surface)
            if len(parts) > 1 and each.entity != WINDOW:
                longer = ends.setdefault(stem(parts[-1]), set())
                if len(longer) < _MOST_FULLER:
                    longer.add(each.surface)
        for each, outer in zip(named, _outer(named), strict=True):
            seen, parts = self.names[lang, each.surface], parts_of(each.surface)
            seen.inside += outer
            if len(parts) == 1:
                for fuller in ends.get(stem(parts[0]), ()):
                    if fuller in seen.fuller or len(seen.fuller) < _MOST_FULLER:
                        seen.fuller[fuller] += 1


def _outer(named: list[Named]) -> list[bool]:
    """For each name, whether it lies in a longer one."""
    order = sorted(range(len(named)), key=lambda i: (named[i].start, -named[i].end))
    inside, reach = [False] * len(named), 0
    for i in order:
        inside[i] = named[i].end <= reach
        reach = max(reach, named[i].end)
    return inside


def _short_form(text: str, each: Named) -> str | None:
    """The short form that stands in brackets behind a name."""
    if each.end - each.start < SHORTEST_DEFINED or text[each.end : each.end + 3].lstrip()[:1] not in ("(", "（"):
        return None
    found = defined_after(text, each.end)
    return text[found.start : found.end] if found is not None and found.acronym not in never() else None


def _named(article: Stored, borrowed: Borrowed) -> tuple[list[Named], set[str]]:
    """The names of an article: those tagged, then what may be one where none is; and its words in small letters."""
    taken = bytearray(len(article.text))
    found: dict[tuple[int, int], Named] = {}
    for each in article.mentions:
        if each.end > each.start and len(each.surface) <= _LONGEST:
            found[each.start, each.end] = Named(each.start, each.end, each.surface, id_of(each.entity), each.kind)
            taken[each.start : each.end] = b"\1" * (each.end - each.start)
    windows = Windows(article.text, article.lang, taken)
    for start, end in windows.found(borrowed):
        if end - start <= _LONGEST:
            found.setdefault((start, end), Named(start, end, article.text[start:end], WINDOW, ""))
    return list(found.values()), windows.small_words()


def id_of(key: str) -> str:
    """The entity's id that the index writes as a key (`analyse.entity_key`)."""
    return key.replace("\u2420", " ")
