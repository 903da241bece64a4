"""A text as the finders of unlisted names look at it: where its capitals are, what is free, what joins."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container
from functools import cached_property
from itertools import chain, compress
from typing import NamedTuple

from polyonym.aliases.model import EntityKind
from polyonym.engine.tagging.clues import AHEAD, CUT, ROLE, clues_in
from polyonym.engine.tagging.parts import COVERABLE, LISTED, PLACE
from polyonym.engine.tagging.vocabulary import ELIDING, INFLECTED, SUFFIXING, Vocabulary, elided, vocabulary
from polyonym.engine.text.stems import stem
from polyonym.engine.text.tokens import Tokens

_BETWEEN = frozenset((" ", "-", "\u00a0", "‑", " & "))
_WINDOW = 140
_WITH_CAPITALS = ("Mc", "Mac", "De", "Di", "La", "Le", "Fitz", "O'", "O’", "D'", "D’", "Van")
_PREFIXING = frozenset(("sn", "xh", "zu", "lg", "rn", "rw"))
_DOTTED = frozenset(("ltd", "inc", "corp"))
_CYRILLIC = frozenset(["ru", "be", "uk", "bg", "kk"])
_SENTENCE_ENDS = frozenset('.!?:;\n"“”«»„(–—•|')


def _is_camel(rest: str) -> bool:
    return not rest.islower() and any(map(str.isupper, rest))


class Found(NamedTuple):
    """A range of tokens, both ends included, that is taken for a name."""

    first: int
    last: int
    kind: EntityKind
    score: float
    reason: str
    role: str | None = None
    size: int = 0
    """How many letters of the last token belong to the name; 0 for all."""


class Scene:
    """One text with its tokens and its language's vocabulary.

    `taken` says of each character what a listed name there leaves to others (parts.py).  `capitals` are the tokens
    that begin with a capital, in order.  `words` are the tokens as they are looked up in the vocabulary.
    """

    def __init__(self, text: str, tokens: Tokens, lang: str | None, taken: bytearray, capitals: list[int]) -> None:
        self.text, self.tokens, self.lang, self.taken = text, tokens, lang, taken
        self.vocabulary: Vocabulary = vocabulary(lang)
        self._length = len(tokens)
        self.words = self._looked_up()
        self._clues = clues_in(self.vocabulary, tokens.texts, self.words)
        cut = self.told(CUT)
        if cut:
            self.words = self._without_cut(cut)
        self._first_letters = capitals
        elided = self._elided(cut) if lang in ELIDING else []
        self.capitals = sorted({*capitals, *elided}) if elided else capitals
        self.capital: Callable[[int], bool] = frozenset(self.capitals).__contains__
        """Whether a token begins with a capital, an article's letter (l'Éducation) left out."""

    def _looked_up(self) -> list[str]:
        """The tokens as they are looked up: in Vietnamese with their marks, which tell words apart."""
        tokens = self.tokens
        if self.lang == "vi":
            return [self.text[a:b].lower() for a, b in zip(tokens.starts, tokens.ends, strict=True)]
        return tokens.stems if self.lang in INFLECTED else tokens.texts

    def _without_cut(self, cut: list[int]) -> list[str]:
        words = list(self.words)
        for i in cut:
            words[i] = self.vocabulary.word(words[i])
        return words

    def _elided(self, cut: list[int]) -> list[int]:
        """The tokens that have a capital behind an article without its vowel."""
        texts, starts = self.tokens.texts, self.tokens.starts
        return [i for i in cut if self.text[starts[i] + texts[i].index("'") + 1].isupper()]

    def told(self, clue: int) -> list[int]:
        """The tokens that have a clue of clues.py, in order."""
        rows = [row for bits, row in self._clues.items() if bits & clue]
        return rows[0] if len(rows) == 1 else sorted(chain.from_iterable(rows))

    def ending(self, clue: int) -> list[int]:
        """The tokens with which phrases that have a clue may end, in order."""
        here, ahead = self.told(clue), self.told(clue << AHEAD)
        return sorted({*here, *(i + 1 for i in ahead if i + 1 < self._length)}) if ahead else here

    @cached_property
    def roles(self) -> list[int]:
        """The tokens with which roles and titles may end, in order."""
        return self.ending(ROLE)

    def capitals_among(self, words: list[str], known: Container[str]) -> list[int]:
        """The tokens with a capital whose words (one for each token) are known."""
        capitals = self.capitals
        return list(compress(capitals, map(known.__contains__, map(words.__getitem__, capitals))))

    def is_also_small(self, i: int) -> bool:
        """Whether a word with a capital also stands small, between spaces, in this text, so that it is no name."""
        start = self.start(i)
        token = self.tokens.texts[i][start - self.tokens.starts[i] :].removesuffix("'s")
        if token not in self._small:
            return False
        small = self.text[start : self.tokens.ends[i]].lower()
        return small.removesuffix("'s").removesuffix("’s") in self._between_spaces

    @cached_property
    def _small(self) -> frozenset[str]:
        words = list(self.tokens.texts)
        for i in self.capitals:
            words[i] = ""
        return frozenset(words)

    @cached_property
    def _between_spaces(self) -> frozenset[str]:  # costs more, so it is asked second
        return frozenset(self.text.split())

    @cached_property
    def line(self) -> str:
        """One character for each token, so that places in it are numbers of tokens: Han as it is, longer ones NUL."""
        return "".join([each if len(each) == 1 else "\0" for each in self.tokens.texts])

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
        start = self.tokens.starts[i]
        if self.lang in ELIDING:
            token = self.tokens.texts[i]
            return start + token.find("'") + 1 if token.startswith(elided()) else start
        if self.lang in _PREFIXING:
            return start + self._prefix(i)
        if self.vocabulary.kinds.prefixed:
            kind = self.vocabulary.kinds[self.tokens.texts[i]]
            return start + kind.cut if kind is not None else start
        return start

    def end(self, i: int) -> int:
        """Where a name ends whose last token is `i`: before a possessive ending."""
        token = self.tokens.texts[i]
        end = self.tokens.ends[i]
        if token in _DOTTED and self.text[end : end + 1] == ".":
            return end + 1
        if self.lang in SUFFIXING and "'" in token:
            return self.tokens.starts[i] + token.find("'")
        return end - 2 if token.endswith("'s") else end

    def bare_stem(self, i: int) -> str:
        """The stem of a token without a possessive or another ending at its apostrophe."""
        if self.lang in SUFFIXING and "'" in self.tokens.texts[i]:
            return stem(self.tokens.texts[i].partition("'")[0])
        return self.tokens.stems[i].removesuffix("'s")

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
        capitals = bisect_left(self._first_letters, last) - bisect_left(self._first_letters, first)
        # A line by itself is a headline; else they may be names in a row.
        bounded = (before >= 0 or at < _WINDOW) and (behind >= 0 or at + _WINDOW >= len(text))
        bounded = bounded and not text.startswith(".", self.tokens.ends[last - 1])
        enough = 0.72 if bounded and self.lang != "de" else 0.9
        return last - first > (3 if bounded else 5) and capitals >= enough * (last - first)

    def is_name_token(self, i: int) -> bool:
        """Whether a token may be part of a person's name by its letters: capital first, none of the common words."""
        if not self.capital(i) or self.taken[self.tokens.starts[i]]:
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
        return self.words[i].removesuffix("'s") not in self.vocabulary.stops and not self.is_also_small(i)

    def _begins_name(self, i: int) -> bool:
        behind_capital = self.joined(i - 1) and self.capital(i - 1)
        return behind_capital or self.words[i] not in self.vocabulary.stops
