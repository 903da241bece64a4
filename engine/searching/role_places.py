"""Where an article names someone in a role that was asked for, for its snippets."""

from __future__ import annotations

from collections.abc import Iterator

from polyonym.aliases.model import EntityKind
from polyonym.engine.tagging.vocabulary import han_roles, vocabulary
from polyonym.engine.text.fold import fold
from polyonym.engine.text.tokens import tokens
from polyonym.index.model import Stored

_READ = 20_000
"""Roles are looked for in so many characters of a text."""
_NEAR = 60
"""A role stands at most so many characters from the person who has it."""

Place = tuple[int, int]


def role_places(article: Stored, roles: frozenset[str]) -> list[Place]:
    """The words for these roles (ids) in an article that stand near a person, and those people."""
    people = [(m.start, m.end) for m in article.mentions if m.kind == EntityKind.PERSON and m.end > m.start]
    if not people or roles.isdisjoint(article.roles):
        return []
    found: list[Place] = []
    for place in _said(article.text[:_READ], article.lang, roles):
        nearest = min(people, key=lambda person: _between(place, person))
        if _between(place, nearest) <= _NEAR:
            found += (place, nearest)
    return found


def _between(one: Place, other: Place) -> int:
    """How many characters stand between two places."""
    return max(one[0] - other[1], other[0] - one[1], 0)


def _said(text: str, lang: str, roles: frozenset[str]) -> Iterator[Place]:
    """Where a text has words for some roles."""
    return _in_characters(text, roles) if lang == "zh" else _in_words(text, lang, roles)


def _in_characters(text: str, roles: frozenset[str]) -> Iterator[Place]:
    known = han_roles()
    longest = max(map(len, known))
    begins = {form[0] for form in known}
    free = 0
    for i, char in enumerate(text):
        if char in begins and i >= free:
            form = next((text[i:end] for end in range(i + longest, i, -1) if text[i:end] in known), "")
            free = i + len(form)
            if form and known[form] in roles:
                yield i, free


def _in_words(text: str, lang: str, roles: frozenset[str]) -> Iterator[Place]:
    spoken, folded = vocabulary(lang or None), fold(text)
    found = tokens(folded.text)
    looked = [spoken.word(token) for token in found.texts]
    for i, word in enumerate(looked):
        for count in spoken.role_ends.get(word, ()):
            role = spoken.roles.get(tuple(looked[i + 1 - count : i + 1])) if count <= i + 1 else None
            if role is not None:
                if role in roles:
                    yield folded.original(found.starts[i + 1 - count], found.ends[i])
                break
