"""HTML: main text, title, date and site by way of trafilatura, plain tag-stripping on tiny pages."""

from __future__ import annotations

import codecs
import re
from datetime import date

from polyonym.engine.reading.article import Page
from polyonym.engine.reading.dates import find_date
from polyonym.engine.reading.furniture import is_furniture
from polyonym.engine.reading.plain import joined, plain_page

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DROPPED = (
    "script", "style", "noscript", "template", "nav", "header", "footer", "aside",
    "form", "svg", "head",
)  # fmt: skip
_BLOCKS = frozenset(
    ("p", "div", "br", "li", "tr", "td", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article",
     "blockquote", "pre", "figcaption", "dt", "dd")
)  # fmt: skip
_BLANK = "<!doctype html><title>-</title>"


def html_page(markup: str) -> Page:
    """The article of an HTML page (see `decoded` for one in bytes); one without text gives an empty one.

    Main text, title, date and site come from trafilatura. Where it finds no text (pages of a few
    lines) the tags are taken away and the rest is read as plain text.
    """
    import trafilatura  # half a second and 40 MB that only pages need

    bare = plain_page(plain_text(markup))
    found = trafilatura.bare_extraction(markup, include_comments=False, favor_recall=True, with_metadata=True)
    if found is None or isinstance(found, dict) or not found.text:
        title = _tag(markup, "h1") or _tag(markup, "title") or bare.title
        return Page(_body(bare.text, title), title, date=bare.date)
    title = found.title or bare.title
    return Page(_body(found.text, title), title, None, _date(found.date, bare), found.url, found.sitename)


def decoded(content: bytes) -> str:
    """A page's bytes as text: by byte order mark, by its meta tag, as UTF-8, by what it looks like."""
    named = _CHARSET.search(content[:4096])
    declared = named[1].decode("ascii") if named else "utf-8"
    # Pages that say gb2312 use characters of its successor.
    declared = "gb18030" if declared.casefold() in {"gb2312", "gbk"} else declared
    for encoding in (*(name for mark, name in _BOMS if content.startswith(mark)), declared, "utf-8"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    from charset_normalizer import from_bytes  # only for pages that name no encoding, or a wrong one

    best = from_bytes(content).best()
    return str(best) if best else content.decode("utf-8", "replace")


def _body(text: str, title: str | None) -> str:
    folded = (title or "").casefold()
    lines = [line.strip().removeprefix("- ") for line in text.splitlines()]
    kept = (line for line in lines if not line or (line.casefold() != folded and not is_furniture(line)))
    return joined(kept) or text


def _date(found: str | None, bare: Page) -> date | None:
    """A date that the page shows on a line of its own or behind a label, else the library's."""
    return bare.date or find_date(found or "")


def _tag(markup: str, name: str) -> str | None:
    pattern = rf"<{name}\b[^<>]*>((?:(?!<{name}\b).)*?)</{name}>"  # linear on pages that never close it
    hit = re.search(pattern, markup, re.IGNORECASE | re.DOTALL)
    return " ".join(plain_text(hit[1]).split()) or None if hit else None


def plain_text(markup: str) -> str:
    """The visible text of some markup, a line for each block; "" where lxml finds no document in it."""
    from lxml import etree, html  # type: ignore[import-untyped]  # comes with trafilatura

    try:
        tree = html.document_fromstring(_without_declaration(markup) or _BLANK)
    except (etree.ParserError, ValueError):  # markup that leaves no element, as comments never closed
        return ""
    etree.strip_elements(tree, *_DROPPED, etree.Comment, with_tail=False)
    for node in tree.iter():
        if node.tag in _BLOCKS:
            node.tail = "\n" + (node.tail or "")
            node.text = "\n" + (node.text or "")
    lines = (" ".join(line.split()) for line in str(tree.text_content()).splitlines())
    return joined(lines)


def _without_declaration(markup: str) -> str:
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", markup).strip()
