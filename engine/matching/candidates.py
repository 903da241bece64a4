"""Candidates: the entities of a lexicon whose aliases share the rarest keys with a name.

Retrieval is broad and cheap; `score` looks closely at the best of what it brings.  An alias is weighed by
itself, so that an entity with many aliases is not found more easily than one with few.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import EntityKind
from polyonym.engine.institutions.institution import COMPANIES, institution_of
from polyonym.engine.matching.keys import bare_key, folded_name, sound_keys
from polyonym.engine.matching.sketch import sketches
from polyonym.engine.names.name import Name, name_of

if TYPE_CHECKING:
    from polyonym.engine.matching.overlap import Overlap

_SHARED_KEYS, _SHARED_BY_INSTITUTIONS = 0.5, 0.3
"""What shared keys say beside likeness of sound; less of institutions, whose translated names share few."""
RETRIEVED = 100
"""Aliases brought for one name."""


class Candidate(NamedTuple):
    """An alias (by number) proposed for a name.

    `overlap` is the weight of the shared keys, `sounds` how alike the two sound, both 0..1.
    """

    alias: int
    entity: int
    overlap: float
    sounds: float
    read: bool
    """Whether the two share readings of syllables, so that one may be the other's Han characters."""
    exact: bool
    near: float
    """How near it is all in all, 0..1.5: what candidates are ordered by."""


def _tells_its_kind(name: Name) -> bool:
    found = institution_of(name_of(name.text, EntityKind.ORGANIZATION)).concepts
    return any(each.sort == "kind" and each.id not in COMPANIES for each in found)


class Retriever:
    """Finds candidates in one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    @cached_property
    def _overlap(self) -> Overlap:
        from polyonym.engine.matching.overlap import Overlap  # NumPy takes 70 ms to load

        return Overlap(self.lexicon)

    def exact(self, name: str) -> list[int]:
        """The aliases that are this name but for case, marks, width, spaces and punctuation; these two last."""
        folded = folded_name(name)
        bare = bare_key(folded)
        found = list(self.lexicon.family("exact").find(bare))
        if folded == bare or len(found) < 2:
            return found
        return sorted(found, key=lambda alias: folded_name(self.lexicon.alias(alias).text) != folded)

    def listed(self, name: Name) -> list[Candidate]:
        """The candidates that are this very name."""
        owner = self.lexicon.owner
        return [Candidate(alias, owner[alias], 1.0, 1.0, True, True, 1.5) for alias in self.exact(name.text)]

    def names(self, entity: int) -> int:
        """How many names an entity (by number) has."""
        return len(self.lexicon.aliases(entity))

    def candidates(self, name: Name, kind: str | None = None, limit: int = RETRIEVED) -> list[Candidate]:
        """The best candidates, at most `limit` beside the exact ones, which come first; then the nearest."""
        owner, found = self.lexicon.owner, self.listed(name)
        exact = {each.alias for each in found}
        keys = sound_keys(name.text, kind, wanted=True)
        institution = kind in (EntityKind.ORGANIZATION, None) and _tells_its_kind(name)
        contained = institution or kind == EntityKind.ORGANIZATION
        shared = _SHARED_BY_INSTITUTIONS if institution else _SHARED_KEYS
        said = sketches(name, kind)
        for near in self._overlap.near(said, keys, RETRIEVED, most=limit, shared=shared, contained=contained):
            if near.alias not in exact:
                how_near = shared * near.overlap + near.sounds
                row = (near.alias, owner[near.alias], near.overlap, near.sounds, near.read, False, how_near)
                found.append(Candidate(*row))
        return found
