"""Roles beside names, "Vice Rector Yury", "Jia Zhenyuan, the president": which, in one small table of ids."""

from __future__ import annotations

from polyonym.engine.tagging.han_titles import han_role_near
from polyonym.engine.tagging.vocabulary import TITLE, Ends, Phrases, Vocabulary, vocabulary
from polyonym.engine.text.tokens import Tokens

LONGEST = 4
"""A role is of so many words at most."""
_NEAR_GAPS = frozenset((" ", ". ", "-", "\u00a0", ".", ".\u00a0"))
_PASSED_OVER = frozenset(
    ("the", "a", "an", "first", "former", "current", "new", "acting", "le", "la", "el", "il", "der", "die", "das", "un")
)
_COMMA_GAPS = frozenset((", ", " - ", " – ", " — ", " (", ",", ", \u00a0"))


def phrase_ending(words: list[str], i: int, phrases: Phrases, ends: Ends) -> tuple[int, str] | None:
    """The longest of `phrases` that ends at token `i`: where it begins, and what it is."""
    for length in ends.get(words[i], ()):
        value = phrases.get(tuple(words[i - length + 1 : i + 1])) if length <= i + 1 else None
        if value is not None:
            return i - length + 1, value
    return None


def phrase_beginning(words: list[str], i: int, phrases: Phrases) -> tuple[int, str] | None:
    """The longest of `phrases` that begins at token `i`: where it ends, and what it is."""
    for length in range(LONGEST, 0, -1):
        value = phrases.get(tuple(words[i : i + length])) if i + length <= len(words) else None
        if value is not None:
            return i + length - 1, value
    return None


def role_before(text: str, tokens: Tokens, index: int, lang: str | None = None) -> str | None:
    """The role that stands right before the name whose first token is `index`; titles are passed over."""
    spoken = vocabulary(lang)
    return role_ending(text, tokens, index, spoken, spoken.of_text(text, tokens))


def role_ending(text: str, tokens: Tokens, index: int, spoken: Vocabulary, words: list[str]) -> str | None:
    """As `role_before`, with the vocabulary and the words of the text that the caller has."""
    for _ in range(3):  # "Vice Rector Prof. Dr. N"
        if index < 1 or text[tokens.ends[index - 1] : tokens.starts[index]] not in _NEAR_GAPS:
            return None
        before = phrase_ending(words, index - 1, spoken.roles, spoken.role_ends)
        if before is None:
            return None
        index, role = before
        if role != TITLE:
            return role
    return None


def role_after(text: str, tokens: Tokens, index: int, lang: str | None = None) -> str | None:
    """The role that follows, behind a comma or a dash, the name whose last token is `index`."""
    spoken = vocabulary(lang)
    return _after(text, tokens, index, spoken, spoken.of_text(text, tokens))


def _after(text: str, tokens: Tokens, index: int, spoken: Vocabulary, words: list[str]) -> str | None:
    at = index + 1
    if at >= len(tokens) or text[tokens.ends[index] : tokens.starts[at]] not in _COMMA_GAPS:
        return None
    for _ in range(3):  # "N, the first deputy director"; "N, Head"
        found = phrase_beginning(words, at, spoken.roles)
        if found is not None:
            return found[1] or None
        if at + 1 >= len(tokens) or words[at] not in _PASSED_OVER:
            return None
        at += 1
    return None


class Roles:
    """Roles beside the names of one text, its words worked out once."""

    def __init__(self, text: str, tokens: Tokens, lang: str | None) -> None:
        self.text, self.tokens = text, tokens
        self.vocabulary = vocabulary(lang)
        self.words = self.vocabulary.of_text(text, tokens)

    def near(self, first: int, last: int) -> str | None:
        """The role before or after the name of tokens `first`..`last`, or None."""
        before = role_ending(self.text, self.tokens, first, self.vocabulary, self.words)
        after = before or _after(self.text, self.tokens, last, self.vocabulary, self.words)
        return after or han_role_near(self.tokens.texts, first, last)


def role_near(text: str, tokens: Tokens, first: int, last: int, lang: str | None = None) -> str | None:
    """The role before or after the name of tokens `first`..`last`; `Roles` serves for many names of one text."""
    return Roles(text, tokens, lang).near(first, last)
