"""Institutions as Slavic languages and Kazakh write them: one capital, then small words, or a name in quotes."""

from __future__ import annotations

import re

from polyonym.engine.institutions.places import single
from polyonym.engine.tagging.extent import Extent
from polyonym.engine.tagging.genitive_fields import genitive_behind
from polyonym.engine.tagging.scene import Scene

_RELATIONAL = re.compile(
    r".+(?:[сцз]ь?к(?!(?:ие|ия|их|ими|ія|іх|імі|ите|і)$)[а-яіїєўё]{1,4}|ськ(?:ій|ий)|[scčćšzž]k(?:á|é|ou|[ée]ho|[ée]mu|ý|ém|i|a|o|e|ega|emu|em|om|og|ej|im)|.{3}ov(?:a|y|ě|ou|ej))$"
)
_WITH_SEATS = frozenset(("hr", "sr", "sl", "sk", "cs", "mk"))
_OPENING, _CLOSING = frozenset((' "', " «", " „", " “")), frozenset('"»“”')
_QUOTED = 7
_MIDDLE = 6


def slavic(scene: Scene, first: int, last: int, sort: str) -> Extent | None:
    """The name around a head noun at tokens `first`..`last`, or None."""
    quoted = _quoted(scene, last)
    if quoted is not None:
        return quoted
    if sort == "legal":
        return None
    if scene.capital(first):
        end = _fields_behind(scene, last, sort)
        if end > last and (sort == "strong" or not scene.opens_sentence(first)) and not _is_glued(scene, first):
            return Extent(first, _place_behind(scene, end)) if not scene.is_also_small(last) else None
        seat = _seat(scene, last) if sort == "strong" and scene.lang in _WITH_SEATS else None
        if seat is not None:
            return Extent(first, seat)
    return _adjective_first(scene, first, last, sort)


def _seat(scene: Scene, i: int) -> int | None:
    """The last token of "in" and a place behind a head: Sveučilište u Rijeci."""
    at = i + 2
    if at >= len(scene.words) or scene.words[i + 1] not in scene.vocabulary.of or not scene.capital(at):
        return None
    if not (scene.joined(i) and scene.joined(i + 1)) or (scene.joined(at) and scene.capital(at + 1)):
        return None
    known = scene.is_place(at) or any(not place.weak for place in single(scene.tokens.texts[at]))
    return at if known else None


def _quoted(scene: Scene, i: int) -> Extent | None:
    """What stands in quotes right behind a head: компания «Газпром»."""
    if scene.gap(i) not in _OPENING or not scene.capital(i + 1):
        return None
    for last in range(i + 1, min(i + 1 + _QUOTED, len(scene.tokens))):
        gap = scene.gap(last)
        if gap[:1] in _CLOSING:
            return Extent(i + 1, last)
        if "\n" in gap or "." in gap or "," in gap:
            return None
    return None


def _fields_behind(scene: Scene, i: int, sort: str) -> int:
    """The last of the small words behind a head that say its field: образования и науки, степной гидрологии."""
    known = _known_fields_behind(scene, i)
    return max(known, genitive_behind(scene, i)) if sort == "strong" else known


def _known_fields_behind(scene: Scene, i: int) -> int:
    last = i
    while last - i < _MIDDLE and scene.joined(last):
        at = last + 1
        small = not scene.capital(at)
        if small and scene.vocabulary.is_field(scene.words[at]):
            last = at
        elif small and _joins(scene, at) and scene.vocabulary.is_field(scene.words[at + 1]):
            last = at + 1
        else:
            break
    while last > i and (scene.words[last] in scene.vocabulary.of or scene.words[last] in scene.vocabulary.conjunctions):
        last -= 1
    return last


def _joins(scene: Scene, at: int) -> bool:
    spoken = scene.vocabulary
    joiner = scene.words[at] in spoken.conjunctions or scene.words[at] in spoken.of
    return at + 1 < len(scene.words) and joiner and scene.joined(at) and not scene.capital(at + 1)


def _place_behind(scene: Scene, i: int) -> int:
    """Past a listed place in the genitive: Министерство образования Республики Беларусь."""
    last = i
    while last - i < 3 and scene.joined(last) and scene.is_place(last + 1) and scene.capital(last + 1):
        last += 1
    return i if scene.joined(last) and scene.capital(last + 1) else last


def _adjective_first(scene: Scene, first: int, last: int, sort: str) -> Extent | None:
    """A relational adjective with a capital, small words, the head: Минский государственный университет."""
    start = first - 1
    while start > 0 and first - start < _MIDDLE and _is_small_field(scene, start):
        start -= 1
    if start < 0 or not scene.capital(start) or not scene.joined(start) or scene.is_within(start):
        return None
    if scene.lang != "kk" and not is_relational(scene, start):
        return None
    between = first - start - 1
    end = _fields_behind(scene, last, sort)
    if between < 1 and (sort == "weak" or (scene.opens_sentence(start) and end == last)):
        return None
    if _is_glued(scene, start):
        return None
    if scene.capital(first) and between < 1 and scene.lang != "kk":
        return None
    while scene.lang == "kk" and scene.joined(start - 1) and scene.capital(start - 1) and first - start < _MIDDLE:
        start -= 1
    return Extent(start, _place_behind(scene, end))


def is_relational(scene: Scene, i: int) -> bool:
    """Whether a token is an adjective of a place or a person by its ending: Гомельская."""
    word = scene.text[scene.tokens.starts[i] : scene.tokens.ends[i]]
    return _RELATIONAL.match(word) is not None or (scene.lang == "bg" and word.endswith("ския"))


def _is_glued(scene: Scene, start: int) -> bool:
    """Whether a capital stands before a name that may belong to it: no role, no sentence's first word."""
    if scene.lang == "kk" or not scene.joined(start - 1) or not scene.capital(start - 1):
        return False
    return not (scene.opens_sentence(start - 1) or scene.words[start - 1] in scene.vocabulary.stops)


def _is_small_field(scene: Scene, i: int) -> bool:
    return scene.joined(i) and not scene.capital(i) and (
        scene.words[i] in scene.vocabulary.fields or scene.words[i] in scene.vocabulary.conjunctions
    )  # fmt: skip
