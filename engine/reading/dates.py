"""The date of publication, from a line that gives it or from running text.

A date counts only with its year: every four-digit year is looked at, with what stands before and
after it. Names of months and weekdays in 45 languages come from CLDR (tables/date_names.txt).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from polyonym.engine.reading.names import furniture, months, weekdays

_YEAR = re.compile(r"(?<![\d.,])(?<!\d[.,:])(?:19|20)\d\d(?!\d)|(?<=\d[./-])(?:19|20)\d\d(?!\d)")
_REACH = 48
"""Characters on each side of a year in which the rest of its date is looked for."""

_SPAN = r"(\d{1,2})(?:\s*[-–—]\s*\d{1,2})?"
_DAY_MONTH = re.compile(
    rf"(?<!\d){_SPAN}(?:st|nd|rd|th|º|ª|er|-?го|-?га|-?ші|-?ші)?\.?\s+(?:de\s+|of\s+|d[’'])?([^\W\d_]+)\.?,?\s*(?:de\s+|del\s+)?$"
)
_MONTH_DAY = re.compile(rf"([^\W\d_]+)\.?\s+(?:the\s+)?{_SPAN}(?:st|nd|rd|th)?\s*,?\s*$")
_SPELLED_DAY = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s*,)?\s+năm\s*$")
_NUMBERS_BEFORE = re.compile(r"(?<![\d./-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?$")
_NUMBERS_AFTER = re.compile(r"([./-])(\d{1,2})\1(\d{1,2})(?!\d)")
_CJK_AFTER = re.compile(r"\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日日号號일]?")
_MONGOL_AFTER = re.compile(r"\s*оны?\s+(\d{1,2})\s*-?\s*\w*\s+сарын\s+(\d{1,2})")
_DAY_MONTH_AFTER = re.compile(r"[-.]?\s*(?:[^\W\d_]{1,7}\.?)?,?\s*(\d{1,2})\s?[-.]?\s?([^\W\d_]+)")
_MONTH_DAY_AFTER = re.compile(r"\.?\s*(?:m\.)?\s*([^\W\d_]+)\s+(\d{1,2})(?!\d)")
_HALF_DAY = re.compile(r"^[\s,–-]*\d{1,2}:\d\d(?::\d\d)?\s*[ap]\.?m\b")
_TIME = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?")


Hit: TypeAlias = tuple[int, int, date]
"""Characters of a date before its year, characters after it, the date."""


@dataclass(frozen=True, slots=True)
class Found:
    """A date and where it stands."""

    start: int
    end: int
    value: date


def find_date(text: str, *, lang: str | None = None) -> date | None:
    """The most likely date of publication in `text`, None where no full date is found.

    A date behind a label ("Time:", "发布时间", "Дата") goes before one that has its line to itself,
    and that before the first one in running text. In 03/12/2025 a weekday beside it decides; else a
    number over 12, another such date in the text, an "am"/"pm" behind it (then month first); else
    the day is first. `lang` decides a month name that two languages understand differently.
    """
    text = text.casefold()
    best: tuple[int, int, date] | None = None
    for found in dates(text, lang=lang):
        ranked = (_rank(text, found), found.start, found.value)
        if best is None or ranked < best:
            best = ranked
    return best[2] if best else None


def dates(text: str, *, lang: str | None = None) -> Iterator[Found]:
    """Every date with a year in `text` (without case), in order of its years."""
    month_first = _month_first(text)
    for year in _YEAR.finditer(text):
        before, after = text[max(0, year.start() - _REACH) : year.start()], text[year.end() :][:_REACH]
        hit = _before(before, after, int(year[0]), lang, month_first) or _after(after, int(year[0]), lang)
        if hit:
            yield Found(year.start() - hit[0], year.end() + hit[1], hit[2])


def _before(before: str, after: str, year: int, lang: str | None, month_first: bool) -> Hit | None:
    """A date whose year comes last: characters before the year, 0, the date."""
    if hit := _SPELLED_DAY.search(before):
        return _made(len(hit[0]), 0, year, int(hit[2]), int(hit[1]))
    if hit := _DAY_MONTH.search(before):
        return _made(len(hit[0]), 0, year, _month(hit[2], lang), int(hit[1]))
    if hit := _MONTH_DAY.search(before):
        return _made(len(hit[0]), 0, year, _month(hit[1], lang), int(hit[2]))
    if hit := _NUMBERS_BEFORE.search(before):
        first, second = int(hit[1]), int(hit[3])
        orders = [_made(len(hit[0]), 0, year, second, first), _made(len(hit[0]), 0, year, first, second)]
        american = hit[2] == "/" and (month_first or bool(_HALF_DAY.match(after)))
        return _ordered(orders, _weekday(before[: hit.start()], after), american)
    return None


def _after(after: str, year: int, lang: str | None) -> Hit | None:
    """A date whose year comes first: 0, characters after the year, the date."""
    if hit := _NUMBERS_AFTER.match(after):
        return _made(0, hit.end(), year, int(hit[2]), int(hit[3]))
    if hit := _CJK_AFTER.match(after) or _MONGOL_AFTER.match(after):
        return _made(0, hit.end(), year, int(hit[1]), int(hit[2]))
    if hit := _DAY_MONTH_AFTER.match(after):
        return _made(0, hit.end(), year, _month(hit[2], lang), int(hit[1]))
    if hit := _MONTH_DAY_AFTER.match(after):
        return _made(0, hit.end(), year, _month(hit[1], lang), int(hit[2]))
    return None


def _ordered(orders: list[Hit | None], weekday: int | None, month_first: bool) -> Hit | None:
    """Of day-first and month-first: the possible one, the weekday's one, the usual one."""
    possible = [order for order in (reversed(orders) if month_first else orders) if order]
    right = [order for order in possible if order[2].weekday() == weekday]
    return next(iter(right or possible), None)


