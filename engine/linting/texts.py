"""What checks look at: the names of an entity that are meant to be right, and words in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from polyonym.aliases.model import Alias, AliasKind, Entity, Status
from polyonym.engine.language.scripts import NEUTRAL, dominant_script, script_of
from polyonym.engine.text.fold import key
from polyonym.engine.text.tokens import words

LONGEST = 2000
"""Characters of a name that are looked at; what is longer is no name."""
_WORD = re.compile(r"[^\W\d_][^\W\d_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W\d_]*)*")
_LETTER = re.compile("[A-Za-z]")
_LATIN = {"Latn"}
_SHOWN = 60


def meant(entity: Entity) -> Iterator[Alias]:
    """The aliases that count or may come to count, without garbles: what is garbled is meant to look so."""
    return (each for each in entity.aliases if each.status is not Status.REJECTED and each.kind is not AliasKind.GARBLE)


def texts(entity: Entity) -> dict[str, str | None]:
    """The names that are meant to be right, each once, with the language that is given for it first."""
    found: dict[str, str | None] = {}
    for alias in meant(entity):
        if len(alias.text) <= LONGEST:
            found[alias.text] = found.get(alias.text) or alias.lang
    if len(entity.name) <= LONGEST and not _is_garble(entity):
        found.setdefault(entity.name, None)
    return found


def _is_garble(entity: Entity) -> bool:
    return any(each.text == entity.name and each.kind is AliasKind.GARBLE for each in entity.aliases)


def words_of(text: str) -> list[str]:
    """The words of a text: runs of letters."""
    return _WORD.findall(text[:LONGEST])


def letters_of(word: str) -> list[str]:
    """The script of each letter of a word, marks left out."""
    return [script for script in map(script_of, word) if script not in NEUTRAL]


def scripts_of(text: str) -> set[str]:
    """The scripts of a text's letters."""
    if text.isascii():
        return _LATIN if _LETTER.search(text) else set()
    return {script_of(char) for char in set(text)} - NEUTRAL


def main_script(text: str) -> str:
    """The script of most letters of a text; nothing where it has none."""
    if text.isascii():
        return "Latn" if _LETTER.search(text) else ""
    return dominant_script(text) or ""


@lru_cache(maxsize=1 << 12)
def has_case(char: str) -> bool:
    """Whether a letter has capitals."""
    return char.lower() != char.upper()


def bare(text: str) -> str:
    """The letters and digits by which an exact lookup finds a name; nothing where it has none.

    >>> bare("Łódź, the City"), bare("…!")
    ('lodzthecity', '')
    """
    return "".join(words(key(text[:LONGEST]))).replace("'", "")


def quoted(text: str) -> str:
    """A name as messages show it."""
    cut = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return f"«{cut}»"


def listed(each: Iterable[str], most: int = 3) -> str:
    """The first of several, and how many more there are.

    >>> listed(["a", "b", "c", "d", "e"])
    'a, b, c and 2 more'
    """
    found = list(each)
    more = f" and {len(found) - most:,} more" if len(found) > most else ""
    return ", ".join(found[:most]) + more
