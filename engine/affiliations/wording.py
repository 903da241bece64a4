"""By what words running text is known: words of prose, signs of sentences, words written small."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from polyonym.engine.affiliations.heads import token
from polyonym.engine.affiliations.tables import listed_words, rows
from polyonym.engine.institutions.tables import connectives
from polyonym.engine.text.fold import fold
from polyonym.engine.text.tokens import Tokens

_SENTENCE = re.compile(r"[!?](?:\s|$)|[。！？؟।።]|[=`\\{}^~]|\*\*|##|::|\]\[|\]\(|\(\)|\w_|^\s*[*>]", re.MULTILINE)
"""Marks that end sentences, and those of source code and of marked up text."""
_JOINING = "-‐‑@."
"""What ties a small word to one before it: Jeju-si, a mail address."""
_OTHER, _PROSE, _KNOWN = 0, 1, 2


def has_prose(text: str, tokens: Tokens) -> bool:
    """Whether a text has a word that addresses don't have, of headlines or, written small, of sentences."""
    if not listed_words("headlines.tsv").isdisjoint(tokens.texts):
        return True
    hits = _prose().intersection(tokens.texts)
    places = (start for start, word in zip(tokens.starts, tokens.texts, strict=True) if word in hits) if hits else ()
    return any(not text[start].isupper() for start in places)


def is_sentence(text: str) -> bool:
    """Whether a text has a mark of sentences or of source code, or an ending or a sign that only sentences have."""
    return _SENTENCE.search(text) is not None or (not text.isascii() and _signs().search(text) is not None)


@cache
def _signs() -> re.Pattern[str]:
    """What only sentences have in scripts without capitals."""
    signs = ((sort, each) for _, sort, cell in rows("sentences.tsv") for each in cell.split())
    return re.compile("|".join(re.escape(each) + (r"\b" if sort == "end" else "") for sort, each in signs))


def is_caseless(text: str, tokens: Tokens) -> bool:
    """Whether most words are written in a script without capitals."""
    letters = [text[start] for start in tokens.starts if text[start].isalpha()]
    return 2 * sum(not letter.isupper() and not _is_small(letter) for letter in letters) > len(letters)


def small_words(text: str, tokens: Tokens) -> int | None:
    """How many words are written small that addresses write large; None where one belongs to prose."""
    small = 0
    for i, word in enumerate(tokens.texts):
        sort, start, end = _sort(word), tokens.starts[i], tokens.ends[i]
        if sort == _PROSE and not text[start].isupper():
            return None
        joined = (start and text[start - 1] in _JOINING) or text[end : end + 1] == "@"
        small += sort == _OTHER and not joined and _is_small(text[start:end])
    return small


def _is_small(word: str) -> bool:
    """Whether a word is written small: not in Georgian, whose letters only look so to Unicode."""
    return word.islower() and not "ა" <= word[0] <= "ჿ"


@lru_cache(maxsize=1 << 15)
def _sort(word: str) -> int:
    """Whether a folded word belongs to prose, or is one that addresses write small, or neither."""
    if word in _prose():
        return _PROSE
    if word.isdecimal() or len(word) == 1 or word in links() or word in listed_words("titles.tsv"):
        return _KNOWN
    return _KNOWN if token(word).concepts else _OTHER


@cache
def _prose() -> frozenset[str]:
    return frozenset(fold(" ".join(row[1] for row in rows("prose.tsv"))).text.split())


_LINKED = ("en", "de", "fr", "es", "pt", "it", "pl", "cs", "ru", "be", "uk", "vi", "tr", "id")


@cache
def links() -> frozenset[str]:
    """The small words that join the parts of a name in any language, folded."""
    return frozenset().union(*map(connectives, _LINKED)) | _ALSO


_ALSO = frozenset(("und", "y", "e", "et", "den", "af", "och", "og", "van", "het"))
