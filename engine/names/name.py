"""A name taken apart for comparing: its parts, how each sounds, and how much each says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources

from polyonym.engine.institutions.concepts import read
from polyonym.engine.institutions.pieces import Word
from polyonym.engine.names.elements import element
from polyonym.engine.names.habits import heard
from polyonym.engine.names.legal import with_short_forms
from polyonym.engine.names.qualifiers import LIES_ON, qualified
from polyonym.engine.names.sound import fine, fine_forms, has_vowels, is_han, skeleton, spoken
from polyonym.engine.names.wade import pinyin_of_wade
from polyonym.engine.sinitic.japanese import is_mixed, mixed_runs
from polyonym.engine.sinitic.korean import is_hangul
from polyonym.engine.sinitic.pinyin import english_of_pinyin, is_pinyin
from polyonym.engine.sinitic.transcription import transcribed_syllables, without_generic
from polyonym.engine.text.fold import Key, key
from polyonym.engine.text.tokens import parts

MOST_PARTS = 24
"""A name is compared by this many parts at most; what is longer is no name."""
TELLS_LITTLE = 0.2
"""Parts that weigh so little find nothing beside others that weigh more: city, and the country a town lies in."""
LONGEST = 400
"""Characters of a name that are looked at."""
_LONGEST_RUN = 96
_DOTTED = re.compile(r"\b(?:\w\.){2,}")
"""An acronym with dots, A.B.C.; the initials of a person are parts each."""
_SPACED = re.compile(r"\b[A-Z\u0410-\u042f](?: [A-Z\u0410-\u042f]){1,7}\b")
_SINITIC = re.compile("[\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]")
_SEPARATED = re.compile("[\u3400-\u9fff][·•・‧．=＝][\u3400-\u9fff]")
"""Foreign names in Han characters have a mark between their parts."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One token of a name; `weight` says how much it tells, 0..1, before rarity is asked for.

    Parts are told apart by identity, so that what is learned of two of them is found again quickly.
    """

    text: str
    latin: str
    fine: tuple[str, ...]
    skeletons: tuple[str, ...]
    weight: float
    vowels: bool
    is_initial: bool
    """Whether it is one letter that stands for a whole part; Cyrillic Ю is two in Latin."""
    has_digits: bool
    bones: int
    """The consonant classes in it, as bits, so that parts without common ones are told apart at once."""
    element: int = 0
    """What it means where it is a common element of names of places, as bits (see `elements`)."""
    places: tuple[str, ...] = ()
    """The ids of the places that it may name, within the name of an institution."""
    is_sure: bool = False
    """Whether it surely names one of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """A written name, folded and taken apart; told apart by identity, as its parts are."""

    text: str
    key: Key
    parts: tuple[Part, ...]
    sinitic: bool
    """Whether it has Han characters or Hangul, which are read in several languages."""
    run: str
    """How the whole sounds, its parts run together."""
    other_runs: tuple[str, ...]
    """Other ways in which it may sound: as the foreign name that it transcribes."""
    is_acronym: bool
    is_cased: bool
    """Whether its letters have capitals, without which an acronym doesn't show."""
    numbers: frozenset[str]
    """The numbers in it, Roman ones too: what they differ in is no spelling."""

    @property
    def total(self) -> float:
        """The weight of all parts."""
        return sum(part.weight for part in self.parts)


@cache
def _weak(kind: str | None) -> dict[str, float]:
    table = resources.files(__package__).joinpath("tables/weak.tsv").read_text("utf-8")
    weights: dict[str, float] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            for_kind, weight, listed = line.split("\t")
            if for_kind in ("*", kind or "person"):  # of a name whose kind isn't known, titles are weak, too
                weights.update((word, float(weight)) for word in map(key, listed.split()) if word not in weights)
    return weights


@lru_cache(maxsize=1 << 16)
def _parts(piece: str, kind: str | None, foreign: bool = False) -> tuple[Part, ...]:
    """The parts that a piece of a folded name is spoken as."""
    apart = _apart(piece.replace("'", ""), kind)
    if len(apart) == 1:
        return _spoken(apart[0], kind, foreign)
    return tuple([each for token in apart for each in _spoken(token, kind, foreign)])


