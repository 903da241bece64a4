"""Chinese places in Wade–Giles, as older maps write them: Fu-shun-hsien is Fushun Xian, T'ien-ching is Tianjing."""

from __future__ import annotations

import re

from polyonym.engine.sinitic.pinyin import is_pinyin

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʻʼ`´ʹ", "'"))
_NAME = re.compile(r"[A-Za-zÜüÊê']{1,8}(?:-[a-züê'][a-züê']{0,7}){1,6}")
"""Syllables joined by hyphens, only the first with a capital: how Wade–Giles is told from other hyphened names."""
_ONE_WORD = re.compile(r"[A-Za-z]{2,12}hsien")
_INITIAL = re.compile(r"(ch'|tz'|ts'|p'|t'|k'|ch|tz|ts|hs|sh|ss|sz|[bpmfdtnlgkhjrswy])?(.*)")
_PLAIN = {
    "p'": "p", "t'": "t", "k'": "k", "p": "b", "t": "d", "k": "g", "ts'": "c", "tz'": "c", "ts": "z", "tz": "z",
    "hs": "x", "j": "r", "ss": "s", "sz": "s",
}  # fmt: skip
_FINAL = {
    "ien": "ian", "ieh": "ie", "ih": "i", "ung": "ong", "iung": "iong", "uei": "ui", "üeh": "ue", "üan": "uan",
    "ün": "un", "ü": "u", "erh": "er", "eh": "e", "ê": "e", "ên": "en", "êng": "eng", "êrh": "er",
}  # fmt: skip
_WHOLE = {
    "i": "yi", "yu": "you", "yü": "yu", "yüan": "yuan", "yün": "yun", "yüeh": "yue", "yen": "yan", "yeh": "ye",
    "yung": "yong", "o": "e", "ho": "he", "ko": "ge", "k'o": "ke", "erh": "er", "tzu": "zi", "tz'u": "ci", "ssu": "si",
    "szu": "si", "sze": "si", "tze": "zi", "tz'e": "ci", "wen": "wen", "wo": "wo", "po": "bo", "p'o": "po", "mo": "mo",
    "fo": "fo", "kiang": "jiang", "king": "jing",
}  # fmt: skip
_GENERIC = frozenset({"xian", "zhen", "shi", "xiang", "qu"})


def pinyin_of_wade(name: str) -> str | None:
    """A name in Wade–Giles spelled in pinyin, what kind of place it is apart; None for any other name.

    >>> pinyin_of_wade("Fu-shun-hsien"), pinyin_of_wade("T'ien-ching"), pinyin_of_wade("Stratford-upon-avon")
    ('fushun xian', 'tianjing', None)
    """
    name = name.translate(_APOSTROPHES)
    if _NAME.fullmatch(name):
        pieces = name.lower().split("-")
    elif _ONE_WORD.fullmatch(name):
        return f"{name[:-5]} xian"
    else:
        return None
    found = [_syllable(piece) for piece in pieces]
    if not all(map(is_pinyin, found)):
        return None
    if len(found) > 2 and found[-2:] == ["xian", "cheng"]:
        found[-2:] = ["xian"]
    if len(found) > 1 and found[-1] in _GENERIC:
        return f"{''.join(found[:-1])} {found[-1]}"
    return "".join(found)


def _syllable(piece: str) -> str:
    if piece in _WHOLE:
        return _WHOLE[piece]
    found = _INITIAL.fullmatch(piece)
    initial, final = (found[1] or "", found[2]) if found else ("", piece)
    if initial in ("ch", "ch'"):
        soft = final.startswith(("i", "ü")) and final != "ih"
        plain = ("q" if soft else "ch") if initial == "ch'" else ("j" if soft else "zh")
    else:
        plain = _PLAIN.get(initial, initial)
    if final == "o" and initial not in ("p", "p'", "m", "f", "w"):
        final = "uo"
    return plain + _FINAL.get(final, final)
