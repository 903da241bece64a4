"""Arabic writing: the alphabets of tables/arabic.tsv, and one reading that supplies vowels.

Most names are written without their short vowels. System `v` puts an a between consonants that can't stand
together, as in the commonest patterns of Arabic names; the others leave them out.
"""

from __future__ import annotations

import re

from polyonym.engine.romanisation import alphabet

_DIGRAPH = "sh|kh|gh|th|dh|ch|zh|[bcdfghjklmnpqrstvwxyz]"
_GAP = re.compile(f"({_DIGRAPH})(?={_DIGRAPH})")


def spell(system: str, word: str) -> str:
    """A run of Arabic writing in Latin letters."""
    if system == "v":
        return vowelled(alphabet.spell("arabic", "ar", word))
    return alphabet.spell("arabic", system, word)


def vowelled(skeleton: str) -> str:
    """Puts a between neighbouring consonants, as in hsn → hasan."""
    return _GAP.sub(r"\1a", skeleton)
