"""One affiliation while it is read: its tokens, its segments, and what its address says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from polyonym.aliases.model import Entity
from polyonym.engine.affiliations.address import locate, same_country
from polyonym.engine.affiliations.heads import Rank, rank_of
from polyonym.engine.affiliations.segments import Segment, segments
from polyonym.engine.affiliations.tables import Words, towns
from polyonym.engine.text.fold import key
from polyonym.engine.text.tokens import Tokens, words
from polyonym.engine.text.tokens import tokens as tokens_of

_MARK = re.compile(
    r"(?<!\w)(?:[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}(?=[^\W\d_]{3})|[a-z](?=(?:Dep|Univ|School|Inst|Fac|Div|Cent|Coll|Lab|Hosp|Sect)))"
)
"""What ties an affiliation to its authors, written together with its first word."""


@dataclass(slots=True)
class Scene:
    """A text cut into segments; `at` gives the place of the segment of each token, `ranks` what each segment is.

    `places` are the words of segments without a head: towns and regions among them.
    """

    text: str
    folded: str
    tokens: Tokens
    segments: list[Segment]
    at: list[int] = field(default_factory=list)
    ranks: list[Rank] = field(default_factory=list)
    places: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    row: str = ""

    @classmethod
    def of(cls, text: str, folded: str, tokens: Tokens) -> Scene:
        """The scene of a text, located."""
        if _MARK.search(text):
            folded = _unmarked(text, folded)
            tokens = tokens_of(folded)
        found = segments(folded, tokens)
        locate(text, tokens, found)
        _join_groups(found)
        return cls(text, folded, tokens, found)

    def survey(self) -> None:
        """Fill in what only a text that is an affiliation needs."""
        self.at = [place for place, each in enumerate(self.segments) for _ in range(each.first, each.last)]
        self.ranks = [rank_of(each.words) for each in self.segments]
        bare = (each for each, rank in zip(self.segments, self.ranks, strict=True) if not rank)
        self.places = frozenset(word for each in bare for word in each.words)
        self.said = frozenset(self.tokens.texts)
        self.row = "" if self.tokens.spaced else "".join(self.tokens.texts)

    def segment(self, token: int) -> Segment:
        """The segment that a token stands in."""
        return self.segments[self.at[token]]

    def in_town(self, entity: Entity) -> bool:
        """Whether the text names the town of an entity."""
        return is_said(entity.city, self.said, self.row)

    def admits(self, entity: Entity, segment: Segment) -> bool:
        """Whether the country of the address allows an entity."""
        return not (segment.country and entity.country and not same_country(segment.country, entity.country))


def _unmarked(text: str, folded: str) -> str:
    """A folded text with blanks for the marks that tie affiliations to authors: ¹Department, aSchool."""
    chars = list(folded)
    for mark in _MARK.finditer(text):
        chars[mark.start() : mark.end()] = " " * (mark.end() - mark.start())
    return "".join(chars)


def _join_groups(found: list[Segment]) -> None:
    """Make one address of what semicolons or line ends cut like commas: each part short, one country at most."""
    groups = {each.group for each in found}
    if len(found) < 2 * len(groups) and len({each.group for each in found if each.located}) <= 1:
        for each in found:
            each.group = 0


def is_said(town: str | None, said: frozenset[str], row: str) -> bool:
    """Whether all words of a town, by any of its names, stand in a text."""
    return any(said.issuperset(name) or (bool(row) and "".join(name) in row) for name in names_of(town))


@lru_cache(maxsize=1 << 14)
def names_of(town: str | None) -> tuple[Words, ...]:
    """The names of a town, as folded words."""
    spoken = town_words(town)
    return (spoken, *towns().get(spoken, ())) if spoken else ()


@lru_cache(maxsize=1 << 14)
def town_words(town: str | None) -> Words:
    """The folded words of a town's name."""
    return tuple(words(key(town))) if town else ()
