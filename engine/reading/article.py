"""What reading gives: articles, and the parts of a page that become one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’»)]*\s|(?<=[。！？])")


@dataclass(frozen=True, slots=True)
class Article:
    """One article: `text` is its body without title, menus and other furniture of a page.

    Rows of JSON Lines and CSV keep their text as given, so offsets into it hold. `source` is the
    site's name where the page says it. `ValueError` when the id is empty.
    """

    id: str
    text: str
    title: str | None = None
    lang: str | None = None
    date: date | None = None
    url: str | None = None
    source: str | None = None

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("an article needs an id")


@dataclass(frozen=True, slots=True)
class Page:
    """What a text, Markdown or HTML file says about its article, before it has an id."""

    text: str
    title: str | None = None
    lang: str | None = None
    date: date | None = None
    url: str | None = None
    source: str | None = None

    def article(self, id: str) -> Article:  # noqa: A002 - the name of the field
        """The article with this id."""
        return Article(id, self.text, self.title, self.lang, self.date, self.url, self.source)


def shortened(paragraph: str, limit: int = 100) -> str:
    """The first sentence of `paragraph`, cut with "…" at a word's end where longer than `limit`."""
    sentence = _SENTENCE_END.split(paragraph.strip(), maxsplit=1)[0].strip()
    if len(sentence) <= limit:
        return sentence
    cut = sentence[: limit + 1].rsplit(None, 1)[0] if " " in sentence[: limit + 1] else sentence[:limit]
    return cut[:limit].rstrip(" ,;:–—-，；：、") + "…"
