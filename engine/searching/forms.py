"""Names that an article has only in a form of its language's inflection: Helsingissä, where Helsinki is listed.

An index knows words by their stems, which join what needs no knowledge of a language.  Where the language is
known, tagging undoes more (`text/inflection.py`); an article is filed under that, too, so that an edit of a name
finds the articles that it changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from polyonym.engine.text.inflection import bases, rules_of
from polyonym.engine.text.stems import stem
from polyonym.engine.text.tokens import Tokens
from polyonym.index import model as ix


def form_keys(tokens: Tokens, lang: str | None) -> Iterator[str]:
    """The keys of the words that the tokens of an article may be forms of, beside their stems."""
    if lang is None or rules_of(lang) is None:
        return
    known = set(tokens.stems)
    for token in dict.fromkeys(tokens.texts):
        for each in map(stem, bases(token, lang)):
            if each not in known and not any(map(str.isspace, each)):
                known.add(each)
                yield _key(each)


def having(stems: Iterable[str]) -> ix.Query:
    """The question for the articles that have words of all these stems, or forms of such."""
    return ix.All(tuple(ix.AnyOf((ix.Term(ix.Field.WORD, each), ix.Term(ix.Field.NAME, _key(each)))) for each in stems))


def _key(stemmed: str) -> str:
    return f"f:{stemmed}"
