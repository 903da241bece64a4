"""Foreign words in letters of sound: known pieces of names, whose spelling nothing in the letters tells.

ナッシュビル ends in ville, 옥스퍼드 ends in ford: tables/loans.tsv lists such pieces, the rules of a script
spell what stands between them.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from polyonym.engine.romanisation.tables import rows

_COLUMNS = {"kana": 1, "hangul": 2}
_MOST_PIECES = 3
"""So many endings are taken off one word."""


class Pieces(NamedTuple):
    """The known pieces of one script by the place where they stand, each with its Latin spelling."""

    whole: dict[str, str]
    first: dict[str, str]
    last: dict[str, str]
    longest: int


def parted(script: str, word: str) -> list[tuple[str, str]]:
    """`word` as pieces in order: each as it is written, and its Latin spelling or "" where none is known."""
    known = _pieces(script)
    if word in known.whole:
        return [(word, known.whole[word])]
    size = next((n for n in range(min(known.longest, len(word) - 1), 0, -1) if word[:n] in known.first), 0)
    head = [(word[:size], known.first[word[:size]])] if size else []
    return head + _endings(known, word[size:])


def _endings(known: Pieces, word: str) -> list[tuple[str, str]]:
    tail: list[tuple[str, str]] = []
    while word and len(tail) < _MOST_PIECES:
        size = next((n for n in range(min(known.longest, len(word)), 0, -1) if word[-n:] in known.last), 0)
        if not size:
            break
        tail.insert(0, (word[-size:], known.last[word[-size:]]))
        word = word[:-size]
    return [(word, known.whole.get(word, "")), *tail] if word else tail


@cache
def _pieces(script: str) -> Pieces:
    found = Pieces({}, {}, {}, 0)
    for row in rows("loans"):
        for form in row[_COLUMNS[script]].split():
            kind = found.last if form[0] == "-" else found.first if form[-1] == "-" else found.whole
            kind.setdefault(form.strip("-"), row[0].replace("_", ""))
    return found._replace(longest=max(map(len, (*found.first, *found.last))))
