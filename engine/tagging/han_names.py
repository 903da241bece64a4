"""People and institutions whom no table lists in Chinese text: surname, given name and title; place and head.

Tokens of Han are one character each, simplified, so a list of tokens is read like a string.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from polyonym.aliases.model import EntityKind
from polyonym.engine.sinitic.readings import surnames
from polyonym.engine.sinitic.tables import rows
from polyonym.engine.tagging.dotted_names import dotted_people
from polyonym.engine.tagging.han_titles import title_beginning
from polyonym.engine.tagging.japanese_names import japanese_people
from polyonym.engine.tagging.korean_names import korean_people
from polyonym.engine.tagging.parts import LISTED
from polyonym.engine.tagging.reasons import named_in_text
from polyonym.engine.tagging.rows import any_of
from polyonym.engine.tagging.scene import Found, Scene
from polyonym.engine.tagging.vocabulary import han, han_roles

_BACK = 16
_MOST_AGAIN = 50
"""So many people of a text are looked for again, so that the search stays linear."""
_LONGEST_END = 5
"""A title or head that ends before a name is of so many characters at most."""
_LONGEST_PLACE = 5
_BEFORE, _BEHIND, _HEAD = 0.88, 0.9, 0.88
_COMMAS = frozenset((",", "，", ", "))
_MOST_IN_ROW = 20
"""So many people behind one title are read."""
_HAN = re.compile("[\u4e00-\u9fff]+")


@cache
def _titles() -> re.Pattern[str]:
    return any_of(han_roles())


@cache
def _heads() -> re.Pattern[str]:
    return any_of(han("head"))


@cache
def _places() -> re.Pattern[str]:
    return any_of(han("begin"))


@cache
def _given() -> frozenset[str]:
    """The characters of given names."""
    listed = {row[0] for row in rows("given.tsv") if len(row[0]) == 1}
    tiers = [row[0].split(maxsplit=1)[1:] + row[1:] for row in rows("given.tsv") if row[0].startswith("tier")]
    return frozenset(char for tier in tiers for char in "".join(tier)) | listed | han("given")


def han_names(scene: Scene) -> Iterator[Found]:
    """The people, then the institutions, that titles and heads tell in a text of China, Japan or Korea."""
    if scene.lang == "ko":
        yield from korean_people(scene)
    if not _HAN.search(scene.text):
        return
    if scene.lang == "ja":
        yield from japanese_people(scene)
    line = scene.line
    yield from dotted_people(scene, line)
    for title in _titles().finditer(line) if scene.lang != "ja" else ():
        if _unbroken(scene, title.start(), title.end()):
            yield from _around(scene, line, title.start(), title.end())
    for head in _heads().finditer(line):
        start = _start_of_institution(scene, line, head.start())
        if start is not None and scene.may_cover(start, head.end() - 1, (head.start(), head.end() - 1)):
            yield Found(start, head.end() - 1, EntityKind.ORGANIZATION, _HEAD, f"a place before “{head.group()}”")


def _around(scene: Scene, line: str, first: int, end: int) -> Iterator[Found]:
    title = line[first:end]
    role = han_roles()[title] or None
    # 校长梁冰、副校长李明: the second title isn't the first name's
    before = _person_before(scene, line, first) if not scene.gap(first - 1) else None
    if before is not None:
        why = f"a Chinese name before the title “{_bare(title)}”"
        yield Found(before, first - 1, EntityKind.PERSON, _BEFORE, why, role)
        return
    found = list(_row_after(scene, line, end)) if role else []
    for start, last in found:
        yield Found(start, last, EntityKind.PERSON, _BEHIND, f"a Chinese name after the title “{_bare(title)}”", role)
    before = _person_before(scene, line, first) if not found and scene.gap(first - 1) in _COMMAS else None
    if before is not None:
        why = f"a Chinese name before the title “{_bare(title)}”"
        yield Found(before, first - 1, EntityKind.PERSON, _BEFORE, why, role)


def _row_after(scene: Scene, line: str, start: int) -> Iterator[tuple[int, int]]:
    """The names that share the title before `start`: 副校长李明、张伟."""
    for _ in range(_MOST_IN_ROW):
        last = _person_after(scene, line, start)
        if last is None:
            return
        yield start, last
        start = last + 1
        if scene.gap(last) != "、":
            return


@cache
def _bare(title: str) -> str:
    """A title without the head of the institution that it is written together with: 校长 of 大学校长."""
    bare = (title.removeprefix(head) for head in han("head") if title.startswith(head))
    return next((each for each in bare if each in han_roles()), title)


def _person_after(scene: Scene, line: str, start: int) -> int | None:
    """The last character of a surname and given name that begin at `start`."""
    family = 2 if line[start : start + 2] in surnames() else 1
    if line[start : start + family] not in surnames():
        return None
    for length in (family + 2, family + 1):
        end = start + length
        if line[end - 1 : end + 1] in han("after"):
            continue  # 孙伟会见: 会 belongs to what follows
        if not _is_free(scene, start, end) or not _ends_here(scene, line, end):
            continue
        if _are_given(line[start + family : end]) or _is_rare(line, start + family, end):
            return end - 1
    return None


def _is_rare(line: str, given: int, end: int) -> bool:
    """Whether one character that is unusual in names is a given name here, since a verb of speech or acting follows."""
    follows = line[end : end + 2] in han("after")
    return end - given == 1 and follows and _HAN.match(line[given]) is not None and line[given] not in han("break")


def _person_before(scene: Scene, line: str, end: int) -> int | None:
    """The first character of a surname and given name that end at `end`."""
    for length, family in ((4, 2), (3, 1), (2, 1)):
        start = end - length
        if start < 0 or line[start : start + family] not in surnames() or not _is_free(scene, start, end):
            continue
        if _are_given(line[start + family : end]) and _begins_here(scene, line, start):
            return start
    return None


def _are_given(chars: str) -> bool:
    return len(chars) > 0 and all(char in _given() for char in chars)


def _is_free(scene: Scene, first: int, end: int) -> bool:
    return end <= len(scene.tokens) and _unbroken(scene, first, end) and not any(map(scene.is_taken, range(first, end)))


def _unbroken(scene: Scene, first: int, end: int) -> bool:
    starts, ends = scene.tokens.starts, scene.tokens.ends
    return ends[end - 1] - starts[first] == end - first


def _ends_here(scene: Scene, line: str, end: int) -> bool:
    """Whether a name may end before `end`: at punctuation or before words that follow names."""
    if end >= len(line) or scene.gap(end - 1) or not _HAN.match(line[end]):
        return True
    after = han("after")
    return (
        line[end] in after or line[end : end + 2] in after or title_beginning(list(line[end : end + 5]), 0) is not None
    )


def _begins_here(scene: Scene, line: str, start: int) -> bool:
    """Whether a name may begin at `start`: behind punctuation, a function word, a title or a head."""
    if start == 0 or scene.gap(start - 1) or not _HAN.match(line[start - 1]) or scene.is_taken(start - 1):
        return True
    before = line[max(0, start - _LONGEST_END) : start]
    return line[start - 1] in han("break") or any(before[at:] in _that_end() for at in range(len(before)))


@cache
def _that_end() -> frozenset[str]:
    return frozenset((*han("head"), *han_roles()))


def _start_of_institution(scene: Scene, line: str, head: int) -> int | None:
    """Where the name begins that a head at `head` ends: at the first place's name behind the last function word."""
    starts, taken, breaks = scene.tokens.starts, scene.taken, han("break")
    first = head
    while first > 0 and head - first < _BACK and starts[first] - starts[first - 1] == 1:
        before = line[first - 1]
        if not "\u4e00" <= before <= "\u9fff" or before in breaks or taken[starts[first - 1]] == LISTED:
            break
        first -= 1
    place = _places().search(line, first, head + _LONGEST_PLACE - 1)
    begun = min(place.start(), head) if place is not None else head
    was_taken = scene.is_taken(first - 1)
    for start in range(first, begun):
        is_taken = taken[starts[start]] != 0
        if is_taken and not was_taken:
            begun = start
            break
        was_taken = is_taken
    return begun if begun < head and head - begun < _BACK else None


def han_again(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Later mentions of the people found, by their whole names."""
    people = [each for each in found if each.kind is EntityKind.PERSON]
    names = {"".join(scene.tokens.texts[each.first : each.last + 1]) for each in people[:_MOST_AGAIN]}
    if not names or not all(map(_HAN.match, names)):
        return
    used = {i for each in found for i in range(each.first, each.last + 1)}
    for name in any_of(names).finditer(scene.line):
        first, end = name.span()
        if used.isdisjoint(range(first, end)) and _is_free(scene, first, end):
            why = named_in_text(scene, people, name.group(), first)
            yield Found(first, end - 1, EntityKind.PERSON, 0.88, why)
