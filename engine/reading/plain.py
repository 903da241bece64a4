"""Plain text of a page: which line is the title, which lines are furniture, what is left."""

from __future__ import annotations

import re
from collections.abc import Iterable

from polyonym.engine.reading.article import Page, shortened
from polyonym.engine.reading.dates import find_date
from polyonym.engine.reading.furniture import is_furniture

_LONGEST_TITLE = 200
_HEAD_WORDS, _HEAD_LINES = 3, 4
"""Of so many lines above the first paragraph, those of so few words are a menu."""
DATE_WITHIN = 5000
"""Characters of a text in which its date of publication is looked for."""
_SENTENCES = re.compile(r"[.!?]\s+\S|[。！？]")


def plain_page(text: str) -> Page:
    """Title, date and body of a plain text.

    The title is the first line that is no furniture; where that is a paragraph, its first sentence,
    shortened. Furniture and repetitions of the title are left out of the body. A text of one line
    is both title and body. The page is the text with its furniture blanked.
    """
    lines = [line.strip() for line in text.replace("\u00a0", " ").splitlines()]
    lines = _without_menu(["" if line and is_furniture(line) else line for line in lines])
    page = _blanked(text, lines)
    first = next((place for place, line in enumerate(lines) if line), None)
    if first is None:
        return Page("", date=find_date(text[:DATE_WITHIN]), page=page)
    title, body = lines[first], lines[first + 1 :]
    if is_paragraph(title):
        title, body = shortened(title), lines[first:]
    shown = joined(line for line in body if line.casefold() != title.casefold())
    return Page(shown or title, title, date=find_date(text[:DATE_WITHIN]), page=page)


def _blanked(text: str, kept: list[str]) -> str:
    """The text with spaces in place of the lines of which nothing is kept, so that all else stays in its place."""
    lines = text.splitlines(keepends=True)
    pairs = zip(lines, text.splitlines(), kept, strict=True)
    return "".join(line if own else " " * len(bare) + line[len(bare) :] for line, bare, own in pairs)


def is_paragraph(line: str) -> bool:
    """Whether a line is too long, or too much a sentence, for a title."""
    ends = line[-1:] in ".。!?！？…" and len(line) > 120
    return len(line) > _LONGEST_TITLE or ends or len(_SENTENCES.findall(line)) > 1


def joined(lines: Iterable[str]) -> str:
    """The lines as one text, with at most one empty line between two."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _without_menu(lines: list[str]) -> list[str]:
    """Lines above the first paragraph that only hold a few words go, if there are many of them."""
    end = next((place for place, line in enumerate(lines) if is_paragraph(line)), 0)
    short = {place for place in range(end) if 0 < len(lines[place].split()) <= _HEAD_WORDS}
    longer = any(line and place not in short for place, line in enumerate(lines[:end]))
    # Scripts without spaces have no words to count; there a menu shows by its short lines.
    short = {place for place in short if len(lines[place]) <= 24 and not _is_long_han(lines[place])}
    if len(short) < _HEAD_LINES or not longer:
        return lines
    return ["" if place in short else line for place, line in enumerate(lines)]


def _is_long_han(line: str) -> bool:
    return len(line) > 8 and any("\u3000" <= char <= "\u9fff" for char in line)
