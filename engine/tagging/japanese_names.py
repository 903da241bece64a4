"""People in Japanese text: a surname, a given name and a title behind; foreign names by their dots."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from polyonym.aliases.model import EntityKind
from polyonym.engine.sinitic.japanese import elements, surnames
from polyonym.engine.sinitic.tables import lines
from polyonym.engine.sinitic.variants import simplify
from polyonym.engine.tagging.clues import NATIVE
from polyonym.engine.tagging.glued_titles import titles_of, titles_pattern
from polyonym.engine.tagging.reasons import named_in_text
from polyonym.engine.tagging.rows import any_of
from polyonym.engine.tagging.scene import Found, Scene

_HAN = "\u4e00-\u9fff\u3005\u30f6"
_KANJI = re.compile(f"[{_HAN}]")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]+")
_LONGEST = 7
_FULL, _SURNAME, _FOREIGN = 0.91, 0.88, 0.9
_MOST_AGAIN = 50
_ALONE = frozenset(
    ("氏", "さん", "容疑者", "被告", "首相", "前首相", "元首相", "総理", "議員", "選手", "監督", "教授", "博士")
)
"""Behind these a listed surname alone is a person; 中央市長 would be a town's."""


def japanese_people(scene: Scene) -> Iterator[Found]:
    """The people of a Japanese text, then those found, again by their whole names."""
    found = [*_titled(scene), *_dotted(scene)]
    yield from found
    yield from _again(scene, found)


def _titled(scene: Scene) -> Iterator[Found]:
    plain, roles = scene.tokens.folded, titles_of("ja")
    for title in titles_pattern("ja").finditer(scene.text):
        start = _name_ending(plain, title.start(), title.group())
        if start is None:
            continue
        first, last = _tokens_between(scene, start, title.start())
        if first is None or any(map(scene.is_taken, range(first, last + 1))):
            continue
        score = _FULL if title.start() - start > 3 else _SURNAME
        why = f"a Japanese name before “{title.group()}”"
        yield Found(first, last, EntityKind.PERSON, score, why, roles[title.group()] or None)


def _tokens_between(scene: Scene, start: int, end: int) -> tuple[int | None, int]:
    """The first and the last token of a range of the text; None where tokens are cut otherwise."""
    first = bisect_left(scene.tokens.starts, start)
    last = bisect_left(scene.tokens.ends, end)
    if first >= len(scene.tokens) or last >= len(scene.tokens):
        return None, 0
    fits = scene.tokens.starts[first] == start and scene.tokens.ends[last] == end
    return (first if fits else None), last


def _name_ending(text: str, end: int, title: str) -> int | None:
    """Where the name begins that ends right before the title: a listed surname with a given name, or alone.

    `text` is folded, so that its characters are simplified as in the tables of names.
    """
    run = end
    while run > max(0, end - _LONGEST) and _KANJI.match(text[run - 1]):
        run -= 1
    for start in range(run, end - 1):
        family = _family(text[start:end])
        if family and _is_given(text[start + family : end]) and (start == run or end - start > 3):
            return start
    if title in _ALONE and text[run:end] in surnames() and end - run > 1:
        return run
    return None


def _family(run: str) -> int:
    """How many characters the surname at the beginning of a run has, given names behind it; 0 where none is."""
    for length in (3, 2, 1):
        if len(run) > length and run[:length] in surnames():
            return length
    return 0


def _is_given(run: str) -> bool:
    """Whether a run is a listed given name, or made of the characters that begin and end them."""
    if run in _given_names():
        return True
    return len(run) == 2 and run[0] in elements(True) and run[1] in elements(False)


@cache
def _given_names() -> frozenset[str]:
    whole = [line.removeprefix("whole ") for line in lines("japanese_given.txt") if line.startswith("whole ")]
    return frozenset(simplify(each.partition("=")[0]) for line in whole for each in line.split())


def _dotted(scene: Scene) -> Iterator[Found]:
    """A foreign name whose first part is a known forename: ドナルド・トランプ."""
    done, texts = -1, scene.tokens.texts
    for i in scene.told(NATIVE):
        if i <= done or scene.is_taken(i) or scene.gap(i - 1) in _DOTS:
            continue
        last = i
        while (
            last - i < 4 and scene.gap(last) in _DOTS and last + 1 < len(texts) and _KATAKANA.fullmatch(texts[last + 1])
        ):
            last += 1
        behind = scene.tokens.ends[last]
        if last == i or scene.is_taken(last) or _NOT_BEHIND.match(scene.text, behind):
            continue
        done = last
        title = titles_pattern("ja").match(scene.text, behind)
        role = titles_of("ja")[title.group()] if title else ""
        why = f"a name that begins with the forename {texts[i]}"
        yield Found(i, last, EntityKind.PERSON, _FOREIGN, why, role or None)


_DOTS = frozenset(("・", "･", "＝", "゠", "="))
_NOT_BEHIND = re.compile("大学|大会|[賞社島州杯湖山川港館市県区病空駅劇財研通橋国城]")
"""What makes a name that of an institution or a place: ジョンズ・ホプキンス大学."""


def _again(scene: Scene, found: list[Found]) -> Iterator[Found]:
    starts, ends = scene.tokens.starts, scene.tokens.ends
    names = {scene.text[starts[each.first] : ends[each.last]] for each in found[:_MOST_AGAIN]}
    names = {name for name in names if len(name) > 3}
    names |= {f"{name.rpartition('・')[2]}" for name in names if len(name.rpartition("・")[2]) > 2}
    if not names:
        return
    used = {i for each in found for i in range(each.first, each.last + 1)}
    for met in any_of(names).finditer(scene.text):
        first, last = _tokens_between(scene, *met.span())
        if first is not None and used.isdisjoint(range(first, last + 1)) and not scene.is_taken(first):
            why = named_in_text(scene, found, met.group(), first)
            yield Found(first, last, EntityKind.PERSON, 0.88, why)
