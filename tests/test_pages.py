"""Plain text files as pages, whose places hold, and titles beside texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from polyonym.engine.reading.article import Article, headed, whole
from polyonym.engine.reading.plain import plain_page

LINES = [
    "A title", "Home", "Menu | Log in | News | Contact", "18.05.2025", "", "  A longer body line. It goes on.",
    "\u00a0", "x\u2028y", "\x0c", "A title ",
]  # fmt: skip


@given(st.lists(st.sampled_from(LINES)).map("\n".join))
def test_a_page_keeps_every_place_and_blanks_furniture(text: str) -> None:
    page = plain_page(text).page
    assert page is not None
    assert len(page) == len(text)
    assert all(kept in (own, " ") for kept, own in zip(page, text, strict=True))
    assert "Log in" not in page


def test_title_and_text_as_one() -> None:
    assert headed(Article("a", "Text", "Title")) == ("Title\nText", 6)
    assert headed(Article("a", "Title. Text", "Title")) == ("Title. Text", 0)
    assert headed(Article("a", "Text")) == ("Text", 0)
    assert whole(Article("a", "Text", "Title", page=" Title \n\nText")) == (" Title \n\nText", 0)
