"""The names that the entities of a lexicon have already, and those that they are known not to have."""

from __future__ import annotations

from functools import lru_cache

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import EntityKind, Status
from polyonym.engine.proposing.forms import Words, is_form, parts_of, same_words
from polyonym.engine.text.stems import stem

_MOST_NAMES = 400


class Known:
    """The names of one lexicon's entities; keep it, since it keeps what it read."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._of = lru_cache(maxsize=1 << 12)(self._read)

    def names(self, entity: str) -> list[str]:
        """The names of an entity, those that the bundled tables lend it included; the one that it is shown as first."""
        number = self.lexicon.number(entity)
        if number is None:
            return []
        listed = (self.lexicon.alias(each).text for each in self.lexicon.aliases(number)[:_MOST_NAMES])
        return list(dict.fromkeys((self.lexicon.entity(number).name, *listed)))

    def kind(self, entity: str) -> EntityKind | None:
        """The kind of an entity, None where there is none such."""
        number = self.lexicon.number(entity)
        return None if number is None else self.lexicon.kind(number)

    def is_settled(self, entity: str, surface: str, lang: str) -> bool:
        """Whether a name needs no proposal for an entity: listed, a form of what is, known to be no name of it,
        or listed for another entity."""
        listed, rejected = self._of(entity)
        parts, plain = parts_of(surface), "".join(parts_of(surface))
        if plain in rejected or any(plain == "".join(each) or is_form(parts, each, lang) for each in listed):
            return True
        return self._names_another(entity, surface)

    def has_word(self, entity: str, surface: str, lang: str) -> bool:
        """Whether each word of a name is a form of one in a name of the entity, so that it says nothing new."""
        listed, _ = self._of(entity)
        return any(all(any(is_form((w,), (o,), lang) for o in each) for w in parts_of(surface)) for each in listed)

    def _read(self, entity: str) -> tuple[tuple[Words, ...], frozenset[str]]:
        number = self.lexicon.number(entity)
        aliases = () if number is None else self.lexicon.entity(number).aliases
        rejected = frozenset("".join(parts_of(each.text)) for each in aliases if each.status is Status.REJECTED)
        return tuple(dict.fromkeys(map(parts_of, self.names(entity)))), rejected

    def _names_another(self, entity: str, surface: str) -> bool:
        phrase = "".join(f"{stem(each)} " for each in parts_of(surface))
        for number in self.lexicon.family("phrase").find(phrase):
            owner = self.lexicon.entity(self.lexicon.owner[number])
            if owner.id != entity and same_words(self.lexicon.alias(number).text, surface):
                return True
        return False
