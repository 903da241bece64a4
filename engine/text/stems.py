"""Stems: one form for the inflected forms of a word, without knowing its language.

A light stemmer that needs no lemma list, so that it does for names what it does for words: endings
(`tables/endings.tsv`) are taken off until none fits.  It joins more than it should; who needs to be sure
asks `fits`, which compares the endings themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from importlib import resources

from polyonym.engine.text.inflection import bases, rules_of

_SUFFIXED = re.compile(
    r"(.{2,})'(?:s|a|u|e|i|y|em|om|owi|ego|emu|ie|а|у|ом|е|и|і|ові|(?<=...')"
    r"(?:n?[dt][ae](?:n|ki)?|n[iu]n|[yn][aeiu]|y?l[ae]|[dt][iu]r))$"
)
"""What is parted from a name by an apostrophe: LNTU's, Tusk'a, Ankara'daki."""


class _Node(dict[str, "_Node"]):
    """A letter of endings read from their last: what may stand before it, and, where an ending begins with it,
    how many letters must be left when that is taken off."""

    __slots__ = ("least",)

    def __init__(self) -> None:
        self.least = _NEVER


_NEVER = 1 << 30


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


@cache
def _last_letters(script: str) -> _Node:
    """The endings of a script as a tree, by last letters."""
    root = _Node()
    for ending, least in _endings()[script].items():
        node = root
        for char in reversed(ending):
            node = node.setdefault(char, _Node())
        node.least = least
    return root


def _script(first: str) -> str | None:
    """The script that the endings of a word with this first letter are listed under."""
    if "a" <= first <= "z":
        return "Latn"
    return "Cyrl" if "\u0400" <= first <= "\u052f" else None


class _Stems(dict[str, str]):
    """The stems of the tokens met, found when first asked for; emptied when there are too many."""

    def __missing__(self, token: str) -> str:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[token] = found = _stem(token)
        return found


_MOST_REMEMBERED = 1 << 17


def _stem(token: str) -> str:
    if "'" in token:
        suffixed = _SUFFIXED.match(token)
        token = (suffixed.group(1) if suffixed else token).replace("'", "")
    if token.startswith("ў"):  # Belarusian у behind a vowel
        token = "у" + token[1:]
    end = len(token)
    if not 3 < end <= 40 or (script := _script(token[0])) is None:
        return token
    endings = _last_letters(script)
    for _ in range(_MOST_ENDINGS):
        node, rest = endings, end
        for at in range(end - 1, 1, -1):
            before = node.get(token[at])
            if before is None:
                break
            node = before
            if at >= node.least:
                rest = at
        if rest == end:
            break
        end = rest
    return _without_fleeting(token[:end])


stem: Callable[[str], str] = _Stems().__getitem__
"""The stem of a folded token; a token of another script, or of up to three letters, is its own."""


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
def _inflection(shared: int) -> re.Pattern[str]:
    """One ending after another: what a form may have more than the letters that it shares with its base."""
    allowed = {ending for each in _endings().values() for ending, least in each.items() if least <= shared}
    endings = sorted(allowed, key=lambda e: (-len(e), e))
    return re.compile(f"(?:{'|'.join(endings)}){{0,3}}")


@lru_cache(maxsize=1 << 16)
def fits(form: str, base: str, lang: str | None = None) -> float:
    """How well a token fits as an inflected form of another, 0..1: 1 for the same, 0.97 for known endings.

    Where the language is known (`inflection.py`), its rules say more, and of some languages all.
    """
    if form == base:
        return 1.0
    if form[:1] in _U and base[:1] in _U:
        form, base = "у" + form[1:], "у" + base[1:]
    if (rules := rules_of(lang)) is not None:
        if base in bases(form, lang or ""):
            return _BY_RULE
        if rules.alone:
            return 0.99 if form.replace("'", "") == base.replace("'", "") else 0.0
    suffixed = _SUFFIXED.match(form)
    if suffixed and suffixed.group(1) == base:
        return 0.99 if form.endswith("'s") else 0.97
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


_U = frozenset("уў")
_BY_RULE = 0.986
"""What a form fits that the rules of its language lead back to the base itself."""

_KEPT = frozenset("oeое")
"""Endings that a neuter name never just loses: Иванов is no form of Иваново."""


def _least_shared(form: str, base: str) -> int:
    return max(min(4, len(form), max(2, len(base) - 1)), (3 * len(base) + 4) // 5)


def _is_inflection(rest: str, shared: int) -> bool:
    return len(rest) <= 6 and _inflection(min(shared, 4)).fullmatch(rest) is not None
