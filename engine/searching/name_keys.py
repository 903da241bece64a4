"""The keys under which an article is filed for a name that no table lists, and those by which such a name is asked for.

Spellings of one name share one, names of others seldom do, since all of its parts must agree; order says nothing.

`p:` how two parts of it sound (their consonants, vowels being spelled in too many ways)
`i:` how one sounds, and the initial of another; `j:` the same where only the initial is written
`w:` how one part sounds, for who types a surname alone
`z:` its syllables in pinyin, for names of Han origin in any letters
`o:` what the name of an institution means: its concepts in any language, its places, its own words by sound
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations, islice, permutations, product

from polyonym.aliases.model import EntityKind
from polyonym.engine.institutions.institution import group, institution_of
from polyonym.engine.matching.look import is_institution
from polyonym.engine.names.forenames import names as forenames_of
from polyonym.engine.names.name import LONGEST, Name, Part, name_of
from polyonym.engine.names.sound import fine, is_han, skeleton
from polyonym.engine.romanisation.readings import reading
from polyonym.engine.searching.han_keys import han_keys
from polyonym.engine.text.stems import stem

_MOST_PARTS = 5
_MOST_CODES = 3
"""A part is filed under so many ways to say it."""
_TELLS = 0.4
"""Titles and particles, which weigh less, are no part of a name's key."""
_LEAST_PAIR, _LEAST_SURNAME, _LEAST_ALONE = 4, 3, 4
"""A key has so many consonants at least: what is shorter sounds like too much."""
_MOST_KEYS = 48
_PATRONYMIC = re.compile(r"(?:[aeiou]v|i)ic[ia]?$|(?:[aeiou][vu]|ic)n[aiu]?$")
"""The end of a patronymic in its fine form: -ovich, -evna, -auna, -ichna."""


@lru_cache(maxsize=1 << 14)
def filed_keys(text: str, kind: str) -> tuple[str, ...]:
    """The keys of a name that an article writes; `kind` is an EntityKind's value."""
    if kind == EntityKind.ORGANIZATION:
        meant = tuple(_meaning_keys(text))
        return meant or tuple(dict.fromkeys(_pairs(_said(text))))
    said = _said(text)
    own = said.of_surname
    found = [*_pairs(said), *_with_initial("i", said), *_with_written("j", said), *(f"w:{code}" for code in own)]
    return _few([*found, *han_keys(text)] if kind == EntityKind.PERSON else found)


@lru_cache(maxsize=1 << 10)
def asked_keys(text: str) -> tuple[str, ...]:
    """The keys by which a name is asked for whose kind nobody tells; none for what can't be found by its sound."""
    name = name_of(text[:LONGEST])
    meant = tuple(_meaning_keys(text)) if has_kind(name) else ()
    return meant if meant and is_institution(name) else _few([*meant, *_asked_of_person(text)])


def _asked_of_person(text: str) -> Iterator[str]:
    said = _said(text)
    if said.initials:
        yield from (*_with_written("i", said), *_with_written("j", said))
    elif len(said.codes) == 1:
        yield from (f"w:{code}" for code in said.of_surname)
    else:
        yield from (*_pairs(said), *_with_initial("j", said))
    yield from han_keys(text, asked=True)


