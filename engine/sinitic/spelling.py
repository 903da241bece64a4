"""The likeliest foreign spellings of a row of Han characters or of pinyin syllables that write a name by sound.

Spellings grow from the left, piece by piece; only the cheapest are gone on with, so the work is linear in the length.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import islice

from polyonym.engine.sinitic.pinyin import english_of_pinyin
from polyonym.engine.sinitic.plausible import cost, sounded
from polyonym.engine.sinitic.readings import base_readings
from polyonym.engine.sinitic.written import Option

_KEPT = 10
"""So many spellings of the beginning of a name are gone on with."""
_PLAUSIBLE = 0.2
"""What the letter model says beside the table, and (below) what a letter costs on average."""
_LETTER = 1.7
_UNLISTED = 2.5
"""What the plain Mandarin of a character costs beside its listed values."""
_FEWEST = 2
Values = Callable[[tuple[str, ...], bool], tuple[Option, ...]]
LONGEST_PIECE = 7


_Way = tuple[float, str, str]
"""What the beginning of a name costs that is spelled so, its spelling, and that in the letters of the model."""


def spelled(pieces: Sequence[str], values: Values, *, southern: bool) -> tuple[str, ...]:
    """The likeliest spellings of a row of characters or syllables, each a choice among the values of its pieces."""
    best: list[dict[str, _Way]] = [{"|": (0.0, "", "|")}, *({} for _ in pieces)]
    for start in range(len(pieces)):
        kept = sorted(best[start].values())[:_KEPT]
        for end in range(start + 1, min(start + LONGEST_PIECE, len(pieces)) + 1):
            found = values(tuple(pieces[start:end]), southern)
            if end == start + 1:
                found = (*found, _unlisted(pieces[start]))
            if found:
                _go_on(kept, [each for each in found if _fits(each, start, len(pieces) - end)], best[end])
    ends = sorted([(paid + _PLAUSIBLE * cost(sounds[-2:], "|"), latin) for paid, latin, sounds in best[-1].values()])
    return tuple(dict.fromkeys(" ".join(latin.replace("|", " ").split()) for _, latin in islice(ends, _KEPT)))


def _fits(option: Option, before: int, after: int) -> bool:
    """Whether a word of its own stands where such words do, with a name of two characters or more beside it.

    新 is new at the beginning of a name, 湖 lake at the end.
    """
    if "|" not in option.latin:
        return True
    if option.paid < 0:
        return not (after and option.latin.startswith("|"))
    return not (option.latin.startswith("|") and (after or before < _FEWEST)) and not (
        option.latin.endswith("|") and (before or after < _FEWEST)
    )


def _go_on(kept: list[_Way], found: list[Option], ends: dict[str, _Way]) -> None:
    """Each spelling of a beginning with each value of the next piece; of those that sound the same the cheapest."""
    options = [(latin, sounds, paid, _LETTER * len(sounds)) for latin, sounds, paid in found]
    for before, written, heard in kept:
        last = heard[-2:]
        for latin, sounds, more, usual in options:
            paid = before + more + _PLAUSIBLE * (cost(last, sounds) - usual)
            whole = heard + sounds
            known = ends.get(whole)
            if known is None or paid < known[0]:
                ends[whole] = (paid, written + latin, whole)


@lru_cache(maxsize=1 << 13)
def _unlisted(piece: str) -> Option:
    latin = english_of_pinyin(piece if piece.isascii() else mandarin(piece))
    return Option(latin, sounded(latin), _UNLISTED)


def mandarin(char: str) -> str:
    """The toneless pinyin of a character, ü as u; "" where it is unknown."""
    return (base_readings(char).mandarin or ("",))[0].replace("v", "u")
