"""How a Mandarin syllable is written in other systems, from its pinyin (toneless, ü as v).

Wade–Giles without its marks (as Taiwan writes names), Tongyong (Taiwan, 2002–2008), Yale, the postal
spellings' k- and ts- for j-, q-, x-, and Palladius's Cyrillic (1888, the Russian standard).  All are
regular, so they are rules over initial and final instead of tables.
"""

from __future__ import annotations

from functools import cache

INITIALS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcs")
_WADE_INITIAL = {
    "b": "p", "d": "t", "g": "k", "j": "ch", "q": "ch", "x": "hs", "zh": "ch", "r": "j", "z": "ts", "c": "ts",
}  # fmt: skip
_WADE_FINAL = {
    "ian": "ien",
    "ie": "ieh",
    "ue": "ueh",
    "ve": "ueh",
    "iong": "iung",
    "ong": "ung",
    "v": "u",
    "van": "uan",
}
_WADE_WHOLE = {
    "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "ssu",
    "er": "erh",
    "you": "yu", "yi": "i", "yan": "yen", "ye": "yeh", "yue": "yueh", "yong": "yung", "ge": "ko",
    "ke": "ko", "he": "ho",
    "gui": "kuei", "kui": "kuei", "duo": "to", "tuo": "to", "nuo": "no", "luo": "lo", "zuo": "tso",
    "cuo": "tso",
    "suo": "so", "zhuo": "cho", "chuo": "cho", "ruo": "jo", "xu": "hsu", "zhei": "chei",
}  # fmt: skip
_WADE_LOOSE = {
    "zi": ("tze", "tsu"), "ci": ("tze", "tsu"), "si": ("szu", "sze"), "yi": ("yi",), "shi": ("shyh",),
    "xu": ("shu", "hsui", "shyu"), "xun": ("shyun", "shun"), "jiu": ("jeou",), "e": ("o", "ngo"),
    "xi": ("shi", "si"), "xia": ("sha",), "xin": ("shin", "sin"),
    "xing": ("shing", "sing"), "xiang": ("shiang", "siang"), "xiao": ("shiao", "siao"), "xian": ("shien",
    "sien"),
    "xiu": ("shiu", "siu"), "xie": ("shieh", "sieh"), "xiong": ("shiung", "shyong"), "xuan": ("shuan",
    "shyuan"),
    "xue": ("shueh", "sueh"),
    "jian": ("jien", "jian"), "jun": ("jun", "chun"), "zhen": ("jen",), "yu": ("yu", "yue"), "yan": ("yan",),
    "yong": ("yong",), "zhong": ("chong", "jong"), "rong": ("rong", "yung"), "hong": ("hong",),
    "zong": ("tzong",),
    "jia": ("jia",), "jie": ("jie", "jye"), "ru": ("ru",), "rui": ("ruey",), "ren": ("ren",),
    "zhi": ("jyh", "chi"),
    "hui": ("huei", "hwei"), "gui": ("kwei",), "wei": ("way",), "ying": ("ing",), "ling": ("lin",),
    "long": ("long",),
    "dong": ("dong", "tong"), "song": ("song",), "qing": ("chin",), "cheng": ("chen",), "sheng": ("shen",),
    "zheng": ("jeng",), "zhu": ("ju",), "zhang": ("jang",), "zhou": ("jou",), "guo": ("gwo",),
    "guang": ("kwang",),
    "hua": ("hwa",), "huang": ("hwang",), "bo": ("po",), "kun": ("kuen",), "lun": ("luen",), "sun": ("suen",),
}  # fmt: skip
_TONGYONG_INITIAL = {"zh": "jh", "q": "c", "x": "s"}
_TONGYONG_WHOLE = {
    "zhi": "jhih", "chi": "chih", "shi": "shih", "ri": "rih", "zi": "zih", "ci": "cih", "si": "sih",
    "feng": "fong",
    "weng": "wong", "wen": "wun", "lv": "lyu", "nv": "nyu", "lve": "lyue", "nve": "nyue",
}  # fmt: skip
_YALE_INITIAL = {"zh": "j", "q": "ch", "x": "sy", "z": "dz", "c": "ts"}
_YALE_WHOLE = {"zhi": "jr", "chi": "chr", "shi": "shr", "ri": "r", "zi": "dz", "ci": "tsz", "si": "sz", "xi": "syi"}
_CYRILLIC_INITIAL = {
    "b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н", "l": "л", "g": "г", "k": "к",
    "h": "х",
    "j": "цз", "q": "ц", "x": "с", "zh": "чж", "ch": "ч", "sh": "ш", "r": "ж", "z": "цз", "c": "ц",
    "s": "с", "": "",
}  # fmt: skip
_CYRILLIC_FINAL = {
    "a": "а", "ai": "ай", "an": "ань", "ang": "ан", "ao": "ао", "e": "э", "ei": "эй", "en": "энь",
    "eng": "эн",
    "i": "и", "ia": "я", "ian": "янь", "iang": "ян", "iao": "яо", "ie": "е", "in": "инь", "ing": "ин",
    "iong": "юн",
    "iu": "ю", "o": "о", "ong": "ун", "ou": "оу", "u": "у", "ua": "уа", "uai": "уай", "uan": "уань",
    "uang": "уан",
    "ui": "уй", "un": "унь", "uo": "о", "v": "юй", "van": "юань", "ve": "юэ", "vn": "юнь", "ue": "юэ",
    "er": "эр",
}  # fmt: skip
_CYRILLIC_WHOLE = {
    "zhi": "чжи", "chi": "чи", "shi": "ши", "ri": "жи", "zi": "цзы", "ci": "цы", "si": "сы", "hui": "хуэй",
    "yi": "и",
    "ya": "я", "yan": "янь", "yang": "ян", "yao": "яо", "ye": "е", "yin": "инь", "ying": "ин",
    "yong": "юн", "you": "ю",
    "yu": "юй", "yuan": "юань", "yue": "юэ", "yun": "юнь", "wu": "у", "wa": "ва", "wai": "вай", "wan": "вань",
    "wang": "ван", "wei": "вэй", "wen": "вэнь", "weng": "вэн", "wo": "во", "yo": "йо",
}  # fmt: skip


