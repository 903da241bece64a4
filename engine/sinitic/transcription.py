"""Foreign names that Chinese or Japanese writes by sound: 卢卡申科 is lu-ka-shen-ke, フランソワ fu-ra-n-so-wa.

A transcription adds vowels between consonants, has one letter for l and r, and drops or adds n; so names are
compared by the classes of their consonants first and by their vowels second.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

from polyonym.engine.sinitic.cantonese import hong_kong
from polyonym.engine.sinitic.pinyin import split_syllables
from polyonym.engine.sinitic.readings import base_readings
from polyonym.engine.sinitic.tables import rows
from polyonym.engine.sinitic.variants import simplify
from rapidfuzz.distance import Levenshtein

LONGEST = 80
_APART = re.compile(r"[\s·•・‧．.＝=‐\-–—,，、]+")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc]+")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]+")


@lru_cache(maxsize=4096)
def transcribed(text: str) -> tuple[str, ...]:
    """Latin readings of a name written by sound, its parts apart: Mandarin, then Cantonese, or kana's own.

    Han and kana are read; a text with neither gives ().

    >>> transcribed("卢卡申科")[0], transcribed("弗朗索瓦·奥朗德")[0], transcribed("フランソワ")[0]
    ('lukashenke', 'fulangsuowa aolangde', 'furansowa')
    """
    parts = [part for part in _APART.split(text[:LONGEST]) if part]
    if any(_KANA.search(part) for part in parts):
        return (" ".join(filter(None, map(kana_latin, parts))),)
    if not any(_HAN.search(part) for part in parts):
        return ()
    plain = [simplify(part) for part in parts]
    found = (" ".join(filter(None, (_read(part, way) for part in plain))) for way in (_mandarin, _usual, _cantonese))
    return tuple(dict.fromkeys(each for each in found if each))


def _read(part: str, way: Callable[[str], str]) -> str:
    return way(part) if way is _usual else "".join(map(way, part))


@cache
def _foreign() -> dict[str, str]:
    return dict(tuple(row) for row in rows("foreign.tsv"))  # type: ignore[misc]


def _usual(part: str) -> str:
    """A part by the table of usual transcriptions, longest first, the rest by its Mandarin."""
    found, place = "", 0
    while place < len(part):
        wide = next((n for n in range(min(6, len(part) - place), 0, -1) if part[place : place + n] in _foreign()), 0)
        piece = part[place : place + max(wide, 1)]
        found += _foreign()[piece] if wide else _mandarin(piece)
        place += len(piece)
    return found


def _mandarin(char: str) -> str:
    return (base_readings(char).mandarin or ("",))[0].replace("v", "u")


def _cantonese(char: str) -> str:
    found = base_readings(char).cantonese
    return hong_kong(found[0])[0] if found else ""


@cache
def _kana() -> dict[str, str]:
    return dict(tuple(row[:2]) for row in rows("kana.tsv"))  # type: ignore[misc]


@lru_cache(maxsize=4096)
def kana_latin(text: str) -> str:
    """Hepburn of the kana in a text, long vowels single; "" where there are none."""
    text = "".join(chr(ord(c) + 0x60) if "\u3041" <= c <= "\u3096" else c for c in unicodedata.normalize("NFKC", text))
    text, table, found = text.replace("ー", ""), _kana(), ""
    place = 0
    while place < len(text):
        pair, one = text[place : place + 2], text[place]
        if one == "ッ":
            place += 1
            continue
        found += table.get(pair) or table.get(one, "")
        place += 2 if pair in table else 1
    return found


_LATIN = {
    "sch": "S", "tch": "S", "tsch": "S", "zh": "S", "sh": "S", "ch": "S", "ts": "S", "tz": "S", "dz": "S",
    "th": "T", "ph": "F",
    "kh": "H", "gh": "K", "ck": "K", "ce": "Se", "ci": "Si", "cy": "Si", "c": "K", "q": "K", "x": "KS",
    "j": "S", "s": "S",
    "z": "S", "p": "P", "b": "P", "t": "T", "d": "T", "k": "K", "g": "K", "f": "F", "v": "F", "w": "F",
    "l": "L", "r": "L",
    "m": "M", "n": "N", "ng": "N", "h": "H", "y": "i", "ge": "Ke", "gi": "Ki", "hs": "S", "kw": "KF",
    "gw": "KF",
}  # fmt: skip
_PINYIN = {
    **_LATIN, "x": "S", "q": "S", "j": "S", "c": "S", "ce": "Se", "ci": "Si", "er": "L", "ngk": "NK",
    "ngg": "NK", "wu": "u",
    "hu": "Hu", "hua": "Fa", "yi": "i", "yu": "u", "ou": "o", "uo": "o", "ao": "o", "ai": "ai", "ei": "ei",
}  # fmt: skip
_NATIVE = 0.8
"""What the sound of a word that may be Sinitic itself is worth: it is likelier read than transcribed."""
_VOWELS = str.maketrans("", "", "aeiou")


def _mapper(table: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(table, key=lambda piece: (-len(piece), piece))))


_LATIN_PIECE, _PINYIN_PIECE = _mapper(_LATIN), _mapper(_PINYIN)


@lru_cache(maxsize=1 << 14)
def heard(latin: str, *, pinyin: bool = False) -> str:
    """A lower-case Latin word as classes of consonants (capitals) and its vowels, doubles made single."""
    table, pattern = (_PINYIN, _PINYIN_PIECE) if pinyin else (_LATIN, _LATIN_PIECE)
    return re.sub(r"(.)\1+", r"\1", pattern.sub(lambda match: table[match.group()], latin))


@lru_cache(maxsize=1 << 15)
def sound_similarity(ours: str, theirs: str) -> float:
    """How alike two forms of `heard` sound, 0..1: consonants in order count two thirds."""
    bones, others = ours.translate(_VOWELS), theirs.translate(_VOWELS)
    if not bones or not others:
        return Levenshtein.normalized_similarity(ours, theirs) * 0.5
    first = 1.0 if bones[0] == others[0] and ours[0] == theirs[0] else 0.9
    frame = Levenshtein.normalized_similarity(bones, others)
    return (0.65 * frame + 0.35 * Levenshtein.normalized_similarity(ours, theirs)) * first


_CYRILLIC = str.maketrans("абвгдеёзийклмнопрстуфыэіїєґўјљњ", "abvgdeeziiklmnoprstufyeiieguiln") | {
    ord(letter): sound
    for letter, sound in (
        ("ж", "zh"), ("х", "kh"), ("ц", "ts"), ("ч", "ch"), ("ш", "sh"), ("щ", "sh"), ("ъ", ""), ("ь", ""), ("ю", "yu"),
        ("я", "ya"), ("ћ", "ch"), ("ђ", "j"), ("џ", "j"),
    )
}  # fmt: skip


@lru_cache(maxsize=1 << 12)
def _heard_parts(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(heard(part, pinyin=True) for part in way.split()) for way in transcribed(text))


@lru_cache(maxsize=1 << 14)
def _heard_words(latin: str) -> tuple[tuple[str, bool], ...]:
    """Words of a Latin name, and two and three neighbours as one, as heard; is one of them no Sinitic syllable?"""
    plain = unicodedata.normalize("NFKD", latin[:LONGEST].lower().translate(_CYRILLIC))
    words = re.findall("[a-z]+", "".join(char for char in plain if not unicodedata.combining(char)))[:7]
    foreign = [all(len(way) > 3 for way in split_syllables(word)) for word in words]
    runs = [(i, j) for i in range(len(words)) for j in range(i + 1, min(i + 3, len(words)) + 1)]
    found: dict[str, bool] = {}
    for i, j in runs:
        form = heard("".join(words[i:j]))
        found[form] = found.get(form, False) or any(foreign[i:j])
    return tuple(item for item in found.items() if len(item[0]) > 1)


@lru_cache(maxsize=1 << 12)
def transcription_similarity(foreign: str, latin: str) -> float:
    """How well a name in Han or kana writes the sound of a Latin one, 0..1; every part of it must be found."""
    words = _heard_words(latin)
    if not words:
        return 0.0
    best = 0.0
    for parts in _heard_parts(foreign):
        found = [
            max(sound_similarity(part, word) * (1.0 if odd else _NATIVE) for word, odd in words)
            for part in parts
            if part
        ]
        if found:
            best = max(best, sum(found) / len(found))
    return round(best, 4)