def _few(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(islice(dict.fromkeys(keys), _MOST_KEYS))


class _Said:
    """How the telling parts of a person's name are said, and the initials in it."""

    __slots__ = ("codes", "initials", "of_surname", "parts")

    def __init__(self, name: Name) -> None:
        parts = [part for part in name.parts if part.fine and (part.is_initial or part.weight > _TELLS)]
        self.parts = [part for part in parts if not part.is_initial][:_MOST_PARTS]
        most = _MOST_CODES if len(self.parts) < 3 else _MOST_CODES - 1
        self.codes = [_codes(part)[:most] for part in self.parts]
        self.initials = {_initial(part) for part in parts if part.is_initial}
        self.of_surname = self._alone()

    def _alone(self) -> list[str]:
        """The sounds of the parts that may be a surname, in letters that write sounds."""
        surnames = [part for part in self.parts if not _is_forename(part)] or self.parts
        surnames = [part for part in surnames if not _is_patronymic(part)] or surnames  # Karpovich may be either
        written = [part for part in surnames if not is_han(part.text)]
        return [code for part in written for code in _codes(part) if len(code) >= _LEAST_ALONE]

    def pairs(self) -> Iterator[tuple[int, int]]:
        """The parts that may stand for the whole name together: neither two forenames nor forename and patronymic."""
        count = len(self.parts)
        forenames = [_is_forename(part) for part in self.parts] if count > 2 else [False] * count
        fathers = [_is_patronymic(part) for part in self.parts] if count > 2 else [False] * count
        only = fathers.count(True) == 1
        for i, j in combinations(range(count), 2):
            of_father = only and (fathers[i] or fathers[j])
            if not of_father and not (forenames[i] and forenames[j] and not all(forenames)):
                yield i, j


@lru_cache(maxsize=1 << 12)
def _said(text: str) -> _Said:
    return _Said(name_of(_INITIAL.sub(_one_letter, text[:LONGEST]), EntityKind.PERSON))


_INITIAL = re.compile(r"\b(?:Ye|Yo|Yu|Ya|Ie|Iu|Ia|Je|Ju|Ja|Zh|Kh|Ts|Tz|Ch|Cz|Sh|Sz|Shch|Dz|Dzh)\.")
"""An initial of other letters that takes two or more in Latin ones."""
_HEARD_OTHERWISE = {"Kh.": "H.", "Ts.": "C.", "Tz.": "C."}


def _one_letter(initial: re.Match[str]) -> str:
    return _HEARD_OTHERWISE.get(initial[0], f"{initial[0][0]}.")


@lru_cache(maxsize=1 << 15)
def _codes(part: Part) -> tuple[str, ...]:
    """The consonants of a part as it may be said, and without its article or the ending of its case."""
    bare = part.text[2:] if part.text.startswith(_ARABIC_ARTICLE) and len(part.text) > 4 else stem(part.text)
    stemmed = (skeleton(fine(reading(bare))),) if bare != part.text else ()
    found = (*part.skeletons[:1], *stemmed, *part.skeletons[1:])
    return tuple(code for code in dict.fromkeys(found) if code)[:_MOST_CODES]


_ARABIC_ARTICLE = "\u0627\u0644"
"""Written as one with the name, which other letters write apart: al-Assad."""


def _initial(part: Part) -> str:
    """The sort of sound that a part begins with: its class of consonants, or any vowel."""
    return skeleton(part.fine[0][0]).translate(_VOWELS)


_VOWELS = str.maketrans(dict.fromkeys("aeiou", "a"))


@lru_cache(maxsize=1 << 15)
def _is_forename(part: Part) -> bool:
    return bool(forenames_of(part.text) or forenames_of(stem(part.text)))


@lru_cache(maxsize=1 << 15)
def _is_patronymic(part: Part) -> bool:
    forms = {*part.fine[:2], fine(reading(stem(part.text)))}
    return any(_PATRONYMIC.search(form) for form in forms)


def _pairs(said: _Said) -> Iterator[str]:
    for i, j in said.pairs():
        for one, other in product(said.codes[i], said.codes[j]):
            if len(one) + len(other) >= _LEAST_PAIR:
                yield f"p:{' '.join(sorted((one, other)))}"


def _with_initial(sort: str, said: _Said) -> Iterator[str]:
    """Each part that may be the surname, with the initials of the others."""
    for one, other in permutations(range(len(said.parts)), 2):
        if not _is_patronymic(said.parts[other]) or len(said.parts) == 2:
            yield from _beside(sort, said.codes[one], _initial(said.parts[other]))


def _with_written(sort: str, said: _Said) -> Iterator[str]:
    for codes, initial in product(said.codes, sorted(said.initials)):
        yield from _beside(sort, codes, initial)


def _beside(sort: str, codes: tuple[str, ...], initial: str) -> Iterator[str]:
    return (f"{sort}:{code} {initial}" for code in codes[:2] if len(code) >= _LEAST_SURNAME)


def has_kind(name: Name) -> bool:
    """Whether some word of a name says what kind of institution it may be of."""
    read = institution_of(name_of(name.text, EntityKind.ORGANIZATION))
    return any(each.sort == "kind" for each in read.concepts)


_MEANING = frozenset(("field", "unit", "level", "direction", "kind"))
_MOST_MEANINGS = 6


def _meaning_keys(text: str) -> Iterator[str]:
    """What an institution is and whose: none for a name that doesn't say what it is."""
    read = institution_of(name_of(text[:LONGEST], EntityKind.ORGANIZATION))
    meant = sorted({str(group(each.id)) for each in read.concepts if each.sort in _MEANING})
    own = [part for part in read.own.parts if part.fine][: _MOST_PARTS + 1] if read.own is not None else []
    if not meant or len(own) > _MOST_PARTS or len(meant) + len(own) < 2:
        return
    concepts, numbers = "+".join(meant), "+".join(sorted(map(str, read.numbers)))
    for way in islice(product(*(_meant_codes(part) for part in own)), _MOST_MEANINGS):
        yield f"o:{concepts}|{'+'.join(sorted(way))}|{numbers}"


def _meant_codes(part: Part) -> tuple[str, ...]:
    """A word of an institution's name as the place that it surely is, or else by its sound."""
    return tuple(f"@{place}" for place in part.places[:2]) if part.is_sure else _codes(part)[:2]
