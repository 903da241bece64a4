"""Institutions in scripts without spaces: Chinese, Japanese and Thai rows of letters, and Korean words with particles.

A head (tables/row_heads.tsv) ends the name, in Thai it begins it; where it begins a place must tell, or in
Japanese a row of katakana.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache

from polyonym.aliases.model import EntityKind
from polyonym.engine.institutions.gazetteer import UNSURE, gazetteer, meant
from polyonym.engine.tagging.parts import COVERABLE, PLACE
from polyonym.engine.tagging.rows import heads_of, row_words
from polyonym.engine.tagging.scene import Found, Scene

_MOST = 16
_LONGEST_WORD = 24
_SCORE = 0.87
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]{3,}")
_DOTS = frozenset("・･·")


def row_institutions(scene: Scene) -> Iterator[Found]:
    """The institutions of a Chinese or Japanese text whose names begin with a place, or with katakana."""
    lang = "ja" if scene.lang == "ja" else "zh"
    line = scene.line
    for head in heads_of(lang).finditer(line):
        first, end = head.span()
        if line[end : end + 1] in row_words(lang, "not-before") and not scene.gap(end - 1):
            continue
        start = _start(scene, line, first, lang)
        if start is not None and scene.may_cover(start, end - 1, (first, end - 1)):
            yield Found(start, end - 1, EntityKind.ORGANIZATION, _SCORE, f"a place before “{head.group()}”")


def _start(scene: Scene, line: str, head: int, lang: str) -> int | None:
    """The first token of the name whose head begins at token `head`, or None."""
    first = _start_of_row(scene, line, head, row_words(lang, "break"))
    for start in range(first, head):
        size, country = _place(scene, line, start, head)
        if size:
            alone = start + size == head and country
            inside = line[start + size : start + size + 1] in row_words(lang, "generic")
            return None if alone or inside else start
    if lang == "ja" and first < head and _KATAKANA.fullmatch(scene.tokens.texts[first]):
        return _dotted(scene, first) if scene.tokens.texts[first] not in row_words(lang, "common") else None
    return None


def _dotted(scene: Scene, first: int) -> int:
    """The first of the words of katakana that dots join with the one at token `first`."""
    while first > 0 and scene.gap(first - 1) in _DOTS and _KATAKANA.fullmatch(scene.tokens.texts[first - 1]):
        first -= 1
    return first


def _start_of_row(scene: Scene, line: str, head: int, breaks: frozenset[str]) -> int:
    """The first of the Han characters and words of katakana that are written together before a head."""
    starts, ends, first = scene.tokens.starts, scene.tokens.ends, head
    while head - first < _MOST and first > 0 and starts[first] == ends[first - 1]:
        before = line[first - 1]
        if before in breaks or not (_is_han(before) or _KATAKANA.fullmatch(scene.tokens.texts[first - 1])):
            break
        first -= 1
    return first


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or char == "\u3005"


def _place(scene: Scene, line: str, start: int, head: int) -> tuple[int, bool]:
    """How many tokens a place has that begins here, 0 if none does, and whether it is a country."""
    at = scene.taken[scene.tokens.starts[start]]
    if at and scene.is_within(start - 1):
        return 0, False
    size = 1
    if at in (PLACE, COVERABLE):
        while start + size < head and scene.is_within(start + size - 1):
            size += 1
    known = place_at(line, start, head)
    if at == COVERABLE:
        return size, False
    return (max(size, known[0]), known[1]) if at == PLACE else known


def place_at(line: str, start: int, end: int) -> tuple[int, bool]:
    """How many letters the longest sure place of the gazetteer has here, and whether it is a country."""
    most = min(gazetteer().heads.get(line[start], 0), end - start)
    return _longest_place(line[start : start + most]) if most > 1 else (0, False)


@lru_cache(maxsize=1 << 14)
def _longest_place(letters: str) -> tuple[int, bool]:
    names = gazetteer().names
    for size in range(len(letters), 1, -1):
        value = names.get(letters[:size])
        if value and not value.startswith(UNSURE):
            return size, meant(value)[1][0].kind == "country"
    return 0, False


@lru_cache(maxsize=1 << 14)
def _name_size(word: str) -> int:
    """How many letters of a Korean word are the name before its particle; 0 for a word that no head ends."""
    found = _korean_pattern().fullmatch(word) if 2 < len(word) <= _LONGEST_WORD else None
    return found.end(1) if found is not None else 0


@cache
def _korean_pattern() -> re.Pattern[str]:
    particles = "|".join(sorted(row_words("ko", "particle"), key=len, reverse=True))
    return re.compile(f"(.*(?:{heads_of('ko').pattern}))(?:{particles})?")


def korean_institutions(scene: Scene) -> Iterator[Found]:
    """The institutions of a Korean text: a place or a word of its own written together with a head."""
    texts, ends = scene.tokens.texts, scene.tokens.ends
    for i in sorted({bisect_left(ends, met.end()) for met in heads_of("ko").finditer(scene.tokens.folded)}):
        size = _name_size(texts[i])
        if size:
            start = _korean_start(scene, i, texts[i][:size])
            if start is not None and scene.may_cover(start, i, (i, i)):
                yield Found(
                    start, i, EntityKind.ORGANIZATION, _SCORE, f"a name that ends like “{texts[i][:size]}”", None, size
                )


def _korean_start(scene: Scene, i: int, name: str) -> int | None:
    head = heads_of("ko").search(name)
    last = max((found for found in heads_of("ko").finditer(name)), key=lambda found: found.end(), default=head)
    if last is None:
        return None
    own, strong = name[: last.start()], last.group() in row_words("ko", "own")
    size, country = place_at(name, 0, len(own)) if own else (0, False)
    if size:
        return i if strong or not (country and size == len(own)) else None
    if own:
        generic = any(own.endswith(word) for word in row_words("ko", "generic"))
        return i if strong and len(own) > 1 and not generic else None
    before = scene.tokens.texts[i - 1] if i and scene.gap(i - 1) == " " else ""
    size, country = place_at(before, 0, len(before)) if before else (0, False)
    return i - 1 if size and size == len(before) and not country else None


def thai_institutions(scene: Scene) -> Iterator[Found]:
    """The institutions of a Thai text: a head with a place of the gazetteer right behind it."""
    text = scene.text
    for head in heads_of("th").finditer(text):
        size, _ = place_at(text, head.end(), len(text)) if head.end() < len(text) else (0, False)
        first = bisect_left(scene.tokens.starts, head.start())
        last = bisect_left(scene.tokens.ends, head.end() + size)
        fits = size and last < len(scene.tokens) and scene.tokens.ends[last] == head.end() + size
        if fits and scene.tokens.starts[first] == head.start():
            head_end = bisect_left(scene.tokens.ends, head.end())
            if scene.may_cover(first, last, (first, head_end)):
                yield Found(first, last, EntityKind.ORGANIZATION, _SCORE, f"a place behind “{head.group()}”")
