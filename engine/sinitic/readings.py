"""How a Han character is spelled in Latin letters, in every system that names are written in.

Base readings come from Unihan (tables/han.tsv); spellings follow from them by the rules of `romanised`,
`cantonese` and `korean`, and from the hand-written tables of surnames and given names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from polyonym.engine.sinitic.cantonese import hong_kong, macao
from polyonym.engine.sinitic.korean import hangul_latin
from polyonym.engine.sinitic.romanised import postal, tongyong, wade, yale
from polyonym.engine.sinitic.tables import lines, rows
from polyonym.engine.sinitic.variants import simplify

SYSTEMS = ("pinyin", "wade-giles", "cantonese", "hokkien", "vietnamese", "korean", "japanese")
"""The families of spellings; `hokkien` stands for Hokkien, Teochew, Hakka and Hainanese together."""
MOST = 40
"""A character has at most so many distinct spellings."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One Latin spelling of a character: lower-case ASCII, its system, and how usual it is, 0..1."""

    spelling: str
    system: str
    weight: float


@dataclass(frozen=True, slots=True)
class Base:
    """The readings of a character as its dictionaries give them."""

    mandarin: tuple[str, ...] = ()
    cantonese: tuple[str, ...] = ()
    vietnamese: tuple[str, ...] = ()
    hangul: tuple[str, ...] = ()
    japanese: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Surname:
    """A surname's own reading and spellings; `weight` is its bearers per ten thousand people, roughly."""

    pinyin: str
    weight: int
    cantonese: tuple[str, ...]
    hokkien: tuple[str, ...]
    vietnamese: tuple[str, ...]
    korean: tuple[str, ...]


@cache
def _lines() -> dict[str, str]:
    return {line[0]: line for line in lines("han.tsv")}


def han_characters() -> Iterable[str]:
    """The canonical characters whose readings are known."""
    return _lines().keys()


@lru_cache(maxsize=4096)
def base_readings(char: str) -> Base:
    """Mandarin, Cantonese (Jyutping), Vietnamese, hangul and Japanese on-readings, toneless."""
    line = _lines().get(char)
    return Base(*(tuple(field.split()) for field in line.split("\t")[1:])) if line else Base()


@cache
def surnames() -> dict[str, Surname]:
    """Simplified surname → its readings, from tables/surnames.tsv."""
    return {
        name: Surname(pinyin, int(weight), *(tuple(field.split()) for field in rest))
        for name, pinyin, weight, *rest in rows("surnames.tsv")
    }


@cache
def _given() -> dict[str, tuple[str, ...]]:
    return {row[0]: tuple(row[1].split()) for row in rows("given.tsv") if len(row[0]) == 1}


@lru_cache(maxsize=8192)
def han_readings(char: str) -> tuple[Reading, ...]:
    """The distinct spellings of one Han character, the most usual first; none for what isn't listed.

    >>> [each.spelling for each in han_readings("孙")][:2]
    ['sun', 'suen']
    """
    return distinct([*_given_readings(simplify(char)), *_surname_readings(simplify(char), 0.95)])


@lru_cache(maxsize=4096)
def surname_readings(surname: str) -> tuple[Reading, ...]:
    """The distinct spellings of a surname of one character, its readings as a surname first."""
    plain = simplify(surname)
    return distinct([*_surname_readings(plain, 1.0), *_weakened(_given_readings(plain), plain)])


def _weakened(found: Iterator[Reading], surname: str) -> Iterator[Reading]:
    share = 0.8 if surname in surnames() else 1.0
    return (Reading(each.spelling, each.system, round(each.weight * share, 3)) for each in found)


def distinct(found: Iterable[Reading]) -> tuple[Reading, ...]:
    """The best reading of each spelling and system, the most usual first, at most `MOST` spellings."""
    best: dict[str, Reading] = {}
    for each in found:
        if each.spelling and (each.spelling not in best or best[each.spelling].weight < each.weight):
            best[each.spelling] = each
    return tuple(sorted(best.values(), key=lambda each: -each.weight)[:MOST])


