"""Lines of a page that aren't the article: menus, logins, ratings, counters, image paths."""

from __future__ import annotations

import re
from functools import cache

from polyonym.engine.reading import names
from polyonym.engine.reading.dates import dates

_IMAGE = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|webp|bmp|ico)(?:\?\S*)?", re.IGNORECASE)
_SEPARATORS = re.compile(r"(?:(?<!\s)\s++)?(?:[|>»›·•]|(?<=\s)/(?=\s)|->)\s*")
_WORD = re.compile(r"[^\W\d_]+")
_MENU_PARTS, _MENU_PART = 4, 28
"""A line cut by separators into this many parts, none longer than that, is a menu."""
_LONGEST_START = 160


def is_furniture(line: str) -> bool:
    """Whether a line (stripped) belongs to the page and not to its article.

    By tables/furniture.txt: the whole line, or each of its parts, is a menu word; it begins like a
    rating, login, counter or copyright line; it holds a date of publication and nothing else. By
    shape: an image's path, a line without letters and digits, many short parts between separators.
    """
    if not any(char.isalnum() for char in line) or _IMAGE.fullmatch(line):
        return True
    folded = line.casefold()
    if len(folded) <= _LONGEST_START and folded.startswith(_starts()):
        return True
    return _is_menu(folded) or is_date_line(folded)


def is_date_line(line: str) -> bool:
    """Whether nothing but dates, times, their labels and counters stand in this line."""
    if len(line) > _LONGEST_START:
        return False
    rest = line.casefold()
    for found in reversed(list(dates(rest))):
        rest = rest[: found.start] + " " + rest[found.end :]
    if rest == line.casefold() and not _counter().fullmatch(rest.strip()):
        return False
    rest = _labels().sub(" ", rest)
    return all(word in names.weekdays() or word in _SMALL for word in _WORD.findall(rest))


_SMALL = frozenset(
    ("am", "pm", "t", "z", "gmt", "utc", "г", "р", "ж", "год", "года", "у", "в", "at", "lúc", "giờ")
)  # fmt: skip


def _is_menu(line: str) -> bool:
    parts = [part.strip(" :：[]()【】") for part in _SEPARATORS.split(line)]
    parts = [part for part in parts if part]
    words = names.furniture("word")
    if all(part in words or part.isdigit() for part in parts):
        return any(part in words for part in parts)
    return len(parts) >= _MENU_PARTS and all(len(part) <= _MENU_PART for part in parts)


@cache
def _starts() -> tuple[str, ...]:
    return tuple(names.furniture("start"))


@cache
def _labels() -> re.Pattern[str]:
    known = sorted(names.furniture("label") | names.furniture("counter"), key=len, reverse=True)
    weekdays = [name for name in names.weekdays() if " " in name or len(name) > 3]
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, [*known, *weekdays])) + r")(?![^\W\d_])")


@cache
def _counter() -> re.Pattern[str]:
    known = "|".join(map(re.escape, names.furniture("counter")))
    return re.compile(rf"(?:{known})\s*[:：]\s*[\d\s.,()]*|[\d\s.,]+(?:{known})")
