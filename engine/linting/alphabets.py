"""Words with letters of two alphabets that look alike, and which letters are meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from polyonym.engine.language.scripts import script_of
from polyonym.engine.language.tags import base_language
from polyonym.engine.linting.tables import alike, scripts_of_languages
from polyonym.engine.linting.texts import letters_of, words_of

_ALPHABETS = frozenset(("Latn", "Cyrl", "Grek", "Armn"))
_ROMAN = re.compile("[IVXLCDM]+")
_STICK = str.maketrans("Il", "Ӏӏ")
_WITH_STICK = frozenset(("ce", "av", "inh", "ady", "kbd", "lez", "lbe", "dar", "tab", "agx", "rut", "tkr", "ab"))
"""Languages of the Caucasus with the letter palochka, which is typed as I."""
_FEW = 2


def respelled_alike(text: str, lang: str | None) -> str:
    """A name with the letters that are meant in words of two alphabets; as it is where that isn't clear."""
    if text.isascii():
        return text
    for word in _mixed_words(text):
        new = _meant(word, text, base_language(lang))
        if new is not None:
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", new, text)
    return text


def mixed(text: str) -> Iterator[tuple[str, str]]:
    """The words of two alphabets, and which these are."""
    if not text.isascii():
        for word in _mixed_words(text):
            yield word, " and ".join(sorted(set(letters_of(word))))


def _mixed_words(text: str) -> list[str]:
    if len({script_of(char) for char in set(text)} & _ALPHABETS) < 2:
        return []
    return [word for word in dict.fromkeys(words_of(text)) if _is_mixed(word)]


def _is_mixed(word: str) -> bool:
    counts = Counter(letters_of(word))
    if len(counts) != 2 or not counts.keys() <= _ALPHABETS:
        return False
    # α-, -β and μ are signs that other alphabets use
    return not (counts.get("Grek", 9) <= _FEW and any(char in "αβγδεζηθκλμπρστφχψωΔΣΩΛΓ" for char in word))


def _meant(word: str, text: str, lang: str | None) -> str | None:
    """A word in the letters that are meant, None where that isn't clear."""
    if _is_put_together(word):
        return None
    if lang in _WITH_STICK and set(word) & set("Il"):
        word = word.translate(_STICK)
        if not _is_mixed(word):
            return word
    one, other = sorted(set(letters_of(word)))
    ways = {script: new for script in (one, other) if (new := _in_script(word, script, one, other))}
    numeral = ways.get("Latn")
    if numeral is not None and _ROMAN.fullmatch(numeral):
        return numeral
    return ways[_likelier(ways, word, text, lang)] if ways else None


def _in_script(word: str, script: str, one: str, other: str) -> str | None:
    """The word in letters of one of its two scripts, None where some have no like in it."""
    letters = alike().get((other if script == one else one, script), {})
    new = "".join(letters.get(char, char) for char in word)
    return new if set(letters_of(new)) == {script} else None


def _likelier(ways: dict[str, str], word: str, text: str, lang: str | None) -> str:
    """Of two ways the script of the language, of the other words, of most of the word."""
    of_language = scripts_of_languages().get(lang or "", frozenset())
    around = Counter(letters_of(text.replace(word, " ")))
    inside = Counter(letters_of(word))
    return max(ways, key=lambda script: (script in of_language, around[script], inside[script], script))


def _is_put_together(word: str) -> bool:
    """Whether it is an abbreviation and a word run together on purpose: SMSки, ITотдел, ДомRu."""
    runs = ["".join(run) for _, run in groupby(word, script_of)]
    if len(runs) != _FEW or min(map(len, runs)) < _FEW:
        return False
    return runs[0].isupper() != runs[1].isupper() or runs[1].istitle()
