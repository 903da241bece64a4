"""Kana: hiragana and katakana by tables/kana.tsv, in Hepburn, Kunrei, and as foreign names meant.

Foreign names in katakana carry vowels that only Japanese needs: `loan` drops u after a consonant, o after t
and d, and the length mark, so that クリントン is clinton again.
"""

from __future__ import annotations

import re
from functools import cache

from polyonym.engine.romanisation.tables import assignments, rows

_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_FILLER = re.compile(r"(?<=[ckgszfmprblv])u(?![aeiouy])|(?<=ch)u(?![aeiouy])|(?<=[td])o(?=[bcdfghjklmprstvwz]|$)")
_ENGLISH_ER = re.compile(r"(?<=[b-df-hj-np-tv-z])a-$")
_CODA = re.compile(r"(?<=[aeiou])r(?![aeiouy])")
_ONSET = re.compile(r"r(?=[aeiouy])")
_CODA_R = re.compile(r"r(?=r)|(?<!e)r$")
_DOUBLED = re.compile(r"'(?=([a-z]))")


def spell(system: str, word: str) -> str:
    """A run of kana in Latin letters."""
    table = _table("kunrei" if system == "kunrei" else "loan" if system.startswith("loan") else "hepburn")
    text = _read(word.translate(_TO_HIRAGANA), table)
    if system.startswith("loan"):
        return _foreign(text, system)
    text = text.replace("'ch", "tch") if system != "kunrei" else text
    text = _DOUBLED.sub(r"\1", text)
    if system == "hepburn":
        text = _shortened(text)
    return text.replace("-", "").replace("'", "")


def _shortened(text: str) -> str:
    """Long o and u as English writes them: Tokyo, Kyushu."""
    return text.replace("ou", "o").replace("oo", "o").replace("uu", "u")


def _foreign(text: str, system: str) -> str:
    """The name behind the katakana: Japanese has one letter for r and l, and a long vowel for English r.

    `loan` has l at the end of syllables, `loanm` r there and l elsewhere; `loanl` and `loanr` have one throughout,
    and English er, ar, or.
    """
    text = text.replace("'", "")
    if system in ("loanl", "loanr"):
        text = _ENGLISH_ER.sub("er", text).replace("a-", "ar").replace("o-", "or")
    thin = _FILLER.sub("", text.replace("-", ""))
    if system == "loan":
        return _CODA.sub("l", thin.replace("rr", "rl"))
    if system == "loanm":
        return _ONSET.sub("l", thin)
    return _ONSET.sub("l", _CODA_R.sub("l", thin)) if system == "loanl" else thin


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
