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
    site's name where the page says it. `page` is the text of a plain text file as it stands there,
    title included, with blanks in place of furniture, so that offsets into the file hold.
    `ValueError` when the id is empty.
    """

    id: str
    text: str
    title: str | None = None
    lang: str | None = None
    date: date | None = None
    url: str | None = None
    source: str | None = None
    page: str | None = None

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
    page: str | None = None

    def article(self, id: str) -> Article:  # noqa: A002 - the name of the field
        """The article with this id."""
        return Article(id, self.text, self.title, self.lang, self.date, self.url, self.source, self.page)


_CUT = "…"
"""What ends a title that is the shortened beginning of its text."""


def headed(article: Article) -> tuple[str, int]:
    """Title, line end and text as one, so that each explains the other, and where the text begins in that.

    A text that begins with its title (`shortened` perhaps), or has none, stays as it is.
    """
    title, text = article.title or "", article.text
    if not title or text.startswith((title, title.removesuffix(_CUT) or title)):
        return text, 0
    return f"{title}\n{text}", len(title) + 1


def whole(article: Article) -> tuple[str, int]:
    """The same, or where the article is a plain text file, that file's text, which begins at 0."""
    return headed(article) if article.page is None else (article.page, 0)


def shortened(paragraph: str, limit: int = 100) -> str:
    """The first sentence of `paragraph`, cut with "…" at a word's end where longer than `limit`."""
    sentence = _SENTENCE_END.split(paragraph.strip(), maxsplit=1)[0].strip()
    if len(sentence) <= limit:
        return sentence
    cut = sentence[: limit + 1].rsplit(None, 1)[0] if " " in sentence[: limit + 1] else sentence[:limit]
    return cut[:limit].rstrip(" ,;:–—-，；：、") + _CUT
