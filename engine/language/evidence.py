"""How much a text speaks for each language of a script, from its letters, words and endings."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from polyonym.engine.language.profiles import Profile, profile, worth

_WORD = re.compile(r"[^\s!-@\[-`{-¿‐-‧‰-⁞«»،؛؟।॥።፡፣፤〈-】＂-＠]+")
_ENDING = 0.5
_SYLLABLE = 0.4
"""Share that a word of up to three letters counts in a string of up to three words: it may be a name."""
_STRANGE, _OWN, _OWN_MORE = 1.2, 2.0, 0.25
"""A letter outside the alphabet costs the first; one that few have brings 2 shared among them, and
for each further time the third."""
_LETTER_SHARE = 0.35
"""Most that letters may cost, for each word: names keep the letters of their own language."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The best language of one script, its lead over the next, words looked at and words known."""

    lang: str
    lead: float
    words: int
    known: int


def weigh(text: str, script: str) -> Evidence | None:
    """The evidence in `text` (lower case, NFC), None where nothing in it tells languages apart."""
    known = profile(script)
    if known is None:
        return None
    words = _WORD.findall(text)
    scores: dict[str, float] = dict.fromkeys(known.languages, 0.0)
    hits = _add_words(scores, words, known, text)
    _add_letters(scores, text, known, len(words))
    best, second = sorted(scores, key=scores.__getitem__, reverse=True)[:2]
    lead = scores[best] - scores[second]
    return Evidence(best, lead, len(words), hits[best]) if lead > 0 else None


def _add_words(scores: dict[str, float], words: list[str], known: Profile, text: str) -> Counter[str]:
    hits: Counter[str] = Counter()
    name = len(words) <= 3 and text.isascii()
    for word in words:
        if owners := known.words.get(word):
            value = worth(len(owners)) * (_SYLLABLE if name and len(word) <= 3 else 1.0)
            for lang in owners:
                scores[lang] += value
                hits[lang] += 1
        elif len(word) > 4 and (owners := known.endings.get(word[-3:])):
            for lang in owners:
                scores[lang] += _ENDING
    return hits


def _add_letters(scores: dict[str, float], text: str, known: Profile, words: int) -> None:
    counts = Counter(text)
    cost = dict.fromkeys(scores, 0.0)
    for letter in known.letters.keys() & counts.keys():
        owners = known.letters[letter]
        gain = _OWN / len(owners) + _OWN_MORE * (counts[letter] - 1) / len(owners)
        for lang in scores:
            if lang in owners:
                scores[lang] += gain
            else:
                cost[lang] += _STRANGE * counts[letter]
    most = 4 + _LETTER_SHARE * words
    for lang, value in cost.items():
        scores[lang] -= min(value, most)
