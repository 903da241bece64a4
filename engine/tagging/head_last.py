"""Institutions whose head comes last: Turkish and Hungarian capitals; Finnish or Swedish small words behind one."""

from __future__ import annotations

from polyonym.engine.institutions.places import single
from polyonym.engine.tagging.capital_runs import has_proper
from polyonym.engine.tagging.extent import Extent, rest_behind
from polyonym.engine.tagging.scene import Scene

_MOST = 7


def head_last(scene: Scene, first: int, last: int, sort: str, done: int) -> Extent | None:
    """The capitals that end with a head: Sağlık Bakanlığı, Debreceni Egyetem."""
    if not scene.capital(first) or scene.is_headline(first):
        return None
    start = _capitals_before(scene, first, done)
    if start == first or (scene.joined(last) and scene.capital(last + 1) and not _ends_name(scene, last)):
        return None
    if has_proper(scene, start, first - 1):
        return Extent(start, last)
    told = scene.vocabulary.order.telling and not scene.opens_sentence(start)
    return Extent(start, last) if told else None


def _ends_name(scene: Scene, i: int) -> bool:
    """Whether a token closes a name by its ending, or a role follows: Ankara Üniversitesi Rektörü."""
    return "'" in scene.tokens.texts[i] or scene.words[i + 1] in scene.vocabulary.role_ends


def _capitals_before(scene: Scene, i: int, done: int) -> int:
    floor = max(done, i - _MOST)
    first = i
    while first - 1 > floor:
        if scene.joined(first - 1) and _is_inside(scene, first - 1):
            first -= 1
        elif _joins(scene, first - 1) and first - 2 > floor:
            first -= 2
        else:
            break
    return first + 1 if first < i and scene.opens_sentence(first) and _is_common(scene, first) else first


def _is_common(scene: Scene, i: int) -> bool:
    return scene.words[i] in scene.vocabulary.stops and not scene.vocabulary.is_field(scene.words[i])


def _is_inside(scene: Scene, i: int) -> bool:
    word = scene.words[i]
    free = word not in scene.vocabulary.stops or scene.vocabulary.is_field(word) or scene.is_taken(i)
    return scene.capital(i) and "'" not in scene.tokens.texts[i] and free


def _joins(scene: Scene, i: int) -> bool:
    """Whether a conjunction joins two capitals: Bilim ve Teknoloji."""
    both = scene.joined(i) and scene.joined(i - 1) and _is_inside(scene, i - 1) and scene.capital(i + 1)
    return both and scene.words[i] in scene.vocabulary.conjunctions


def small_last(scene: Scene, first: int, last: int, sort: str, done: int) -> Extent | None:
    """One capital or several, small fields, the head: Helsingin yliopisto, Kauno technologijos universitetas."""
    if scene.capital(last) and last + 1 < len(scene.words) and scene.words[last + 1] in scene.vocabulary.of:
        return _with_place_behind(scene, first, last)
    start = first - 1
    while start > done and first - start < _MOST and scene.joined(start) and not scene.capital(start):
        if not (scene.vocabulary.is_field(scene.words[start]) or scene.words[start] in scene.vocabulary.conjunctions):
            return None
        start -= 1
    if start <= done or not (scene.joined(start) and scene.capital(start)) or scene.is_headline(first):
        return None
    between = first - start - 1
    while start - 1 > done and scene.joined(start - 1) and _is_inside(scene, start - 1):
        start -= 1
    if scene.opens_sentence(start) and _is_common(scene, start) and start < first - 1:
        start += 1
    return Extent(start, last) if _is_told(scene, start, first, sort, between) else None


def _with_place_behind(scene: Scene, first: int, last: int) -> Extent | None:
    """A head with a capital, "of" and a proper name: Universitetet i Bergen."""
    end = rest_behind(scene, last)
    return (
        Extent(first, end) if end > last and not scene.is_headline(first) and has_proper(scene, last + 1, end) else None
    )


def _is_told(scene: Scene, start: int, first: int, sort: str, between: int) -> bool:
    """Whether it is one institution: a strong head, or one with a capital, and a place or a word of its own."""
    if not has_proper(scene, start, first - 1) or scene.words[start] in scene.vocabulary.stops:
        return False
    if scene.opens_sentence(start):
        return sort == "strong" and (scene.is_place(start) or bool(single(scene.tokens.texts[start])))
    return scene.capital(first) or (
        sort == "strong" and (between > 0 or scene.is_place(start) or _is_sure(scene, start))
    )


def _is_sure(scene: Scene, i: int) -> bool:
    """Whether a word is a place of the gazetteer, or one of a row of capitals."""
    return scene.capital(i + 1) or any(not place.weak for place in single(scene.tokens.texts[i]))
