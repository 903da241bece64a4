"""The document pass: one text, one sense.

First what is certain by itself, then what those things decide: ambiguous names by the company that they
keep, acronyms as the text defines them, parts of names for the people introduced, slips of acronyms.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import EntityKind
from polyonym.engine.matching.reason import describe
from polyonym.engine.tagging.alone import Neighbours
from polyonym.engine.tagging.choice import Choice, Company, choose
from polyonym.engine.tagging.collisions import Met, by_words
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.neighbours import without_parts
from polyonym.engine.tagging.people import Introduced
from polyonym.engine.tagging.short_forms import ShortForms
from polyonym.engine.tagging.spans import Span, Spelling, covered_by
from polyonym.engine.tagging.words import function_words, stands_alone
from polyonym.engine.text.capitals import Capitals
from polyonym.engine.text.tokens import Tokens

_BY_WORDS = 0.7
_OPEN = Mention(0, 0, "", EntityKind.TERM, None, 0.0, "")
"""Stands for a spelling that each text decides anew."""
_SHORT_ACRONYM = 3


def _doubt(spelling: Spelling) -> int:
    """When a spelling is decided: what is certain first, short acronyms by the company of all others."""
    if spelling.certain:
        return 0
    return 2 if spelling.acronym and len(spelling.surface) <= _SHORT_ACRONYM else 1


class Document:
    """What is known of one text while its spans are decided."""

    def __init__(
        self, lexicon: Lexicon, text: str, spans: list[Span], tokens: Tokens, capitals: Capitals, lang: str | None
    ) -> None:
        self.lexicon, self.text, self.spans, self.tokens, self.lang = lexicon, text, spans, tokens, lang
        self.capitals = capitals
        self.company = Company()
        self.people = Introduced(lang)
        self.mentions: dict[int, Mention] = {}

    def read(self) -> list[Mention]:
        """Decide every span and add what only this text explains; mentions in order."""
        for span, like in zip(self.spans, self._likes(), strict=True):
            if like is not None:
                self.mentions[span.start] = Mention(span.start, span.end, *like[2:])
        if self.mentions:
            ShortForms(self.lexicon, self.text, self.tokens, self.capitals, self.mentions).read()
            for mention in list(self._parts()):
                self.mentions[mention.start] = mention
        mentions = without_parts(self.text, self.tokens, self.mentions)
        return [mentions[start] for start in sorted(mentions)]

    def _likes(self) -> list[Mention | None]:
        """For each span a mention like it, None where it stays open; each spelling is decided once."""
        spellings = {id(spelling): spelling for _, _, spelling in self.spans}
        likes: dict[int, Mention | None] = {}
        for number in sorted(spellings, key=lambda number: _doubt(spellings[number])):
            likes[number] = self._like(spellings[number])
        return [likes[id(spelling)] for _, _, spelling in self.spans]

    def _like(self, spelling: Spelling) -> Mention | None:
        """What a spelling means in this text, as a mention without its place."""
        like = spelling.settled.get(self.lang, _OPEN)
        if like is _OPEN:
            choice = choose(self.lexicon, spelling, self.company, self.lang)
            like = self._chosen(spelling, choice)
            if choice.settled:
                spelling.settled[self.lang] = like
        if like is None or like.entity is None:
            return like
        self.company.meet(like.entity)
        if like.kind is EntityKind.PERSON:
            self.people.meet(like.entity.id, like.surface)
        return like

    def _chosen(self, spelling: Spelling, choice: Choice) -> Mention | None:
        entity, surface = choice.entity, spelling.surface
        if entity is None:
            return self._by_words(spelling) if spelling.acronym else None
        return Mention(0, 0, surface, entity.kind, entity, choice.score, describe(surface, choice.alias))

    def _by_words(self, spelling: Spelling) -> Mention | None:
        """What an acronym of several entities means, of whose other names the text has a word."""
        met = Met.of(self._stems, self.tokens, self._places[id(spelling)])
        found = by_words(self.lexicon, spelling, met)
        if found is None:
            return None
        entity, word = found
        why = f"of those called {spelling.surface} the one to whom “{word}” in this text belongs"
        return Mention(0, 0, spelling.surface, entity.kind, entity, _BY_WORDS, why)

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(self.tokens.stems)

    @cached_property
    def _places(self) -> dict[int, list[int]]:
        """Where each spelling stands."""
        places: dict[int, list[int]] = {}
        for start, _, spelling in self.spans:
            places.setdefault(id(spelling), []).append(start)
        return places

    def _parts(self) -> Iterator[Mention]:
        """Single parts of the names of people introduced in full."""
        tokens, common = self.tokens, function_words(self.lang)
        named = list(self.people.named(tokens, self.capitals.first)) if self.people.by_part else []
        covered = covered_by(self.mentions.values(), len(self.text)) if named else bytearray()
        beside = Neighbours(self.text, tokens, self.lang, covered)
        for i, person in named:
            start, end = tokens.starts[i], tokens.ends[i]
            if covered[start] or tokens.texts[i] in common or not stands_alone(self.text, start, end):
                continue
            if beside.take(i):
                continue
            number = self.lexicon.number(person)
            if number is not None:
                entity = self.lexicon.entity(number)
                why = f"part of the name of {entity.name}, introduced in this text"
                yield Mention(start, end, self.text[start:end], entity.kind, entity, 0.9, why)
