"""The short forms that a text defines, and what each means at a place of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from polyonym.aliases.model import Entity
from polyonym.engine.tagging.definitions import Definition
from polyonym.engine.text.fold import Key

_SPACED = "\u2e80"
"""Letters before this one make words with spaces between them."""


class Defined:
    """Short forms and the entities that a text defines them as.

    One that is defined twice means what it was last defined as, and before the first definition what that says.
    """

    def __init__(self) -> None:
        self._places: dict[Key, list[int]] = {}
        self._entities: dict[Key, list[Entity]] = {}
        self._written: dict[str, Key] = {}

    def __bool__(self) -> bool:
        return bool(self._places)

    def __iter__(self) -> Iterator[Key]:
        return iter(self._places)

    def take(self, definition: Definition, written: str, entity: Entity) -> None:
        """Take in a definition, where its short form is written so; the text's come in order."""
        entities = self._entities.setdefault(definition.acronym, [])
        if not entities or entities[-1] is not entity:
            self._places.setdefault(definition.acronym, []).append(definition.start)
            entities.append(entity)
        self._written.setdefault(written, definition.acronym)

    def meant(self, acronym: Key, start: int) -> Entity | None:
        """What a short form means at a place, None if it isn't defined."""
        places = self._places.get(acronym)
        return self._entities[acronym][max(0, bisect_right(places, start) - 1)] if places else None

    def short_names(self, text: str) -> Iterator[tuple[int, str, Entity]]:
        """The places of short forms that aren't written in capitals alone: СПбГУ, 辽工大."""
        others = [each for each in self._written if not each.isupper()]
        if not others:
            return
        lengths = sorted({len(each) for each in others}, reverse=True)
        firsts = re.compile("[" + re.escape("".join({each[0] for each in others})) + "]")
        at = 0
        for found in firsts.finditer(text):
            if found.start() >= at:
                written = self._at(text, found.start(), lengths)
                meant = self.meant(self._written[written], found.start()) if written else None
                if meant is not None:
                    at = found.start() + len(written)
                    yield found.start(), written, meant

    def _at(self, text: str, start: int, lengths: list[int]) -> str:
        """The longest short form that stands at a place as a word of its own, nothing if there is none."""
        for length in lengths:
            written = text[start : start + length]
            if written in self._written and not written.isupper() and _is_apart(text, start, start + length):
                return written
        return ""


def _is_apart(text: str, start: int, end: int) -> bool:
    """Whether what stands there is no piece of a longer word, in letters that make words with spaces."""
    return text[start] >= _SPACED or not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