@lru_cache(maxsize=1 << 15)
def _spoken(token: str, kind: str | None, foreign: bool) -> tuple[Part, ...]:
    """The parts that a folded token is spoken as; kept for tokens that several pieces have: 市."""
    ways = spoken(token, foreign=foreign) or ((),)
    alone = len(ways) == 1
    latin, vowels = heard(token) if kind == "place" else (), has_vowels(token)
    return tuple([_part(token if alone else each[0], each, latin, vowels, kind) for each in ways])


def _part(text: str, romanised: tuple[str, ...], also: tuple[str, ...], vowels: bool, kind: str | None) -> Part:
    forms = fine_forms(romanised)
    if also:
        forms = tuple(dict.fromkeys((*forms, *also)))
    skeletons = tuple(dict.fromkeys(map(skeleton, forms)))
    latin = romanised[0] if romanised else ""
    initial = len(text) == 1 and 0 < len(latin) <= 4 and text.isalpha() and not is_han(text)
    digits = text in ROMAN or (not text.isalpha() and any(map(str.isdigit, text)))
    bones = sum({1 << (ord(char) & 31) for char in "".join(skeletons)})
    means = element(text) if kind == "place" else 0
    return Part(text, latin, forms, skeletons, _weak(kind).get(text, 1.0), vowels, initial, digits, bones, means)


@lru_cache(maxsize=1 << 13)
def part_of_word(token: str) -> Part:
    """A folded word or phrase of an institution's name as one part, spoken in the most usual way."""
    ways = spoken(token.replace(" ", "")) or ((),)
    return _part(token, ways[0], (), has_vowels(token), "organization")


@lru_cache(maxsize=1 << 13)
def name_of(text: str, kind: str | None = None) -> Name:
    """Take a name apart; `kind` (an EntityKind's value) says which words of it are weak."""
    text, folded = text[:LONGEST], key(text[:LONGEST])
    if kind != "person":
        folded = Key(_without_dots(folded))
    if kind == "organization":
        taken, run = _taken(_with_spaces(with_short_forms(folded)), kind)
    else:
        taken, run = _places_taken(text) if kind == "place" else _taken(folded, kind)
    cased = text[:1].lower() != text[:1].upper()
    sinitic = _is_sinitic(folded)
    others = _other_runs(taken, kind, sinitic)
    return Name(text, folded, taken, sinitic, run, others, is_acronym(text), cased, _numbers(taken, text))


def name_of_parts(taken: Sequence[Part], written: str) -> Name:
    """Some parts of an institution's name as a name of their own; `written` is how they stand there."""
    taken = tuple(taken[:MOST_PARTS])
    folded = Key(" ".join([part.text for part in taken]))
    cased = written[:1].lower() != written[:1].upper()
    sinitic = _is_sinitic(folded)
    run, others = _run(taken), _other_runs(taken, "organization", sinitic)
    return Name(written, folded, taken, sinitic, run, others, is_acronym(written), cased, _numbers(taken, written))


def parts_of(folded: str) -> tuple[Part, ...]:
    """The parts of some folded words of an institution's name."""
    return _all_parts(folded, "organization")


def _with_spaces(folded: str) -> str:
    """The name of an institution in a script without spaces with its words apart, of which each is met again."""
    if not _is_sinitic(folded):
        return folded
    pieces = read(folded).pieces
    return " ".join([piece.text if isinstance(piece, Word) else piece.surface for piece in pieces]) or folded


def _is_sinitic(folded: str) -> bool:
    return not folded.isascii() and _SINITIC.search(folded) is not None


def without_dots(text: str) -> str:
    """A name with its acronyms written without dots and spaces: I B M.

    >>> without_dots("U.S. Department of State")
    'US Department of State'
    """
    return _SPACED.sub(lambda spaced: spaced[0].replace(" ", ""), _without_dots(text))


def _without_dots(text: str) -> str:
    return _DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), text) if "." in text else text


def _taken(folded: str, kind: str | None) -> tuple[tuple[Part, ...], str]:
    """The parts of a folded text, and how they sound run together."""
    taken = _all_parts(folded, kind)
    return taken, _run(taken)


