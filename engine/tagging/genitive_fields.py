"""Fields of institutions that Slavic languages write in the genitive behind a head: институт степной гидрологии."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from polyonym.engine.tagging.rows import table
from polyonym.engine.tagging.scene import Scene

_SHORTEST, _LONGEST = 4, 40
_MOST_ADJECTIVES = 3
_BASE_OF_NOUN = 3
"""A noun is of so many letters more than its ending at least."""


class _Genitives(NamedTuple):
    """What tables/genitive_fields.tsv says of one language."""

    pairs: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    no_adjectives: tuple[str, ...]
    no_nouns: frozenset[str]
    disciplines: tuple[str, ...]


def genitive_behind(scene: Scene, i: int) -> int:
    """The last token of an adjective and a noun, or of a discipline, that stand behind token `i`; `i` if none do.

    Another may be joined to it: горной автоматики и химической технологии.
    """
    genitives = _genitives(scene.lang)
    last = i if genitives is None else _phrase(scene, i, genitives)
    if genitives is None or last == i:
        return i
    if last + 2 >= len(scene.words) or not _small(scene, last + 1):
        return last
    if scene.words[last + 1] not in scene.vocabulary.conjunctions or not _small(scene, last + 2):
        return last
    end = _phrase(scene, last + 1, genitives)
    return end if end > last + 1 else last + 2 * scene.vocabulary.is_field(scene.words[last + 2])


def _phrase(scene: Scene, i: int, genitives: _Genitives) -> int:
    if _is_discipline(scene, i + 1, genitives):
        return i + 1
    nouns: tuple[str, ...] = ()
    for at in range(i + 1, min(i + 2 + _MOST_ADJECTIVES, len(scene.words))):
        if not _small(scene, at) or scene.vocabulary.is_head(scene.words[at]):
            return i
        word = scene.tokens.texts[at]
        of_this = _nouns_behind(word, genitives)
        if nouns and of_this != nouns:
            return at if _is_noun(word, nouns, genitives) else i
        if not of_this:
            return i
        nouns = of_this
    return i


def _small(scene: Scene, i: int) -> bool:
    return scene.joined(i - 1) and not scene.capital(i) and not scene.is_taken(i)


def _is_discipline(scene: Scene, i: int, genitives: _Genitives) -> bool:
    if i >= len(scene.words) or not _small(scene, i):
        return False
    return scene.tokens.texts[i].endswith(genitives.disciplines)


def _nouns_behind(word: str, genitives: _Genitives) -> tuple[str, ...]:
    """The endings of the nouns that a word goes with as an adjective; none if it is no adjective of a field."""
    if not _SHORTEST <= len(word) <= _LONGEST or word.startswith(genitives.no_adjectives):
        return ()
    return next((nouns for endings, nouns in genitives.pairs if word.endswith(endings)), ())


def _is_noun(word: str, endings: tuple[str, ...], genitives: _Genitives) -> bool:
    fits = any(word.endswith(end) and len(word) >= len(end) + _BASE_OF_NOUN for end in endings)
    return fits and word not in genitives.no_nouns and len(word) <= _LONGEST


@cache
def _genitives(lang: str | None) -> _Genitives | None:
    rows = [row for row in table("genitive_fields.tsv") if lang in row[1].split()]
    cells = {name: " ".join(row[2] for row in rows if row[0] == name).split() for name in _NAMES}
    pairs = tuple((tuple(row[2].split()), tuple(row[3].split())) for row in rows if row[0] == "pair")
    no_adjectives, no_nouns, disciplines = (cells[name] for name in _NAMES)
    return _Genitives(pairs, tuple(no_adjectives), frozenset(no_nouns), tuple(disciplines)) if rows else None


_NAMES = ("not-adjective", "not-noun", "discipline")
