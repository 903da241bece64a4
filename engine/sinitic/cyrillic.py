"""Cyrillic syllables of Chinese and Korean names, read back: Palladius and Kontsevich.

Both systems write a syllable in one or two ways; a name's syllables are often joined (Сяньлун, Ённам).
Ukrainian, Belarusian and Bulgarian letters are read as their Russian neighbours first.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import product, zip_longest

from polyonym.engine.sinitic.korean import hangul_latin, jamo
from polyonym.engine.sinitic.romanised import palladius
from polyonym.engine.sinitic.tables import lines, pinyin_weights

_NEIGHBOURS = str.maketrans(
    {"і": "и", "ї": "и", "є": "е", "ў": "у", "ё": "е", "ґ": "г", "ъ": "", "'": "", "’": "", "ј": "й",
    "ћ": "ч", "ђ": "дж",
     "џ": "дж", "њ": "нь", "љ": "ль"}
)  # fmt: skip
_INITIALS = (
    ("к", "г"), ("кк", "к"), ("н",), ("т", "д"), ("тт", "т"), ("р", "л", "н"), ("м",), ("п", "б"), ("пп",
    "п"), ("с",),
    ("сс", "с"), ("",), ("ч", "дж", "ц"), ("чч", "ч"), ("чх", "ч"), ("кх", "к"), ("тх", "т"), ("пх", "п"),
    ("х",),
)  # fmt: skip
_VOWELS = (
    ("а",), ("э", "е"), ("я", "йа"), ("йя",), ("о",), ("е", "э"), ("е", "йо", "ье", "ьо", "ио"), ("е",
    "йе"), ("о",),
    ("ва", "уа"), ("вэ",), ("ве", "вэ", "ое", "уе"), ("е", "йо", "ьо"), ("у",), ("во", "уо"), ("ве",),
    ("ви", "уи"), ("ю", "йу"),
    ("ы", "и"), ("ый", "и", "ий", "ы"), ("и",),
)  # fmt: skip
_FINALS = (
    ("",), ("к", "г"), ("к",), ("к",), ("н",), ("н",), ("н",), ("т",), ("ль", "л", "р"), ("к",), ("м",),
    ("п",), ("ль",),
    ("ль",), ("п",), ("ль",), ("м",), ("п", "б"), ("п",), ("т",), ("т",), ("н", "нг"), ("т",), ("т",),
    ("к",), ("т",), ("п",), ("т",),
)  # fmt: skip


def plain(text: str) -> str:
    """Lower-case Cyrillic in the letters that the two systems use."""
    return text.translate(_NEIGHBOURS)


def kontsevich(hangul: str) -> tuple[str, ...]:
    """The Cyrillic spellings of a hangul syllable, after `plain`."""
    first, vowel, last = jamo(hangul)
    options = (tuple(enumerate(each)) for each in (_INITIALS[first], _VOWELS[vowel], _FINALS[last]))
    made = ((sum(rank for rank, _ in parts), "".join(text for _, text in parts)) for parts in product(*options))
    return tuple(dict.fromkeys(text for _, text in sorted(made)))


@cache
def cyrillic_syllables() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each Cyrillic syllable of either system → the pinyin and the hangul syllables that it stands for."""
    chinese: dict[str, dict[str, None]] = {}
    korean: dict[str, dict[str, int]] = {}
    for syllable in pinyin_weights():
        for cyrillic in _loose(plain(palladius(syllable))):
            chinese.setdefault(cyrillic, {})[syllable.replace("v", "u")] = None
    for hangul in lines("sino_korean.txt"):
        for rank, cyrillic in enumerate(kontsevich(hangul)):
            korean.setdefault(cyrillic, {})[hangul] = rank
    by_rank = {each: tuple(sorted(ranks, key=ranks.__getitem__)) for each, ranks in korean.items()}
    return {each: (tuple(chinese.get(each, ())), by_rank.get(each, ())) for each in {**chinese, **korean}}


@lru_cache(maxsize=4096)
def cyrillic_readings(cyrillic: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The pinyin, and the Latin spellings of the hangul, of one Cyrillic syllable after `plain`."""
    pinyin, hangul = cyrillic_syllables().get(cyrillic, ((), ()))
    ranks = zip_longest(*map(hangul_latin, hangul[:5]), fillvalue="")
    korean = dict.fromkeys(each for rank in ranks for each in rank if each)
    return pinyin, tuple(korean)[:20]


def _loose(cyrillic: str) -> tuple[str, ...]:
    soft = cyrillic.replace("вэ", "ве").replace("эй", "ей").replace("уэ", "уе")
    return tuple(dict.fromkeys((cyrillic, soft, cyrillic.replace("уэй", "ой"), cyrillic.replace("чж", "дж"))))
