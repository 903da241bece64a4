"""Institutions as Vietnamese writes them: a head, then capitals and the second syllables of words."""

from __future__ import annotations

from polyonym.engine.tagging.extent import Extent
from polyonym.engine.tagging.scene import Scene

_MOST = 12


def vietnamese(scene: Scene, first: int, last: int, sort: str) -> Extent | None:
    """The name behind a head noun with a capital at tokens `first`..`last`, or None."""
    if not scene.capital(first) or (scene.is_headline(first) and scene.opens_sentence(first)):
        return None
    if sort == "field" and scene.vocabulary.fields.isdisjoint(scene.words[last + 1 : last + 3]):
        return None
    end = last
    while end - last < _MOST:
        step = _next(scene, end)
        if step is None:
            break
        end = step
    proper = [i for i in range(last + 1, end + 1) if scene.capital(i)]
    if len(proper) < 2 - (sort == "field" or (last > first and end > last + 1)):
        return None
    return Extent(first, end)


def _next(scene: Scene, i: int) -> int | None:
    at = i + 1
    if at >= len(scene.words) or not scene.joined(i):
        return None
    if scene.capital(at):
        return at
    if scene.words[at] in ("và", "-") and scene.capital(at + 1) and scene.joined(at):
        return at + 1 if (scene.words[at + 1],) not in scene.vocabulary.heads else None
    if not scene.capital(i):
        return None
    within = scene.words[at] not in scene.vocabulary.stops and scene.joined(at) and scene.capital(at + 1)
    return at if within or scene.words[at] in scene.vocabulary.fields else None
