"""Sketches: how a name is said, as one line; two of them are compared in a microsecond.

`overlap` compares a hundred in one native call by the same two measures.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from polyonym.aliases.model import EntityKind
from polyonym.engine.institutions.institution import Institution, coded, institution_of
from polyonym.engine.names.name import Name, name_of
from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import token_sort_ratio

_WAYS = 3
_SPOKEN = EntityKind.PERSON
_LONGEST = 96


@lru_cache(maxsize=1 << 10)
def sketches(name: Name, kind: str | None = None) -> tuple[str, ...]:
    """How a name is said, its parts apart: the most usual way, and up to two others; then as one run, otherwise.

    The concepts of an institution's name are letters of their own; without a kind it is sketched both ways.
    """
    found = _of_institution(institution_of(name_of(name.text, _ORGANIZATION))) if kind in _READ else ()
    if not found or kind is None:
        found += (*_said(name), *name.other_runs)
    return tuple(dict.fromkeys([each[:_LONGEST] for each in found]))


_ORGANIZATION = EntityKind.ORGANIZATION
_READ = frozenset((_ORGANIZATION, None))


def _said(name: Name) -> tuple[str, ...]:
    forms = [part.fine for part in name.parts if part.fine]
    ways = min(max(map(len, forms), default=1), _WAYS)
    first = " ".join([fine[0] for fine in forms])
    return (first, *(" ".join([fine[min(way, len(fine) - 1)] for fine in forms]) for way in range(1, ways)))


def _of_institution(institution: Institution) -> tuple[str, ...]:
    """Its own words as they are said, and its places and concepts as letters; none where it has neither."""
    meant = coded(institution)
    if not meant:
        return ()
    own = institution.own
    if own is None:
        return (meant,)
    spoken = tuple([f"{said} {meant}" for said in (*_said(own), *own.other_runs)])
    unsure = [part for part in own.parts if not part.is_sure]
    if len(unsure) == len(own.parts):
        return spoken
    rest = " ".join([part.fine[0] for part in unsure if part.fine])
    return (f"{rest} {meant}".strip(), *spoken[:2])


def sketch_of(name: Name, kind: str) -> str:
    """The first of `sketches`."""
    return sketches(name, kind)[0]


def run_together(lines: Sequence[str]) -> list[str]:
    """Sketches without their spaces."""
    return [line.replace(" ", "") for line in lines]


def sounds_alike(left: Name, right: Name, kind: str | None = None) -> float:
    """How alike two names sound, 0..1: as a run of letters or with their words in any order.

    All ways to say one are held against the usual way to say the other.
    """
    ours, theirs = sketches(left, kind or _SPOKEN), sketches(right, kind or _SPOKEN)
    pairs = [(each, theirs[0]) for each in ours] + [(ours[0], each) for each in theirs[1:]]
    return max(_alike(*pair) for pair in pairs)


def _alike(left: str, right: str) -> float:
    runs: float = Indel.normalized_similarity(left.replace(" ", ""), right.replace(" ", ""))
    return runs if " " not in left and " " not in right else max(runs, token_sort_ratio(left, right) / 100)
