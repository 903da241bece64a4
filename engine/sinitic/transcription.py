"""Foreign names that Chinese writes by sound: 卢卡申科 is Lukashenko, 巴赫曼 Bachmann.

A character has a few values (拉 is la or ra, 特 t or te), a whole name or a usual part of one its own spelling;
of all ways to spell a name so, the ones whose letters follow each other as they do in foreign names are taken.
"""

from __future__ import annotations

import re
from functools import lru_cache

from polyonym.engine.sinitic.cantonese import hong_kong
from polyonym.engine.sinitic.pinyin import english_of_pinyin
from polyonym.engine.sinitic.readings import base_readings, surnames
from polyonym.engine.sinitic.spelling import LONGEST_PIECE, mandarin, spelled
from polyonym.engine.sinitic.variants import simplify
from polyonym.engine.sinitic.written import by_character, by_syllable

LONGEST = 80
LONGEST_PART = 24
"""A part is spelled up to here: the longest names that Chinese writes in one have about twelve characters."""
_MOST = 3
_MOST_SOUTHERN = 2
_APART = re.compile(r"[\s·•・‧．.＝=‐\-–—,，、]+")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]+")
_SURNAME = 8
"""Surnames of fewer bearers, per ten thousand people, don't make a name Chinese."""


@lru_cache(maxsize=4096)
def transcribed(text: str, *, foreign: bool = False) -> tuple[str, ...]:
    """Latin readings of a name in Han characters, its parts apart, at most six, () of none.

    The likeliest foreign spellings come first where the name looks transcribed, or is known to be `foreign` since it
    is a part of a name with separators; else its Mandarin and Cantonese do.

    >>> transcribed("卢卡申科")[0], transcribed("弗朗索瓦·奥朗德")[0], transcribed("フランソワ")
    ('lukashenko', 'francois hollande', ())
    """
    parts = [simplify(part)[:LONGEST_PART] for part in _APART.split(text[:LONGEST]) if _HAN.search(part)]
    if not parts:
        return ()
    ways = [_part(part, foreign or len(parts) > 1) for part in parts]
    depth = max(map(len, ways))
    ranked = (" ".join(filter(None, (each[min(i, len(each) - 1)] for each in ways))) for i in range(depth))
    return tuple(dict.fromkeys(filter(None, ranked)))


@lru_cache(maxsize=1 << 13)
def _part(part: str, foreign: bool) -> tuple[str, ...]:
    pinyin = "".join(map(mandarin, part))
    plain = (pinyin, "".join(map(_cantonese, part)), english_of_pinyin(pinyin))
    north = spelled(part, by_character, southern=False)[:_MOST]
    south = spelled(part, by_character, southern=True)[:_MOST_SOUTHERN]
    first = foreign or looks_transcribed(part)
    found = (*north, *south, *plain[1:]) if first else (*plain, *north[:2], *south)
    return tuple(dict.fromkeys(filter(None, found)))[:6] or ("",)


def looks_transcribed(part: str) -> bool:
    """Whether a part of Han characters is likelier a foreign name than a Chinese one.

    >>> looks_transcribed("巴赫曼"), looks_transcribed("李显龙"), looks_transcribed("圣路易斯")
    (True, False, True)
    """
    plain = simplify(part[:LONGEST_PART])
    if len(plain) < 5 and plain[:2] in surnames() and len(plain[:2]) == 2:
        return False
    listed = surnames().get(plain[:1])
    common = listed is not None and listed.weight >= _SURNAME
    if _covered(plain) >= (len(plain) if common else len(plain) / 2):
        return True
    sounds = [sound for sound in map(_sound, plain) if sound]
    if len(plain) > 3:
        return len(sounds) >= _LEAST_LISTED * len(plain)
    bare = any(not _VOWELS.intersection(sound) for sound in sounds)
    return len(sounds) == len(plain) and (bare or (len(plain) != 2 and not common))


_LEAST_LISTED = 0.75
"""The share of the characters of a long part that transcriptions use."""
_VOWELS = frozenset("aeiou")


def _sound(char: str) -> str:
    """The most usual value of a character, "" where it has none inside a name."""
    return next((option.sounds for option in by_character((char,), False) if "|" not in option.latin), "")


def _covered(part: str) -> int:
    """How many characters of a part belong to listed names of two and more."""
    found, alone, place = 0, 0, 0
    while place < len(part):
        longest = min(LONGEST_PIECE, len(part) - place)
        wide = next((n for n in range(longest, 1, -1) if by_character(tuple(part[place : place + n]), False)), 0)
        found += wide
        alone += not wide and any(option.latin.endswith("|") for option in by_character((part[place],), False))
        place += max(wide, 1)
    return found + alone if found else 0


@lru_cache(maxsize=4096)
def transcribed_syllables(syllables: tuple[str, ...]) -> tuple[str, ...]:
    """Likely foreign spellings of a transcription that is written in toneless pinyin, at most three.

    >>> transcribed_syllables(("sheng", "lu", "yi", "si"))[0], transcribed_syllables(("niu", "bo", "te"))[0]
    ('san luis', 'newport')
    """
    return spelled(without_generic(syllables)[:LONGEST_PART], by_syllable, southern=False)[:_MOST]


def without_generic(syllables: tuple[str, ...]) -> tuple[str, ...]:
    """The syllables of a place's name without a last one that says what kind of place it is.

    >>> without_generic(("ming", "shui", "zhen"))
    ('ming', 'shui')
    """
    return syllables[:-1] if len(syllables) > 2 and syllables[-1] in _GENERIC else syllables


_GENERIC = frozenset({"shi", "xian", "zhen", "qu", "cun", "xiang", "zhou", "jun"})
"""What Chinese calls cities, counties, towns and the like, after the name."""


def _cantonese(char: str) -> str:
    found = base_readings(char).cantonese
    return hong_kong(found[0])[0] if found else ""
