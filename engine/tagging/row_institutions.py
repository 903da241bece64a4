"""Institutions in scripts without spaces: Chinese, Japanese and Thai rows of letters, and Korean words with particles.

A head (tables/row_heads.tsv) ends the name, in Thai it begins it; where it begins a place must tell, or in
Japanese a row of katakana.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from polyonym.aliases.model import EntityKind
from polyonym.engine.institutions.gazetteer import UNSURE, gazetteer, meant
from polyonym.engine.tagging.parts import COVERABLE, PLACE
from polyonym.engine.tagging.rows import table
from polyonym.engine.tagging.scene import Found, Scene

_MOST = 16
_SCORE = 0.87
_HAN = re.compile("[\u3005\u4e00-\u9fff]")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]{3,}")
_DOTS = frozenset("・･·")


@cache
def row_words(lang: str, what: str) -> frozenset[str]:
    """The words of one class for a language."""
    return frozenset(
        word for row in table("row_heads.tsv") if row[0] == lang and row[1] == what for word in row[2].split()
    )


@cache
def heads_of(lang: str) -> re.Pattern[str]:
    """All heads of a language, the longest first."""
    heads = row_words(lang, "head") | row_words(lang, "own")
    return re.compile("|".join(sorted(map(re.escape, heads), key=lambda head: (-len(head), head))))


def row_institutions(scene: Scene) -> Iterator[Found]:
    """The institutions of a Chinese or Japanese text whose names begin with a place, or with katakana."""
    lang = "ja" if scene.lang == "ja" else "zh"
    line = "".join([char if len(char) == 1 else "\0" for char in scene.tokens.texts])
    for head in heads_of(lang).finditer(line):
        first, end = head.span()
        if line[end : end + 1] in row_words(lang, "not-before") and not scene.gap(end - 1):
            continue
        start = _start(scene, line, first, lang)
        if start is not None and scene.may_cover(start, end - 1, (first, end - 1)):
            yield Found(start, end - 1, EntityKind.ORGANIZATION, _SCORE, f"a place before “{head.group()}”")


def _start(scene: Scene, line: str, head: int, lang: str) -> int | None:
    """The first token of the name whose head begins at token `head`, or None."""
    first = head
    breaks = row_words(lang, "break")
    while head - first < _MOST and first > 0 and not scene.gap(first - 1) and _goes_on(scene, line, first - 1, breaks):
        first -= 1
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


def _goes_on(scene: Scene, line: str, i: int, breaks: frozenset[str]) -> bool:
    if line[i] in breaks:
        return False
    return _HAN.match(line[i]) is not None or _KATAKANA.fullmatch(scene.tokens.texts[i]) is not None


def _place(scene: Scene, line: str, start: int, head: int) -> tuple[int, bool]:
    """How many tokens a place has that begins here, 0 if none does, and whether it is a country."""
    if scene.is_within(start - 1):
        return 0, False
    at = scene.taken[scene.tokens.starts[start]]
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
    names, heads = gazetteer().names, gazetteer().heads
    for size in range(min(heads.get(line[start], 0), end - start), 1, -1):
        value = names.get(line[start : start + size])
        if value and not value.startswith(UNSURE):
            return size, meant(value)[1][0].kind == "country"
    return 0, False


class _Korean(dict[str, int]):
    """How many letters of a word are the name before its particle; 0 for a word that no head ends."""

    def __missing__(self, word: str) -> int:
        if len(self) > 1 << 16:
            self.clear()
        found = _korean_pattern().fullmatch(word) if 2 < len(word) <= 24 else None
        self[word] = size = found.end(1) if found is not None else 0
        return size


@cache
def _korean_pattern() -> re.Pattern[str]:
    particles = "|".join(sorted(row_words("ko", "particle"), key=len, reverse=True))
    return re.compile(f"(.*(?:{heads_of('ko').pattern}))(?:{particles})?")


_korean = _Korean()


def korean_institutions(scene: Scene) -> Iterator[Found]:
    """The institutions of a Korean text: a place or a word of its own written together with a head."""
    texts = scene.tokens.texts
    for i, size in enumerate(map(_korean.__getitem__, texts)):
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
