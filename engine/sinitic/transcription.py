"""Foreign names that Chinese or Japanese writes by sound: 卢卡申科 is lu-ka-shen-ke, フランソワ fu-ra-n-so-wa.

Such a name is read here; `heard` compares its sound with the foreign name's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

from polyonym.engine.sinitic.cantonese import hong_kong
from polyonym.engine.sinitic.readings import base_readings
from polyonym.engine.sinitic.tables import rows
from polyonym.engine.sinitic.variants import simplify

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
