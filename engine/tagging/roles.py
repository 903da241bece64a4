"""Roles beside names, "Vice Rector Yury", "Jia Zhenyuan, the president": which, in one small table of ids."""

from __future__ import annotations

from polyonym.engine.tagging.han_titles import han_role_near
from polyonym.engine.tagging.name_words import listed
from polyonym.engine.tagging.role_reach import role_through
from polyonym.engine.tagging.scene import Scene
from polyonym.engine.tagging.vocabulary import TITLE, Ends, Phrases

LONGEST = 5
"""A role is of so many words at most."""
_NEAR_GAPS = frozenset((" ", ". ", "-", "\u00a0", ".", ".\u00a0", " - ", ' "', " «", ": "))
_COMMA_GAPS = frozenset((", ", " - ", " – ", " — ", " (", ",", ", \u00a0", "، ", " ، ", "،", "、"))
_BEHIND = frozenset(("hu", "tr", "az", "uz", "kk", "ko", "hi"))
"""Languages whose titles and roles stand right behind the name: Orbán Viktor miniszterelnök."""


def phrase_ending(words: list[str], i: int, phrases: Phrases, ends: Ends) -> tuple[int, str] | None:
    """The longest of `phrases` that ends at token `i`: where it begins, and what it is."""
    for length in ends.get(words[i], ()):
        value = phrases.get(tuple(words[i - length + 1 : i + 1])) if length <= i + 1 else None
        if value is not None:
            return i - length + 1, value
    return None


def phrase_beginning(words: list[str], i: int, phrases: Phrases) -> tuple[int, str] | None:
    """The longest of `phrases` that begins at token `i`: where it ends, and what it is."""
    for length in range(LONGEST, 0, -1):
        value = phrases.get(tuple(words[i : i + length])) if i + length <= len(words) else None
        if value is not None:
            return i + length - 1, value
    return None


def role_ending(scene: Scene, index: int) -> str | None:
    """The role that stands right before the name whose first token is `index`; titles are passed over."""
    spoken, at = scene.vocabulary, index
    for _ in range(4):  # "Vice Rector Prof. Dr. N"
        if at < 1 or scene.gap(at - 1) not in _NEAR_GAPS:
            break
        before = phrase_ending(scene.words, at - 1, spoken.roles, spoken.role_ends)
        if before is None:
            break
        at, role = before
        if role != TITLE:
            return role
    return role_through(scene, at)


def role_beginning(scene: Scene, index: int) -> str | None:
    """The role that follows, behind a comma or a dash, the name whose last token is `index`."""
    words, at = scene.words, index + 1
    gap = scene.gap(index) if at < len(words) else ""
    if gap not in _COMMA_GAPS and not (gap == " " and scene.lang in _BEHIND):
        return None
    for _ in range(3 if gap != " " else 1):  # "N, the first deputy director"; "N, Head"
        found = phrase_beginning(words, at, scene.vocabulary.roles)
        if found is not None:
            return found[1] or None
        if at + 1 >= len(words) or words[at] not in listed("passed", "*"):
            return None
        at += 1
    return None


def role_near(scene: Scene, first: int, last: int) -> str | None:
    """The role before or after the name of tokens `first`..`last`, or None."""
    found = role_ending(scene, first) or role_beginning(scene, last)
    return found or han_role_near(scene.tokens.texts, first, last)
