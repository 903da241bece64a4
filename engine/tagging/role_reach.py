"""A role that reaches a name over its complement: "Head of the Department of Physics Anna Smirnova"."""

from __future__ import annotations

from bisect import bisect_left

from polyonym.engine.tagging.scene import Scene
from polyonym.engine.tagging.vocabulary import TITLE, Vocabulary

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


def role_through(scene: Scene, index: int) -> str | None:
    """The role whose complement ends right before the name whose first token is `index`, or None."""
    spoken, words = scene.vocabulary, scene.words
    nearest = bisect_left(scene.roles, index) - 1
    if nearest < 0 or scene.roles[nearest] < index - _FARTHEST:
        return None
    for at in range(index - 1, max(-1, index - 1 - _FARTHEST), -1):
        if scene.gap(at) not in (_LAST_GAPS if at == index - 1 else _GAPS):
            return None
        for length in spoken.role_ends.get(words[at], ()):
            role = spoken.roles.get(tuple(words[at - length + 1 : at + 1])) if length <= at + 1 else None
            if role and _is_complement(scene, at + 1, index):
                return role
            if role and role != TITLE:
                return None
    return None


def _is_complement(scene: Scene, first: int, index: int) -> bool:
    """Whether the tokens from `first` up to the name may all be said of the role."""
    spoken, words = scene.vocabulary, scene.words
    if first >= index or words[index - 1] in spoken.conjunctions:
        return False
    if scene.gap(index - 1) == ", " and spoken.lang not in _FOLLOWED_BY_COMMA:
        return False
    if spoken.lang in _GENITIVE:
        return all(_is_part(scene, i) for i in range(first, index))
    if words[first] not in spoken.of:
        return False
    return all(_is_part(scene, i) or _joins(words[i], spoken) for i in range(first, index))


def _is_part(scene: Scene, i: int) -> bool:
    """Whether a token is of a name, or says what kind of institution it is."""
    spoken, words = scene.vocabulary, scene.words
    is_name = scene.text[scene.tokens.starts[i]].isupper() or words[i] in spoken.fields
    if is_name or words[i] in spoken.head_ends:
        return True
    return spoken.lang in _GENITIVE and (words[i] in spoken.conjunctions or _is_genitive(scene.tokens.texts[i]))


def _is_genitive(token: str) -> bool:
    """Whether a word looks like a noun or adjective in the genitive, and not like a verb of the past."""
    return len(token) > 3 and token.endswith(_GENITIVE_ENDINGS) and not token.endswith(_VERBS)


def _joins(word: str, spoken: Vocabulary) -> bool:
    return word in spoken.of or word in spoken.articles or word in spoken.conjunctions
