"""Listed names inside longer listed ones: Minsk in "Minsk State Linguistic University"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from polyonym.engine.matching.reason import describe
from polyonym.engine.tagging.choice import Company, choose
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.spotter import Spotter
from polyonym.engine.tagging.translated import company_of
from polyonym.engine.text.capitals import Capitals
from polyonym.engine.text.tokens import Tokens

ALL = "all"
"""The policy by which names inside longer ones are told, too."""


@dataclass(frozen=True, slots=True)
class Inner:
    """One text, in whose mentions names are looked for."""

    spotter: Spotter
    text: str
    tokens: Tokens
    letters: Capitals
    lang: str | None

    def added(self, mentions: list[Mention]) -> list[Mention]:
        """The mentions, each listed one with the longest listed names inside it as its parts."""
        company = company_of(mentions)
        return [each._replace(parts=tuple(self._parts(each, company))) if each.entity else each for each in mentions]

    def _parts(self, mention: Mention, company: Company) -> Iterator[Mention]:
        starts, ends = self.tokens.starts, self.tokens.ends
        within = range(bisect_left(starts, mention.start), bisect_left(ends, mention.end) + 1)
        openers = self.letters.openers
        openers = openers[bisect_left(openers, within.start) : bisect_left(openers, within.stop)]
        for start, end, spelling in self.spotter.spans(self.text, self.tokens, openers, self.lang, within=within):
            choice = choose(self.spotter.lexicon, spelling, company, self.lang)
            entity = choice.entity
            if entity is not None:
                why = describe(spelling.surface, choice.alias)
                yield Mention(start, end, spelling.surface, entity.kind, entity, choice.score, why)
