"""Endings that Turkish and Azerbaijani put behind a name and an apostrophe, which are no part of the name."""

from __future__ import annotations

import re

from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.vocabulary import SUFFIXING
from polyonym.engine.text.fold import key

_ENDED = re.compile("['’ʼ‘＇`´][^\\W\\d_]{1,9}$")
_MOST_NAMES = 200
"""So many names of an entity are asked whether an ending is a part of them."""


def without_endings(mentions: list[Mention], lang: str | None) -> list[Mention]:
    """The mentions of listed names without such endings: Minsk of Minsk'ten, but Xi'an as it is."""
    if lang not in SUFFIXING:
        return mentions
    return [_cut(each) if each.entity is not None else each for each in mentions]


def _cut(mention: Mention) -> Mention:
    met = _ENDED.search(mention.surface)
    if met is None or met.start() == 0 or not mention.surface[met.start() + 1 :].islower() or _is_name(mention):
        return mention
    end = mention.start + met.start()
    parts = tuple(_cut(part) if part.end > end else part for part in mention.parts)
    return mention._replace(end=end, surface=mention.surface[: met.start()], parts=parts)


def _is_name(mention: Mention) -> bool:
    """Whether an entity has the surface as its name, apostrophe included."""
    names = [] if mention.entity is None else list(mention.entity.names())[:_MOST_NAMES]
    asked = _plain(mention.surface)
    return any(_plain(name.text) == asked for name in names)


def _plain(name: str) -> str:
    return key(name).replace("'", "")
