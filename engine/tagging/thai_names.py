"""People in Thai text: a title glued to a forename, a space, and a surname: นายสมชาย ใจดี."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from polyonym.aliases.model import EntityKind
from polyonym.engine.tagging.glued_titles import titles_of, titles_pattern
from polyonym.engine.tagging.scene import Found, Scene

_SCORE = 0.9
_PART = "[\u0e01-\u0e2e\u0e40-\u0e44][\u0e01-\u0e3a\u0e40-\u0e4e]{1,17}"
_NOT_NAMES = (
    "กรัฐมนตรี",
    "กเทศมนตรี",
    "กฯ",
    "กสมาคม",
    "กองค์การ",
    "กสภา",
    "แพทย์",
    "ทุน",
    "จ้าง",
    "หน้า",
    "อำเภอ",
    "ทหาร",
    "ตำรวจ",
    "พล",
)
"""What follows นาย where it is part of a word, not a title."""


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(f"({titles_pattern('th').pattern})[ .]?({_PART}) ({_PART})")


@cache
def _strong() -> frozenset[str]:
    """Titles behind which nothing but a name stands."""
    return frozenset(("นาย", "นาง", "นางสาว", "น.ส.", "ดร.", "ม.ล.", "ม.ร.ว.", "ด.ช.", "ด.ญ.", "เด็กชาย", "เด็กหญิง"))


def thai_people(scene: Scene) -> Iterator[Found]:
    """The people that titles tell, with the role before the title."""
    for met in _pattern().finditer(scene.text):
        title = met.group(1)
        is_rank = "." in title
        if (title not in _strong() and not is_rank) or met.group(2).startswith(_NOT_NAMES):
            continue
        first = bisect_left(scene.tokens.starts, met.start(2))
        last = bisect_left(scene.tokens.ends, met.end(3))
        if last >= len(scene.tokens) or any(map(scene.is_taken, range(first, last + 1))):
            continue
        role = titles_of("th")[title] or _role_before(scene.text, met.start())
        yield Found(first, last, EntityKind.PERSON, _SCORE, f"a name after the title “{title}”", role or None)


def _role_before(text: str, end: int) -> str | None:
    """The role that is written right before a title."""
    before = text[max(0, end - 40) : end].rstrip()
    return next((role for form, role in titles_of("th").items() if role and before.endswith(form)), None)
