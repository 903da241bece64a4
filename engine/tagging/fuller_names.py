"""Which institutions of a text that no table lists are one: Vilnova University, Vilnova University of Applied Arts."""

from __future__ import annotations

from collections.abc import Iterable

from polyonym.aliases.model import EntityKind
from polyonym.engine.tagging.scene import Found, Scene

_LONGEST = 15


def fuller_names(scene: Scene, found: Iterable[Found]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """For the stems of a name, those of the only fuller name in the text that goes on with its field."""
    names = {stems: each for each in found if each.kind is EntityKind.ORGANIZATION and (stems := stems_of(scene, each))}
    fuller: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for stems, each in names.items() if len(names) > 1 else ():
        for size in range(2, len(stems)):
            if stems[:size] in names and _is_field(scene, each.first + size, each.last):
                fuller.setdefault(stems[:size], set()).add(stems)
    return {short: longest for short, several in fuller.items() if (longest := _one_of(several)) is not None}


def stems_of(scene: Scene, found: Found) -> tuple[str, ...]:
    """The stems of a name's tokens; none of one that is very long."""
    if found.last - found.first >= _LONGEST or found.size:
        return ()
    return tuple(map(scene.bare_stem, range(found.first, found.last + 1)))


def _one_of(names: set[tuple[str, ...]]) -> tuple[str, ...] | None:
    """The longest of names that all begin alike; None if two of them differ."""
    longest = max(names, key=len)
    return longest if all(longest[: len(each)] == each for each in names) else None


def _is_field(scene: Scene, first: int, last: int) -> bool:
    """Whether tokens behind a name say its field: "of" and no other head, or words written small."""
    spoken, words = scene.vocabulary, scene.words
    if any(spoken.is_head(words[i]) or scene.is_place(i) for i in range(first, last + 1)):
        return False
    return words[first] in spoken.of or words[first] == "fur" or not any(map(scene.capital, range(first, last + 1)))