def _made(before: int, after: int, year: int, month: int | None, day: int) -> Hit | None:
    try:
        return (before, after, date(year, month, day)) if month else None
    except ValueError:
        return None


def _month(word: str, lang: str | None) -> int | None:
    """The number of a month by name; case endings of Turkic languages (қарашасында) are cut off."""
    for end in (len(word), *range(len(word) - 1, max(3, len(word) - 7), -1)):
        if meanings := months().get(word[:end]):
            return meanings.get(lang or "", next(iter(meanings.values())))
    return None


def _weekday(before: str, after: str) -> int | None:
    """The weekday named right before or right after a date: its last two words or its first two."""
    left = re.findall(r"[^\W\d_]+", before.rsplit("\n", 1)[-1])
    right = re.findall(r"[^\W\d_]+", _TIME.sub(" ", after.split("\n", 1)[0]))
    for name in (" ".join(left[-2:]), *left[-1:], *right[:1], " ".join(right[:2])):
        if meanings := weekdays().get(name):
            return next(iter(meanings.values()))
    return None


def _month_first(text: str) -> bool:
    """Whether a date of `text` can only be month first, and none only day first."""
    pairs = [(int(a), int(b)) for a, b in re.findall(r"(?<!\d)(\d{1,2})/(\d{1,2})/(?:19|20)\d\d", text)]
    return any(b > 12 for _, b in pairs) and not any(a > 12 for a, _ in pairs)


def _rank(text: str, found: Found) -> int:
    """0 behind a label, 1 with a line to itself, 2 in running text."""
    start = text.rfind("\n", 0, found.start) + 1
    end = text.find("\n", found.end)
    before = text[start : found.start].strip()
    after = text[found.end : end if end >= 0 else len(text)]
    if re.split(r"[|·]", before)[-1].strip(" \t:：-–[(（") in furniture("label"):
        return 0
    words = re.findall(r"[^\W\d_]+", before + " " + _TIME.sub(" ", after))
    return 1 if len(words) <= 3 and len(before) + len(after) <= 40 else 2
