"""What each word of an institution's name gives to its acronym: its first letter, and what else it may give.

Words of scripts with spaces only; Han and Hangul are read as concepts (see `translated`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from polyonym.engine.institutions.letters import latin_of
from polyonym.engine.institutions.lookup import compound, word
from polyonym.engine.institutions.tables import LANGUAGES, connectives, rows, sorts
from polyonym.engine.institutions.words import script, words
from polyonym.engine.sinitic.pinyin import split_pinyin
from polyonym.engine.text.fold import fold

LONGEST = 300
"""Characters of a name that are looked at; nobody abbreviates a longer one."""
MOST = 24
"""Words of a name that are looked at."""
_LONGEST_WORD = 40
_COMPOUND = 8
"""Words of fewer letters aren't taken apart."""
_BY_SYLLABLES, _BY_SOUNDS, _BY_PARTS, _MOSTLY = 0.8, 0.4, 0.6, 0.55
_MOST_SYLLABLES, _OF_CONCEPTS, _UNSURE = 4, 0.4, 0.6
_LIKE_PINYIN = re.compile("(?:(?:[zcs]h|[bpmfdtnlgkhjqxzcsryw])?[aeiou]{1,3}(?:ng?|r)?){2,4}")
"""The shape of two to four syllables of pinyin, which most other words lack."""
_TELLS_PINYIN = re.compile("zh|q|x|iang|iao|uang|ong|eng|ou")
"""What words of other languages that could be pinyin rarely have."""
_ENDING = 4
_WRITTEN = {"ў": "у"}
"""Letters that begin a word only behind a vowel, and how acronyms write them."""
_SPACED = frozenset(("Latn", "Cyrl"))


class Longer(NamedTuple):
    """Other letters that a word may give, how usual that is beside its first letter, and why."""

    letters: str
    share: float
    why: str


class Unit(NamedTuple):
    """A word of a name: its first letter, its English one, its concept's class, what else it may give.

    `small` are connectives, which acronyms leave out or take in together; legal forms and the words of
    `letters.tsv` that say nothing are `idle`.  `compound` are those of `longer` that don't just take more of the
    word's beginning; `usual` is what most acronyms take of it.
    """

    text: str
    first: str
    english: str
    sort: str | None
    small: bool
    idle: bool
    longer: tuple[Longer, ...]
    compound: tuple[Longer, ...]
    usual: str

    @property
    def names(self) -> bool:
        """Whether it says that a person's name follows (imeni), which acronyms leave out."""
        return self.sort == "honorific" and not self.english


def units(folded: str) -> list[Unit]:
    """The words of a folded name in spaced letters; none where most of it is written otherwise."""
    return [unit(text) for text, _, _ in islice(words(folded), MOST) if script(text[0]) in _SPACED]


@lru_cache(maxsize=1 << 15)
def unit(text: str) -> Unit:
    """What a folded word gives; learned once."""
    system = script(text[0])
    concept = concept_of(system, text)
    sort = sorts()[concept] if concept else None
    listed = _letters().get(text, ())
    idle = sort == "legal" or any(not each.letters for each in listed)
    longer = [each for each in listed if each.letters]
    if len(text) <= _LONGEST_WORD:
        longer += _syllables(text, 1.0 if concept is None else _OF_CONCEPTS) if system == "Latn" else ()
        longer += _parts(system, text) if concept is None and len(text) >= _COMPOUND else ()
    english = english_letters(concept)[0] if concept else english_initial(text)
    distinct = tuple({each.letters: each for each in reversed(longer) if each.letters != text[0]}.values())[::-1]
    others = tuple(each for each in distinct if not text.startswith(each.letters))
    usual = next((each.letters for each in (*others, *distinct) if each.share > _MOSTLY), text[0])
    written = _WRITTEN.get(text[0], text[0]) + text[1:]
    first = text if text.isdecimal() else written[0]
    return Unit(written, first, english, sort, text in _small(), idle, distinct, others, usual)


