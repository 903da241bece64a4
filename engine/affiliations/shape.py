"""Whether a text is an affiliation, a list of them or a signature, and not running text.

What is in doubt is running text: articles, headlines and single names keep their own way.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from polyonym.engine.affiliations.heads import Rank, token
from polyonym.engine.affiliations.segments import Segment
from polyonym.engine.affiliations.tables import listed_words, rows
from polyonym.engine.institutions.tables import connectives
from polyonym.engine.text.fold import fold
from polyonym.engine.text.tokens import Tokens, is_unspaced

LONGEST = 4000
"""Characters of the longest list of affiliations."""
_FEWEST = 2
_LONG, _MOSTLY = 400, 0.6
"""A longer text with more words written small than this share is prose."""
_SENTENCE = re.compile(r"[!?](?:\s|$)|[。！？]")
_LONGEST_SEGMENT = 40
_LONGEST_ROW = 60
"""Words between two marks, or characters where a script has no spaces; what has more is a sentence."""
_FEW, _SOME = 0.08, 0.2
"""Which share of its words may be written small, the known ones left out; more where a country ends it."""


def may_be_affiliation(text: str, tokens: Tokens) -> bool:
    """Whether a look at the words alone leaves a text in question: what keeps the tagging of articles fast."""
    if len(tokens) < _FEWEST or len(text) > LONGEST:
        return False
    hits = _prose().intersection(tokens.texts)
    if hits and any(word in hits and not text[tokens.starts[i]].isupper() for i, word in enumerate(tokens.texts)):
        return False
    if len(text) < _LONG:
        return True
    return sum(text[start].islower() for start in tokens.starts) < _MOSTLY * len(tokens)


def is_affiliation(text: str, tokens: Tokens, found: list[Segment]) -> bool:
    """Whether a text, cut into these segments, reads as addresses of institutions."""
    if len(tokens) < _FEWEST or len(text) > LONGEST or not _has_marks(found):
        return False
    if _SENTENCE.search(text) or not all(map(_is_short, found)):
        return False
    small = _small(text, tokens)
    if small is None:
        return False
    if len(found) > 1 and any(each.located for each in found):
        return small == 0 or (small <= max(1, _SOME * len(tokens)) and has_head(tokens))
    if small or any(_is_acronym(text, tokens, each) for each in found):
        return small <= max(1, _FEW * len(tokens)) and any(token(word).rank is Rank.UNIT for word in tokens.texts)
    return has_head(tokens)


def _small(text: str, tokens: Tokens) -> int | None:
    """How many words are written small that addresses write large; None where one belongs to prose."""
    small = 0
    for i, word in enumerate(tokens.texts):
        sort = _sort(word)
        if sort == _PROSE and not text[tokens.starts[i]].isupper():
            return None
        small += sort == _OTHER and text[tokens.starts[i] : tokens.ends[i]].islower()
    return small


def _is_acronym(text: str, tokens: Tokens, segment: Segment) -> bool:
    """Whether a segment has nothing but acronyms, outside brackets: a list of them is no address."""
    written = [text[tokens.starts[i] : tokens.ends[i]] for i in range(segment.first, segment.last)]
    telling = [word for word in written if word.isalpha() and word.casefold() not in links()]
    return not segment.bracketed and bool(telling) and all(len(word) > 1 and word.isupper() for word in telling)


def _has_marks(found: list[Segment]) -> bool:
    """Whether a text has more than one part, or says that it is one of an institution."""
    if len(found) > 1 or any(each.country for each in found):
        return True
    ranks = {token(word).rank for word in found[0].words}
    return Rank.UNIT in ranks and max(ranks) >= Rank.HOSPITAL


def _is_short(segment: Segment) -> bool:
    most = _LONGEST_ROW if is_unspaced(segment.words[0]) else _LONGEST_SEGMENT
    return len(segment.words) <= most


def has_head(tokens: Tokens) -> bool:
    """Whether any word or row of characters is what institutions are called."""
    if any(token(word).rank for word in tokens.texts):
        return True
    row = "".join(word for word in tokens.texts if is_unspaced(word))
    return bool(row) and token(row[:_LONGEST_ROW]).rank > Rank.NONE


_OTHER, _PROSE, _KNOWN = 0, 1, 2


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
