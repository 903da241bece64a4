"""People of a text who are listed under another spelling of their name, in company that knows them.

«Николайчик Юрий» is listed, the text has "Mikalaichyk Iury".  What is asked first costs next to nothing: whether two
words of the name sound like two words of one listed name.  Only then the company is asked, and the resolver last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache

from polyonym.aliases.lexicon.family import Family
from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Entity, EntityKind
from polyonym.engine.matching.resolve import Resolver
from polyonym.engine.matching.setting import Setting
from polyonym.engine.names.sound import fine, skeleton
from polyonym.engine.romanisation.readings import reading
from polyonym.engine.tagging.choice import Company
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.translated import company_of
from polyonym.engine.tagging.unlisted import Unlisted
from polyonym.engine.text.fold import key
from polyonym.engine.text.stems import stem
from polyonym.engine.text.tokens import is_unspaced, words

_MOST_NAMES = 3000
"""A word that so many names have says too little to be looked at further."""
_MOST_PEOPLE, _MOST_WORDS = 8, 5
_LEAST_SUPPORT, _SURE = 0.8, 0.9
_MIKALAI, _NICHOLAS = "mik", "nik"
"""Nicholas is Мікалай in Belarusian, Микола in Ukrainian, and Николай in Russian; so are surnames made of it."""


@lru_cache(maxsize=1 << 16)
def _heard(token: str) -> tuple[str, ...]:
    """The keys of how a word sounds, and of its consonants if it has two of them, with and without its ending."""
    sounds = [fine(reading(each)) for each in dict.fromkeys((token, stem(token)))]
    sounds += [_NICHOLAS + each[len(_MIKALAI) :] for each in sounds if each.startswith(_MIKALAI)]
    bones = (bare for each in sounds if len(bare := skeleton(each)) > 1)
    return tuple(dict.fromkeys((*(f"t:{each}" for each in sounds if len(each) > 1), *(f"s:{each}" for each in bones))))


class NearPeople:
    """Finds listed people by other spellings in one lexicon; keep it, since it keeps what it learned of names."""

    def __init__(self, lexicon: Lexicon, resolver: Callable[[], Resolver]) -> None:
        self.lexicon, self._resolver = lexicon, resolver
        self._like = lru_cache(maxsize=1 << 14)(self._sounding_like)

    @cached_property
    def _family(self) -> Family:
        return self.lexicon.family("sound")

    def mentions(self, text: str, unlisted: list[Unlisted], listed: list[Mention]) -> Iterator[Mention]:
        """The unlisted people of a text who are listed after all, in the company of those found by their names."""
        people = ((each, text[each.start : each.end]) for each in unlisted if each.kind is EntityKind.PERSON)
        likely = [(each, surface, near) for each, surface in people if " " in surface and (near := self._like(surface))]
        company = company_of(listed) if likely else Company()
        for each, surface, near in likely:
            found = self._decided(surface, near, company)
            if found is not None:
                yield _mention(surface, each, *found)

    def _sounding_like(self, surface: str) -> tuple[int, ...]:
        """The people (by number) two words of whose name sound like two of this one."""
        tokens = words(key(surface))
        if not 1 < len(tokens) <= _MOST_WORDS or is_unspaced(tokens[0]):
            return ()
        heard: list[set[int]] = []
        for left, token in reversed(list(enumerate(tokens))):  # surnames tell more
            heard += [met] if (met := self._aliases(token)) else []
            if len(heard) + left < 2:
                return ()
        shared: set[int] = set()
        for i, one in enumerate(heard):
            for other in heard[i + 1 :]:
                shared |= one & other
        people = dict.fromkeys(self.lexicon.owner[alias] for alias in sorted(shared))
        known = [each for each in people if self.lexicon.kind(each) is EntityKind.PERSON]
        return tuple(known) if len(known) <= _MOST_PEOPLE else ()

    def _aliases(self, token: str) -> set[int]:
        keys, sound = _heard(token), self._family
        return set().union(*map(sound.find, keys)) if sum(map(sound.size, keys)) <= _MOST_NAMES else set()

    def _decided(self, surface: str, near: tuple[int, ...], company: Company) -> tuple[Entity, float, str] | None:
        """The person of those near whom the text has to do with, if the resolver is sure of them."""
        people = {entity.id: entity for entity in map(self.lexicon.entity, near)}
        if not any(company.support(entity) >= _LEAST_SUPPORT for entity in people.values()):
            return None
        setting = Setting(None, frozenset(company.entities), frozenset(company.countries))
        found = self._resolver().resolve(surface, kind=EntityKind.PERSON, limit=1, setting=setting)
        entity = found.decision
        if entity is None or entity.id not in people or found.matches[0].score < _SURE:
            return None
        if company.support(entity) < _LEAST_SUPPORT:
            return None
        return entity, round(0.85 * found.matches[0].score, 3), found.matches[0].reason


def _mention(surface: str, each: Unlisted, entity: Entity, score: float, why: str) -> Mention:
    reason = f"{why}; the text names what they belong to"
    return Mention(each.start, each.end, surface, entity.kind, entity, score, reason, None, each.role)
