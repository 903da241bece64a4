"""The acronyms of a name's translation: its concepts said in English, its places by the sounds they begin with.

辽宁工程技术大学 is read as Liaoning + engineering technology + university, in English LNTU, LTU, LETU; in a name of
spaced letters each word's concept gives its English letter, and the kind of institution moves to where English or
the Romance languages say it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from polyonym.engine.institutions.concepts import read
from polyonym.engine.institutions.initials import Unit, english_initial, english_letters, initial_of
from polyonym.engine.institutions.letters import cyrillic_of
from polyonym.engine.institutions.pieces import Concept, Piece, Word
from polyonym.engine.institutions.tables import kin
from polyonym.engine.institutions.words import bare, script
from polyonym.engine.romanisation.readings import reading
from polyonym.engine.sinitic.japanese import places
from polyonym.engine.sinitic.readings import base_readings
from polyonym.engine.sinitic.syllable import is_han

_MOST = 12
_TRANSLATED, _MOVED, _FURTHER = 0.7, 0.5, 0.8
_KIN = 0.5
_PINYIN = 0.35
_LATER = 0.85
_READ = frozenset(("Hani", "Hang", "Arab"))
_VIETNAMESE = ("truong ", "dai hoc ", "hoc vien ", "benh vien ", "vien ", "bo ", "cao dang ", "ngan hang ")
_REORDERED, _RUSSIAN = 0.4, 0.38
HOW = "initials of its English translation"
Ways = tuple[tuple[str, float], ...]
"""Letters that a piece may give, each with how usual that is."""


def of_concepts(folded: str, lang: str | None) -> Iterator[tuple[str, float, str]]:
    """The acronyms of the translation of a name that is read as concepts: Han, Hangul, Arabic, Vietnamese."""
    if not is_read(folded, lang):
        return
    pieces = _joined(read(folded, lang).pieces)
    for row, share in _orders(pieces):
        for text, strength in _products([_ways(piece) for piece in row]):
            yield text, strength * share * _TRANSLATED, HOW
    if all(map(is_han, folded)):
        yield "".join(each[0][:1] for each in map(_pinyin, folded) if each), _PINYIN, "initials of its pinyin"


def is_read(folded: str, lang: str | None) -> bool:
    """Whether a folded name isn't cut into words that are concepts by themselves."""
    if folded.isascii():
        return lang == "vi" or folded.startswith(_VIETNAMESE)
    return bool(folded) and (script(folded[0]) in _READ or script(folded[-1]) in _READ)


