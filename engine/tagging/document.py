"""The document pass: one text, one sense.

First what is certain by itself, then what those things decide: ambiguous names by the company that they
keep, acronyms as the text defines them, parts of names for the people introduced, slips of acronyms.
"""

from __future__ import annotations

from collections.abc import Iterator

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Entity, EntityKind
from polyonym.engine.matching.reason import describe
from polyonym.engine.tagging.acronyms import SHORTEST_SLIPPED, capitals, defined_after, is_slip
from polyonym.engine.tagging.choice import Company, choose
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.people import Introduced
from polyonym.engine.tagging.spans import Span, Spelling, is_acronym
from polyonym.engine.tagging.words import function_words, stands_alone
from polyonym.engine.text.fold import key
from polyonym.engine.text.tokens import Tokens


class Document:
    """What is known of one text while its spans are decided."""

    def __init__(self, lexicon: Lexicon, text: str, spans: list[Span], tokens: Tokens, lang: str | None) -> None:
        self.lexicon, self.text, self.spans, self.tokens, self.lang = lexicon, text, spans, tokens, lang
        self.company = Company.empty()
        self.people = Introduced()
        self.defined: dict[str, Entity] = {}
        self.mentions: dict[int, Mention] = {}
        self.choices: dict[int, Mention | None] = {}
        self.covered = bytearray(len(text))
        self.spelled_out: set[str] = set()
        self.acronyms: list[tuple[str, Entity]] = []

    def read(self) -> list[Mention]:
        """Decide every span and add what only this text explains; mentions in order."""
        spellings = {id(span.spelling): span.spelling for span in self.spans}
        for certain in (True, False):
            for number, spelling in spellings.items():
                if spelling.certain is certain:
                    self.choices[number] = self._choice(spelling)
        for span in self.spans:
            self._take(span)
        self._define()
        for extra in (self._acronyms, self._parts):
            for mention in list(extra()):
                self._put(mention)
        return [self.mentions[start] for start in sorted(self.mentions)]

    def _put(self, mention: Mention) -> None:
        self.mentions[mention.start] = mention
        self.covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)

    def _choice(self, spelling: Spelling) -> Mention | None:
        """What a spelling means in this text, as a mention without its place."""
        choice = choose(self.lexicon, spelling, self.company, self.lang)
        entity, surface = choice.entity, spelling.surface
        if entity is None:
            return None
        self.company.meet(entity)
        if spelling.acronym:
            self.acronyms.append((key(surface), entity))
        else:
            self.spelled_out.add(entity.id)
        if entity.kind is EntityKind.PERSON:
            self.people.meet(entity.id, surface)
        why = describe(surface, choice.alias)
        return Mention(0, 0, surface, entity.kind, entity, choice.score, why)

    def _take(self, span: Span) -> None:
        like = self.choices[id(span.spelling)]
        if like is not None:
            put = (span.start, span.end, like.surface, like.kind, like.entity, like.score, like.reason)
            self._put(Mention(*put))

    def _define(self) -> None:
        """Take in the acronyms that stand in brackets behind a name, and let them hold everywhere."""
        for mention in self.mentions.values():
            definition = defined_after(self.text, mention.end) if mention.entity else None
            if definition is not None and mention.entity is not None:
                self.defined.setdefault(definition.acronym, mention.entity)
        for start, mention in self.mentions.items() if self.defined else ():
            meant = self.defined.get(key(mention.surface)) if is_acronym(mention.surface) else None
            if meant is not None and mention.entity is not meant:
                why = f"defined in this text as {meant.name}"
                self.mentions[start] = mention._replace(kind=meant.kind, entity=meant, score=0.98, reason=why)

    def _free(self, start: int, end: int) -> bool:
        return not any(self.covered[start:end])

    def _acronyms(self) -> Iterator[Mention]:
        used = dict(self.defined)
        for acronym, entity in self.acronyms:
            if entity.id in self.spelled_out:
                used.setdefault(acronym, entity)
        if not self.defined and max(map(len, used), default=0) < SHORTEST_SLIPPED:
            return  # nothing to define, and nothing long enough to slip in
        for start, end in capitals(self.text):
            meant, why = self._meant(key(self.text[start:end]), used)
            if meant is not None and self._replaceable(start, meant):
                yield Mention(start, end, self.text[start:end], meant.kind, meant, 0.9, why)

    def _meant(self, word: str, used: dict[str, Entity]) -> tuple[Entity | None, str]:
        if word in self.defined:
            return self.defined[word], f"defined in this text as {self.defined[word].name}"
        if word in used:
            return None, ""
        for acronym, entity in used.items():
            if is_slip(word, acronym):
                return entity, f"a slip of {acronym.upper()}, which this text uses for {entity.name}"
        return None, ""

    def _replaceable(self, start: int, meant: Entity) -> bool:
        """Nothing stands here yet, or only something that nothing else in the text speaks for."""
        there = self.mentions.get(start)
        if there is None:
            return self._free(start, start + 1)
        if there.entity is meant:
            return False
        supported = there.entity is not None and self._alone_supported(there.entity)
        return not supported

    def _alone_supported(self, entity: Entity) -> bool:
        """Whether the text also names an entity by more than acronyms."""
        return entity.id in self.spelled_out

    def _parts(self) -> Iterator[Mention]:
        """Single parts of the names of people introduced in full."""
        named, tokens, common = self.people.by_part, self.tokens, function_words(self.lang)
        for i, stemmed in enumerate(tokens.stems if named else ()):
            if stemmed not in named or tokens.texts[i] in common:
                continue
            start, end = tokens.starts[i], tokens.ends[i]
            person = self.people.meant(stemmed)
            number = self.lexicon.number(person) if person else None
            if number is not None and self._free(start, end) and stands_alone(self.text, start, end):
                entity = self.lexicon.entity(number)
                why = f"part of the name of {entity.name}, introduced in this text"
                yield Mention(start, end, self.text[start:end], entity.kind, entity, 0.9, why)
