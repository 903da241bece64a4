"""What stands between a role and a name in Slavic languages: a complement in the genitive, which is no name.

"губернатор Пенджаба Салман Тасир", "глава Европарламента": the complement has a capital too.  Endings tell
most of them; where they can't, nothing is reported.
"""

from __future__ import annotations

from polyonym.engine.tagging.scene import Scene

_GENITIVE_ADJECTIVES = (
    "ого", "его", "ої", "ой", "ага", "iej", "nej", "skiej", "skiego", "nego", "eho", "iho", "ske", "cke", "lke", "skog"
)  # fmt: skip
_GENITIVES = ("а", "я", "и", "ы", "і", "ії", "ии", "у", "a", "i", "y", "u", "e")
MEN_IN_A = frozenset(
    ("никита", "илья", "данила", "лука", "савва", "фома", "кузьма", "мікіта", "ілля", "микола", "mikołaj", "kuba",
     "nikita", "ilya")
)  # fmt: skip
_HOLDERS = frozenset(
    ("president", "prime-minister", "minister", "professor", "academician", "rector", "vice-rector", "dean")
)
"""Roles behind which a surname alone is usual, and a complement with a capital isn't."""


def without_complement(scene: Scene, role: str, first: int, last: int) -> tuple[int, int] | None:
    """The name in a run of capitals behind a role, the complement at its beginning left off; None if unsure."""
    texts = scene.tokens.texts
    if len(texts[first]) == 1:
        return first, last  # an initial
    if texts[first].endswith(_GENITIVE_ADJECTIVES) and texts[first] not in MEN_IN_A:
        return None
    if first == last:
        return (first, last) if role in _HOLDERS and not texts[first].endswith(_GENITIVES) else None
    if texts[first].endswith(("ии", "ії", "ii")) and last - first > 1:
        return first + 1, last
    foreign = texts[first].endswith(_GENITIVES) and texts[first] not in MEN_IN_A
    if foreign and not texts[last].endswith(_GENITIVES):
        return (first + 1, last) if last - first > 1 else None
    return first, last