def every_reading(char: str, *, surname: bool = False) -> list[Reading]:
    """All spellings with all systems that give them: `distinct` not yet asked for."""
    plain = simplify(char)
    return [*_surname_readings(plain, 1.0 if surname else 0.8), *_given_readings(plain)]


def _surname_readings(surname: str, top: float) -> Iterator[Reading]:
    listed = surnames().get(surname)
    if listed is None:
        return
    yield from _mandarin(listed.pinyin, top)
    fields = zip(SYSTEMS[2:6], (listed.cantonese, listed.hokkien, listed.vietnamese, listed.korean), strict=True)
    for system, spellings in fields:
        for rank, spelling in enumerate(spellings):
            yield Reading(spelling, system, round(top * max(1 - 0.06 * rank, 0.6), 3))


def _given_readings(char: str) -> Iterator[Reading]:
    base = base_readings(char)
    for rank, syllable in enumerate(base.mandarin):
        yield from _mandarin(syllable, 1.0 if rank == 0 else 0.6)
    for rank, syllable in enumerate(base.cantonese):
        share = 1.0 if rank == 0 else 0.6
        yield from _ranked(hong_kong(syllable), "cantonese", 0.95 * share)
        yield from _ranked(macao(syllable), "cantonese", 0.8 * share)
    yield from _ranked(_given().get(char, ()), "hokkien", 0.95)
    for syllable in base.vietnamese:
        yield from _ranked(vietnamese_spellings(syllable), "vietnamese", 0.95)
    for rank, hangul in enumerate(base.hangul):
        yield from _ranked(hangul_latin(hangul), "korean", 0.95 if rank == 0 else 0.85)
    yield from _ranked(base.japanese, "japanese", 0.6)


def _ranked(spellings: tuple[str, ...], system: str, top: float) -> Iterator[Reading]:
    return (Reading(each, system, round(top * max(1 - 0.05 * i, 0.5), 3)) for i, each in enumerate(spellings))


def vietnamese_spellings(syllable: str) -> tuple[str, ...]:
    """A bare Vietnamese syllable with its i/y alternation: vi and vy, quy and qui."""
    if syllable.endswith("i") and len(syllable) > 1 and syllable[-2] not in "aeou":
        return (syllable, syllable[:-1] + "y")
    if syllable.endswith("y") and syllable[-2:] not in ("ay", "ây"):
        return (syllable, syllable[:-1] + "i")
    return (syllable,)


@lru_cache(maxsize=1024)
def _mandarin_spellings(syllable: str) -> tuple[tuple[str, str, float], ...]:
    plain = syllable.replace("v", "u")
    found = [(plain, "pinyin", 1.0)]
    if plain != syllable:
        found += [(syllable, "pinyin", 0.9), (syllable.replace("v", "yu"), "pinyin", 0.9)]
    found += [(each, "wade-giles", 0.95 if i == 0 else 0.7) for i, each in enumerate(wade(syllable))]
    found += [(tongyong(syllable), "wade-giles", 0.7), (yale(syllable), "wade-giles", 0.5)]
    found += [(each, "wade-giles", 0.5) for each in postal(syllable)]
    return tuple(found)


def _mandarin(syllable: str, top: float) -> Iterator[Reading]:
    return (Reading(text, system, round(top * share, 3)) for text, system, share in _mandarin_spellings(syllable))


def syllables(name: str) -> tuple[tuple[Reading, ...], ...]:
    """The readings of each Han character of a name, in its order; the surname's as a surname.

    What isn't a listed Han character is left out; a name of no Han characters gives nothing.
    """
    chars = [char for char in simplify(name[:64]) if base_readings(char).mandarin or char in surnames()]
    wide = 2 if "".join(chars[:2]) in surnames() and len(chars) > 2 else 1
    return tuple(surname_readings(c) if i < wide else han_readings(c) for i, c in enumerate(chars))
