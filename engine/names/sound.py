"""How a name sounds, as coarse as strangers spell it.

Two levels over a romanised token: `fine` joins the spellings of one sound in the Latin habits of Europe
(sh = sch = sz = š, ou = u, ph = f, kh = h …) and keeps the vowels; `skeleton` keeps only the classes of
consonants (p/b, t/d, k/g, s/z/c/j, l/r …), as in Soundex and its followers, but without their cut at four.
"""

from __future__ import annotations

import re
from functools import lru_cache

from polyonym.engine.romanisation.readings import reading, readings
from polyonym.engine.sinitic.transcription import transcribed

_SPELLINGS = {
    "tsch": "c", "tch": "c", "sch": "s", "shch": "sc", "szcz": "sc", "dzh": "j", "dsch": "j", "cz": "c", "ch": "c",
    "sh": "s", "sz": "s", "zh": "z", "ts": "c", "tz": "c", "dz": "z", "kh": "h", "gh": "g", "ph": "f", "th": "t",
    "dh": "d", "bh": "b", "rh": "r", "ck": "k", "ks": "x", "qu": "kv", "q": "k", "w": "v", "oo": "u", "ou": "u",
    "ee": "i", "ij": "i", "y": "i", "ae": "e", "oe": "o", "ue": "u", "cc": "c",
}  # fmt: skip
_SPELLING = re.compile("|".join(sorted(_SPELLINGS, key=lambda s: (-len(s), s))))
_DOUBLED = re.compile(r"(.)\1+")
_HARD_C = re.compile(r"c(?=[aouklrt]|$)")
_SKELETON = str.maketrans(
    {
        **dict.fromkeys("aeiouyh"),
        "b": "p",
        "v": "f",
        "d": "t",
        "g": "k",
        "q": "k",
        "z": "s",
        "c": "s",
        "j": "s",
    }
)
_LETTERS = re.compile(r"[^a-z0-9]+")
LONGEST = 48
"""A token is heard up to here; what is longer is no name."""


@lru_cache(maxsize=1 << 17)
def fine(latin: str) -> str:
    """The spelling-blind form of a lower-case Latin token."""
    latin = _LETTERS.sub("", latin[:LONGEST])
    return _DOUBLED.sub(r"\1", _SPELLING.sub(lambda m: _SPELLINGS[m.group()], latin))


@lru_cache(maxsize=1 << 17)
def skeleton(fine_form: str) -> str:
    """The consonant classes of a fine form; a name without consonants keeps its first letter."""
    classes = _DOUBLED.sub(r"\1", fine_form.replace("x", "ks").translate(_SKELETON))
    return classes or fine_form[:1]


@lru_cache(maxsize=1 << 16)
def fine_readings(token: str) -> tuple[str, ...]:
    """The distinct fine forms of a folded token in any script, the most usual first, at most four."""
    spelled = transcribed(token[:LONGEST]) if is_han(token) else readings(token[:LONGEST])
    forms = dict.fromkeys(form for latin in spelled for form in (fine(latin), _hard(latin)) if form)
    return tuple(forms)[:4]


def _hard(latin: str) -> str:
    """The form that reads c as k before a, o, u and consonants, as most of Europe does."""
    return fine(_HARD_C.sub("k", latin)) if "c" in latin else fine(latin)


def is_han(token: str) -> bool:
    """Whether a token is written in Han characters."""
    return "\u3400" <= token[:1] <= "\u9fff" or "\U00020000" <= token[:1] <= "\U0003ffff"


def latin(token: str) -> str:
    """The most usual romanisation of a folded token, letters and digits only."""
    if is_han(token):
        return next(iter(transcribed(token[:LONGEST])), "")
    return _LETTERS.sub("", reading(token[:LONGEST]))
