"""Roles beside names, "Vice Rector Yury", "Jia Zhenyuan, the president": which, in one small table of ids."""

from __future__ import annotations

from polyonym.engine.tagging.han_titles import han_role_near
from polyonym.engine.tagging.name_words import listed
from polyonym.engine.tagging.role_reach import role_through
from polyonym.engine.tagging.vocabulary import TITLE, Ends, Phrases, Vocabulary, vocabulary
from polyonym.engine.text.tokens import Tokens

LONGEST = 5
"""A role is of so many words at most."""
_NEAR_GAPS = frozenset((" ", ". ", "-", "\u00a0", ".", ".\u00a0", " - ", ' "', " «", ": "))
_COMMA_GAPS = frozenset((", ", " - ", " – ", " — ", " (", ",", ", \u00a0", "، ", " ، ", "،", "、"))
_BEHIND = frozenset(("hu", "tr", "az", "uz", "kk", "ko", "hi"))
"""Languages whose titles and roles stand right behind the name: Orbán Viktor miniszterelnök."""


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
    at = index
    for _ in range(4):  # "Vice Rector Prof. Dr. N"
        if at < 1 or text[tokens.ends[at - 1] : tokens.starts[at]] not in _NEAR_GAPS:
            break
        before = phrase_ending(words, at - 1, spoken.roles, spoken.role_ends)
        if before is None:
            break
        at, role = before
        if role != TITLE:
            return role
    return role_through(text, tokens, at, spoken, words)


def role_after(text: str, tokens: Tokens, index: int, lang: str | None = None) -> str | None:
    """The role that follows, behind a comma or a dash, the name whose last token is `index`."""
    spoken = vocabulary(lang)
    return role_beginning(text, tokens, index, spoken, spoken.of_text(text, tokens))


def role_beginning(text: str, tokens: Tokens, index: int, spoken: Vocabulary, words: list[str]) -> str | None:
    """As `role_after`, with the vocabulary and the words of the text that the caller has."""
    at = index + 1
    gap = text[tokens.ends[index] : tokens.starts[at]] if at < len(tokens) else ""
    if gap not in _COMMA_GAPS and not (gap == " " and spoken.lang in _BEHIND):
        return None
    for _ in range(3 if gap != " " else 1):  # "N, the first deputy director"; "N, Head"
        found = phrase_beginning(words, at, spoken.roles)
        if found is not None:
            return found[1] or None
        if at + 1 >= len(tokens) or words[at] not in listed("passed", "*"):
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
        after = before or role_beginning(self.text, self.tokens, last, self.vocabulary, self.words)
        return after or han_role_near(self.tokens.texts, first, last)


def role_near(text: str, tokens: Tokens, first: int, last: int, lang: str | None = None) -> str | None:
    """The role before or after the name of tokens `first`..`last`; `Roles` serves for many names of one text."""
    return Roles(text, tokens, lang).near(first, last)
