"""Runs of capitalised words: whether one goes on behind a name."""

from __future__ import annotations

from polyonym.engine.tagging.scene import Scene


def runs_on(scene: Scene, last: int) -> bool:
    """Whether the capitals go on behind a name, so that it may be no name or only half of one."""
    following = last + 1
    if scene.tokens.texts[last].endswith("'s") or not scene.joined(last) or not scene.capital(following):
        return False
    return scene.words[following] not in scene.vocabulary.stops or scene.is_taken(following)
