"""A text as the finders of unlisted names look at it: where its capitals are, what is free, what joins."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from itertools import compress

from polyonym.aliases.model import EntityKind
from polyonym.engine.tagging.parts import COVERABLE, LISTED, PLACE
from polyonym.engine.tagging.vocabulary import ELIDING, Ends, Vocabulary, elided, vocabulary
from polyonym.engine.text.tokens import Tokens

_BETWEEN = frozenset((" ", "-", "\u00a0", "‑", " & "))
_WINDOW = 140
_WITH_CAPITALS = ("Mc", "Mac", "De", "Di", "La", "Le", "Fitz", "O'", "O’", "D'", "D’", "Van")
_PREFIXING = frozenset(("sn", "xh", "zu", "lg", "rn", "rw"))
_DOTTED = frozenset(("ltd", "inc", "corp"))
_APOSTROPHE_ENDINGS = frozenset(("tr", "az"))
"""Languages that put an apostrophe between a name and its endings."""
_CYRILLIC = frozenset(["ru", "be", "uk", "bg", "kk"])
_SENTENCE_ENDS = frozenset('.!?:;\n"“”«»„(–—•|')


def where(words: list[str], known: Collection[str]) -> list[int]:
    """The numbers of the words that are among `known`, natively."""
    return list(compress(range(len(words)), map(known.__contains__, words)))


def _is_camel(rest: str) -> bool:
    return not rest.islower() and any(map(str.isupper, rest))


@dataclass(frozen=True, slots=True)
class Found:
    """A range of tokens, both ends included, that is taken for a name; `parts` are the tokens that tell it."""

    first: int
    last: int
    kind: EntityKind
    score: float
    reason: str
    role: str | None = None
    size: int = 0
    """How many letters of the last token belong to the name; 0 for all."""


class Scene:
    """One text with its tokens and its language's vocabulary; what it knows it works out when asked."""

    def __init__(self, text: str, tokens: Tokens, lang: str | None, taken: bytearray) -> None:
        self.text, self.tokens, self.lang, self.taken = text, tokens, lang, taken
        self.vocabulary: Vocabulary = vocabulary(lang)
        self.words = self.vocabulary.of_text(text, tokens)
        self._length = len(tokens)

    @cached_property
    def capitals(self) -> list[int]:
        """The tokens that begin with a capital, in order."""
        return list(compress(range(self._length), map(str.isupper, map(self.text.__getitem__, self.tokens.starts))))

    @cached_property
    def triggers(self) -> list[int]:
        """The tokens that may tell a name: roles, titles, heads, generic words."""
        return where(self.words, self.vocabulary.triggers)

    @cached_property
    def small(self) -> frozenset[str]:
        """What stands between spaces in this text: a name whose word is also written small is none."""
        return frozenset(self.text.split())

    def ending(self, ends: Ends) -> list[int]:
        """The triggers with which phrases of a sort may end."""
        words = self.words
        return [i for i in self.triggers if words[i] in ends]

    @cached_property
    def heads(self) -> list[int]:
        """The tokens with which heads of institutions end, listed or of the tables of concepts, in order."""
        found = self.ending(self.vocabulary.head_ends)
        kinds, texts = self.vocabulary.kinds, self.tokens.texts
        if not kinds.known:
            return found
        return sorted({*found, *compress(range(self._length), map(kinds.__getitem__, texts))})

    def capital(self, i: int) -> bool:
        """Whether a token begins with a capital, an article's letter (l'Éducation) left out."""
        if not 0 <= i < self._length:
            return False
        if self.text[self.tokens.starts[i]].isupper():
            return True
        if self.lang not in ELIDING:
            return False
        at = self.tokens.texts[i].find("'")
        return at > 0 and self.text[self.tokens.starts[i] + at + 1].isupper()

    def gap(self, i: int) -> str:
        """What stands between a token and the next one; a line's end where there is none."""
        if not 0 <= i < self._length - 1:
            return self.text[self.tokens.ends[i] : self.tokens.ends[i] + 2] + "\n" if i == self._length - 1 else "\n"
        return self.text[self.tokens.ends[i] : self.tokens.starts[i + 1]]

    def joined(self, i: int) -> bool:
        """Whether nothing but a space or a hyphen stands between a token and the next one."""
        if not 0 <= i < self._length - 1:
            return False
        return self.text[self.tokens.ends[i] : self.tokens.starts[i + 1]] in _BETWEEN

    def start(self, i: int) -> int:
        """Where a name begins whose first token is `i`: behind an elided article (l'Université)."""
        start, token = self.tokens.starts[i], self.tokens.texts[i]
        if self.lang in _PREFIXING:
            return start + self._prefix(i)
        if self.vocabulary.kinds.prefixed:
            kind = self.vocabulary.kinds[token]
            return start + (kind.cut if kind is not None else 0)
        return start + token.find("'") + 1 if self.lang in ELIDING and token.startswith(elided()) else start

    def end(self, i: int) -> int:
        """Where a name ends whose last token is `i`: before a possessive ending."""
        token = self.tokens.texts[i]
        end = self.tokens.ends[i]
        if token in _DOTTED and self.text[end : end + 1] == ".":
            return end + 1
        if self.lang in _APOSTROPHE_ENDINGS and "'" in token:
            return self.tokens.starts[i] + token.find("'")
        return end - 2 if token.endswith("'s") else end

    def is_listed(self, first: int, last: int) -> bool:
        """Whether a listed name that nothing may cover lies in a range of tokens."""
        return LISTED in self.taken[self.tokens.starts[first] : self.tokens.ends[last]]

    def is_taken(self, i: int) -> bool:
        """Whether a listed name covers a token's first character."""
        return 0 <= i < self._length and self.taken[self.tokens.starts[i]] != 0

    def is_prefixed(self, i: int) -> bool:
        """Whether small letters are written together with a name's capital, as Bantu languages do: reZimbabwe."""
        return self.lang in _PREFIXING and self._prefix(i) > 0

    def _prefix(self, i: int) -> int:
        start, end = self.tokens.starts[i], self.tokens.ends[i]
        if i < 0 or end - start < 3:
            return 0
        at = next((at for at in range(1, min(5, end - start - 1)) if self.text[start + at].isupper()), 0)
        return at if self.text[start + at + 1].islower() and not self.text.startswith(("Mc", "Mac"), start) else 0

    def is_place(self, i: int) -> bool:
        """Whether a token belongs to a listed place."""
        return 0 <= i < self._length and self.taken[self.tokens.starts[i]] == PLACE

    def is_within(self, i: int) -> bool:
        """Whether a listed name goes on from a token to the next one."""
        if not 0 <= i < self._length - 1 or not self.is_taken(i + 1):
            return False
        end = self.tokens.ends[i]
        return self.taken[end] != 0 and self.taken[end - 1] != 0

    def may_cover(self, first: int, last: int, head: tuple[int, int]) -> bool:
        """Whether a name of tokens `first`..`last` may take the listed ones in it as its parts.

        It may cut none, nor cover a person, and its head (tokens, both included) must be no part of a listed
        organisation or place.
        """
        if self.is_within(first - 1) or self.is_within(last):
            return False
        values = set(self.taken[self.tokens.starts[first] : self.tokens.ends[last]])
        if LISTED in values:
            return False
        at_head = self.taken[self.tokens.starts[head[0]] : self.tokens.ends[head[1]]]
        return PLACE not in at_head and COVERABLE not in at_head

    def opens_sentence(self, i: int) -> bool:
        """Whether a token is the first of its sentence, so that its capital says nothing."""
        if i == 0:
            return True
        return not _SENTENCE_ENDS.isdisjoint(self.gap(i - 1))

    def is_headline(self, i: int) -> bool:
        """Whether most words around a token have capitals, so that none of them says anything."""
        text, starts, at = self.text, self.tokens.starts, self.tokens.starts[i]
        before = text.rfind("\n", max(0, at - _WINDOW), at)
        behind = text.find("\n", at, at + _WINDOW)
        first = bisect_left(starts, before + 1 if before >= 0 else at - _WINDOW)
        last = bisect_left(starts, behind if behind >= 0 else at + _WINDOW)
        flags = [text[start].isupper() for start in starts[first:last]]
        # A line by itself is a headline; else they may be names in a row.
        bounded = (before >= 0 or at < _WINDOW) and (behind >= 0 or at + _WINDOW >= len(text))
        bounded = bounded and not text.startswith(".", self.tokens.ends[last - 1])
        enough = 0.72 if bounded and self.lang != "de" else 0.9
        return len(flags) > (3 if bounded else 5) and sum(flags) >= enough * len(flags)

    def is_name_token(self, i: int) -> bool:
        """Whether a token may be part of a person's name by its letters: capital first, none of the common words."""
        if not 0 <= i < self._length or not self.capital(i) or self.is_taken(i):
            return False
        start, end = self.start(i), self.tokens.ends[i]
        if end - start == 1:
            return self.text[end : end + 1] == "."
        if self.text[start + 1].isupper() or (self.lang in _CYRILLIC and self.text[start] < "\u0400"):
            return False
        if self.lang == "vi":  # whose syllables all are words too
            return self._begins_name(i)
        if _is_camel(self.text[start + 2 : end]) and not self.text.startswith(_WITH_CAPITALS, start):
            return False
        small = self.text[start:end].lower().removesuffix("'s").removesuffix("’s")
        return self.words[i].removesuffix("'s") not in self.vocabulary.stops and small not in self.small

    def _begins_name(self, i: int) -> bool:
        behind_capital = self.joined(i - 1) and self.capital(i - 1)
        return behind_capital or self.words[i] not in self.vocabulary.stops
