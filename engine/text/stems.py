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
_FLEETING = re.compile(r"([^aeiouyаеиоуыіюяє])[eеоъ]([kclrnкцлрнт])$")


@cache
def _endings() -> dict[str, tuple[tuple[int, re.Pattern[str]], ...]]:
    text = resources.files(__package__).joinpath("tables/endings.tsv").read_text("utf-8")
    rows: dict[str, dict[int, set[str]]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            script, shortest, endings = line.split("\t")
            rows.setdefault(script, {}).setdefault(int(shortest), set()).update(endings.split())
    return {
        script: tuple((least, _pattern(least, endings)) for least, endings in sorted(by_least.items(), reverse=True))
        for script, by_least in rows.items()
    }


def _pattern(least: int, endings: set[str]) -> re.Pattern[str]:
    longest_first = sorted(endings, key=lambda e: (-len(e), e))
    return re.compile(f"(?<=.{{{least}}})(?:{'|'.join(longest_first)})$")


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
    patterns = _endings()[script]
    for _ in range(4):
        shorter = token
        for _least, pattern in patterns:
            shorter = pattern.sub("", shorter, count=1)
        if shorter == token:
            break
        token = shorter
    return _FLEETING.sub(r"\1\2", token) if len(token) > 4 else token


@cache
def _inflection(shared: int) -> re.Pattern[str]:
    """One ending after another: what a form may have more than the letters that it shares with its base."""
    text = resources.files(__package__).joinpath("tables/endings.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    allowed = {ending for _script, least, row in rows if int(least) <= shared for ending in row.split()}
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
        if _is_inflection(left, stem_end) and _is_inflection(right, stem_end):
            return 0.98 - 0.005 * len(left) - 0.02 * len(right)
    return max(0.0, shared / max(len(form), len(base)) * 0.9)


def _least_shared(form: str, base: str) -> int:
    return max(min(4, len(form), max(2, len(base) - 1)), (3 * len(base) + 4) // 5)


def _is_inflection(rest: str, shared: int) -> bool:
    return len(rest) <= 6 and _inflection(min(shared, 4)).fullmatch(rest) is not None
