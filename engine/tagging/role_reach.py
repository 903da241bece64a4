"""A role that reaches a name over its complement: "Head of the Department of Physics Anna Smirnova"."""

from __future__ import annotations

from polyonym.engine.tagging.vocabulary import TITLE, Vocabulary
from polyonym.engine.text.tokens import Tokens

_FARTHEST = 12
"""A complement is of so many words at most."""
_GAPS = frozenset((" ", "\u00a0", "-", ' "', '" ', " «", "» ", " “", "” ", " „", "“ "))
_LAST_GAPS = _GAPS | {", "}
_GENITIVE = frozenset(["ru", "be", "uk", "bg", "mk", "pl", "cs", "sk", "hr", "sr", "sl"])
"""Languages whose complements follow in the genitive, without a word between; the name follows without a comma."""
_GENITIVE_ENDINGS = (
    "а", "я", "ы", "и", "і", "ї", "ов", "ев", "ів", "ей", "ого", "его", "ої", "ой", "ых", "их", "ага", "яга",
    "a", "u", "y", "i", "e", "ow", "ego", "ej", "ch", "eho", "iho", "og", "eg",
)  # fmt: skip
_VERBS = ("ла", "ли", "ся", "ти", "la", "li", "ly", "ala", "ila", "ty")
_FOLLOWED_BY_COMMA = frozenset(
    ["en", "fr", "es", "pt", "it", "ca", "gl", "ro", "de", "nl", "sv", "da", "nb", "id", "ms"]
)
_OPENED = frozenset(".!?:;\n()")


def role_through(text: str, tokens: Tokens, index: int, spoken: Vocabulary, words: list[str]) -> str | None:
    """The role whose complement ends right before the name whose first token is `index`, or None."""
    role_ends, phrases = spoken.role_ends, spoken.roles
    for at in range(index - 1, max(-1, index - 1 - _FARTHEST), -1):
        gap = text[tokens.ends[at] : tokens.starts[at + 1]]
        if gap not in (_LAST_GAPS if at == index - 1 else _GAPS):
            return None
        for length in role_ends.get(words[at], ()):
            role = phrases.get(tuple(words[at - length + 1 : at + 1])) if length <= at + 1 else None
            if role and _is_complement(text, tokens, at + 1, index, spoken, words):
                return role
            if role and role != TITLE:
                return None
    return None


def _is_complement(text: str, tokens: Tokens, first: int, index: int, spoken: Vocabulary, words: list[str]) -> bool:
    """Whether the tokens from `first` up to the name may all be said of the role."""
    if first >= index or words[index - 1] in spoken.conjunctions:
        return False
    has_comma = text[tokens.ends[index - 1] : tokens.starts[index]] == ", "
    if has_comma and spoken.lang not in _FOLLOWED_BY_COMMA:
        return False
    if spoken.lang in _GENITIVE:
        return all(_is_part(text, tokens, i, spoken, words) for i in range(first, index))
    if words[first] not in spoken.of:
        return False
    return all(_is_part(text, tokens, i, spoken, words) or _joins(words[i], spoken) for i in range(first, index))


def _is_part(text: str, tokens: Tokens, i: int, spoken: Vocabulary, words: list[str]) -> bool:
    """Whether a token is of a name, or says what kind of institution it is."""
    is_name = text[tokens.starts[i]].isupper() or words[i] in spoken.fields
    if is_name or words[i] in spoken.head_ends:
        return True
    return spoken.lang in _GENITIVE and (words[i] in spoken.conjunctions or _is_genitive(tokens.texts[i]))


def _is_genitive(token: str) -> bool:
    """Whether a word looks like a noun or adjective in the genitive, and not like a verb of the past."""
    return len(token) > 3 and token.endswith(_GENITIVE_ENDINGS) and not token.endswith(_VERBS)


def _joins(word: str, spoken: Vocabulary) -> bool:
    return word in spoken.of or word in spoken.articles or word in spoken.conjunctions
