"""People once introduced, named again by a part of their name: "Bogush", "Vice President Qiu"."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from polyonym.engine.text.fold import key
from polyonym.engine.text.stems import stem
from polyonym.engine.text.tokens import words


@dataclass(slots=True)
class Introduced:
    """The parts of the names of the people that a text introduced, and whom each part can mean."""

    by_part: dict[str, set[str]] = field(default_factory=dict)

    def meet(self, person: str, surface: str) -> None:
        """`person` (an id) is named in full."""
        for part in _parts(surface):
            self.by_part.setdefault(part, set()).add(person)

    def meant(self, stemmed: str) -> str | None:
        """Whom a token (its stem) alone means: the only one who has it among their parts, or None."""
        people = self.by_part.get(stemmed, ())
        return next(iter(people)) if len(people) == 1 else None


@lru_cache(maxsize=1 << 14)
def _parts(surface: str) -> tuple[str, ...]:
    """The stems of a full name's parts, initials left out; none of a name of one part."""
    parts = words(key(surface))
    return tuple(stem(part) for part in parts if len(part) > 1) if len(parts) > 1 else ()
