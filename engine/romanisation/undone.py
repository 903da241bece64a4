"""Foreign names that were romanised from kana or Hangul by machine: sutokkuhorumu is Stockholm.

Only a word that is wholly made of such syllables, and shows a vowel that only those writing systems need, is
taken for one; it is then read as `kana_loans` and `hangul` read the letters themselves.
"""

from __future__ import annotations

import re
from functools import lru_cache

from polyonym.engine.romanisation.hangul import spell
from polyonym.engine.romanisation.kana_loans import foreign

_LONGEST = 40
_MORA = "(?:(?:sh|ch|ts|dz|[kgsztdnhfbpmrvwyj]|[kgnhbpmr]y)?[aiueo]|n(?![aiueoy])|([kstpgdb])(?=\\1)|t(?=ch))"
_KANA_LIKE = re.compile(f"(?:{_MORA}){{3,}}")
_ADDED = re.compile("(?<=[kgsztbpmrfv])u(?![aiueon])|(?<=[td])o(?![aiueon])")
"""Vowels that kana may have added."""
_INITIALS = {
    "kk": 1, "tt": 4, "pp": 8, "ss": 10, "jj": 13, "ch": 14,
    "g": 0, "n": 2, "d": 3, "r": 5, "l": 5, "m": 6, "b": 7, "s": 9, "": 11, "j": 12, "k": 15, "t": 16, "p": 17, "h": 18,
}  # fmt: skip
_VOWELS = {
    "a": 0, "ae": 1, "ya": 2, "yae": 3, "eo": 4, "e": 5, "yeo": 6, "ye": 7, "o": 8, "wa": 9, "wae": 10, "oe": 11,
    "yo": 12, "u": 13, "wo": 14, "we": 15, "wi": 16, "yu": 17, "eu": 18, "ui": 19, "i": 20,
}  # fmt: skip
_FINALS = {"": 0, "k": 1, "g": 1, "n": 4, "t": 7, "d": 7, "l": 8, "m": 16, "p": 17, "b": 17, "s": 19, "ng": 21}
_SYLLABLE = re.compile(
    "(kk|tt|pp|ss|jj|ch|[gndrlmbsjktph]?)(yeo|yae|wae|eo|eu|ae|oe|ui|ya|ye|yo|yu|wa|wo|we|wi|[aeiou])"
    "(ng(?![aeiouyw])|[kgntdlmpbs](?!h?[aeiouyw])(?!\\B(?<=s)s)|)"
)
_TELLING = re.compile("(?<=[bcdghjklmnprst])e[uo](?![aeiou])")
"""Hangul's vowels without a letter of their own in Latin."""


@lru_cache(maxsize=1 << 15)
def undone(latin: str) -> tuple[str, ...]:
    """Other readings of a lower-case ASCII word that looks romanised from kana or Hangul; mostly none.

    >>> undone("sutorasuburuku")[0], undone("beuliseuteul")[0], undone("stockholm")
    ('strasbrk', 'bristl', ())
    """
    if not 5 < len(latin) <= _LONGEST or not latin.isalpha():
        return ()
    if _TELLING.search(latin) and (hangul := _hangul(latin)):
        return tuple(dict.fromkeys(spell(system, hangul) for system in ("loan", "loanf")))
    if _KANA_LIKE.fullmatch(latin) and _ADDED.search(latin):
        plain = latin.replace("shi", "si") if "shi" in latin else latin
        return tuple(dict.fromkeys(foreign(plain, system) for system in ("loan", "loanm")))
    return ()


def _hangul(latin: str) -> str:
    """The Hangul behind a romanised word; "" where it isn't wholly such syllables."""
    found, at = "", 0
    while at < len(latin):
        syllable = _SYLLABLE.match(latin, at)
        if syllable is None:
            return ""
        first, vowel, last = syllable.groups()
        found += chr(0xAC00 + (_INITIALS[first] * 21 + _VOWELS[vowel]) * 28 + _FINALS[last])
        at = syllable.end()
    return found
