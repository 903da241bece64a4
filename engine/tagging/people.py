"""People once introduced, named again by a part of their name: "Bogush", "Vice President Qiu"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from polyonym.engine.text.fold import key
from polyonym.engine.text.inflection import bases, rules_of
from polyonym.engine.text.stems import stem
from polyonym.engine.text.tokens import Tokens, words


@dataclass(slots=True)
class Introduced:
    """The parts of the names of the people that a text introduced, and whom each part can mean.

    `lang` is the language of the text: where its inflection is known, parts are found in all their forms.
    """

    lang: str | None = None
    by_part: dict[str, set[str]] = field(default_factory=dict)

    def meet(self, person: str, surface: str) -> None:
        """`person` (an id) is named in full."""
        for part in _parts(surface, self.lang):
            self.by_part.setdefault(part, set()).add(person)

    def named(self, tokens: Tokens, places: Iterable[int]) -> Iterator[tuple[int, str]]:
        """Those of some tokens that are parts of names, each with whom it means."""
        known, stems, texts = self.by_part, tokens.stems, tokens.texts
        inflected = rules_of(self.lang) is not None
        begins = {part[:_ALIKE] for part in known} if inflected else ()
        for i in places:
            person = self.meant(stems[i]) if stems[i] in known else None
            if stems[i] not in known and inflected and texts[i][:_ALIKE] in begins:
                person = self._by_form(texts[i])
            if person is not None:
                yield i, person

    def _by_form(self, token: str) -> str | None:
        """Whom a token means that may be a form of a part."""
        people = {person for base in _stems(token, self.lang) for person in self.by_part.get(base, ())}
        return next(iter(people)) if len(people) == 1 else None

    def meant(self, stemmed: str) -> str | None:
        """Whom a token (its stem) alone means: the only one who has it among their parts, or None."""
        people = self.by_part.get(stemmed, ())
        return next(iter(people)) if len(people) == 1 else None


_ALIKE = 2
"""So many first letters a form has in common with what it is a form of."""


@lru_cache(maxsize=1 << 14)
def _parts(surface: str, lang: str | None) -> tuple[str, ...]:
    """The stems of a full name's parts, initials left out; none of a name of one part.

    A name may itself be written in a form: what its parts are forms of counts, too.
    """
    parts = words(key(surface))
    if len(parts) == 1:
        return ()
    return tuple(dict.fromkeys(each for part in parts if len(part) > 1 for each in _stems(part, lang)))


@lru_cache(maxsize=1 << 14)
def _stems(token: str, lang: str | None) -> tuple[str, ...]:
    """The stem of a token and of what it may be a form of."""
    return tuple(map(stem, (token, *(bases(token, lang) if lang else ()))))
