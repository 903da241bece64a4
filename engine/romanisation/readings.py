"""Readings: the likely Latin spellings of a name in any script but Han.

A text is cut into words, a word into runs of one script, and each run is spelled by the systems that
tables/systems.tsv lists for its script and language. The n-th reading of a text takes the n-th system for each
of its words. Han characters stay as they are; what no system knows goes to Unidecode.
"""

from __future__ import annotations

import re
from functools import lru_cache

from polyonym.engine.romanisation.runs import Run, runs
from polyonym.engine.romanisation.scripts import spelled
from polyonym.engine.romanisation.systems import language_of, systems

MOST = 6
"""A text has at most so many readings."""
_WORDS = re.compile(r"[^\s\-‐-―−־་]{1,64}")
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
    if len(text) <= 64:
        return _short(text, lang)
    return _read(text, lang)


def reading(text: str, lang: str | None = None) -> str:
    """The most usual Latin spelling of `text`: the first of `readings`, found faster."""
    if text.isascii():
        return text.lower()
    return _word_reading(text, lang) if len(text) <= 64 else _nth(text, lang, 0)


@lru_cache(maxsize=1 << 16)
def _short(text: str, lang: str | None) -> tuple[str, ...]:
    return _read(text, lang)


@lru_cache(maxsize=1 << 17)
def _word_reading(text: str, lang: str | None) -> str:
    return _nth(text, lang, 0)


def _read(text: str, lang: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_nth(text, lang, rank) for rank in range(MOST)))


def _nth(text: str, lang: str | None, rank: int) -> str:
    words = (_word(word, lang, rank) for word in _WORDS.findall(text))
    return " ".join(word for word in words if word)


def _word(word: str, lang: str | None, rank: int) -> str:
    if word.isascii():
        return word.lower()
    return _SPACES.sub(" ", "".join(_run(run, lang, rank) for run in runs(word))).strip()


def _run(run: Run, lang: str | None, rank: int) -> str:
    if run.script == "Hani":
        return run.text
    spoken = lang or language_of(run.text, run.script)
    listed = systems(run.script, spoken)
    return spelled(run.script, listed[min(rank, len(listed) - 1)], run.text)

