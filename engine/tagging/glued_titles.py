"""Titles and roles written without a space, in Japanese, Korean and Thai: 首相, 대통령, นาย."""

from __future__ import annotations

import re
from functools import cache

from polyonym.engine.tagging.vocabulary import TITLE, forms, table


@cache
def titles_of(lang: str) -> dict[str, str]:
    """The titles and roles of a language as they are written, and the role that each means."""
    roles = {form: role for role, its, cell in table("roles.tsv") if its == lang for form in forms(cell)}
    return {form: TITLE for its, cell in table("titles.tsv") if its == lang for form in forms(cell)} | roles


@cache
def titles_pattern(lang: str) -> re.Pattern[str]:
    """Any of them, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(titles_of(lang), key=lambda each: (-len(each), each)))))
