"""Which language is believed about a form: the one that explains more of the name."""

from __future__ import annotations

from polyonym.engine.institutions.matcher import Form, Matcher
from polyonym.engine.institutions.tables import sorts

SHORT = 3
"""A form of so few letters is only believed in the language that explains most of the name."""
_MUCH = 0.6
"""The share of the best language's letters that another one must explain to be believed about a word."""


class Ballot:
    """How many letters of a name each language of one writing system explains, forms of few letters left out."""

    def __init__(self, table: Matcher, mask: int) -> None:
        self.table = table
        self.spaced = bool(table.spaced)
        self.crowded = table.langs[0] == "en"
        self.given = mask if mask > 0 else 0
        self.scores = [0] * len(table.langs)
        self.most = 0
        self.leading: list[int] = []
        self.best = -1

    def count(self, size: int, forms: tuple[Form, ...]) -> None:
        """Add a stretch of the name for each language that knows it."""
        if size <= SHORT and self.spaced:
            return
        bits = 0
        for form in forms:
            if form.size > SHORT + 1 or form.rest or form.size >= size or not self.crowded:
                bits |= form.langs
        scores = self.scores
        for bit in _bits(bits):
            scores[bit] += size

    def close(self) -> None:
        """All stretches are counted: find the best languages."""
        self.most = most = max(self.scores)
        self.leading = [bit for bit, score in enumerate(self.scores) if score == most] if most else []
        self.best = self.given or sum([1 << bit for bit in self.leading]) or -1

    def chosen(self, size: int, forms: tuple[Form, ...], *, begins: bool) -> Form | None:
        """The form that the best language means, None if it isn't believed.

        A language that explains much less than the best isn't, and about a short form only the best is.
        English is believed, since names in other languages have English words; so are short legal forms
        that don't begin the name.
        """
        short = self.spaced and size <= SHORT and not self.given
        if not short or self.most:
            for form in forms:
                if form.langs & self.best and (self.most or self.given or not self._vague(form, size)):
                    return form
        form = max(forms, key=self._score) if len(forms) > 1 else forms[0]
        if not self.spaced or (form.langs & 1 and (not short or not self.most)):
            return form
        if not short and not self._vague(form, size):
            return form if self._score(form) >= self.most * _MUCH else None
        return form if short and not begins and sorts()[form.concepts[0]] == "legal" else None

    def _vague(self, form: Form, size: int) -> bool:
        """Whether a form is a stem of few letters with an ending: among so many languages any word may be one."""
        return self.crowded and form.size < size and form.size <= SHORT + 1 and not form.rest

    def _score(self, form: Form) -> int:
        return max(self.scores[bit] for bit in _bits(form.langs))

    def connects(self, text: str) -> bool:
        """Whether a word is a connective in one of the best languages, or one of three letters in English."""
        bits = self.table.connectives.get(text, 0)
        return bool(bits & self.best) or (bits & 1 == 1 and len(text) >= SHORT and not self.given)


def _bits(mask: int) -> tuple[int, ...]:
    found = _BITS.get(mask)
    if found is None:
        found = _BITS[mask] = tuple(bit for bit in range(mask.bit_length()) if mask >> bit & 1)
    return found


_BITS: dict[int, tuple[int, ...]] = {}
