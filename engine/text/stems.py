"""Stems: one form for the inflected forms of a word, without knowing its language.

A light stemmer that needs no lemma list, so that it does for names what it does for words: endings
(`tables/endings.tsv`) are taken off until none fits.  It joins more than it should; who needs to be sure
asks `fits`, which compares the endings themselves.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

_SUFFIXED = re.compile(r"(.{2,})'(?:s|a|u|e|i|y|em|om|owi|ego|emu|ie|а|у|ом|е|и|і|ові)$")


@cache
def _endings() -> dict[str, dict[str, int]]:
    """For each script its endings, and how many letters must be left when one is taken off."""
    found: dict[str, dict[str, int]] = {}
    for script, shortest, endings in _rows():
        found.setdefault(script, {}).update(dict.fromkeys(endings.split(), int(shortest)))
    return found


def _rows() -> list[list[str]]:
    text = resources.files(__package__).joinpath("tables/endings.tsv").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _script(token: str) -> str | None:
    first = token[0]
    if "a" <= first <= "z":
        return "Latn"
    return "Cyrl" if "\u0400" <= first <= "\u052f" else None


@lru_cache(maxsize=1 << 17)
def stem(token: str) -> str:
    """The stem of a folded token; a token of another script, or of up to three letters, is its own."""
    if "'" in token:
        suffixed = _SUFFIXED.match(token)
        token = (suffixed.group(1) if suffixed else token).replace("'", "")
    if not 3 < len(token) <= 40 or (script := _script(token)) is None:
        return token
    endings, longest = _endings()[script], _longest_endings()[script]
    end = len(token)
    for _ in range(_MOST_ENDINGS):
        for size in range(min(longest.get(token[end - 1], 0), end - 2), 0, -1):
            least = endings.get(token[end - size : end])
            if least is not None and end - size >= least:
                end -= size
                break
        else:
            break
    return _without_fleeting(token[:end])


_MOST_ENDINGS = 4
_VOWELS = frozenset("aeiouyаеиоуыіюяє")
_FLEETING = frozenset("eеоъ")
_BEFORE_END = frozenset("kclrnкцлрнт")


def _without_fleeting(token: str) -> str:
    """A stem without the vowel that comes and goes before its last letter: Karel, Karla."""
    if len(token) > 4 and token[-2] in _FLEETING and token[-1] in _BEFORE_END and token[-3] not in _VOWELS:
        return token[:-2] + token[-1]
    return token


@cache
def _longest_endings() -> dict[str, dict[str, int]]:
    """For each script how long the longest ending is that closes with a letter."""
    found: dict[str, dict[str, int]] = {}
    for script, endings in _endings().items():
        longest = found.setdefault(script, {})
        for ending in endings:
            longest[ending[-1]] = max(len(ending), longest.get(ending[-1], 0))
    return found


@cache
def _inflection(shared: int) -> re.Pattern[str]:
    """One ending after another: what a form may have more than the letters that it shares with its base."""
    allowed = {ending for each in _endings().values() for ending, least in each.items() if least <= shared}
    endings = sorted(allowed, key=lambda e: (-len(e), e))
    return re.compile(f"(?:{'|'.join(endings)}){{0,3}}")


@lru_cache(maxsize=1 << 16)
def fits(form: str, base: str) -> float:
    """How well a token fits as an inflected form of another, 0..1: 1 for the same, 0.97 for known endings."""
    if form == base:
        return 1.0
    form, base = form.replace("'", ""), base.replace("'", "")
    if form == base or form in (base + "s", base + "es"):
        return 0.99
    pairs = enumerate(zip(form, base, strict=False))
    shared = next((i for i, (a, b) in pairs if a != b), min(len(form), len(base)))
    for stem_end in range(shared, max(shared - 3, _least_shared(form, base) - 1), -1):
        left, right = form[stem_end:], base[stem_end:]  # two endings may begin alike: -о and -ом
        if not left and right in _KEPT:
            return 0.5
        if _is_inflection(left, stem_end) and _is_inflection(right, stem_end):
            return 0.98 - 0.005 * len(left) - 0.02 * len(right)
    return max(0.0, shared / max(len(form), len(base)) * 0.9)


_KEPT = frozenset("oeое")
"""Endings that a neuter name never just loses: Иванов is no form of Иваново."""


def _least_shared(form: str, base: str) -> int:
    return max(min(4, len(form), max(2, len(base) - 1)), (3 * len(base) + 4) // 5)


def _is_inflection(rest: str, shared: int) -> bool:
    return len(rest) <= 6 and _inflection(min(shared, 4)).fullmatch(rest) is not None
