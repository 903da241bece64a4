"""Japanese names in kanji, mixed with kana or not, as they are read in Japan.

A name is looked up whole (places, surnames, given names), else cut into what is known: a surname and a given
name, or the elements that place names are made of, whose later ones may be voiced (川 kawa, 小川 ogawa).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice, product

from polyonym.engine.romanisation import kana
from polyonym.engine.sinitic.tables import lines
from polyonym.engine.sinitic.variants import simplify

MOST = 6
"""A name has at most so many readings."""
LONGEST = 16
_Readings = Mapping[str, tuple[str, ...]]
_TOWNS = {"町": ("machi", "cho"), "村": ("mura",)}
_SUFFIXES = frozenset(map(simplify, "市町村区県郡府都"))
_SMALL = str.maketrans("ケカヵ", "ヶヶヶ")
_VOICED = {"k": "g", "sh": "j", "s": "z", "ts": "z", "t": "d", "h": "b", "f": "b", "ch": "j"}
_FIRST = re.compile("sh|ts|ch|[kstfh]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc]+")
_RUN = re.compile("[\u3005\u3400-\u9fff\u3041-\u3096\u30a1-\u30fa\u30fc]+")
_MIXED = re.compile("[\u3041-\u30fc][\u3005\u4e00-\u9fff]|[\u3005\u4e00-\u9fff][\u3041-\u3096\u30a1-\u30fc]")


@lru_cache(maxsize=1 << 14)
def japanese_readings(text: str) -> tuple[str, ...]:
    """At most six Latin readings of a name in kanji (and kana), the likeliest first; () where none is known.

    Long vowels are single, a surname and a given name apart.

    >>> japanese_readings("川越")[0], japanese_readings("佐藤太郎")[0], japanese_readings("駒ヶ根")[0]
    ('kawagoe', 'sato taro', 'komagane')
    """
    words = _plain(text[: 4 * LONGEST]).split()
    if not words or max(map(len, words)) > LONGEST or len(words) > 4:
        return ()
    if len(words) == 1:
        return tuple(islice(dict.fromkeys(_one(words[0])), MOST))
    ranked = [tuple(dict.fromkeys(islice(_one(word), MOST))) for word in words]
    return tuple(" ".join(way) for way in islice(product(*ranked), MOST)) if all(ranked) else ()


def is_japanese(text: str) -> bool:
    """Whether a name stands as a whole in the tables."""
    plain = _plain(text)
    return any(plain in table for table in (places(), surnames(), _given("whole")))


def japanese_words(text: str) -> tuple[str, ...]:
    """The words of the two likeliest readings of a person's name written in one piece; () for any other text."""
    found = [reading for reading in japanese_readings(text)[:2] if " " in reading and " " not in text]
    return tuple(dict.fromkeys(word for reading in found for word in reading.split()))


def is_mixed(text: str) -> bool:
    """Whether kanji and kana meet in a text."""
    return not text.isascii() and _MIXED.search(text) is not None


def mixed_runs(text: str) -> list[str]:
    """A folded text that is one name of kanji and kana together, and the suffix after it; [] for any other.

    >>> mixed_runs("駒ヶ根市"), mixed_runs("オハイオ州")
    (['駒ヶ根', '市'], [])
    """
    if len(text) > LONGEST or not _RUN.fullmatch(text):
        return []
    name = text[:-1] if text[-1] in _SUFFIXES else text
    known = is_mixed(name) and (_plain(name) in places() or (len(_KANA.findall(name)) == 1 and _joint(name)))
    return [each for each in (name, text[len(name) :]) if each] if known else []


def _joint(name: str) -> bool:
    """Whether the only kana of a name is one that joins kanji, and the name can be read."""
    kana = _KANA.search(name)
    return kana is not None and kana.group() in _JOINTS and _cut(_plain(name)) is not None


_JOINTS = frozenset("ヶケがノのつツッ")


def _plain(text: str) -> str:
    plain = simplify(text)
    return plain.translate(_SMALL) if is_mixed(plain) else plain


