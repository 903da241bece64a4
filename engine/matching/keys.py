"""The keys under which a lexicon finds an alias, by family.

`exact`   the folded name without spaces and punctuation.
`rejected`  the same of names that an entity is known not to have.
`phrase`  the stems of its tokens, each followed by a space: what running text is probed with.
`common`  the stem of the first token of a name that is written small, and so may begin at any word.
`echo`    how the stems of its tokens sound, each followed by a space: running text in another script is
          probed with it.
`sound`   many small keys for what is spelled otherwise: how each part sounds (`t:`), its consonant
          classes (`s:`), how English would say it (`m:`, Metaphone), pieces of three of both (`g:`, `k:`),
          readings of Han characters (`z:`), the forenames that each part is a form of (`n:`); of
          institutions the concepts (`c:`, all together `C:`), the words for them (`w:`), the places in it
          (`P:`) the city in which it lies (`p:`) and the
          acronyms that it may have (`a:`).  The more rare ones two names share, the more alike they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import TypeVar

from jellyfish import metaphone
from polyonym.aliases.model import EntityKind
from polyonym.engine.institutions.acronyms import asked_keys
from polyonym.engine.institutions.institution import Institution, group, institution_of
from polyonym.engine.names.forenames import names
from polyonym.engine.names.name import LONGEST, TELLS_LITTLE, Name, Part, is_acronym, name_of
from polyonym.engine.names.sound import consonants, fine, skeleton
from polyonym.engine.romanisation.readings import reading
from polyonym.engine.sinitic.compare import keys as sinitic_keys
from polyonym.engine.sinitic.japanese import japanese_words
from polyonym.engine.text.fold import Key, key
from polyonym.engine.text.stems import stem
from polyonym.engine.text.tokens import is_unspaced, words

VERSION = 51
"""Changes whenever the keys of a name change, so that lexicons are compiled again."""
_T = TypeVar("_T")
LONGEST_PHRASE = 24
_LONGEST_RUN = 48
LONGEST_EXACT = 2000
"""Characters of a name that are looked up as they are; what is longer is no name."""
_MOST_FORMS, _MOST_FORMS_OF_OTHERS = 3, 6
"""A part is found by so many of its forms; a place, and what isn't Latin, by more: each language says it in its way."""


def folded_name(text: str) -> Key:
    """The folded name, as it can be stored."""
    return Key(storable(key(text[:LONGEST_EXACT])))


def bare_key(folded: Key) -> Key:
    """The bare letters of a folded name; all of it where it has none."""
    return Key("".join(words(folded)).replace("'", "")) or folded


def exact_keys(text: str) -> tuple[Key, ...]:
    """The key under which the very name is found; none of a name of which nothing is left."""
    bare = Key("".join(name_words(text[:LONGEST_EXACT])).replace("'", "")) or folded_name(text)
    return (bare,) if bare else ()


def phrase_key(tokens: Sequence[str]) -> Key:
    """The key of a run of folded tokens."""
    return Key(" ".join([*map(stem, tokens), ""]))


def phrase_keys(text: str) -> tuple[Key, ...]:
    """The key of a name as a run of tokens; none for a name that is too long to stand in a sentence."""
    tokens = name_words(text)
    return (phrase_key(tokens),) if 0 < len(tokens) <= LONGEST_PHRASE else ()


@lru_cache(maxsize=1 << 16)
def echo(token: str) -> str:
    """The consonant classes of the stem of a folded token, as it is usually romanised."""
    return skeleton(fine(reading(stem(token))))


def echo_keys(text: str, sides: Iterable[str]) -> tuple[Key, ...]:
    """The keys of a name of up to five spoken words, for texts in each of these letters.

    Acronyms aren't spoken, and what is short sounds like much.
    """
    tokens = name_words(text)
    if not 0 < len(tokens) <= LONGEST_ECHO or is_acronym(text):
        return ()
    if not text.isascii() and any(map(is_unspaced, tokens)):
        return ()
    echoes = [*map(echo, tokens)]
    if not all(echoes) or sum(map(len, echoes)) < _SHORTEST_ECHO:
        return ()
    whole = " ".join([*echoes, ""])
    return tuple([Key(f"{side}{whole}") for side in sides])


LONGEST_ECHO = 5
_SHORTEST_ECHO = 3


@lru_cache(maxsize=1 << 16)
def _part_keys(part: Part, most: int) -> tuple[str, ...]:
    heard = [f"m:{metaphone(part.latin)}"] if part.latin.isalpha() and part.latin.isascii() else []
    return tuple(dict.fromkeys(chain(heard, *map(_form_keys, part.fine[:most]))))


def _form_keys(form: str) -> list[str]:
    """The keys of one fine form: itself, its consonant classes, and pieces of three of both."""
    bones = skeleton(form)
    return [f"t:{form}", f"s:{bones}", *_sound_pieces(f"^{form}$"), *_bone_pieces(f"^{bones}$")]


