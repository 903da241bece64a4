"""Which module spells which script."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from polyonym.engine.romanisation import (
    alphabet,
    arabic,
    burmese,
    ethiopic,
    hangul,
    indic,
    kana,
    khmer,
    thai,
    tibetan,
)
from polyonym.engine.romanisation.affixes import parted
from polyonym.engine.romanisation.unknown import latin_of

Spell = Callable[[str, str], str]
"""Takes a system and a run of one script; gives Latin letters."""

_ALPHABETS = {
    "Latn": "latin", "Cyrl": "cyrillic", "Grek": "greek", "Armn": "armenian", "Geor": "georgian",
    "Thaa": "thaana", "Mong": "mongolian", "Syrc": "syriac",
}  # fmt: skip
_SMALL = ("Tfng", "Olck", "Nkoo", "Goth", "Copt", "Glag")
_PARTED = frozenset({"Hang", "Khmr", "Laoo", "Mymr", "Thai", "Tibt"})
_INDIC = ("Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh")


def spelled(script: str, system: str, run: str) -> str:
    """A run of one script (lower-case, composed) in Latin letters by one system."""
    spell = _spellers().get(script, _unknown)
    if script not in _PARTED:
        return spell(system, run)
    return " ".join(spell(system, part) for part in parted(script, run))


def _unknown(_: str, run: str) -> str:
    return "".join(map(latin_of, run))


@cache
def _spellers() -> dict[str, Spell]:
    found: dict[str, Spell] = {
        "Arab": partial(arabic.spell, "arabic"),
        "Hebr": partial(arabic.spell, "hebrew"),
        "Ethi": ethiopic.spell,
        "Hang": hangul.spell,
        "Hrkt": kana.spell,
        "Khmr": khmer.spell,
        "Laoo": partial(thai.spell, "Laoo"),
        "Mymr": burmese.spell,
        "Thai": partial(thai.spell, "Thai"),
        "Tibt": tibetan.spell,
    }
    found |= {script: partial(alphabet.spell, table) for script, table in _ALPHABETS.items()}
    found |= {script: partial(alphabet.spell, "small") for script in _SMALL}
    return found | {script: partial(indic.spell, script) for script in _INDIC}
