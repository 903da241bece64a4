"""A role that reaches a name over its complement: "Head of the Department of Physics Anna Smirnova"."""

from __future__ import annotations

from bisect import bisect_left

from polyonym.engine.tagging.name_words import forenames_of, forenames_with_capitals
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
_WITH_LATIN_LETTERS = frozenset(("pl", "cs", "sk", "hr", "sl", "sr"))
"""Languages in Latin letters, where an institution's name is more often written with several capitals."""
_ADJECTIVES = (
    "ского", "цкого", "ського", "ської", "скага", "скай", "ской", "цкой", "ного", "ной", "ных", "ских",
    "skiego", "ckiego", "skiej", "nego", "nej", "ckeho", "skeho", "skog", "skega",
)  # fmt: skip
"""Endings of adjectives in the genitive, which belong to an institution."""
_NAMED_AFTER = frozenset(("имени", "им", "імені", "ім", "імя", "памяти", "imienia", "im", "jmena", "mena", "name"))
_OBLIQUE = (
    "а", "я", "у", "ю", "ы", "и", "і", "ом", "ем", "ым", "ам", "е", "ов", "ого",
    "a", "u", "y", "i", "em", "om", "ie", "e", "ow", "owi", "ovi", "ego", "eho",
)  # fmt: skip


def name_through(scene: Scene, last: int) -> int | None:
    """Where the name begins to which a role reaches over its institution: «ректор института Ермек Сапархан».

    `last` is the role's last token; None if there is no such name.
    """
    spoken, words, found_head = scene.vocabulary, scene.words, False
    if spoken.lang not in _GENITIVE and spoken.lang != "en":
        return None
    for at in range(last + 1, min(last + 1 + _FARTHEST, len(words) - 1)):
        if scene.gap(at - 1) not in _GAPS or (words[at],) in spoken.roles:
            return None
        if found_head and _may_begin(scene, last, at):
            return at if _is_complement(scene, last + 1, at) else None
        found_head = found_head or words[at] in spoken.head_ends or scene.is_taken(at)
        if not (_is_part(scene, at) or _joins(words[at], spoken)):
            return None
    return None


def _may_begin(scene: Scene, role: int, at: int) -> bool:
    """Whether a name of two words at least may begin here, behind the complement of a role."""
    if not (scene.is_name_token(at) and scene.is_name_token(at + 1)) or not _reaches(scene, at):
        return False
    if scene.vocabulary.lang == "en":
        return scene.words[at - 1] in scene.vocabulary.head_ends and scene.words[at] in forenames_of("en")
    if scene.vocabulary.lang in _WITH_LATIN_LETTERS and scene.words[at] not in forenames_of(scene.lang):
        return False  # "Przewodniczący Komisji Praw Człowieka"
    token, before = scene.tokens.texts[at], scene.tokens.texts[at - 1]
    if before in _NAMED_AFTER or token.endswith(_ADJECTIVES) or scene.words[at] in scene.vocabulary.fields:
        return False
    if scene.capital(at - 1) and not (scene.is_taken(at - 1) or scene.words[at - 1] in scene.vocabulary.head_ends):
        return token not in _NAMED_AFTER and scene.words[at] in forenames_of(scene.lang)
    return _agrees(scene, role, at)


def _reaches(scene: Scene, at: int) -> bool:
    return scene.gap(at) in (" ", "\u00a0", "-") and scene.gap(at - 1) != "-" and len(scene.tokens.texts[at]) > 1


def _agrees(scene: Scene, role: int, at: int) -> bool:
    """Whether a name may be of the role's case: «директор театра Ивана Франко» names another man."""
    role_token, token = scene.tokens.texts[role], scene.tokens.texts[at]
    if role_token.endswith(_OBLIQUE) or not token.endswith(_OBLIQUE):
        return True
    known = forenames_with_capitals()
    return token in known and token[:-1] not in known and token.endswith(("а", "я", "a"))


def role_through(scene: Scene, index: int, *, is_title_behind: bool = False) -> str | None:
    """The role whose complement ends right before the name whose first token is `index`, or None.

    `is_title_behind` says that a title or degree stands there before the name: «ректор БГУ, профессор Н».
    """
    spoken, words = scene.vocabulary, scene.words
    nearest = bisect_left(scene.roles, index) - 1
    if nearest < 0 or scene.roles[nearest] < index - _FARTHEST:
        return None
    for at in range(index - 1, max(-1, index - 1 - _FARTHEST), -1):
        if scene.gap(at) not in (_LAST_GAPS if at == index - 1 else _GAPS):
            return None
        for length in spoken.role_ends.get(words[at], ()):
            role = spoken.roles.get(tuple(words[at - length + 1 : at + 1])) if length <= at + 1 else None
            if role and _is_complement(scene, at + 1, index, is_title_behind=is_title_behind):
                return role
            if role and role != TITLE:
                return None
    return None


def _is_complement(scene: Scene, first: int, index: int, *, is_title_behind: bool = False) -> bool:
    """Whether the tokens from `first` up to the name may all be said of the role."""
    spoken, words = scene.vocabulary, scene.words
    if first >= index or words[index - 1] in spoken.conjunctions:
        return False
    if scene.gap(index - 1) == ", ":
        if spoken.lang not in _FOLLOWED_BY_COMMA and not is_title_behind:
            return False
        if is_title_behind and not _ends_complement(scene, index - 1):
            return False  # «ректор института Ермек Сапархан, профессор Н»
    if spoken.lang in _GENITIVE:
        return all(_is_part(scene, i) for i in range(first, index))
    if words[first] not in spoken.of:
        return False
    return all(_is_part(scene, i) or _joins(words[i], spoken) for i in range(first, index))


def _ends_complement(scene: Scene, i: int) -> bool:
    """Whether a token before a comma is the institution's, no person's."""
    spoken, shown = scene.vocabulary, scene.text[scene.tokens.starts[i] : scene.tokens.ends[i]]
    if not scene.capital(i) or scene.is_taken(i) or (shown.isupper() and len(shown) > 1):
        return True
    told = (scene.words[i], scene.words[i - 1])
    return told[0] in spoken.fields or told[1] in spoken.of or any(spoken.is_head(word) for word in told)


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