def _joined(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces with words that stand together as one: Ha Noi."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if isinstance(piece, Word) and isinstance(last, Word):
            joined[-1] = last._replace(text=f"{last.text} {piece.text}", end=piece.end)
        else:
            joined.append(piece)
    return tuple(joined)


def _orders(pieces: tuple[Piece, ...]) -> Iterator[tuple[tuple[Piece, ...], float]]:
    """The orders in which English says the pieces: the kind last, or before the fields; what is its own first."""
    yield pieces, 1.0
    kinds = [each for each in pieces if isinstance(each, Concept) and each.sort == "kind"]
    if not kinds or len(pieces) < 2:
        return
    kind = kinds[0] if kinds[0] is pieces[0] else kinds[-1]
    own = tuple(each for each in pieces if not isinstance(each, Concept))
    said = tuple(each for each in pieces if isinstance(each, Concept) and each is not kind)
    if own and (said or kind is pieces[0]):
        yield (*own, *said, kind), _FURTHER
        yield (*own, kind, *said), _FURTHER
    if kind is pieces[-1]:
        yield (kind, *own, *said), _FURTHER * _FURTHER


def _products(ways: list[Ways]) -> Iterator[tuple[str, float]]:
    """The likeliest ways to say all pieces: each one's best, and one of them otherwise."""
    best = [way[0] for way in ways if way]
    given = [way for way in ways if way]
    if not best:
        return
    rows: list[tuple[tuple[str, float], ...]] = [tuple(best)]
    for at, way in enumerate(given):
        rows += [(*best[:at], other, *best[at + 1 :]) for other in way[1:]]
    rows += list(islice(product(*(way[:2] for way in given)), _MOST))
    for row in rows:
        strength = 1.0
        for _, share in row:
            strength *= share
        yield "".join(text for text, _ in row), strength


def _ways(piece: Piece) -> Ways:
    match piece:
        case Concept():
            return _of_concept(piece)
        case Word(text):
            return _of_word(text)
        case _:
            return ()


def _of_concept(piece: Concept) -> Ways:
    """The English letters of a concept, then of those that it may be besides and of its near kin."""
    if piece.sort == "legal":
        return ()
    found = {letters: _FURTHER**rank for rank, letters in enumerate(english_letters(piece.id))}
    for other in piece.also:
        found.setdefault(english_letters(other)[0], _FURTHER**2)
    for other, strength in _near(piece.id):
        found.setdefault(english_letters(other)[0], strength * _FURTHER)
    return tuple(sorted(found.items(), key=lambda row: -row[1])[:5])


@lru_cache(maxsize=1 << 10)
def _near(concept: str) -> tuple[tuple[str, float], ...]:
    near = (each for each in kin().values() if each.strength >= _KIN and concept in (each.one, each.other))
    return tuple((each.other if each.one == concept else each.one, each.strength) for each in near)


def _of_word(text: str) -> Ways:
    """A word that is no concept: its first sound, and the initials of all its syllables."""
    if is_han(text[0]):
        return _of_han(text)
    if " " in text:
        initials = "".join(english_initial(each) for each in text.split())
        return (initials[0], 1.0), (initials, 0.9)
    known = english_initial(text)
    return ((known if known < "\u0370" else reading(bare(text))[:1] or known, 1.0),)


def _of_han(text: str) -> Ways:
    """The initials of a word in pinyin, of its first syllable alone, and as English or Japan calls it.

    A first character of two readings has both: 厦门 is Xiamen.
    """
    syllables = [each for each in map(_pinyin, text) if each]
    initials = "".join(each[0][0] for each in syllables)
    found: dict[str, float] = {}
    others = "".join(each[-1][0] for each in syllables[:1]) + initials[1:]
    english, japanese = english_initial(text), places().get(text, ())
    if english.isascii():
        found[english] = 1.0
    if japanese:
        found.setdefault(japanese[0][0], 1.0)
    if initials:
        found.setdefault(initials, 1.0 if len(initials) < 4 else 0.6)
        found.setdefault(initials[0], 0.9)
        found.setdefault(others[0], 0.85)
        found.setdefault(others, 0.8)
        found.setdefault("".join(initial_of(each[0]) for each in syllables), 0.4)
    return tuple(found.items())


def _pinyin(char: str) -> tuple[str, ...]:
    return base_readings(char).mandarin


def reordered(row: list[Unit]) -> Iterator[tuple[str, float, str]]:
    """A name of spaced letters in English: each concept's letter, the kind before or behind what tells it apart.

    `row` is without small words.
    """
    english = [each.english for each in row]
    yield "".join(english), _TRANSLATED, HOW
    sorts_of = [each.sort for each in row]
    if "kind" not in sorts_of or len(row) < 2:
        return
    at = sorts_of.index("kind")
    if at:
        yield "".join((english[at], *english[:at], *english[at + 1 :])), _REORDERED, "initials, the kind first"
        return
    end = next((i for i, sort in enumerate(sorts_of[1:], 1) if sort != "rank" and sort != "field"), len(row))
    strength = _MOVED if end > 1 else _REORDERED
    yield "".join((*english[1 : max(end, 2)], english[0], *english[max(end, 2) :])), strength, HOW


def russian(row: list[Unit]) -> Iterator[tuple[str, float, str]]:
    """Belarusian State University in Russian letters, and those in Latin ones: БГУ, BGU; state is gosudarstvenny."""
    at = next((i for i, each in enumerate(row) if each.sort == "rank" and each.text == "state"), 0)
    if at:
        english = "".join(each.english for each in row)
        text = english[:at] + "g" + english[at + 1 :]
        yield text, _RUSSIAN, "initials of its Russian name in Latin letters"
        yield cyrillic_of(text), _RUSSIAN, "initials of its Russian name"
