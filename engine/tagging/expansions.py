"""What acronyms of a text stand for: whether a definition is believable, and where the text spells one out itself."""

from __future__ import annotations

import re

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Entity, EntityKind
from polyonym.engine.institutions.standing import acronym_of
from polyonym.engine.tagging.acronyms import is_slip
from polyonym.engine.tagging.definitions import Definition, is_han, never
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.spans import is_acronym
from polyonym.engine.text.fold import Key, key
from polyonym.engine.text.letters import side_of
from rapidfuzz.fuzz import ratio

_MOST_NAMES = 40
_WINDOW = 160
_LEAST_WORDS = 2
_SHORTEST_DIRECT = 3
"""Two letters in brackets stand for so much (countries, units) that they must fit the name."""
_SAME = 85.0
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_ENDS_PHRASE = frozenset('.,;:!?()[]（）«»"“”\n。，；')
_OPENING = frozenset("(（[")
_SMALL = 4
"""Words of fewer letters that are written small may give an acronym nothing: of, and, für."""


def names_of(lexicon: Lexicon, entity: Entity) -> tuple[str, ...]:
    """The names of an entity in a lexicon, not too many of them."""
    number = lexicon.number(entity.id)
    numbers = lexicon.aliases(number)[:_MOST_NAMES] if number is not None else ()
    return tuple(dict.fromkeys((entity.name, *(lexicon.alias(each).text for each in numbers))))


def believable(definition: Definition, mention: Mention, there: Mention | None, names: tuple[str, ...]) -> bool:
    """Whether a definition beside a mention says what its short form stands for.

    `names` are those of the mention's entity, `there` is what is known to be named where the short form stands.
    In brackets right behind a name of several words an acronym may be of letters that don't show in the name (of
    its name in another language); but a place is the end of many longer names: Society of São Paulo (SPSP).
    """
    entity, short = mention.entity, definition.acronym
    if entity is None or short in never():
        return False
    if there is not None and there.entity is entity:
        return True
    if stands_for(short, (mention.surface, *names)):
        return True
    if not definition.bracketed or is_acronym(mention.surface) or len(short) < _SHORTEST_DIRECT or is_han(short):
        return False
    return there is None and mention.kind is not EntityKind.PLACE and _is_long(mention.surface)


def stands_for(short: Key, names: tuple[str, ...]) -> bool:
    """Whether a short form may stand for one of several names of an entity."""
    if is_han(short):
        return any(_shortens(short, key(name)) for name in names)
    if any(key(name) == short or (is_acronym(name) and is_slip(short, key(name))) for name in names):
        return True
    return any(acronym_of(short, name) is not None for name in names if not is_acronym(name))


def _shortens(short: str, name: str) -> bool:
    """Whether a short name of Han characters has characters of the name only, in their order: 辽工大."""
    letters = iter(name)
    return len(short) < len(name) and all(char in letters for char in short)


def _is_long(surface: str) -> bool:
    return " " in surface or "\u3040" <= surface[0] <= "\u9fff"


def expansion(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the text spells out an acronym in brackets behind the words, or the words in brackets behind it.

    >>> expansion("the Bashkir State University (BSU)", 30, 33)
    (4, 28)
    """
    before = text[max(0, start - 4) : start].rstrip(' “"«')[-1:]
    if before in _OPENING:
        return _backwards(text, text.rfind(before, 0, start), key(text[start:end]))
    behind = text[end : end + 3].lstrip()[:1]
    if behind in _OPENING:
        return _forwards(text, text.index(behind, end) + 1, key(text[start:end]))
    return None


def _backwards(text: str, end: int, letters: str) -> tuple[int, int] | None:
    """The words that end before `end` and whose initials are `letters`."""
    offset = max(0, end - _WINDOW)
    found = list(_WORD.finditer(text[offset:end]))
    at = len(letters)
    for each in reversed(found):
        if key(each[0])[:1] == letters[at - 1]:
            at -= 1
        elif not _may_be_left_out(each[0]):
            return None
        if not at:
            start = offset + each.start()
            return (start, offset + found[-1].end()) if _is_phrase(text[start:end].rstrip(), letters) else None
    return None


def _forwards(text: str, start: int, letters: str) -> tuple[int, int] | None:
    """The words that begin at `start`, up to a closing bracket, and whose initials are `letters`."""
    window = text[start : start + _WINDOW]
    inside = re.split(r"[)）\]]", window, maxsplit=1)[0]
    at = 0
    for each in _WORD.finditer(inside):
        if at < len(letters) and key(each[0])[:1] == letters[at]:
            at += 1
        elif not _may_be_left_out(each[0]):
            return None
    return (start, start + len(inside)) if at == len(letters) and _is_phrase(inside.strip(), letters) else None


def _may_be_left_out(word: str) -> bool:
    return len(word) < _SMALL and word.islower()


def _is_phrase(phrase: str, letters: str) -> bool:
    return len(letters) >= _LEAST_WORDS and phrase[:1].isupper() and _ENDS_PHRASE.isdisjoint(phrase)


def is_other(phrase: str, acronym: str, names: tuple[str, ...]) -> bool:
    """Whether a phrase that spells an acronym out is none of the names of who is listed under it.

    Only those can tell that give the acronym themselves in the phrase's letters; others may be translations.
    """
    folded, side = key(phrase), side_of(phrase[0])
    telling = [name for name in names if " " in name and side_of(name[0]) == side and acronym_of(acronym, name)]
    return bool(telling) and all(ratio(folded, key(name)) < _SAME for name in telling)
