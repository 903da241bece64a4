"""Where a text may have a name that tagging didn't tell: runs of capitals, words around the head of an institution."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from polyonym.engine.proposing.borrowed import Borrowed
from polyonym.engine.tagging.kinds import kinds
from polyonym.engine.tagging.words import function_words
from polyonym.engine.text.fold import fold
from polyonym.engine.text.tokens import tokens

_LONGEST_RUN = 5
_BEFORE, _BEHIND = 3, 4
"""Words that may stand before and behind the head of an institution within its name."""
_READ = 100_000
"""Characters of a text that are looked at."""
_ENDS = frozenset(".!?…:;\n\r\t•|\"“„«»”'(–—*")
_QUOTES = frozenset('"“„«»”‘|')
_JOINTS = frozenset((" ", "-", "\u00a0"))
_DOTS = frozenset((".", ". "))
_INITIAL = 2
Range = tuple[int, int]


class Windows:
    """The words of one text, and which are written with a capital; `lang` is its language."""

    def __init__(self, text: str, lang: str | None, taken: bytearray) -> None:
        """`taken` says of each character whether it belongs to a name that was told, where a run of capitals ends."""
        self.text, self.lang, self.taken = text[:_READ], lang, taken
        self.folded = fold(self.text)
        self.tokens = tokens(self.folded.text)
        places = zip(self.tokens.starts, self.tokens.ends, strict=True)
        self.starts = [self.folded.original(*each)[0] for each in places]
        self.first = [i for i, start in enumerate(self.starts) if self.text[start].isupper()]
        self.capital = frozenset(self.first)

    def small_words(self) -> set[str]:
        """The words (folded) that the text has without a capital."""
        return {word for i, word in enumerate(self.tokens.texts) if i not in self.capital}

    def found(self, borrowed: Borrowed) -> Iterator[Range]:
        """The ranges in which a name may stand, which may overlap; none in scripts without capitals."""
        for first, last in chain(self._runs(), self._around_heads(), self._lent(borrowed)):
            start, end = self.starts[first], self.folded.original(self.tokens.starts[last], self.tokens.ends[last])[1]
            if _QUOTES.isdisjoint(self.text[start:end]):
                yield start, end

    def _joined(self, i: int) -> bool:
        """Whether a token and the next one may belong to one name."""
        if i + 1 >= len(self.tokens) or self.taken[self.starts[i + 1]] or i + 1 not in self.capital:
            return False
        gap = self.tokens.gap(i)
        return gap in _JOINTS or (gap in _DOTS and self.tokens.ends[i] - self.tokens.starts[i] <= _INITIAL)

    def _runs(self) -> Iterator[Range]:
        """The longest runs of words with capitals; a single word only where no sentence begins."""
        end = -1
        for i in self.first:
            if i > end and not self.taken[self.starts[i]]:
                end = i
                while self._joined(end):
                    end += 1
                if end - i < _LONGEST_RUN and (end > i or not self._opens(i)):
                    yield i, end

    def _opens(self, i: int) -> bool:
        """Whether a sentence, a line or a quotation begins at a token that isn't an acronym."""
        start, size = self.starts[i], self.tokens.ends[i] - self.tokens.starts[i]
        if size > 1 and self.text[start : start + size].isupper():
            return False
        before = self.text[max(0, start - 3) : start].rstrip(" \u00a0")
        return not before or before[-1] in _ENDS

    def _around_heads(self) -> Iterator[Range]:
        """The words around the head of an institution that begin with a capital."""
        heads = kinds(self.lang)
        for i, word in enumerate(self.tokens.texts):
            if heads[word] is not None:
                lasts = list(self._lasts(i))
                yield from ((start, last) for start in self._firsts(i) for last in lasts if last > start)

    def _lent(self, borrowed: Borrowed) -> Iterator[Range]:
        """Where the words of a borrowed name stand."""
        stems = self.tokens.stems
        for i in self.first:
            for size in borrowed.lengths(stems[i]):
                free = not self.taken[self.starts[i]] and (size > 1 or not self._opens(i))
                if i + size <= len(stems) and free:
                    words = tuple(self.tokens.texts[i : i + size])
                    if borrowed.owners(words, tuple(stems[i : i + size]), self.lang):
                        yield i, i + size - 1

    def _firsts(self, head: int) -> Iterator[int]:
        for i in range(head, max(-1, head - _BEFORE - 1), -1):
            if i < head and self.tokens.gap(i) not in _JOINTS:
                return
            if i in self.capital:
                yield i

    def _lasts(self, head: int) -> Iterator[int]:
        small = function_words(self.lang)
        for i in range(head, min(len(self.tokens), head + _BEHIND + 1)):
            if i > head and self.tokens.gap(i - 1) not in _JOINTS:
                return
            if self.tokens.texts[i] not in small:
                yield i
