"""The letters of the Indic scripts: what kind each is and what it gives, from tables/brahmic.tsv."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

from polyonym.engine.romanisation.tables import assignments, rows

_BLOCKS = {
    "Deva": 0x900, "Beng": 0x980, "Guru": 0xA00, "Gujr": 0xA80, "Orya": 0xB00, "Taml": 0xB80, "Telu": 0xC00,
    "Knda": 0xC80, "Mlym": 0xD00,
}  # fmt: skip
_COLUMNS = {"iso": 0, "full": 1, "hi": 1, "ta": 1, "hard": 1, "o": 1, "loan": 2}


class Letter(NamedTuple):
    """A letter's kind (see the table) and its Latin value."""

    kind: str
    latin: str


@cache
def letters(script: str, system: str) -> dict[str, Letter]:
    """The letters of one script in one system; nukta forms stand under kind `q`, keyed with the nukta."""
    column = _COLUMNS.get(system, 1)
    found: dict[str, Letter] = {}
    if script in _BLOCKS:
        shift = _BLOCKS[script] - _BLOCKS["Deva"]
        found.update((_moved(key, shift), value) for key, value in _own("Deva", column).items())
    found.update(_own(script, column))
    return found


def _own(script: str, column: int) -> dict[str, Letter]:
    found: dict[str, Letter] = {}
    for name, kind, cell in rows("brahmic"):
        if name == script:
            for key, latin in assignments(cell).items():
                values = latin.split("/")
                key = unicodedata.normalize("NFC", key)
                found[key + "+" if kind == "q" else key] = Letter(kind, values[min(column, len(values) - 1)])
    return found


def _moved(key: str, shift: int) -> str:
    """The letter at the same place in another block: the blocks all follow ISCII."""
    return "".join(chr(ord(char) + shift) if char != "+" else char for char in key)
