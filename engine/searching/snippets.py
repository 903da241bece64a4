"""Snippets: the text around what was found, the found spelling marked with ⟦ and ⟧."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from polyonym.engine.searching.role_places import role_places
from polyonym.engine.searching.wording import says_nothing
from polyonym.engine.text.fold import fold
from polyonym.engine.text.stems import stem
from polyonym.engine.text.tokens import is_unspaced, tokens
from polyonym.index.model import Stored

OPEN, CLOSE = "⟦", "⟧"
_AROUND = 90
"""Characters on either side of what was found."""
_READ = 200_000
"""Words are looked for in so many characters of a text; mentions anywhere."""


def snippets(
    article: Stored,
    entities: frozenset[str],
    terms: Iterable[str],
    unlisted: frozenset[str],
    roles: Collection[str] = (),
    *,
    most: int = 3,
) -> tuple[str, ...]:
    """Up to `most` pieces of an article around its mentions of `entities` and `roles`, or else around `terms`.

    `unlisted` are names that no table lists, as the article writes them.  The beginning of the text where
    nothing of this stands in it.
    """
    found = [m for m in article.mentions if m.entity in entities or (not m.entity and m.surface in unlisted)]
    places = [(m.start, m.end) for m in found if m.end > m.start]
    if roles:
        places = sorted({*places, *role_places(article, frozenset(roles))})
    if not places:
        places = _places(article.text, frozenset(map(stem, terms)))
    return tuple(_cut(article.text, group) for group in _groups(places)[:most]) or (_beginning(article.text),)


def _places(text: str, stems: frozenset[str]) -> list[tuple[int, int]]:
    """Where words of these stems stand; those that say little only where no others do."""
    folded = fold(text[:_READ])
    found = tokens(folded.text)
    places = [
        folded.original(start, end)
        for token, start, end in zip(found.texts, found.starts, found.ends, strict=True)
        if stem(token) in stems
    ]
    places = _joined(text, places)
    return [(start, end) for start, end in places if _tells(text[start:end])] or places


def _joined(text: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places with those together that touch, as characters do in scripts without spaces."""
    joined: list[tuple[int, int]] = []
    for start, end in places:
        beside = joined and joined[-1][1] == start and is_unspaced(text[start])
        joined[-1:] = [(joined[-1][0], end)] if beside else [*joined[-1:], (start, end)]
    return joined


def _tells(word: str) -> bool:
    """Whether a word found says something by itself: the initial И. does, the conjunction и doesn't."""
    if len(word) == 1:
        return word.isupper() or word.isdigit()
    return not says_nothing(word)


def _groups(places: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Places near one another together, those with the most different ones first."""
    groups: list[list[tuple[int, int]]] = []
    for place in places:
        if groups and place[0] - groups[-1][0][0] < 2 * _AROUND and place[0] >= groups[-1][-1][1]:
            groups[-1].append(place)
        elif not groups or place[0] >= groups[-1][-1][1]:
            groups.append([place])
    return sorted(groups, key=lambda group: (-min(len(group), 3), group[0][0]))


def _cut(text: str, group: list[tuple[int, int]]) -> str:
    start = _word_start(text, max(0, group[0][0] - _AROUND))
    end = _word_end(text, min(len(text), group[-1][1] + _AROUND))
    pieces, at = [], start
    for first, last in group:
        pieces += [text[at:first], OPEN, text[first:last], CLOSE]
        at = last
    cut = " ".join("".join([*pieces, text[at:end]]).split())
    return ("…" if start else "") + cut + ("…" if end < len(text) else "")


def _word_start(text: str, place: int) -> int:
    """The next beginning of a word; the place itself where none is near (unspaced scripts)."""
    if place == 0:
        return 0
    space = text.find(" ", place, place + 20)
    return space + 1 if space >= 0 else place


def _word_end(text: str, place: int) -> int:
    if place == len(text):
        return place
    space = text.rfind(" ", place - 20, place)
    return space if space >= 0 else place


def _beginning(text: str) -> str:
    end = _word_end(text, min(len(text), 2 * _AROUND))
    return " ".join(text[:end].split()) + ("…" if end < len(text) else "")
