"""People once introduced, named again by a part of their name: "Bogush", "Vice President Qiu"."""

from __future__ import annotations

from dataclasses import dataclass, field

from polyonym.engine.text.fold import key
from polyonym.engine.text.stems import stem
from polyonym.engine.text.tokens import words


@dataclass(slots=True)
class Introduced:
    """The parts of the names of the people that a text introduced, and whom each part can mean."""

    by_part: dict[str, set[str]] = field(default_factory=dict)

    def meet(self, person: str, surface: str) -> None:
        """`person` (an id) is named in full."""
        parts = words(key(surface))
        if len(parts) < 2:
            return
        for part in parts:
            if len(part) > 1:
                self.by_part.setdefault(stem(part), set()).add(person)

    def meant(self, stemmed: str) -> str | None:
        """Whom a token (its stem) alone means: the only one who has it among their parts, or None."""
        people = self.by_part.get(stemmed, ())
        return next(iter(people)) if len(people) == 1 else None
