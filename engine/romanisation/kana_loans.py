"""Foreign names behind katakana: what Japanese needed is taken away again, u after consonants and the like.

Japanese has one letter for r and l, one for b and (mostly) v, and a long vowel for English er; so there are
several ways back: `loan` r before vowels and l at the end of syllables, `loanm` the other way round, as German
has it; `loanl` and `loanr` one of them throughout; `loane` as English, with er, ar and v. `loanl` ends in ng,
as many names of Asia that are heard as n.
"""

from __future__ import annotations

import re

_VOWEL = "aeiou"
_FILLER = re.compile(
    rf"(?<=[ckgszfmprblv])u(?![{_VOWEL}y])|(?<=ch)u(?![{_VOWEL}y])|(?<=[td])o(?=[bcdfghjklmprstvwz]|$)"
)
_FINAL_I = re.compile(r"(?<='ch|'sh)i$|(?<='j)i$")
_FINAL_ER = re.compile(r"(?<=[b-df-hj-np-tv-z])a-$")
_CODA = re.compile(rf"(?<=[{_VOWEL}])r(?![{_VOWEL}y])")
_ONSET = re.compile(rf"(?<![td])r(?=[{_VOWEL}y])")
_CODA_R = re.compile(r"r(?=r)|(?<!e)r$")
_LAST_R = re.compile(rf"(?<=[{_VOWEL}])r$")
_DOUBLE_R = re.compile("'rr?")
_S_R = re.compile(r"(?<=s)r")
_BETWEEN = re.compile(rf"(?<=[{_VOWEL}])b(?=[{_VOWEL}])|(?<=[{_VOWEL}])b$")
_SPLIT_R = re.compile("(?<=[eo])a(?=[bdfghjkmnpstvz])")
_LABIAL = re.compile("n(?=[bpm])")
_FINAL_N = re.compile(f"(?<=[{_VOWEL}])n$")


def foreign(text: str, system: str) -> str:
    """The name behind romanised katakana, `'` a doubled consonant and `-` a long vowel in it."""
    text = _LABIAL.sub("m", _FINAL_I.sub("", text))
    if system in ("loanr", "loanl", "loane"):
        text = _FINAL_ER.sub("er", text).replace("a-", "ar").replace("o-", "or")
    thin = _FILLER.sub("", text.replace("-", ""))
    if system == "loanr":
        return thin.replace("'", "")
    return _liquids(_S_R.sub("l", _DOUBLE_R.sub("ll", thin)).replace("'", ""), system)


def _liquids(text: str, system: str) -> str:
    """l and r as each way back has them, with what else sets it apart."""
    match system:
        case "loan":
            return _CODA.sub("l", text.replace("rr", "rl"))
        case "loane":
            return _BETWEEN.sub("v", text if text.endswith("er") else _LAST_R.sub("l", text))
        case "loanm":
            return _ONSET.sub("l", _SPLIT_R.sub("r", text))
    return _FINAL_N.sub("ng", _ONSET.sub("l", _CODA_R.sub("l", text)))
