"""Definitions in a text: "Long Name (LN)", "LN (Long Name)", "长名，简称LN", "LN – Long Name".

Only what is written is looked at here; `Document` asks whether the short form can stand for the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from polyonym.engine.tagging.vocabulary import forms, table
from polyonym.engine.text.fold import Key, key

WINDOW = 72
"""Characters before or behind a name in which its short form may stand."""
SHORTEST_DEFINED = 4
"""A name of fewer letters needs no short form."""
_SHORT = r"(?P<short>[^\W\d_][\w.&\-]{1,11})"
_HAN_SHORT = "(?P<short>[\u3400-\u9fff]{2,6})"
_OPEN, _CLOSE = r"\s{0,2}[(（\[【]\s{0,2}", r"\s{0,2}[)）\]】]"
_QUOTE, _UNQUOTE = "[\"“«„「『‘']?", "[\"”»“」』’']?"
_AND = r"[\s:：,，–—-]{0,4}"
_LONGEST_LINK, _ARTICLE = 32, 6
_BETWEEN = ' \u00a0"“«„「『'
_BEFORE = frozenset("(（[【—–-:：")
_OPENING, _ENDING = frozenset("(（[【"), "\"”»“」』’' "
_BEHIND = frozenset("(（[【,，;；、/—–-\"”»」』’'")


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form and the range of its own text beside the name that it stands for.

    `bracketed` tells whether it stands in brackets right behind the name, which says by itself what it is for.
    """

    acronym: Key
    start: int
    end: int
    bracketed: bool = False


def defined_after(text: str, end: int) -> Definition | None:
    """The short form right behind a name that ends at `end`: in brackets, behind a marker, behind a dash."""
    if text[end : end + 3].lstrip()[:1] not in _BEHIND:
        return None
    window = text[end : end + WINDOW]
    for pattern in _behind():
        found = pattern.match(window)
        if found is not None and (is_han(found["short"]) or looks_like_acronym(found["short"])):
            start, bracketed = end + found.start("short"), found[0].lstrip(_ENDING)[:1] in _OPENING
            return Definition(key(found["short"]), start, end + found.end("short"), bracketed)
    return None


def defined_before(text: str, start: int) -> Definition | None:
    """The acronym before a name that begins at `start`: the name in brackets, behind a dash, behind "stands for"."""
    ending = text[max(0, start - _LONGEST_LINK) : start].rstrip(_BETWEEN)
    if ending[-1:] not in _BEFORE and not ending.endswith(_links()) and _BEFORE.isdisjoint(ending[-_ARTICLE:]):
        return None
    offset = max(0, start - WINDOW)
    window = text[offset:start]
    found = _ahead().search(window)
    if found is None or not looks_like_acronym(found["short"]):
        return None
    return Definition(key(found["short"]), offset + found.start("short"), offset + found.end("short"))


def looks_like_acronym(word: str) -> bool:
    """Whether a word has two capitals or more, and small letters no more than those: LNTU, СПбГУ."""
    capitals = sum(c.isupper() for c in word)
    return capitals >= 2 and capitals * 2 >= sum(c.isalpha() for c in word)


def is_han(word: str) -> bool:
    """Whether a word is written in Han characters."""
    return "\u3400" <= word[0] <= "\u9fff"


@cache
def never() -> frozenset[Key]:
    """What stands in brackets behind names without being a short form of them: countries, degrees."""
    return frozenset(map(key, _words("never")))


@cache
def _links() -> tuple[str, ...]:
    """The words that link a short form with the name behind it."""
    return tuple(_words("link"))


def _words(sort: str) -> Iterator[str]:
    return (each for row in table("definitions.tsv") if row[0] == sort for each in forms(row[2]))


def _any_of(*sorts: str) -> str:
    """One of the words of some classes, the longest first."""
    listed = {each for sort in sorts for each in _words(sort)}
    return "(?:" + "|".join(map(re.escape, sorted(listed, key=len, reverse=True))) + ")"


@cache
def _behind() -> tuple[re.Pattern[str], ...]:
    """What may follow a name: brackets or a comma with a marker; brackets; the end of its brackets; a dash."""
    marker = f"{_any_of('marker')}{_AND}"
    begun = f"(?:{_OPEN}|{_UNQUOTE}[,，;；、]?\\s{{0,2}})"
    return (
        re.compile(f"{begun}(?:{marker})+{_QUOTE}{_HAN_SHORT}{_UNQUOTE}(?:{_CLOSE}|[,，;；。])"),
        re.compile(f"{_UNQUOTE}{_OPEN}{_QUOTE}{_SHORT}{_UNQUOTE}(?:{_CLOSE}|[,，;；、/])"),
        re.compile(f"{begun}(?:{marker})+{_QUOTE}{_SHORT}(?!\\w)", re.IGNORECASE),
        re.compile(f"{_UNQUOTE}\\s{{0,2}}[,，、;；/]\\s{{0,2}}{_QUOTE}{_SHORT}{_UNQUOTE}{_CLOSE}"),
        re.compile(f"{_UNQUOTE}\\s[—–-]\\s{_QUOTE}{_SHORT}{_UNQUOTE}(?![\\w-])"),
    )


@cache
def _ahead() -> re.Pattern[str]:
    """What may stand before a name: an acronym and a bracket, a dash, or a word that links it with the name."""
    link = f"(?:{_any_of('link')}[\\s:：,]{{0,2}})"
    small = f"(?:{_any_of('link', 'article')}[\\s:：,]{{0,2}}){{0,2}}"
    joined = f"(?:{_OPEN}{small}|\\s?[—–:：-]\\s?{small}|\\s?{link}{small})"
    return re.compile(f"(?<![\\w-]){_SHORT}{_UNQUOTE}{joined}{_QUOTE}$", re.IGNORECASE)
