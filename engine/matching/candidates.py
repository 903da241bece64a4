"""Candidates: the entities of a lexicon whose aliases share the rarest keys with a name.

Retrieval is broad and cheap; `score` looks closely at what it brings.  An alias is weighed by itself, so
that an entity with many aliases is not found more easily than one with few.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.engine.matching.keys import exact_keys, sound_keys

if TYPE_CHECKING:
    from polyonym.engine.matching.overlap import Overlap


@dataclass(frozen=True, slots=True)
class Candidate:
    """An alias (by number) proposed for a name; `overlap` is the weight of the shared keys, 0..1."""

    alias: int
    entity: int
    overlap: float
    exact: bool


class Retriever:
    """Finds candidates in one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    @cached_property
    def _overlap(self) -> Overlap:
        from polyonym.engine.matching.overlap import Overlap  # NumPy takes 70 ms to load

        return Overlap(self.lexicon)

    def exact(self, name: str) -> list[int]:
        """The aliases that are this name but for case, marks, width, spaces and punctuation."""
        family = self.lexicon.family("exact")
        return list(dict.fromkeys(alias for each in exact_keys(name) for alias in family.find(each)))

    def candidates(self, name: str, *, kind: str | None = None, limit: int = 60) -> list[Candidate]:
        """The best candidates, exact ones first."""
        found = {alias: Candidate(alias, self.lexicon.owner[alias], 1.0, True) for alias in self.exact(name)}
        for alias, overlap in self._overlap.best(sound_keys(name, kind), limit):
            if alias not in found:
                found[alias] = Candidate(alias, self.lexicon.owner[alias], overlap, False)
        return list(found.values())
