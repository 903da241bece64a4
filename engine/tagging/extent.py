"""How far an institution's name goes on behind its head noun."""

from __future__ import annotations

from typing import NamedTuple

from polyonym.engine.tagging.scene import Scene

_TITLES = frozenset(("dr", "prof", "mr", "mrs", "dkt"))
_MOST = 5
_LONGEST = 12
_NO_POLISH_ENDINGS = frozenset("bcdfgklprstvxz")
"""Letters in which no adjective and few genitives end, while names of people do."""


class Extent(NamedTuple):
    """A range of tokens, both ends included."""

    first: int
    last: int


def rest_behind(scene: Scene, i: int, *, only: frozenset[str] | None = None, capitals: bool = True) -> int:
    """The last token of a name whose head ends at `i`: "No. 5", "of X", "of X and Y of Z" are taken along.

    `only` are the words that may stand for "of"; `capitals` says whether capitals may follow without it.
    """
    last = _number(scene, i)
    if capitals and scene.vocabulary.order.order == "first":
        last = _joined_fields(scene, _capitals(scene, last)) if last == i else last
    for _ in range(_MOST):
        step = _part(scene, last, only or scene.vocabulary.of)
        if step is None:
            break
        last = _joined_fields(scene, step)
    return last


def _number(scene: Scene, i: int) -> int:
    texts = scene.tokens.texts
    if i + 2 < len(texts) and texts[i + 1] in ("no", "nr", "n") and texts[i + 2].isdigit():
        return i + 2 if scene.joined(i) else i
    return i + 1 if i + 1 < len(texts) and scene.gap(i) in (" № ", " №") and texts[i + 1].isdigit() else i


def _capitals(scene: Scene, i: int, *, inside: bool = False) -> int:
    """The last of the capitals that follow token `i` directly, before a role or a common word.

    A possessive ends them, unless `inside`: Ministry of China's Education.
    """
    first = i
    while i - first < _LONGEST and (scene.is_within(i) or _is_next(scene, i)):
        if scene.tokens.texts[i].endswith("'s") and not inside:
            break
        i += 1
    return i


def _is_next(scene: Scene, i: int) -> bool:
    return scene.joined(i) and scene.capital(i + 1) and _goes_on(scene, i + 1)


def _goes_on(scene: Scene, i: int) -> bool:
    spoken, word = scene.vocabulary, scene.words[i]
    if scene.lang == "pl" and scene.tokens.texts[i][-1:] in _NO_POLISH_ENDINGS:
        return False
    inside = word not in spoken.stops or spoken.is_field(word) or spoken.is_head(word) or scene.is_taken(i)
    return inside and (word,) not in spoken.roles and word not in _TITLES


def _part(scene: Scene, i: int, of: frozenset[str]) -> int | None:
    """The end of "of the X" behind token `i`, or None."""
    at = i + 1
    if at >= len(scene.words) or not scene.joined(i) or scene.tokens.texts[i].endswith("'s"):
        return None
    elided = "'" in scene.tokens.texts[at] and scene.capital(at) and not scene.text[scene.tokens.starts[at]].isupper()
    if scene.words[at] in of and scene.joined(at):
        at += 1
        if at < len(scene.words) and scene.words[at] in scene.vocabulary.articles and scene.joined(at):
            at += 1
    elif not elided:
        return None
    if not scene.capital(at) or not (elided or _goes_on(scene, at)):
        return None
    return _capitals(scene, at, inside=True)


def _joined_fields(scene: Scene, i: int) -> int:
    """Past "and Y" where both sides are fields and what follows is no other institution."""
    at = i + 1
    if at + 1 >= len(scene.words) or scene.words[at] not in scene.vocabulary.conjunctions:
        return i
    if not (scene.joined(i) and scene.joined(at) and scene.capital(at + 1) and _goes_on(scene, at + 1)):
        return i
    end = _capitals(scene, at + 1)
    spoken = scene.vocabulary
    if any(map(spoken.is_head, scene.words[at + 1 : end + 1])) or scene.is_taken(at + 1):
        return i
    if spoken.lang == "pl" and scene.words[i][-2:] == scene.words[end][-2:]:
        return end
    return end if any(spoken.is_field(scene.words[each]) for each in (i, at + 1, end)) else i