def _most_forms(part: Part, kind: str | None) -> int:
    return _MOST_FORMS if part.text.isascii() and kind != "place" else _MOST_FORMS_OF_OTHERS


def _telling(name: Name, kind: str | None) -> tuple[Part, ...]:
    """The parts by which a name is found: of places neither generic words nor single syllables of pinyin."""
    if kind != "place":
        return name.parts
    if len(name.other_runs) > 1 and not name.sinitic:
        return ()
    return tuple(part for part in name.parts if part.weight > TELLS_LITTLE) or name.parts


_READ_AS_HAN = frozenset({"person", "place", None})
"""Kinds whose Latin names may be readings of Han characters; a name asked for without a kind may be, too."""


class _Marked(dict[str, str]):
    """Each piece of three letters with a mark before it, made once: the same few pieces make up all names."""

    def __init__(self, mark: str) -> None:
        self._mark = mark

    def __missing__(self, piece: str) -> str:
        self[piece] = marked = self._mark + piece
        return marked


_SOUNDS, _BONES = _Marked("g:").__getitem__, _Marked("k:").__getitem__


def _sound_pieces(form: str) -> Iterator[str]:
    """The keys of all pieces of three letters of a fine form."""
    return map(_SOUNDS, [form[i : i + 3] for i in range(len(form) - 2)])


def _bone_pieces(form: str) -> Iterator[str]:
    """The same of its consonant classes."""
    return map(_BONES, [form[i : i + 3] for i in range(len(form) - 2)])


def _word_keys(word: str) -> list[str]:
    form = fine(word)
    return [f"t:{form}", *_sound_pieces(f"^{form}$")]


def sound_keys(text: str, kind: str | None = None, *, wanted: bool = False) -> tuple[str, ...]:
    """The distinct sound keys of a name: of its parts, of its parts run together, of its Sinitic readings.

    A name that is `wanted` may name the city in which an institution lies.
    """
    name = name_of(storable(text[:LONGEST]), kind)
    if kind not in _OF_INSTITUTIONS:
        return tuple(dict.fromkeys((*_spoken_keys(name, kind), *_glued_keys(name))))
    institution = institution_of(name if kind is not None else name_of(name.text, _ORGANIZATION))
    own = institution.own if kind is not None and institution.own is not None else name
    found = [*_spoken_keys(own, kind), *_glued_keys(name), *_concept_keys(institution)]
    if wanted:
        found += [f"a:{each}" for each in asked_keys(name.text)]
        found += [f"p:{form}" for part in own.parts for form in part.fine[:_MOST_FORMS]]
    return tuple(dict.fromkeys(found))


_ORGANIZATION = EntityKind.ORGANIZATION
_OF_INSTITUTIONS = frozenset((None, _ORGANIZATION))


def _spoken_keys(name: Name, kind: str | None) -> list[str]:
    """How the parts of a name are said and read."""
    found = [each for part in _telling(name, kind) for each in _part_keys(part, _most_forms(part, kind))]
    if name.sinitic or (kind in _READ_AS_HAN and 1 < len(name.parts) <= 5):
        found += [f"z:{each}" for each in sinitic_keys(name.text[:_LONGEST_RUN])]
    if kind in _FORENAMED:
        found += [f"n:{each}" for part in name.parts for each in names(part.text)]
    if name.sinitic:
        found += [each for word in japanese_words(name.key) for each in _word_keys(word)]
    return found


_FORENAMED = frozenset((EntityKind.PERSON, None))


def _glued_keys(name: Name) -> list[str]:
    """Pieces of a name's parts run together, since spaces and hyphens are often put otherwise."""
    if len(name.parts) < 2:
        return []
    glued = name.run[:_LONGEST_RUN]
    found = [*_sound_pieces(glued), *_bone_pieces(f"^{consonants(glued)}$")]
    for run in name.other_runs:
        found += _form_keys(run[:_LONGEST_RUN])
    return found


_FOUND_BY = frozenset(("field", "unit", "level", "direction", "kind"))


def _concept_keys(institution: Institution) -> list[str]:
    """The groups of its concepts, one by one and all together; and the words for them, which may be none elsewhere."""
    telling = [each for each in institution.concepts if each.sort in _FOUND_BY]
    groups = {group(each.id) for each in telling}
    single = [f"c:{group(each.id)}" for each in telling if each.sort != "kind"]
    words = [f"w:{each.part.fine[0]}" for each in institution.concepts if each.part.fine]
    together = [f"C:{'+'.join(map(str, sorted(groups)))}"] if len(groups) > 1 else []
    places = [f"P:{place}" for part in institution.own.parts for place in part.places] if institution.own else []
    return [*single, *together, *words, *places]


def storable(text: str) -> str:
    """A text without what a trie can't hold."""
    if "\0" in text:  # a trie's key ends at a zero
        text = text.replace("\0", "?")
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=64)
def name_words(text: str) -> tuple[str, ...]:
    """The words of a folded name, for families that are asked about the same name in turn."""
    return tuple(words(storable(key(text))))
