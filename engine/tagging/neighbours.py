"""Listed names that are parts of others: Denzel Washington, Sydney Mthethwa, Manchester United, Premier League.

What stands directly beside a name tells: a forename before it, a surname behind what is a forename, too, and the
words of `tables/neighbours.tsv`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from polyonym.aliases.model import EntityKind
from polyonym.engine.names.forenames import names
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.rows import table
from polyonym.engine.text.tokens import Tokens

_KINDS = frozenset((EntityKind.PLACE, EntityKind.TERM))
_SHORTEST_FORENAME = 4
"""Shorter forenames are words of many languages: An, Na, May."""
_LONGEST, _TECHNICAL, _RIVALS, _EVENT_WORDS = 40, 4, 2, 3
_SIDES = ("before", "after", "forename", "joined", "small", "club", "rival", "event")
_CALENDAR = frozenset(("april", "august", "june", "juli", "summer", "август"))
"""Forenames that stand before names of places as words."""


class _Words(NamedTuple):
    """The words of one side, each with the countries of what it must stand beside; none for any."""

    words: dict[str, frozenset[str]]

    def take(self, mention: Mention, one: str, two: str) -> bool:
        """Whether a word (or it with the one beyond) beside a mention makes it a part of another name."""
        for word in (one, two):
            countries = self.words.get(word)
            if countries is not None:
                entity = mention.entity
                return not countries or (entity is not None and entity.country in countries)
        return False


@cache
def _tables() -> dict[str, _Words]:
    found: dict[str, dict[str, frozenset[str]]] = {side: {} for side in _SIDES}
    for side, words, countries, _ in table("neighbours.tsv"):
        found[side].update(dict.fromkeys(words.split(), frozenset(countries.split())))
    return {side: _Words(words) for side, words in found.items()}


def without_parts(text: str, tokens: Tokens, mentions: dict[int, Mention]) -> dict[int, Mention]:
    """The mentions, by where they begin, but for those that are parts of names of something else."""
    asked = [mention for mention in mentions.values() if mention.kind in _KINDS]
    gone = set(_parts(text, tokens, asked, mentions)) if asked else ()
    return {start: mention for start, mention in mentions.items() if start not in gone} if gone else mentions


def _parts(text: str, tokens: Tokens, asked: list[Mention], mentions: dict[int, Mention]) -> Iterator[int]:
    """Where the mentions begin that are parts."""
    tables, ended = _tables(), {mention.end for mention in mentions.values()}
    football = _is_of_football(tokens) if any(map(_is_like_club, asked)) else False
    before, after, joined = tables["before"], tables["after"], tuple(tables["joined"].words)
    for mention in asked:
        start, end = mention.start, mention.end
        if text.startswith(joined, end) or _is_technical(text, mention) or (football and _is_like_club(mention)):
            yield start
            continue
        one, two = _words_before(text, tokens, start)
        if before.take(mention, one, two) or (one and _is_surname(mention, one, start - 1 in ended)):
            yield start
            continue
        one, two = _words_after(text, tokens, end)
        named = bool(one) and (
            _is_of_event(text, tokens, mention) or (end + 1 not in mentions and _is_forename(mention))
        )
        if named or after.take(mention, one, two):
            yield start


def _is_like_club(mention: Mention) -> bool:
    """Whether a club is called like a place."""
    return mention.surface.casefold() in _tables()["club"].words


def _is_of_football(tokens: Tokens) -> bool:
    """Whether a text is about football, so that it means clubs by the names of their cities."""
    return len(_tables()["rival"].words.keys() & set(tokens.texts)) >= _RIVALS


def _is_technical(text: str, mention: Mention) -> bool:
    """Whether capitals are joined to more of them: US-ASCII."""
    end = mention.end
    rest = text[end + 1 : end + 1 + _TECHNICAL]
    return text[end : end + 1] == "-" and mention.surface.isupper() and len(rest) == _TECHNICAL and _is_capital(rest)


def _is_capital(text: str) -> bool:
    return text.isupper() and text.isalpha()


def _words_before(text: str, tokens: Tokens, start: int) -> tuple[str, str]:
    """The word before a place, and it with the one before that; nothing where more than a blank is between.

    The word is left out if it is written small; of uDenzel only the prefix is given, which marks people, and
    of a word with capitals inside (RubyConf) that it is one.
    """
    at = bisect_left(tokens.starts, start) - 1
    if at < 0 or tokens.ends[at] != start - 1 or not _is_blank(text, start - 1):
        return "", ""
    word, first = tokens.texts[at], tokens.starts[at]
    if text[first].islower() and word not in _tables()["small"].words:
        word = "u-" if word[0] == "u" and text[first + 1].isupper() else ""
    elif _is_humped(text[first : min(tokens.ends[at], first + _LONGEST)]):
        word = "camel-"
    return word, f"{tokens.texts[at - 1]}+{tokens.texts[at]}" if at else ""


def _is_humped(word: str) -> bool:
    """Whether a word has small letters and, behind one of them, a capital: the name of a product or an event."""
    return any(one.islower() and two.isupper() for one, two in pairwise(word))


def _is_of_event(text: str, tokens: Tokens, mention: Mention) -> bool:
    """Whether capitalised words behind a place make it a part of the name of an event: Fukuoka Ruby Award."""
    end, at = mention.end, bisect_left(tokens.starts, mention.end)
    if mention.kind is not EntityKind.PLACE:
        return False
    for i in range(at, min(at + _EVENT_WORDS, len(tokens))):
        if tokens.starts[i] != end + 1 or not _is_blank(text, end) or not text[end + 1].isupper():
            return False
        if tokens.texts[i] in _tables()["event"].words:
            return True
        end = tokens.ends[i]
    return False


def _is_blank(text: str, at: int) -> bool:
    """Whether a blank stands at a place, or the end of a line that goes on; the first line may be a title."""
    return text[at] == " " or (text[at] == "\n" and text.find("\n", 0, at) >= 0)


def _words_after(text: str, tokens: Tokens, end: int) -> tuple[str, str]:
    """The word behind a place, and it with the one behind that; the word is left out if it is written small."""
    at = bisect_left(tokens.starts, end)
    if at >= len(tokens) or tokens.starts[at] != end + 1 or not _is_blank(text, end):
        return "", ""
    word = "" if text[end + 1].islower() else tokens.texts[at]
    return word, f"{tokens.texts[at]}+{tokens.texts[at + 1]}" if at + 1 < len(tokens) else ""


def _is_surname(mention: Mention, before: str, is_named: bool) -> bool:
    """Whether a place of one word stands behind a forename that isn't listed as something else."""
    if is_named or mention.kind is not EntityKind.PLACE or " " in mention.surface or len(before) < _SHORTEST_FORENAME:
        return False
    return before not in _CALENDAR and _names(before[:_LONGEST])


def _is_forename(mention: Mention) -> bool:
    """Whether a place of one word may be a forename; what stands behind it is a surname then."""
    if mention.kind is not EntityKind.PLACE or not mention.surface[0].isupper():
        return False
    word = mention.surface[:_LONGEST].casefold()
    return word in _tables()["forename"].words or _names(word)


@lru_cache(maxsize=1 << 12)
def _names(word: str) -> bool:
    return bool(names(word))
