"""Readings: the likely Latin spellings of a name in any script but Han.

A text is cut into words, a word into runs of one script, and each run is spelled by the systems that
tables/systems.tsv lists for its script and language. The n-th reading of a text takes the n-th system for each
of its words. Han characters stay as they are; what no system knows goes to Unidecode.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from polyonym.engine.romanisation.runs import HAN, Run, runs
from polyonym.engine.romanisation.scripts import spelled
from polyonym.engine.romanisation.systems import language_of, systems

MOST = 6
"""A text has at most so many readings."""
_WORD = 64
_WORDS = re.compile(rf"[^\s\-‐-―−־＝゠·・]{{1,{_WORD}}}")
_SPACES = re.compile(r" {2,}")


def readings(text: str, lang: str | None = None) -> tuple[str, ...]:
    """The likely Latin spellings of `text`, at most six, distinct, the most usual first.

    Args:
        text: a name or phrase in any script.
        lang: its language (a BCP 47 tag), where known; else the readings of several languages.

    Returns:
        lower-case ASCII (and Han characters, unchanged), words parted by spaces, without apostrophes and hyphens.
        An ASCII text has one reading, itself in lower case. Nothing is raised for any text.
    """
    if text.isascii():
        return (text.lower(),)
    if len(text) <= _WORD:
        return _short(text, lang)
    return _read(text, lang)


def reading(text: str, lang: str | None = None) -> str:
    """The most usual Latin spelling of `text`: the first of `readings`, found faster."""
    if text.isascii():
        return text.lower()
    return _first(text, lang) if len(text) <= _WORD else _usual(text, lang)


@lru_cache(maxsize=1 << 15)
def _short(text: str, lang: str | None) -> tuple[str, ...]:
    return _read(text, lang)


@lru_cache(maxsize=1 << 17)
def _first(text: str, lang: str | None) -> str:
    return _usual(text, lang)


def _usual(text: str, lang: str | None) -> str:
    words = (_word(word, lang, 0) for word in _WORDS.findall(text))
    return " ".join(filter(None, words))


def _read(text: str, lang: str | None) -> tuple[str, ...]:
    words = [_forms(word, lang) for word in _WORDS.findall(text)]
    depth = max(map(len, words), default=1)
    ranked = (" ".join(filter(None, (forms[min(rank, len(forms) - 1)] for forms in words))) for rank in range(depth))
    return tuple(dict.fromkeys(ranked))


@lru_cache(maxsize=1 << 15)
def _forms(word: str, lang: str | None) -> tuple[str, ...]:
    """The readings of one word, by rank; equal ones are kept so that ranks of words agree."""
    if word.isascii():
        return (word.lower(),)
    found = [(run, _systems(run, lang)) for run in runs(word)]
    depth = min(max((len(listed) for _, listed in found), default=1), MOST)
    return tuple(_joined(_run(run, listed, rank) for run, listed in found) for rank in range(depth))


def _word(word: str, lang: str | None, rank: int) -> str:
    if word.isascii():
        return word.lower()
    return _joined(_run(run, _systems(run, lang), rank) for run in runs(word))


def _joined(spelled_runs: Iterable[str]) -> str:
    found = list(spelled_runs)
    return found[0] if len(found) == 1 else _SPACES.sub(" ", "".join(found)).strip()


def _run(run: Run, listed: tuple[str, ...], rank: int) -> str:
    if run.script == HAN:
        return run.text
    return spelled(run.script, listed[min(rank, len(listed) - 1)], run.text)


def _systems(run: Run, lang: str | None) -> tuple[str, ...]:
    return systems(run.script, lang or language_of(run.text, run.script))
