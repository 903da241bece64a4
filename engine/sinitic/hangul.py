"""Hangul that writes Mandarin by sound, after South Korea's rules for loan words (외래어 표기법, 1986)."""

from __future__ import annotations

from functools import cache

from polyonym.engine.sinitic.romanised import halves
from polyonym.engine.sinitic.tables import pinyin_weights

_HANGUL_INITIAL = dict(zip(
    ("b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "zh", "ch", "sh", "r", "z", "c",
    "s", ""),
    (7, 17, 6, 17, 3, 16, 2, 5, 0, 15, 18, 12, 14, 9, 12, 14, 9, 5, 13, 14, 10, 11), strict=True,
))  # fmt: skip
# Final → the vowel and the coda of each hangul block.
_HANGUL_FINAL = {
    "a": "ㅏ", "o": "ㅗ", "e": "ㅓ", "ai": "ㅏ이", "ei": "ㅔ이", "ao": "ㅏ오", "ou": "ㅓ우", "an": "ㅏㄴ", "en": "ㅓㄴ",
    "ang": "ㅏㅇ", "eng": "ㅓㅇ", "ong": "ㅜㅇ", "i": "ㅣ", "ia": "ㅑ", "ie": "ㅖ", "iao": "ㅑ오", "iu": "ㅠ",
    "ian": "ㅖㄴ",
    "in": "ㅣㄴ", "iang": "ㅑㅇ", "ing": "ㅣㅇ", "iong": "ㅠㅇ", "u": "ㅜ", "ua": "ㅘ", "uo": "ㅝ", "uai": "ㅘ이",
    "ui": "ㅜ이",
    "uan": "ㅘㄴ", "un": "ㅜㄴ", "uang": "ㅘㅇ", "v": "ㅟ", "ve": "ㅞ", "van": "ㅟ안", "vn": "ㅟㄴ", "ue": "ㅞ",
    "er": "ㅓㄹ",
}  # fmt: skip
_Y_W = {
    "yi": "i", "ya": "ia", "ye": "ie", "yao": "iao", "you": "iu", "yan": "ian", "yin": "in",
    "yang": "iang", "ying": "ing",
    "yong": "iong", "yu": "v", "yue": "ve", "yuan": "van", "yun": "vn", "wu": "u", "wa": "ua", "wo": "uo",
    "wai": "uai",
    "wei": "wei", "wan": "uan", "wen": "wen", "wang": "uang", "weng": "weng",
}  # fmt: skip
_VOWELS, _CODAS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ", {"ㄴ": 4, "ㄹ": 8, "ㅇ": 21}
_HANGUL_WHOLE = {
    "wei": "웨이",
    "wen": "원",
    "weng": "웡",
    "zi": "쯔",
    "ci": "츠",
    "si": "쓰",
    "zhi": "즈",
    "chi": "츠",
    "shi": "스",
    "ri": "르",
}


@cache
def hangul_of(syllable: str) -> str:
    """The hangul of one pinyin syllable, one to three blocks: 셴 for xian, 베이 for bei."""
    if whole := _HANGUL_WHOLE.get(syllable):
        return whole
    initial, final = ("", _Y_W[syllable]) if syllable in _Y_W else halves(syllable)
    spelled = _HANGUL_FINAL.get(final, "ㅏ")
    if initial in ("j", "q", "zh", "ch", "z", "c"):  # ㅈ, ㅊ take no y
        spelled = spelled.translate(str.maketrans("ㅑㅖㅠ", "ㅏㅔㅜ"))
    vowel, rest = _VOWELS.index(spelled[0]), spelled[1:]
    coda = _CODAS.get(rest[:1], 0)
    return chr(0xAC00 + (_HANGUL_INITIAL[initial] * 21 + vowel) * 28 + coda) + rest[bool(coda) :]


@cache
def _transcriptions() -> dict[str, str]:
    """Hangul that South Korea's rules write for a Mandarin syllable → that syllable."""
    found: dict[str, str] = {}
    for syllable in pinyin_weights():
        found.setdefault(hangul_of(syllable), syllable.replace("v", "u"))
    return found


def split_transcription(hangul: str) -> list[tuple[str, ...]]:
    """Ways to read hangul as transcribed Mandarin: 리셴룽 is li, xian, long."""
    ways: list[list[tuple[str, ...]]] = [[()], *([] for _ in hangul)]
    for end in range(1, len(hangul) + 1):
        for start in range(max(0, end - 3), end):
            if syllable := _transcriptions().get(hangul[start:end]):
                ways[end] += [(*way, syllable) for way in ways[start]]
        ways[end] = sorted(ways[end], key=len)[:2]
    return ways[-1]
