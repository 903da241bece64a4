"""Which systems apply to a writing system, by language: tables/systems.tsv."""

from __future__ import annotations

import re
from functools import cache

from polyonym.engine.romanisation.tables import rows

ANY = "*"


@cache
def systems(script: str, lang: str | None) -> tuple[str, ...]:
    """The systems for `script` in the language with this tag, the most usual first.

    A language that the table doesn't list has those of the longest listed beginning of its tag
    (be-x-old, then be), in the end those for an unknown language.
    """
    listed = _table().get(script, {})
    tag = (lang or ANY).lower().replace("_", "-")
    while tag and tag not in listed:
        tag = tag.rpartition("-")[0]
    return listed.get(tag) or listed.get(ANY) or (ANY,)


@cache
def telltales(script: str) -> tuple[tuple[frozenset[str], str], ...]:
    """Letters of this script that only one language, or group of languages, writes; the first row wins."""
    found = (row for row in rows("telltales") if row[0] == script)
    return tuple((frozenset(row[1]), row[2]) for row in found)


def language_of(word: str, script: str) -> str | None:
    """The language that a word's letters betray, None where they don't."""
    found = _telling(script).findall(word)
    if found:
        for tale, lang in telltales(script):
            if not tale.isdisjoint(found):
                return lang
    return None


@cache
def _telling(script: str) -> re.Pattern[str]:
    letters = "".join(sorted(letter for tale, _ in telltales(script) for letter in tale))
    return re.compile(f"[{letters}]" if letters else "(?!)")


@cache
def _table() -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for script, langs, names in rows("systems"):
        for lang in langs.split(" "):
            found.setdefault(script, {})[lang] = tuple(names.split(" "))
    return found