def english_initial(text: str) -> str:
    """The letter with which English begins a word that is no concept: Deutsche is German, 東京 Tokyo."""
    known = _english_words()
    for end in range(len(text), max(len(text) - _ENDING, 1) - 1, -1):
        if text[:end] in known and (end == len(text) or text[:end] + "~" in known):
            return known[text[:end]]
    return text[0] if text[0] < "\u0370" else latin_of(text[0])[0]


@cache
def _english_words() -> dict[str, str]:
    """The words of english_words.tsv; those that take endings once more with a ~."""
    found: dict[str, str] = {}
    for letter, cell in rows("english_words.tsv"):
        for listed in fold(cell).text.split():
            found[listed] = found[listed.rstrip("~")] = letter
    return found


def concept_of(system: str, text: str) -> str | None:
    """The concept that a word means by itself, in any language of its letters."""
    if not 2 < len(text) <= _LONGEST_WORD:
        return None
    found = word(system, [text], 0, -1)
    return found[0].forms[0].concepts[0] if len(found) == 1 and found[0].forms else None


def _syllables(text: str, share: float) -> Iterator[Longer]:
    """The initials of the syllables of a word that may be pinyin; of some, two letters (Guangzhou: gzh)."""
    ways = split_pinyin(text) if _LIKE_PINYIN.fullmatch(text) else ()
    share = share if _TELLS_PINYIN.search(text) else share * _UNSURE
    for rank, way in enumerate([way for way in ways if 1 < len(way) <= _MOST_SYLLABLES][:2]):
        why = "by its syllables " + "-".join(way)
        yield Longer("".join(each[0] for each in way), share * _BY_SYLLABLES / (1 + rank), why)
        yield Longer("".join(map(initial_of, way)), share * _BY_SOUNDS / (1 + rank), why)


def initial_of(syllable: str) -> str:
    """The consonant that a syllable of pinyin begins with, in all its letters."""
    return syllable[:2] if syllable[:2] in ("zh", "ch", "sh") else syllable[0]


def _parts(system: str, text: str) -> list[Longer]:
    """The initials of the parts of a compound."""
    found = compound(system, text, -1)
    if len(found) < 2:
        return []
    pieces = [each.text for each in found]
    return [Longer("".join(piece[0] for piece in pieces), _BY_PARTS, "by its parts " + "-".join(pieces))]


@cache
def _letters() -> dict[str, tuple[Longer, ...]]:
    """The words of letters.tsv."""
    found: dict[str, tuple[Longer, ...]] = {}
    for letters, share, cell in rows("letters.tsv"):
        folded = fold(letters).text
        each = Longer("" if letters == "-" else folded, float(share), f"with {folded.upper()}")
        for listed in fold(cell).text.split():
            found[listed] = (*found.get(listed, ()), each)
    return found


@cache
def _small() -> frozenset[str]:
    """The connectives of all languages of spaced letters, those of languages that have no table of concepts too."""
    langs = {*LANGUAGES["Latn"], *LANGUAGES["Cyrl"], "elided"}
    others = (text for _, cell in rows("small.tsv") for text in fold(cell).text.split())
    return frozenset((*(text for lang in langs for text in connectives(lang)), *others))


@cache
def _english() -> dict[str, tuple[str, ...]]:
    listed = {concept: tuple(cell.split()) for concept, cell in rows("english.tsv")}
    for concept, sort, meaning, *_ in rows("concepts.tsv"):
        if concept not in listed:
            listed[concept] = ("-",) if sort == "legal" else (_initials(meaning),)
    return {concept: tuple("" if each == "-" else each for each in given) for concept, given in listed.items()}


def _initials(meaning: str) -> str:
    """The initials of a meaning up to its first comma, without small words."""
    said = meaning.split(",")[0].lower().replace("-", " ").split()
    return "".join(each[0] for each in said if each not in ("and", "of", "as", "a", "where", "are", "the"))


def english_letters(concept: str) -> tuple[str, ...]:
    """With which letters English names say a concept, the most usual first; "" for none.

    >>> english_letters("state"), english_letters("polytechnic")[0]
    (('s',), 'p')
    """
    return _english().get(concept, ("",))
