"""Foreign people in Chinese text, whose names are written by their sound with a dot between: 唐纳德·特朗普."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from polyonym.aliases.model import EntityKind
from polyonym.engine.sinitic.tables import lines
from polyonym.engine.tagging.han_titles import title_ending
from polyonym.engine.tagging.name_words import names_in
from polyonym.engine.tagging.reasons import named_in_text
from polyonym.engine.tagging.rows import any_of
from polyonym.engine.tagging.scene import Found, Scene
from polyonym.engine.tagging.vocabulary import han, han_roles

_DOTS = "·•・‧．"
_DOT = re.compile(f"[{_DOTS}]")
_LONGEST = 7
_SCORE, _AGAIN = 0.9, 0.88
_SHORTEST_AGAIN = 3
_MOST_AGAIN = 50


_ALSO_SOUNDS = frozenset("得汗别莲姜吕肖孜帖尧沁黛妲芙薇菈珐琪琦蓓萝屈")
"""Characters of settled names, though no sound is usually written so: 彼得, 阿迦汗, 列别捷夫, 帖木儿, 黛安娜."""


@cache
def _sounds() -> frozenset[str]:
    """The characters that foreign names are written with."""
    return frozenset(line[0] for line in lines("transcribed_sounds.txt")) | _ALSO_SOUNDS


@cache
def _forenames() -> frozenset[str]:
    return names_in("Hani", "\u4e00", "\u9fff")


def dotted_people(scene: Scene, line: str) -> Iterator[Found]:
    """The people whose forename is known; `line` has one character for each token. Then their surnames again."""
    found = list(_dotted(scene, line))
    yield from found
    yield from _again(scene, line, found)


def _dotted(scene: Scene, line: str) -> Iterator[Found]:
    for dot in _DOT.finditer(scene.text):
        at = bisect_left(scene.tokens.starts, dot.start()) - 1
        if not 0 <= at < len(line) - 1 or scene.gap(at) != dot.group():
            continue
        first, last = _first(scene, line, at), _last(scene, line, at + 1)
        if first is None or last - at < 2 or any(map(scene.is_taken, range(first, last + 1))):
            continue
        title = _title(line, first, last)
        why = f"a foreign name that begins with {line[first : at + 1]}"
        yield Found(first, last, EntityKind.PERSON, _SCORE, why, title)


def _first(scene: Scene, line: str, end: int) -> int | None:
    """Where a known forename begins that ends with the token `end`."""
    for start in range(max(0, end - _LONGEST + 1), end):
        if line[start : end + 1] in _forenames() and not any(scene.gap(i) for i in range(start, end)):
            return start
    return next((i for i in range(max(0, end - 4), end) if _may_begin(scene, line, i, end)), None)


def _may_begin(scene: Scene, line: str, start: int, end: int) -> bool:
    """Whether characters that write sounds begin a name here: behind a role, a function word or punctuation."""
    if not all(char in _sounds() for char in line[start : end + 1]) or any(scene.gap(i) for i in range(start, end)):
        return False
    if start == 0 or scene.gap(start - 1) or line[start - 1] in han("break"):
        return True
    return title_ending(list(line[max(0, start - 5) : start]), min(5, start)) is not None


def _last(scene: Scene, line: str, start: int) -> int:
    """The last token of the surname that begins at `start`, of characters that write sounds; more dots are passed."""
    last = start - 1
    while last + 1 < len(line) and last - start < 2 * _LONGEST and line[last + 1] in _sounds():
        if last >= start and scene.gap(last) and scene.gap(last) not in _DOTS:
            break
        if line[last + 1 : last + 3] in _WORDS:
            break
        last += 1
    return last


_WORDS = frozenset(
    (
        "于是",
        "以及",
        "和平",
        "来自",
        "来到",
        "在此",
        "可能",
        "同意",
        "加入",
        "加强",
        "会见",
        "会谈",
        "达成",
        "利用",
        "当时",
        "今天",
        "别人",
        "别的",
        "汗流",
        "汗水",
        "吕宋",
    )
)


def _title(line: str, first: int, last: int) -> str | None:
    for length in (5, 4, 3, 2):
        for shown in (line[max(0, first - length) : first], line[last + 1 : last + 1 + length]):
            role = han_roles().get(shown) if len(shown) == length else None
            if role:
                return role
    return None


def _again(scene: Scene, line: str, found: list[Found]) -> Iterator[Found]:
    """Later mentions by the surname alone: 特朗普."""
    whole = [line[each.first : each.last + 1] for each in found[:_MOST_AGAIN]]
    by_dots = [_after_dot(scene, each) for each in found[:_MOST_AGAIN]]
    names = {name for name in (*whole, *(line[a : b + 1] for a, b in by_dots)) if len(name) >= _SHORTEST_AGAIN}
    if not names:
        return
    used = {i for each in found for i in range(each.first, each.last + 1)}
    for met in any_of(names).finditer(line):
        first, end = met.span()
        if used.isdisjoint(range(first, end)) and not any(map(scene.is_taken, range(first, end))):
            why = named_in_text(scene, found, met.group(), first)
            yield Found(first, end - 1, EntityKind.PERSON, _AGAIN, why, _title(line, first, end - 1))


def _after_dot(scene: Scene, found: Found) -> tuple[int, int]:
    dots = [i for i in range(found.first, found.last) if scene.gap(i)]
    return dots[-1] + 1, found.last
