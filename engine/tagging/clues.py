"""What single tokens tell: heads, roles, generic words…  One look at each serves all finders of unlisted names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import compress, repeat

from polyonym.engine.tagging.glued_titles import korean_titles
from polyonym.engine.tagging.name_words import native_forenames
from polyonym.engine.tagging.vocabulary import (
    ELIDING,
    INFLECTED,
    SUFFIXING,
    Vocabulary,
    sons_and_daughters,
    vocabulary,
)  # fmt: skip

ROLE, HEAD, GENERIC, SON, NATIVE, KOREAN_TITLE, AGE, CUT = (1 << bit for bit in range(8))
"""What a token may be: the last word of a role or title, of a head noun, of a generic word of places; "son" or
"daughter" behind a father's name; a foreign forename in katakana or Hangul; a Korean title; an age; a word with an
apostrophe, of which only a part is looked up."""
AHEAD = 8
"""A clue shifted by so many bits is one of the next token: "village of" is told by its longer word, since "of" stands
everywhere."""
_TURKIC = frozenset((None, "az", "tr", "uz", "kk", "ky", "tk", "ru"))
_AGES = frozenset(f"{age}{unit}" for age in range(10, 100) for unit in ("", "세"))
_MOST_KEPT = 1 << 16


def clues_in(spoken: Vocabulary, texts: list[str], words: list[str]) -> dict[int, list[int]]:
    """The tokens of a text that tell something, by what they tell; `words` are they as they are looked up."""
    if spoken.kinds.known:
        found = list(map(_clues(spoken.lang).__getitem__, texts))
    else:
        found = list(map(_listed(spoken.lang).get, words, repeat(0)))
    places: dict[int, list[int]] = {}
    for i in compress(range(len(texts)), found):
        places.setdefault(found[i], []).append(i)
    return places


class Clues(dict[str, int]):
    """The clues of tokens, as bits, where heads are told by taking words apart; each when a token is first met."""

    def __init__(self, lang: str | None) -> None:
        super().__init__()
        self._spoken, self._listed, self._is_inflected = vocabulary(lang), _listed(lang), lang in INFLECTED
        self._cuts = lang in ELIDING or lang in SUFFIXING

    def __missing__(self, token: str) -> int:
        if len(self) > _MOST_KEPT:
            self.clear()
        is_cut = self._cuts and "'" in token
        word = self._spoken.word(token) if is_cut or self._is_inflected else token
        bits = self._listed.get(word, 0) | (CUT if is_cut else 0)
        if self._spoken.kinds[token] is not None:
            bits |= HEAD
        self[token] = bits
        return bits


@cache
def _clues(lang: str | None) -> Clues:
    return Clues(lang)


@cache
def _listed(lang: str | None) -> dict[str, int]:
    """The clues of words, as they are looked up in a language."""
    found: dict[str, int] = {}
    for clue, words in _words(vocabulary(lang)):
        for word in words:
            found[word] = found.get(word, 0) | clue
    return found


def _words(spoken: Vocabulary) -> Iterator[tuple[int, Iterable[str]]]:
    for clue, phrases in ((ROLE, spoken.roles), (HEAD, spoken.heads), (GENERIC, spoken.places)):
        early = {phrase for phrase in phrases if len(phrase) > 1 and len(phrase[-2]) > len(phrase[-1])}
        yield clue, {phrase[-1] for phrase in phrases.keys() - early}
        yield clue << AHEAD, {phrase[-2] for phrase in early}
    if spoken.lang in _TURKIC:
        yield SON, map(spoken.word, sons_and_daughters())
    if spoken.lang in ("ja", "ko"):
        yield NATIVE, native_forenames(spoken.lang)
    if spoken.lang == "ko":
        yield KOREAN_TITLE, korean_titles()
        yield AGE, _AGES
