"""Markdown: front matter, the heading as title, markup taken away lightly."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from polyonym.engine.reading.article import Page
from polyonym.engine.reading.dates import find_date
from polyonym.engine.reading.furniture import is_furniture
from polyonym.engine.reading.plain import DATE_WITHIN, joined, plain_page

_FRONT = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(\w+)[ \t]*[:=](.*)$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,2}[ \t]++(.+)$|^(\S.*)\n=+[ \t]*$", re.MULTILINE)
_Kept: TypeAlias = str | Callable[[re.Match[str]], str]


def _unclosed(heading: str) -> str:
    """A heading without its closing "##"; as a pattern this would be quadratic in them."""
    return heading.rstrip().rstrip("#").rstrip()


# Every pattern is linear on runs of any mark: test_markdown_of_one_mark.
_STEPS: tuple[tuple[re.Pattern[str], _Kept], ...] = (
    (re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL), ""),
    (re.compile(r"^[ \t]*(?:```|~~~).*$", re.MULTILINE), ""),
    (re.compile(r"!\[[^\[\]]*\](?:\([^()\n]*\)|\[[^\[\]]*\])"), ""),
    (re.compile(r"\[([^\[\]]+)\](?:\([^()\n]*\)|\[[^\[\]]*\])"), r"\1"),
    (re.compile(r"^[ \t]*\[[^\[\]\n]+\]:[ \t]+\S.*$", re.MULTILINE), ""),
    (re.compile(r"<(https?://[^<>\s]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>]*>"), ""),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]++(.*)$", re.MULTILINE), lambda hit: _unclosed(hit[1])),
    (re.compile(r"^[ \t]*(?:=+|-{2,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+", re.MULTILINE), ""),
    # What is between two marks holds no such mark, which keeps hostile lines linear.
    (re.compile(r"(?<!`)`++([^`\n]++)`+"), r"\1"),
    (re.compile(r"(?<![\\\d*])\*{1,3}(?=[^\s*])([^*\n]+)(?<=[^\s\\])\*{1,3}"), r"\1"),
    (re.compile(r"(?<![\\\w])_{1,3}(?=[^\s_])([^_\n]+)(?<=[^\s\\])_{1,3}(?!\w)"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])"), r"\1"),
)


def markdown_page(text: str) -> Page:
    """Title, date, language and body of a Markdown text.

    Front matter (`title`, `date`, `lang`, `url`, `source`) goes before what the body says; the first
    heading of level 1 or 2 is the title; without either it is found as in plain text.
    """
    text = text.replace("\r\n", "\n")
    front, body = _front_matter(text)
    heading = None if "title" in front else _HEADING.search(body)
    if heading:
        body = body[: heading.start()] + body[heading.end() :]
    title = front.get("title") or (_bare(_unclosed(heading[1]) if heading[1] else heading[2]) if heading else None)
    page = _titled(title, _bare(body)) if title else plain_page(_bare(body))
    return Page(
        page.text,
        page.title,
        front.get("lang") or front.get("language"),
        find_date(front.get("date", "")[:DATE_WITHIN]) or page.date,
        front.get("url") or front.get("link"),
        front.get("source") or front.get("site"),
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    hit = _FRONT.match(text)
    if not hit:
        return {}, text
    fields = {key.casefold(): value.strip().strip("\"'") for key, value in _FIELD.findall(hit[2])}
    return {key: value for key, value in fields.items() if value}, text[hit.end() :]


def _bare(text: str) -> str:
    for pattern, kept in _STEPS:
        text = pattern.sub(kept, text)
    return text.strip()


def _titled(title: str, body: str) -> Page:
    lines = [line.strip() for line in body.splitlines()]
    shown = joined(line for line in lines if line != title and not (line and is_furniture(line)))
    return Page(shown or title, title, date=find_date(body[:DATE_WITHIN]))
