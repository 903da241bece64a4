"""Which listed names stand in an affiliation: every run of tokens is looked up, not the longest alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind
from polyonym.engine.affiliations.heads import Rank, rank_of
from polyonym.engine.matching.keys import LONGEST_PHRASE
from polyonym.engine.tagging.spellings import looks_alike, same_marks
from polyonym.engine.text.fold import key
from polyonym.engine.text.stems import fits, stem
from polyonym.engine.text.tokens import Tokens, words

_LEAST_FIT, _LEAST_ALONE = 0.6, 0.97
_MOST_NAMESAKES, _MOST_GOING_ON = 64, 40


class Name(NamedTuple):
    """An alias of an organisation with what is known of it."""

    alias: Alias
    entity: Entity
    words: tuple[str, ...]
    rank: Rank


class Found(NamedTuple):
    """A name that stands in a text: the token it begins with, the one behind it, and how well it fits, 0..1.

    `note` says how it was found where it doesn't stand there word for word.
    """

    first: int
    last: int
    name: Name
    fit: float
    note: str = ""


class Prober:
    """Looks up runs of tokens in one lexicon; keep it, since it remembers the names it read."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._family = lexicon.family("phrase")
        self.name = lru_cache(maxsize=1 << 15)(self._read)
        self._begins = lru_cache(maxsize=1 << 16)(self._begins_name)

    def _read(self, number: int) -> Name:
        alias = self.lexicon.alias(number)
        spoken = tuple(words(key(alias.text)))
        return Name(alias, self.lexicon.entity(self.lexicon.owner[number]), spoken, rank_of(spoken))

    def _begins_name(self, stemmed: str) -> bool:
        return next(self._family.starting(stemmed + " "), None) is not None

    def found(self, text: str, tokens: Tokens, first: int, last: int) -> Iterator[Found]:
        """The names that begin with a token and end before another, longest first; an article may be missing."""
        last = min(last, first + LONGEST_PHRASE)
        for before in (_BARE, _ARTICLE) if tokens.stems[first] != "the" else (_BARE,):
            if self._begins(" ".join((*before, tokens.stems[first]))):
                row = " ".join((*before, *tokens.stems[first:last])) + " "
                for phrase in reversed(self._family.prefixes(row)):
                    end = first + phrase.count(" ") - len(before)
                    if end > first:
                        forms = (*before, *tokens.texts[first:end])
                        yield from self.named(phrase, text, tokens, first, end, forms)

    def named(
        self, phrase: str, text: str, tokens: Tokens, first: int, last: int, forms: Sequence[str], note: str = ""
    ) -> Iterator[Found]:
        """The organisations called by a phrase key of the words `forms`, which these tokens stand for."""
        numbers = self._family.find(phrase)
        surface = text[tokens.starts[first] : tokens.ends[last - 1]] if len(numbers) else ""
        for number in numbers[:_MOST_NAMESAKES]:
            if self.lexicon.kind(self.lexicon.owner[number]) is not EntityKind.ORGANIZATION:
                continue
            name = self.name(number)
            if len(name.words) != len(forms) or not looks_alike(surface, name.alias):
                continue
            fit = min(map(fits, forms, name.words))
            if fit >= (_LEAST_FIT if len(forms) > 1 else _LEAST_ALONE) and _same_marks(surface, name.alias.text):
                yield Found(first, last, name, fit, note)

    def going_on(self, stems: Sequence[str]) -> Iterator[Name]:
        """Names that begin with these stems and go on, a few."""
        for phrase in islice(self._family.starting(" ".join(stems) + " "), _MOST_GOING_ON):
            for number in self._family.find(phrase)[:_MOST_NAMESAKES]:
                if self.lexicon.kind(self.lexicon.owner[number]) is EntityKind.ORGANIZATION:
                    yield self.name(number)

    def written(
        self, text: str, tokens: Tokens, first: int, last: int, forms: Sequence[str], note: str
    ) -> Iterator[Found]:
        """The names of these words, which tokens stand for: with a town added, or an abbreviation written out."""
        return self.named(" ".join(map(stem, forms)) + " ", text, tokens, first, last, forms, note)


def _same_marks(surface: str, name: str) -> bool:
    return len(surface) != len(name) or same_marks(surface, name)


_BARE: tuple[str, ...] = ()
_ARTICLE = ("the",)


def is_short(name: Name) -> bool:
    """Whether a name is an acronym or written like one."""
    text = name.alias.text
    return name.alias.kind is AliasKind.ACRONYM or (len(text) <= 8 and text.isupper())
