"""What is said of a name that a text mentions again, as a reason for the mention."""

from __future__ import annotations

from polyonym.engine.tagging.scene import Found, Scene

_MOST = 50
"""So many people are looked through for each mention, so that time stays linear."""


def named_in_text(scene: Scene, people: list[Found], name: str, at: int) -> str:
    """The reason for a mention at token `at` by `name`, the name or a part of it of one of the people found.

    It shows the name as the text has it where the person is introduced.
    """
    each = next((each for each in people[:_MOST] if name in _folded(scene, each) or name in written(scene, each)), None)
    return introduced(name, at, at) if each is None else introduced(written(scene, each), each.first, at)


def introduced(name: str, first: int, at: int) -> str:
    """The reason for a mention at token `at` of a person whom token `first` introduces by a name."""
    return f"a person named {'later' if at < first else 'before'} in this text ({name})"


def written(scene: Scene, found: Found) -> str:
    """A name as the text has it."""
    end = scene.tokens.starts[found.last] + found.size if found.size else scene.end(found.last)
    return scene.text[scene.start(found.first) : end]


def _folded(scene: Scene, found: Found) -> str:
    return "".join(scene.tokens.texts[found.first : found.last + 1])
