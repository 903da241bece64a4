"""STUB until the branch with the table of roles is merged: which roles are one office, and which words name a role."""

from __future__ import annotations

from functools import cache

from polyonym.engine.tagging.vocabulary import TITLE, han_roles, vocabulary
from polyonym.engine.text.fold import fold
from polyonym.engine.text.stems import stem
from polyonym.engine.text.tokens import words

_KIN = (frozenset(("rector", "principal")), frozenset(("vice-rector", "vice-principal")))
_LANGS = ("en", "ru", "uk", "be", "bg", "kk", "vi", "de", "fr", "es", "pt", "it", "pl", "cs", "zh")


def related_roles(role: str) -> frozenset[str]:
    """The roles that are much the same office as this one, itself among them."""
    return next((kin for kin in _KIN if role in kin), frozenset((role,)))


def role_of_words(text: str, lang: str | None) -> str | None:
    """The id of the role that some words name, or None."""
    said = tuple(words(fold(text[:80]).text))
    han = han_roles().get("".join(said))
    if han:
        return han
    found = (_role(said, each) for each in ((lang,) if lang else _LANGS))
    return next((role for role in found if role is not None), None)


@cache
def _role(said: tuple[str, ...], lang: str) -> str | None:
    roles = vocabulary(lang).roles
    role = roles.get(said) or roles.get(tuple(map(stem, said)))
    return None if role in (None, TITLE) else role
