"""Chinese titles around a name: 校长孙伟, 孙伟教授."""

from __future__ import annotations

from functools import cache

from polyonym.engine.tagging.vocabulary import han_roles

LONGEST = 5
"""A Chinese title is of so many characters at most."""


@cache
def _last_characters() -> frozenset[str]:
    return frozenset(title[-1] for title in han_roles())


def title_ending(chars: list[str], end: int) -> str | None:
    """The longest title whose last character stands before `end`."""
    if end < 2 or chars[end - 1] not in _last_characters():
        return None
    for length in range(LONGEST, 1, -1):
        title = "".join(chars[max(0, end - length) : end])
        if title in han_roles():
            return title
    return None


def title_beginning(chars: list[str], start: int) -> str | None:
    """The longest title that begins at `start`."""
    for length in range(LONGEST, 1, -1):
        title = "".join(chars[start : start + length])
        if title in han_roles():
            return title
    return None


def han_role_near(chars: list[str], first: int, last: int) -> str | None:
    """The role before or after a Han name of tokens `first`..`last`."""
    if not "\u4e00" <= chars[first][0] <= "\u9fff":
        return None
    title = title_ending(chars, first) or title_beginning(chars, last + 1)
    return han_roles()[title] or None if title else None
