"""The document pass: one text, one sense.

First what is certain by itself, then what those things decide: ambiguous names by the company that they
keep, acronyms as the text defines them, parts of names for the people introduced, slips of acronyms.
"""

from __future__ import annotations

from collections.abc import Iterator

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Entity, EntityKind
from polyonym.engine.matching.reason import describe
from polyonym.engine.tagging.acronyms import SHORTEST_SLIPPED, capitals, is_slip
from polyonym.engine.tagging.choice import Company, choose
from polyonym.engine.tagging.collisions import Met, by_words
from polyonym.engine.tagging.defined import Defined
from polyonym.engine.tagging.definitions import SHORTEST_DEFINED, Definition, defined_after, defined_before
from polyonym.engine.tagging.expansions import believable, expansion, is_other, names_of
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.people import Introduced
from polyonym.engine.tagging.spans import Span, Spelling, is_acronym
from polyonym.engine.tagging.words import function_words, stands_alone
from polyonym.engine.text.fold import Key, key
from polyonym.engine.text.tokens import Tokens

_BY_WORDS = 0.7


def _slip(acronym: str, entity: Entity) -> str:
    return f"a slip of {acronym.upper()}, which this text uses for {entity.name}"


class Document:
    """What is known of one text while its spans are decided."""

    def __init__(self, lexicon: Lexicon, text: str, spans: list[Span], tokens: Tokens, lang: str | None) -> None:
        self.lexicon, self.text, self.spans, self.tokens, self.lang = lexicon, text, spans, tokens, lang
        self.company = Company.empty()
        self.people = Introduced()
        self.defined = Defined()
        self.others: set[Key] = set()
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
        for extra in (self._acronyms, self._short_names, self._parts):
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
            return self._by_words(spelling) if spelling.acronym else None
        self.company.meet(entity)
        if spelling.acronym:
            self.acronyms.append((key(surface), entity))
        else:
            self.spelled_out.add(entity.id)
        if entity.kind is EntityKind.PERSON:
            self.people.meet(entity.id, surface)
        why = describe(surface, choice.alias)
        return Mention(0, 0, surface, entity.kind, entity, choice.score, why)

    def _by_words(self, spelling: Spelling) -> Mention | None:
        """What an acronym of several entities means, of whose other names the text has a word."""
        places = [span.start for span in self.spans if span.spelling is spelling]
        found = by_words(self.lexicon, spelling, Met.of(self.text, self.tokens, places))
        if found is None:
            return None
        entity, word = found
        why = f"of those called {spelling.surface} the one to whom “{word}” in this text belongs"
        return Mention(0, 0, spelling.surface, entity.kind, entity, _BY_WORDS, why)

    def _take(self, span: Span) -> None:
        like = self.choices[id(span.spelling)]
        if like is not None:
            put = (span.start, span.end, like.surface, like.kind, like.entity, like.score, like.reason)
            self._put(Mention(*put))

    def _define(self) -> None:
        """Take in the short forms that stand beside a name, and let them hold everywhere."""
        for mention in self.mentions.values():
            for definition in self._beside(mention):
                there, entity = self.mentions.get(definition.start), mention.entity
                if entity is not None and believable(definition, mention, there, names_of(self.lexicon, entity)):
                    self.defined.take(definition, self.text[definition.start : definition.end], entity)
        self._leave_out()
        for start, mention in self.mentions.items() if self.defined else ():
            meant = self.defined.meant(key(mention.surface), start) if is_acronym(mention.surface) else None
            if meant is not None and mention.entity is not meant:
                why = f"defined in this text as {meant.name}"
                self.mentions[start] = mention._replace(kind=meant.kind, entity=meant, score=0.98, reason=why)

    def _beside(self, mention: Mention) -> tuple[Definition, ...]:
        """The definitions behind and before a mention."""
        if len(mention.surface) < SHORTEST_DEFINED:
            return ()
        behind = defined_after(self.text, mention.end)
        before = defined_before(self.text, mention.start)
        return tuple(each for each in (before, behind) if each is not None) if behind or before else ()

    def _leave_out(self) -> None:
        """Acronyms that the text spells out as something that isn't listed mean nobody listed."""
        acronyms = [mention for mention in self.mentions.values() if mention.surface[:2].isupper()]
        self.others = {key(each.surface) for each in acronyms if is_acronym(each.surface) and self._is_other(each)}
        self.others.difference_update(self.defined)
        for mention in acronyms if self.others else ():
            if key(mention.surface) in self.others:
                del self.mentions[mention.start]
                self.covered[mention.start : mention.end] = bytes(mention.end - mention.start)

    def _is_other(self, mention: Mention) -> bool:
        """Whether the text spells an acronym out as what isn't a name of its entity."""
        spelled = expansion(self.text, mention.start, mention.end)
        if spelled is None or mention.entity is None or mention.entity.id in self.spelled_out:
            return False
        return is_other(self.text[slice(*spelled)], mention.surface, names_of(self.lexicon, mention.entity))

    def _free(self, start: int, end: int) -> bool:
        return not any(self.covered[start:end])

    def _acronyms(self) -> Iterator[Mention]:
        used = {acronym: entity for acronym, entity in self.acronyms if entity.id in self.spelled_out}
        if not self.defined and max(map(len, used), default=0) < SHORTEST_SLIPPED:
            return  # nothing to define, and nothing long enough to slip in
        for start, end in capitals(self.text):
            meant, why = self._meant(key(self.text[start:end]), start, used)
            if meant is not None and self._replaceable(start, meant):
                yield Mention(start, end, self.text[start:end], meant.kind, meant, 0.9, why)

    def _short_names(self) -> Iterator[Mention]:
        """Defined short forms that aren't written in capitals alone."""
        for start, written, meant in self.defined.short_names(self.text):
            if self._free(start, start + len(written)):
                why = f"defined in this text as {meant.name}"
                yield Mention(start, start + len(written), written, meant.kind, meant, 0.95, why)

    def _meant(self, word: Key, start: int, used: dict[str, Entity]) -> tuple[Entity | None, str]:
        """What an acronym at a place means by the text's definitions, or as a slip of one that it uses."""
        meant = self.defined.meant(word, start)
        if meant is not None:
            return meant, f"defined in this text as {meant.name}"
        if word in used or word in self.others:
            return None, ""
        for acronym in self.defined:
            meant = self.defined.meant(acronym, start)
            if meant is not None and is_slip(word, acronym):
                return meant, _slip(acronym, meant)
        slipped = next((acronym for acronym in used if is_slip(word, acronym)), None)
        return (used[slipped], _slip(slipped, used[slipped])) if slipped else (None, "")

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
