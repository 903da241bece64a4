"""Titles and roles written without a space, in Japanese, Korean and Thai: 首相, 대통령, นาย."""

from __future__ import annotations

import re
from functools import cache

from polyonym.engine.tagging.rows import any_of
from polyonym.engine.tagging.vocabulary import TITLE, forms, table

KOREAN_PARTICLES = (
    "", "은", "는", "이", "가", "을", "를", "의", "에게", "에", "도", "와", "과", "로", "으로", "께서", "만",
    "까지", "께", "이다", "이라고", "라고", "인", "이며", "이자", "측", "에게서", "보다", "이나", "나", "처럼",
    "들", "들이", "들은",
)  # fmt: skip
"""What may hang on a Korean word."""


@cache
def titles_of(lang: str) -> dict[str, str]:
    """The titles and roles of a language as they are written, and the role that each means."""
    roles = {form: role for role, its, cell in table("roles.tsv") if its == lang for form in forms(cell)}
    return {form: TITLE for its, cell in table("titles.tsv") if its == lang for form in forms(cell)} | roles


@cache
def titles_pattern(lang: str) -> re.Pattern[str]:
    """Any of them, the longest first."""
    return any_of(titles_of(lang))


@cache
def korean_titles() -> dict[str, str]:
    """Korean titles and roles with what may hang on them, and their roles; surnames are shorter than any of them."""
    return {title + particle: role for title, role in titles_of("ko").items() for particle in KOREAN_PARTICLES}
