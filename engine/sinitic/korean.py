"""Hangul syllables in Latin letters: Revised Romanisation, McCune–Reischauer, North Korea's, and people's own.

Koreans choose the Latin form of their names (정 is Jung, Chung, Jeong, Cheong …), so each letter has a list
of habits, the commonest first, and a syllable has the combinations, likeliest first.
"""

from __future__ import annotations

from functools import cache
from itertools import product

from polyonym.engine.sinitic.tables import rows

FIRST, LAST = 0xAC00, 0xD7A3
_INITIALS = (
    ("g", "k"), ("kk", "gg", "k"), ("n",), ("d", "t"), ("tt", "dd", "t"), ("r", "l", "n"), ("m",), ("b", "p"),
    ("pp", "bb", "b"), ("s", "sh"), ("ss", "s"), ("",), ("j", "ch", "z"), ("jj", "ch", "j"), ("ch",), ("k",
    "kh"),
    ("t", "th"), ("p", "ph"), ("h",),
)  # fmt: skip
_VOWELS = (
    ("a", "ah"), ("ae", "ai", "ay", "e"), ("ya",), ("yae",), ("eo", "o", "u", "ou", "eu"), ("e", "ei", "ay"),
    ("yeo", "yo", "you", "yu", "yeu", "ye"), ("ye", "e", "yae"), ("o", "oh"), ("wa", "oa"), ("wae", "oae"),
    ("oe", "oi", "we"),
    ("yo",), ("u", "oo", "ou"), ("wo", "weo"), ("we",), ("wi", "ui", "wee"), ("yu", "yoo", "you"), ("eu",
    "u", "oo", "e"),
    ("ui", "eui", "ee", "i", "hi", "e"), ("i", "ee", "ie", "y", "ea"),
)  # fmt: skip
_FINALS = (
    ("",), ("k", "g", "ck"), ("k",), ("k",), ("n",), ("n",), ("n",), ("t", "d"), ("l", "r", "ll"), ("k",),
    ("m",), ("p",),
    ("l",), ("l",), ("p",), ("l",), ("m",), ("p", "b"), ("p",), ("t", "s"), ("t",), ("ng",), ("t",),
    ("t",), ("k",),
    ("t",), ("p",), ("t",),
)  # fmt: skip
MOST = 14


@cache
def _habits() -> dict[str, tuple[str, ...]]:
    return {hangul: tuple(latin.split()) for hangul, latin in rows("hangul.tsv")}


def is_hangul(char: str) -> bool:
    """Whether it is one composed hangul syllable."""
    return FIRST <= ord(char) <= LAST


def jamo(syllable: str) -> tuple[int, int, int]:
    """The numbers of initial, vowel and final of a hangul syllable."""
    code = ord(syllable) - FIRST
    return code // 588, code % 588 // 28, code % 28


@cache
def hangul_latin(syllable: str) -> tuple[str, ...]:
    """Latin spellings of a hangul syllable, likeliest first, at most `MOST`; none for another character."""
    if len(syllable) != 1 or not is_hangul(syllable):
        return ()
    first, vowel, last = jamo(syllable)
    heads = _initials(first, vowel)
    made = sorted(
        (
            (i + j + k, h + v + f)
            for (i, h), (j, v), (k, f) in product(heads, *map(_ranked, (_VOWELS[vowel], _FINALS[last])))
        )
    )
    found = dict.fromkeys((*_habits().get(syllable, ()), *(text for _, text in made)))
    found.pop("", None)
    return tuple(found)[:MOST]


def _ranked(options: tuple[str, ...]) -> list[tuple[int, str]]:
    return list(enumerate(options))


def _initials(first: int, vowel: int) -> list[tuple[int, str]]:
    options = _ranked(_INITIALS[first])
    light = vowel in (2, 3, 6, 7, 12, 17, 20)
    if first == 5 and light:  # South Korea drops ㄹ before i and y: 류 Yu
        options.append((1, ""))
    if first == 9 and not light:
        options = options[:1]
    if first == 11:
        options = [(0, ""), *([(1, "y")] if vowel == 20 else []), *([(1, "w")] if vowel == 13 else [])]
    return options