def halves(syllable: str) -> tuple[str, str]:
    """Initial and final of a pinyin syllable; ü after j, q, x is written v."""
    initial = next((each for each in INITIALS if syllable.startswith(each)), "")
    final = syllable[len(initial) :]
    if initial in ("j", "q", "x") and final.startswith("u"):
        final = "v" + final[1:]
    return initial, final


@cache
def wade(syllable: str) -> tuple[str, ...]:
    """Wade–Giles without apostrophes and marks, then the looser habits of names in Taiwan."""
    initial, final = halves(syllable)
    regular = _WADE_WHOLE.get(syllable) or _WADE_INITIAL.get(initial, initial) + _WADE_FINAL.get(
        final, final.replace("v", "u")
    )
    return tuple(dict.fromkeys((regular, *_WADE_LOOSE.get(syllable, ()))))


@cache
def tongyong(syllable: str) -> str:
    """Tongyong pinyin."""
    initial, final = halves(syllable)
    final = {"iu": "iou", "ui": "uei"}.get(final, final)
    final = "yu" + final[1:] if final.startswith("v") else final
    return _TONGYONG_WHOLE.get(syllable) or _TONGYONG_INITIAL.get(initial, initial) + final


@cache
def yale(syllable: str) -> str:
    """Yale's spelling, tones left out."""
    initial, final = halves(syllable)
    final = {"iu": "you", "ui": "wei", "uo": "wo"}.get(final, final)
    if final.startswith("v"):
        return {"x": "sy"}.get(initial, _YALE_INITIAL.get(initial, initial)) + "yu"[initial == "x" :] + final[1:]
    if final.startswith("i") and len(final) > 1 and final not in ("in", "ing"):
        final = "y" + final[1:]
    if final.startswith("u") and len(final) > 1 and final != "un":
        final = "w" + final[1:]
    return _YALE_WHOLE.get(syllable) or (_YALE_INITIAL.get(initial, initial) + final).replace("yy", "y")


@cache
def postal(syllable: str) -> tuple[str, ...]:
    """Old map spellings: k-, ts- and h- where Peking says j-, q-, x- (Nanking, Peking, Sian, Fukien)."""
    initial, final = halves(syllable)
    final = _WADE_FINAL.get(final, final.replace("v", "u"))
    if initial in ("j", "q"):
        return ("k" + final, "ts" + final)
    if initial == "x":
        return ("h" + final, "s" + final)
    whole = wade(syllable)[0]
    return (
        whole.replace("uang", "wang").replace("ung", "ong"),
        whole.removesuffix("i") + "e" if final == "ei" else whole,
    )


@cache
def palladius(syllable: str) -> str:
    """Palladius's Cyrillic."""
    initial, final = halves(syllable)
    return _CYRILLIC_WHOLE.get(syllable) or _CYRILLIC_INITIAL[initial] + _CYRILLIC_FINAL.get(final, final)