def _all_parts(folded: str, kind: str | None) -> tuple[Part, ...]:
    pieces = (is_mixed(folded) and mixed_runs(folded)) or parts(folded)
    foreign = not folded.isascii() and _SEPARATED.search(folded) is not None
    return tuple([each for piece in pieces[:MOST_PARTS] for each in _parts(piece, kind, foreign)])


def _places_taken(text: str) -> tuple[tuple[Part, ...], str]:
    """The same for the name of a place, where it lies counting less."""
    head, tail, weight = qualified(text)
    taken, run = _taken(pinyin_of_wade(head) or key(head), "place")
    if not tail:
        return taken, run
    beside = tuple(replace(part, weight=part.weight * weight) for part in _taken(key(tail), "place")[0])
    return (taken + beside)[: 2 * MOST_PARTS], run if weight < LIES_ON else _run(taken + beside)


def _numbers(taken: tuple[Part, ...], text: str) -> frozenset[str]:
    found = {part.text for part in taken if part.has_digits}
    if len(taken) > 1 and text[-1:] in _ONE_LETTER:  # Elizabeth I; elsewhere one letter is an initial
        found.add(text[-1].lower())
    return frozenset(found)


_ONE_LETTER = frozenset("IVX")


def of_other_numbers(left: Name, right: Name) -> bool:
    """Whether both names have numbers, and not the same: Henry VII and Henry VIII, School No. 12 and No. 21."""
    return bool(left.numbers and right.numbers) and left.numbers != right.numbers


def acronym_meets_word(left: Name, right: Name) -> bool:
    """Whether just one of two names is written as an acronym, where both could be."""
    return left.is_acronym != right.is_acronym and left.is_cased and right.is_cased


ROMAN = frozenset(["ii", "iii", "iv", "vii", "viii", "ix", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xxiii"])
"""Roman numerals that are no words or names themselves, as Vi, Xi and Mi are."""


def _apart(part: str, kind: str | None) -> tuple[str, ...]:
    """A part, and the weak word that its Han characters or Hangul end with as one of its own: 萍乡 市, 안산 시."""
    if len(part) < 3 or not (is_han(part) or is_hangul(part[-1])):
        return (part,)
    ending = next((part[-n:] for n in (3, 2, 1) if len(part) - n > 1 and part[-n:] in _weak(kind)), "")
    return (part[: -len(ending)], ending) if ending else (part,)


def _run(parts_of: tuple[Part, ...]) -> str:
    if len(parts_of) > 1 and _all_pinyin(parts_of):
        return fine(english_of_pinyin("".join(part.text for part in parts_of)))  # Chinese, syllable by syllable
    return "".join([part.fine[0] for part in parts_of if part.fine])[:_LONGEST_RUN]


def _all_pinyin(parts_of: tuple[Part, ...]) -> bool:
    return is_pinyin(parts_of[0].text) and all(is_pinyin(part.text) for part in parts_of)


_FEWEST_TRANSCRIBED = 3
"""Of fewer syllables, most names in pinyin are Chinese."""


def _other_runs(parts_of: tuple[Part, ...], kind: str | None, sinitic: bool) -> tuple[str, ...]:
    if sinitic and any(is_han(part.text) for part in parts_of):
        ranked = ("".join(part.fine[min(i, len(part.fine) - 1)] for part in parts_of if part.fine) for i in (1, 2))
        return tuple(run[:_LONGEST_RUN] for run in ranked)
    if len(parts_of) < 2 or kind == "person" or not _all_pinyin(parts_of):
        return ()
    syllables = tuple(part.text for part in parts_of)
    plain = fine("".join(without_generic(syllables)))
    return (plain, *map(fine, transcribed_syllables(syllables) if len(syllables) >= _FEWEST_TRANSCRIBED else ()))


_SPOKEN = frozenset("aeiouyаеёиоуыэюяіїєαεηιουω")
_LAST_CYRILLIC = "\u052f"
"""Latin, Greek and Cyrillic: the letters whose capitals tell an acronym."""


def is_acronym(text: str) -> bool:
    """Whether a name is one short word in capitals that isn't easily spoken."""
    if not (2 <= len(text) <= 7 and text.isupper() and text.isalpha() and max(text) <= _LAST_CYRILLIC):
        return False
    return len(text) <= 4 or sum(c in _SPOKEN for c in text.lower()) * 4 <= len(text)