def _one(word: str) -> Iterator[str]:
    """The readings of one run of characters: the listed ones, else those of its parts."""
    listed = [reading for table in (places(), surnames(), _given("whole")) for reading in table.get(word, ())]
    yield from listed
    if listed:
        return
    if word[-1] in _SUFFIXES and word[:-1] in places():
        yield from _town(word)
        return
    if len(word) == 2:
        yield from _given_name(word)
    else:
        yield from _people(word)
    if len(word) > 1:
        yield from _composed(word)


def _town(word: str) -> Iterator[str]:
    """A listed place with or without what it is: 小川町 is Ogawa or Ogawamachi."""
    stem = places()[word[:-1]]
    yield from stem
    yield from (stem[0] + kind for kind in _TOWNS.get(word[-1], ()))


@lru_cache(maxsize=1 << 12)
def _people(word: str) -> tuple[str, ...]:
    """The readings as a surname of the tables and a given name; none for what can't be both."""
    if not 3 <= len(word) <= 7:
        return ()
    found: list[str] = []
    for cut in (2, 3, 1):
        family, rest = surnames().get(word[:cut], ()), word[cut:]
        if family and 0 < len(rest) <= 4:
            given = tuple(dict.fromkeys((*_given("whole").get(rest, ()), *islice(_given_name(rest), 2))))
            found += [f"{name} {own}" for own in given[:3] for name in family[:2]]
    return tuple(found)


def _given_name(word: str) -> Iterator[str]:
    """A given name of two or three characters by the elements of given names."""
    for cut in range(1, len(word)):
        first, last = _given("first").get(word[:cut], ()), _given("last").get(word[cut:], ())
        yield from (a + b for b in last for a in first)


def _composed(word: str) -> Iterator[str]:
    """A place name or surname by its elements, the longest first; later ones may be voiced."""
    pieces = _cut(word)
    if pieces is None or len(pieces) > 4:
        return
    for way in islice(product(*pieces), MOST):
        yield "".join(way)


def _cut(word: str) -> list[tuple[str, ...]] | None:
    """The readings of each element in order; None where one isn't known."""
    pieces: list[tuple[str, ...]] = []
    at = 0
    while at < len(word):
        spelled_out = _KANA.match(word, at)
        size, found = _longest(word, at)
        if not found and spelled_out:
            size, found = spelled_out.end() - at, (kana.spell("hepburn", spelled_out.group()),)
        if not found:
            return None
        pieces.append(found)
        at += size
    return pieces


def _longest(word: str, at: int) -> tuple[int, tuple[str, ...]]:
    first = at == 0
    for size in (4, 3, 2, 1):
        piece = word[at : at + size]
        if len(piece) == size < len(word):
            found = elements(first).get(piece) or (size > 1 and (places().get(piece) or surnames().get(piece)))
            if found:
                return size, found[:3]
    return 1, ()


@cache
def places() -> _Readings:
    """Folded place name → its readings."""
    return _assigned(lines("japanese_places.txt"))


@cache
def surnames() -> _Readings:
    """Folded surname → its readings."""
    return _assigned(lines("japanese_surnames.txt"))


@cache
def _given(kind: str) -> _Readings:
    return _assigned(line.partition(" ")[2] for line in lines("japanese_given.txt") if line.startswith(kind))


@cache
def elements(first: bool) -> _Readings:
    """Folded element → its readings at the beginning of a name, or after another element."""
    found: dict[str, tuple[str, ...]] = {}
    for piece, (here, later) in _elements().items():
        found[piece] = here if first else later
    return found


@cache
def _elements() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    found: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for item in " ".join(lines("japanese_elements.txt")).split():
        piece, _, cell = item.partition("=")
        first, _, later = cell.partition("/")
        here = tuple(first.split(","))
        own = tuple(later.split(",")) if later else (*here, *filter(None, (voiced(here[0]),)))
        if cell:
            found.setdefault(_plain(piece), (here, own))
    return found


def voiced(reading: str) -> str:
    """A reading with its first consonant voiced, as after another element; "" where it can't be.

    >>> voiced("kawa"), voiced("shima"), voiced("yama")
    ('gawa', 'jima', '')
    """
    first = _FIRST.match(reading)
    return _VOICED[first.group()] + reading[first.end() :] if first else ""


def _assigned(table: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for item in " ".join(table).split():
        name, _, cell = item.partition("=")
        key = _plain(name)
        if cell:
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *cell.split(","))))
    return found
