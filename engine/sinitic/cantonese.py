"""How Hong Kong and Macao write a Cantonese syllable in names, from its Jyutping without tone.

Hong Kong's government spelling (a simplified Eitel/Meyer–Wempe that marks neither tone nor aspiration) is
regular but for habits that people keep (Lee/Li, Chow/Chau, Tsang/Chang); Macao follows the Portuguese
`Silabário` of 1985.  The first spelling is Hong Kong's usual one.
"""

from __future__ import annotations

import re
from functools import cache

_SYLLABLE = re.compile(r"(ng(?=[aeiou])|gw|kw|[bpmfdtnlgkhwzcsj]?)([a-z]+)")
_INITIALS = {
    "b": ("p", "b"), "d": ("t", "d"), "g": ("k", "g"), "gw": ("kw", "gw"), "j": ("y",), "z": ("ch", "ts",
    "j"),
    "c": ("ch", "ts"), "s": ("s", "sh"), "ng": ("ng", ""), "n": ("n", "l"), "k": ("k", "h"),
}  # fmt: skip
_FINALS = {
    "a": ("a", "ah"), "aa": ("a", "ah"), "aai": ("ai", "aai"), "aau": ("au", "aau"), "aam": ("am",),
    "aan": ("an",),
    "aang": ("ang",), "aap": ("ap",), "aat": ("at",), "aak": ("ak",), "ai": ("ai", "ay"), "au": ("au", "ow"),
    "am": ("am", "um"), "an": ("an", "un"), "ang": ("ang",), "ap": ("ap", "up"), "at": ("at", "ut"),
    "ak": ("ak",),
    "e": ("e", "eh"), "ei": ("ei", "ee", "i", "ay"), "eng": ("eng", "ing"), "ek": ("ek", "ik"), "i": ("i",
    "ee"),
    "iu": ("iu", "ew"), "ing": ("ing",), "ik": ("ik",), "o": ("o", "or", "oh"), "oi": ("oi", "oy"),
    "ou": ("o", "ou"),
    "u": ("u", "oo"), "un": ("un", "oon"), "ut": ("ut", "oot"), "oeng": ("eung", "eong"), "oek": ("euk",
    "eok"),
    "oe": ("eu", "oe"), "eoi": ("ui", "oi", "eui"), "eon": ("un", "eun", "on"), "eot": ("ut",),
    "yu": ("yu", "u", "ue"),
    "yun": ("uen", "un", "yuen"), "yut": ("uet", "ut", "yuet"), "ung": ("ung", "oong"), "uk": ("uk", "ook"),
}  # fmt: skip
_MACAO_INITIALS = {
    "b": "p", "d": "t", "g": "k", "gw": "ku", "kw": "ku", "j": "i", "z": "ch", "c": "ch", "w": "v",
    "ng": "ng",
}  # fmt: skip
_MACAO_FINALS = {
    "aa": "a", "aai": "ai", "aau": "ao", "aam": "am", "aan": "an", "aang": "ang", "aap": "ap", "aat": "at",
    "aak": "ak",
    "au": "ao", "iu": "io", "ing": "eng", "ik": "ek", "ung": "ong", "uk": "ok", "oeng": "eong",
    "oek": "eok", "eoi": "oi",
    "eon": "on", "eot": "ot", "yu": "u", "yun": "un", "yut": "ut",
}  # fmt: skip
_WHOLE = {
    "si": ("sze", "si", "see", "sz"), "zi": ("chi", "tsz", "tze", "chee", "tse", "gi"), "ci": ("chi",
    "tsz", "tse", "tze"),
    "ji": ("yi", "yee", "ee", "i"), "jyu": ("yu", "yue", "u"), "jyun": ("yuen", "un", "yun"),
    "jyut": ("yuet", "ut"),
    "jan": ("yan", "yun", "ian"), "jau": ("yau", "iao", "yow"), "joeng": ("yeung", "ieong", "young", "yeong"),
    "m": ("ng", "m"), "ng": ("ng", "ung"), "hoeng": ("heung", "heong", "hung"), "zung": ("chung", "tsung",
    "chong"),
    "jing": ("ying", "ieng", "yin"), "jik": ("yik", "iek"), "jung": ("yung", "iong"), "juk": ("yuk", "iok"),
    "jip": ("yip", "ip"), "jim": ("yim", "im"), "jin": ("yin", "in"), "jit": ("yit", "it"), "jiu": ("yiu",
    "io", "iu"),
    "leoi": ("lui", "loi", "louie"), "waa": ("wah", "wa", "va"), "faa": ("fa", "fah"), "zyu": ("chu", "chue"),
    "cyu": ("chu", "chue", "tsu"), "syu": ("shu", "su"), "zyun": ("chuen", "tsuen", "chun"),
    "cyun": ("chuen", "tsuen"),
    "cing": ("ching", "tsing", "cheng"), "coeng": ("cheung", "cheong", "tseung"), "zoeng": ("cheung",
    "tseung", "cheong"),
}  # fmt: skip


def _halves(jyutping: str) -> tuple[str, str]:
    match = _SYLLABLE.fullmatch(jyutping)
    return (match[1], match[2]) if match else ("", jyutping)


@cache
def hong_kong(jyutping: str) -> tuple[str, ...]:
    """The spellings of Hong Kong's people, the usual one first, at most eight."""
    initial, final = _halves(jyutping)
    heads = _INITIALS.get(initial, (initial,))
    tails = _FINALS.get(final, (final,))
    made = [head + tail for tail in tails for head in heads]
    made = [each.replace("yyu", "yu").replace("yi", "yi") for each in made]
    return tuple(dict.fromkeys((*_WHOLE.get(jyutping, ()), *made)))[:9]


@cache
def macao(jyutping: str) -> tuple[str, ...]:
    """Macao's spellings: the Portuguese syllabary's, and with w where people keep it."""
    initial, final = _halves(jyutping)
    tail = _MACAO_FINALS.get(final, final)
    head = _MACAO_INITIALS.get(initial, initial)
    if initial == "j" and tail.startswith(("i", "u")):
        head = ""
    regular = head + tail
    whole = regular.replace("kuo", "kuo").replace("kuong", "kuong")
    return tuple(dict.fromkeys((whole, "w" + tail if initial == "w" else whole)))
