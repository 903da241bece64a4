"""Spans: ranges of a text in which a listed name may stand, and what they may be forms of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import AliasKind
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.words import ends_names
from polyonym.engine.text.tokens import is_unspaced

MOST_RIVALS = 64
"""A name that more aliases share is decided among this many."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An alias (by number) that a span is a form of.

    `fit` 0..1 says how near a form, `worth` 0..1 how much that says by itself; `lang` is the alias's language, `common`
    whether it is written small, like a word, `garbled` whether it may well be another name, so that the company must
    speak for it; `named_in` are, for a translated name, the languages that have names of the entity.
    """

    alias: int
    entity: int
    fit: float
    worth: float
    lang: str | None
    common: bool
    garbled: bool = False
    named_in: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Spelling:
    """A written form and the aliases that it is a form of: what all its spans share.

    `near` are those that fit about as well as the best, which comes first; `alone` tells whether they are
    of one entity, `certain` whether the best of them mean one by a name that isn't short, `acronym` whether
    it is written as one.
    """

    surface: str
    near: tuple[Listed, ...]
    alone: bool
    certain: bool
    acronym: bool
    settled: dict[str | None, Mention | None] = field(default_factory=dict, compare=False, repr=False)
    """Mentions that stand for it in every text of a language, None where nothing does, remembered."""


_NEAR = 0.03
_WEAK = frozenset((AliasKind.ACRONYM, AliasKind.GARBLE))
"""Kinds of aliases that are certain only by the company that they keep."""


def spelling_of(lexicon: Lexicon, surface: str, listed: list[Listed]) -> Spelling | None:
    """A surface with the aliases found for it; None without any."""
    if not listed:
        return None
    listed.sort(key=lambda each: (-each.fit, -each.worth, each.alias))
    near = tuple(each for each in listed[:MOST_RIVALS] if each.fit >= listed[0].fit - _NEAR)
    alias = lexicon.alias(listed[0].alias)
    others = [each for each in near if each.entity != listed[0].entity]
    certain = all(each.fit < listed[0].fit for each in others) and alias.kind not in _WEAK and len(alias.text) > 3
    return Spelling(surface, near, not others, certain, is_acronym(surface))


class Span(NamedTuple):
    """A range of the original text, and what is written there."""

    start: int
    end: int
    spelling: Spelling


def breaks(text: str, start: int, end: int) -> bool:
    """Whether what stands between two words ends a name: a line end, a bracket, the end of a sentence."""
    return ends_names(text[start:end]) or "." in text[start:end]


def is_acronym(surface: str) -> bool:
    """Whether a surface is written as an acronym: two to eight letters, capitals but for a suffix."""
    return 2 <= len(surface) <= 8 and surface[:2].isupper() and not is_unspaced(surface)


def covered_by(spans: Iterable[Span | Mention], length: int) -> bytearray:
    """A byte for each character of a text of this length, 1 where a span or a mention lies."""
    covered = bytearray(length)
    for span in spans:
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    return covered


def merged(spans: list[Span], more: list[Span]) -> list[Span]:
    """Two lists of spans as one, in order."""
    return sorted([*spans, *more], key=_start) if more else spans


_start = itemgetter(0)
