"""Roles in a search: which role a word of a query names, and which roles answer for it.

A search for "rector" should find the President of an American university and the 校长 of a Chinese one.
"""

from __future__ import annotations

from functools import cache

from polyonym.engine.tagging.vocabulary import TITLE, Phrases, forms, table, vocabulary
from polyonym.engine.text.fold import key
from polyonym.engine.text.tokens import words

LONGEST_ROLE = 120
"""A longer string of characters is no role."""


def related_roles(role: str) -> frozenset[str]:
    """The role itself and those that a search for it should find, too (tables/role_kin.tsv).

    >>> "principal" in related_roles("rector"), "pope" in related_roles("cleric"), "cleric" in related_roles("pope")
    (True, True, False)
    """
    return _kin().get(role, frozenset()) | {role}


@cache
def _kin() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for left, right, kind, *_ in table("role_kin.tsv"):
        found.setdefault(left, set()).add(right)
        if kind == "same":
            found.setdefault(right, set()).add(left)
    return {role: frozenset(others) for role, others in found.items()}


def role_of_words(text: str, lang: str | None = None) -> str | None:
    """The role that a word or phrase of a query names as a whole, in its language or any; None if none.

    >>> role_of_words("проректора", "ru"), role_of_words("校长"), role_of_words("Vice Rector")
    ('vice-rector', 'rector', 'vice-rector')
    """
    if len(text) > LONGEST_ROLE:
        return None
    for each in (lang, *_inflected_by_letters(text)):
        spoken = vocabulary(each)
        role = spoken.roles.get(tuple(spoken.of_words(text)))
        if role is not None:
            return role or None
    return _everywhere().get(_phrase(text)) or None


def _inflected_by_letters(text: str) -> tuple[str, ...]:
    """The inflecting languages whose endings a phrase in their letters may have."""
    is_cyrillic = any("\u0400" <= char <= "\u052f" for char in text)
    return ("ru", "uk", "be", "bg", "kk", "sr", "mk") if is_cyrillic else ("pl", "cs", "sk", "hr", "sl")


@cache
def _everywhere() -> Phrases:
    """The forms of all languages; of one form of two roles the meaning that more languages share."""
    votes: dict[tuple[str, ...], dict[str, int]] = {}
    for role, _, cell in table("roles.tsv"):
        for form in forms(cell):
            counts = votes.setdefault(_phrase(form), {})
            counts[role] = counts.get(role, 0) + 1
    return {phrase: max(counts, key=lambda role: (counts[role], role != TITLE)) for phrase, counts in votes.items()}


def _phrase(text: str) -> tuple[str, ...]:
    return tuple(words(key(text)))
