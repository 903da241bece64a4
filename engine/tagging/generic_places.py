"""Places whom no table lists, told by a generic word: Phu Tan city, г. Жодино, tỉnh Quảng Ninh."""

from __future__ import annotations

from collections.abc import Iterator

from polyonym.aliases.model import EntityKind
from polyonym.engine.tagging.roles import phrase_ending
from polyonym.engine.tagging.scene import Found, Scene

_MOST = 3
_SCORE = 0.85
_ABBREVIATED = frozenset(("г", "м", "гр", "tp"))
_CLUBS = frozenset(("city", "county", "town"))
"""Written with a capital these also end the names of clubs."""


def generic_places(scene: Scene) -> Iterator[Found]:
    """The places of a text that a generic word tells, in order."""
    for i in scene.ending(scene.vocabulary.place_ends):
        found = phrase_ending(scene.words, i, scene.vocabulary.places, scene.vocabulary.place_ends)
        if found is None:
            continue
        first, order = found
        extent = _before(scene, first, i) if order == "after" else _after(scene, first, i)
        if extent is not None and not scene.is_listed(*extent):
            shown = scene.text[scene.tokens.starts[first] : scene.tokens.ends[i]]
            yield Found(*extent, EntityKind.PLACE, _SCORE, f"a name beside “{shown}”")


def _before(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    if (scene.words[last] in _CLUBS and scene.capital(last)) or scene.is_headline(last):
        return None
    if scene.joined(last) and scene.capital(last + 1):
        return None
    start = first
    while first - start < _MOST and scene.gap(start - 1) in (" ", "-", "\u00a0") and scene.is_name_token(start - 1):
        start -= 1
    if start == first or (scene.joined(start - 1) and scene.capital(start - 1)):
        return None
    alone_at_start = start == first - 1 and scene.opens_sentence(start)
    return None if alone_at_start and scene.lang not in ("kk",) else (start, last)


def _after(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    dotted = scene.gap(last) in (". ", ".", ".\u00a0")
    if (scene.words[last] in _ABBREVIATED) != dotted or (not dotted and not scene.joined(last)):
        return None
    if dotted and scene.tokens.texts[first - 1][-1:].isdigit():
        return None  # 2019 г.
    if (scene.capital(last) and scene.lang not in ("vi", "en")) or (scene.opens_sentence(first) and dotted):
        return None
    end = last
    while end - last < _MOST and (end == last or scene.joined(end)) and scene.is_name_token(end + 1):
        end += 1
    return None if end == last or (scene.joined(end) and scene.capital(end + 1)) else (first, end)
