"""Kana: hiragana and katakana by tables/kana.tsv, in Hepburn, Kunrei, and as foreign names meant.

Foreign names in katakana carry vowels that only Japanese needs: `kana_loans` takes them away, so that
クリントン is clinton again; `town` is Hepburn without the し of a city.
"""

from __future__ import annotations

import re
from functools import cache

from polyonym.engine.romanisation.kana_loans import foreign
from polyonym.engine.romanisation.loans import parted
from polyonym.engine.romanisation.tables import assignments, rows

_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_DOUBLED = re.compile(r"'(?=([a-z]))")


def spell(system: str, word: str) -> str:
    """A run of kana in Latin letters."""
    table = _table("kunrei" if system == "kunrei" else "hepburn")
    if system.startswith("loan"):
        return _foreign(word, system)
    text = _read(word.translate(_TO_HIRAGANA), table)
    text = text.replace("'ch", "tch") if system != "kunrei" else text
    text = _DOUBLED.sub(r"\1", text)
    if system != "kunrei":
        text = _shortened(text)
    if system == "town" and len(text) > 5:
        text = text.removesuffix("shi")
    return text.replace("-", "").replace("'", "")


def _shortened(text: str) -> str:
    """Long o and u as English writes them: Tokyo, Kyushu."""
    return text.replace("ou", "o").replace("oo", "o").replace("uu", "u")


def _foreign(word: str, system: str) -> str:
    """The name behind katakana: known pieces as they are spelled, the rest by rule."""
    table = _table("loan")
    pieces = (latin or foreign(_read(text.translate(_TO_HIRAGANA), table), system) for text, latin in _cut(word))
    return "".join(pieces)


def _cut(word: str) -> list[tuple[str, str]]:
    return parted("kana", word) if word[:1] >= "\u30a1" else [(word, "")]


def _read(word: str, table: dict[str, str]) -> str:
    """Greedily, two characters before one; the length of a key is at most two."""
    found: list[str] = []
    at = 0
    while at < len(word):
        for size in (2, 1):
            latin = table.get(word[at : at + size])
            if latin is not None:
                found.append(latin)
                at += size
                break
        else:
            at += 1
    return "".join(found)


@cache
def _table(system: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, cell in rows("kana"):
        if name in ("*", system):
            found.update(assignments(cell))
    return found
