"""Whether a name written by sound in Han or kana sounds like a Latin or Cyrillic one.

A transcription adds vowels between consonants, has one letter for l and r, and drops or adds h and n; so
names are compared by the classes of their consonants first and by their vowels second.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from polyonym.engine.sinitic.pinyin import split_syllables
from polyonym.engine.sinitic.transcription import LONGEST, transcribed
from rapidfuzz.distance import Levenshtein

_LATIN = {
    "sch": "S", "tch": "S", "tsch": "S", "zh": "S", "sh": "S", "ch": "S", "chr": "KL", "ts": "S",
    "tz": "S", "dz": "S",
    "th": "T", "ph": "F", "kh": "h", "gh": "K", "ck": "K", "ce": "Se", "ci": "Si", "cy": "Si", "c": "K",
    "q": "K", "x": "KS",
    "j": "S", "s": "S", "z": "S", "p": "P", "b": "P", "t": "T", "d": "T", "k": "K", "g": "K", "f": "F",
    "v": "F", "w": "F",
    "l": "L", "r": "L", "m": "M", "n": "N", "ng": "N", "y": "i", "hs": "S", "kw": "KF", "gw": "KF",
    "eau": "o", "au": "o",
    "ou": "u", "oi": "ua", "ee": "i", "gn": "Ni", "ç": "S",
}  # fmt: skip
_OTHERWISE = {
    **_LATIN, "j": "i", "ge": "Se", "gi": "Si", "ch": "K", "x": "S", "th": "S", "au": "au", "ou": "o",
    "w": "u", "v": "P", "ee": "e",
}  # fmt: skip
_PINYIN = {
    **_LATIN, "x": "S", "q": "S", "j": "S", "c": "S", "ce": "Se", "ci": "Si", "er": "L", "ngk": "NK",
    "ngg": "NK", "wu": "u",
    "hua": "Fa", "yi": "i", "yu": "u", "ou": "o", "uo": "o", "ao": "o", "au": "ao", "oi": "oi",
}  # fmt: skip
_KANA = {**_LATIN, "chi": "Ti", "ji": "Ti", "tsu": "T", "shu": "S", "ura": "FLa", "uri": "FLi", "fu": "hu", "v": "P"}
_PINYIN_OLD = {**_PINYIN, "j": "K", "x": "h"}
"""Southern readings, in which most transcriptions were coined: 基 is ki, not ji."""
_NATIVE = 0.8
"""What the sound of a word that may be Sinitic itself is worth: it is likelier read than transcribed."""
_UNUSED = 0.12
_SOFT = str.maketrans("", "", "aeiouh")
_CYRILLIC = str.maketrans("абвгдеёзийклмнопрстуфыэіїєґўјљњ", "abvgdeeziiklmnoprstufyeiieguiln") | {
    ord(letter): sound
    for letter, sound in (
        ("ж", "zh"), ("х", "kh"), ("ц", "ts"), ("ч", "ch"), ("ш", "sh"), ("щ", "sh"), ("ъ", ""), ("ь", ""),
        ("ю", "yu"),
        ("я", "ya"), ("ћ", "ch"), ("ђ", "j"), ("џ", "j"),
    )
}  # fmt: skip


def _heard(*tables: dict[str, str]) -> list[tuple[re.Pattern[str], dict[str, str]]]:
    longest_first = [sorted(table, key=lambda piece: (-len(piece), piece)) for table in tables]
    return [(re.compile("|".join(pieces)), table) for pieces, table in zip(longest_first, tables, strict=True)]


_WAYS = {"latin": _heard(_LATIN, _OTHERWISE), "han": _heard(_PINYIN, _PINYIN_OLD), "kana": _heard(_LATIN, _KANA)}
_DOUBLED = re.compile(r"(.)\1+")


def _spelled_out(word: str, pattern: re.Pattern[str], table: dict[str, str]) -> str:
    return _DOUBLED.sub(r"\1", pattern.sub(lambda match: table[match.group()], word))


@lru_cache(maxsize=1 << 14)
def heard(latin: str, written_in: str = "latin") -> tuple[str, ...]:
    """A lower-case Latin word as classes of consonants (capitals) and its vowels, in one or two ways.

    `written_in` is "han" or "kana" for the reading of a transcription, whose letters sound otherwise.
    """
    found = (_spelled_out(latin, pattern, table) for pattern, table in _WAYS[written_in])
    return tuple(dict.fromkeys(found))


def sound_similarity(ours: str, theirs: str) -> float:
    """How alike two forms of `heard` sound, 0..1: consonants in order count two thirds."""
    bones, others = ours.translate(_SOFT), theirs.translate(_SOFT)
    whole = Levenshtein.normalized_similarity(ours, theirs)
    if not bones or not others:
        return whole * 0.5
    first = 1.0 if bones[0] == others[0] else 0.9
    return (0.65 * Levenshtein.normalized_similarity(bones, others) + 0.35 * whole) * first


@lru_cache(maxsize=1 << 12)
def _heard_parts(text: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    script = "kana" if any("\u3041" <= char <= "\u30ff" for char in text) else "han"
    return tuple(tuple(heard(part, script) for part in way.split()) for way in transcribed(text))


_Run = tuple[int, int, tuple[str, ...], float]


@lru_cache(maxsize=1 << 14)
def _heard_runs(name: str) -> tuple[_Run, ...]:
    """One to three neighbouring words of a name: where, how they are heard, what their sound is worth."""
    plain = unicodedata.normalize("NFKD", name[:LONGEST].lower().replace("ç", "s").translate(_CYRILLIC))
    words = re.findall("[a-z]+", "".join(char for char in plain if not unicodedata.combining(char)))[:7]
    foreign = [all(len(way) > 3 for way in split_syllables(word)) for word in words]
    runs = [(i, j) for i in range(len(words)) for j in range(i + 1, min(i + 3, len(words)) + 1)]
    made = ((i, j, "".join(words[i:j]), 1.0 if any(foreign[i:j]) else _NATIVE) for i, j in runs)
    return tuple((i, j, heard(run), worth) for i, j, run, worth in made if len(run) > 1)


@lru_cache(maxsize=1 << 12)
def transcription_similarity(foreign: str, latin: str) -> float:
    """How well a name in Han or kana writes the sound of a Latin or Cyrillic one, 0..1.

    Every part of it must be found, each in words of its own; 0 where `foreign` has neither Han nor kana.

    >>> transcription_similarity("卢卡申科", "Лукашенко") > 0.9 > transcription_similarity("普京", "Lukashenko")
    True
    """
    ways, runs = _heard_parts(foreign), _heard_runs(latin)
    if not ways or not runs:
        return 0.0
    certain = len(ways[0]) > 1 or len(ways) == 1  # in parts, or kana: no name of Han origin
    return round(max((_best(parts, runs, certain) for parts in ways if parts), default=0.0), 4)


def _best(parts: tuple[tuple[str, ...], ...], runs: tuple[_Run, ...], certain: bool) -> float:
    """The mean over the parts, each with the run that fits it best among those still free."""
    total, taken = 0.0, [(0, 0)]
    for part in sorted(parts, key=lambda forms: -len(forms[0])):
        best, place = 0.0, (0, 0)
        for i, j, forms, worth in runs:
            if all(j <= start or i >= end for start, end in taken):
                alike = max(sound_similarity(x, y) for x in part for y in forms) * (1.0 if certain else worth)
                if alike > best:
                    best, place = alike, (i, j)
        total += best
        taken.append(place)
    words = runs[-1][1]
    unused = words - sum(end - start for start, end in taken)
    return total / len(parts) * (1 - _UNUSED * unused / words)


def sound_keys(text: str) -> tuple[str, ...]:
    """Retrieval keys by sound: the consonants of each part or word, and pieces of three; of Han as transcribed.

    A transcription and its foreign name mostly share one of them; at most 48.
    """
    forms = [form for way in _heard_parts(text) for part in way for form in part]
    forms += [form for i, j, words, _ in _heard_runs(text) for form in words if j - i == 1]
    bones = dict.fromkeys(bone for form in forms if len(bone := form.translate(_SOFT)) > 1)
    padded = [f"^{bone}$" for bone in bones]
    pieces = dict.fromkeys(each[i : i + 3] for each in padded for i in range(len(each) - 2))
    return tuple(dict.fromkeys([*padded, *pieces]))[:48]
