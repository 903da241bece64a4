"""Whether a listed name that stands in an affiliation is meant there, by what stands around it."""

from __future__ import annotations

import re

from polyonym.engine.affiliations.heads import Rank, rank_of, token
from polyonym.engine.affiliations.probing import Found, is_short
from polyonym.engine.affiliations.scene import Scene, town_words
from polyonym.engine.affiliations.tables import listed_words
from polyonym.engine.affiliations.wording import links
from polyonym.engine.text.tokens import is_unspaced

_SCHOOLS = frozenset(("school", "faculty", "graduate-school"))
_NAMED_AFTER = frozenset(("press", "alumni", "hospital", "hospitals", "clinic", "clinics", "museum", "foundation"))
_SHORTEST, _LONG = 3, 4
_ROMAN = re.compile("(?=..|v)x{0,3}(ix|iv|v?i{0,3})")


def admitted(found: Found, scene: Scene) -> bool:
    """Whether a name found may be meant: the country agrees, and nothing beside it makes it another name."""
    segment = scene.segment(found.first)
    if (segment.address and not found.note) or not scene.admits(found.name.entity, segment):
        return False
    left = scene.tokens.texts[segment.first : found.first]
    right = scene.tokens.texts[found.last : segment.last] if found.last <= segment.last else []
    right = _without_codes(scene, found.last, right)
    if (left and _is_capitals(scene, found.first - 1)) or (left and left[-1] in town_words(found.name.entity.city)):
        left = left[:-1] if len(left) == 1 else left
    if left == ["the"]:
        left = []
    if is_short(found.name):
        return _short(found, scene, whole=not _beside(left[::-1]) and not _beside(right))
    if found.name.rank is Rank.NONE:
        return _nameless(found, scene, _beside(left[::-1]), _beside(right))
    if is_unspaced(scene.tokens.texts[found.first]):
        return _in_row(right)
    if segment.located and _is_telling(found, scene):  # no commas: only heads tell where a name ends
        return _parted_left(found, left) and _parted_right(found, scene, right)
    return _free_left(found, left) and _free_right(found, scene, right)


def _is_telling(found: Found, scene: Scene) -> bool:
    """Whether a name says enough to be seen in an address without commas: with its town, or by its length."""
    return scene.in_town(found.name.entity) or found.name.rank >= Rank.HOSPITAL or len(found.name.words) >= _LONG


def _parted_left(found: Found, left: list[str]) -> bool:
    """Whether what stands before a name, in an address without commas, can be a part of the institution."""
    if not left or left[-1] in links() or any(token(word).rank for word in left):
        return True
    return len(found.name.words) >= _LONG - 1 and (len(left) > 1 or token(left[0]).own)


def _parted_right(found: Found, scene: Scene, right: list[str]) -> bool:
    """Whether what stands behind a name, in an address without commas, is its address or passes elsewhere."""
    if right and _ROMAN.fullmatch(right[0]):
        return False
    return not any(token(word).rank for word in right) or _free_right(found, scene, right)


def _is_capitals(scene: Scene, token_: int) -> bool:
    """Whether a token is an acronym: of what an institution belongs to, where one stands before its name."""
    start, end = scene.tokens.starts[token_], scene.tokens.ends[token_]
    return end - start > 1 and scene.text[start:end].isupper() and not scene.text.isupper()


def _beside(words: list[str]) -> list[str]:
    """The words beside a name, the nearest first, up to one that parts it from others."""
    return words[: next((i for i, word in enumerate(words) if word in _APART), len(words))]


_APART = frozenset(("at", "of", "and", "und", "et", "y", "e", "och", "og", "en", "и", "і", "i", "ve", "và"))


def _short(found: Found, scene: Scene, *, whole: bool) -> bool:
    size = scene.tokens.ends[found.last - 1] - scene.tokens.starts[found.first]
    coded = any(map(str.isdecimal, found.name.words))  # UMR 5199 is a part of something
    return size >= _SHORTEST and whole and not coded and scene.in_town(found.name.entity)


def _without_codes(scene: Scene, first: int, right: list[str]) -> list[str]:
    """The words behind a name without numbers, codes of units and the name's own acronym right behind it."""
    right = [word for i, word in enumerate(right) if i or not _is_capitals(scene, first)]
    return [word for word in right if not any(map(str.isdecimal, word))]


def _nameless(found: Found, scene: Scene, left: list[str], right: list[str]) -> bool:
    """A name that says of no institution what it is: Yale, Genentech, Charité."""
    entity = found.name.entity
    words = scene.tokens.texts[found.first : found.last]
    near = scene.in_town(entity)
    if all(not token(word).own for word in words):
        return False
    rest = [word for word in right if len(word) > 1 and word not in listed_words("loose.tsv") and token(word).own]
    if not left and not rest and not any(token(word).rank for word in right):
        place = scene.at[found.first]
        later = any(rank for rank in scene.ranks[:place])
        bare = set(words) <= set(town_words(entity.city))
        return (near or not later or len(words) > 1) and not bare
    if len(words) > 1:
        return near
    return not left and _school_follows(right) and entity_rank(found) is Rank.UNIVERSITY


def _school_follows(right: list[str]) -> bool:
    """Whether a school or a faculty follows: Yale School of Public Health is Yale's."""
    return any(_SCHOOLS & set(token(word).concepts) for word in right) and not _NAMED_AFTER & set(right)


def entity_rank(found: Found) -> Rank:
    """What the entity of a name is, by the name that it is shown as, too."""
    return max(found.name.rank, rank_of(town_words(found.name.entity.name)))


def _in_row(right: list[str]) -> bool:
    """Whether no hospital follows a name in a script without spaces."""
    return not right or "hospital" not in token("".join(right)).concepts


def _free_left(found: Found, left: list[str]) -> bool:
    """Whether what stands before a name leaves it whole."""
    if not left or left[-1] in links() or left[-1].isdecimal():
        return True
    ranks = [token(word).rank for word in left]
    return any(ranks) and max(ranks) < Rank.HOSPITAL and ranks[-1] < Rank.BODY


def _free_right(found: Found, scene: Scene, right: list[str]) -> bool:
    """Whether what stands behind a name leaves it whole."""
    if not right:
        return True
    if _ROMAN.fullmatch(right[0]):
        return False
    if right[0] in links():
        if right[0] == "at" and len(right) > 1 and token(right[1]).own and not scene.in_town(found.name.entity):
            return False
        return right[0] not in _GOES_ON or token(found.name.words[-1]).rank < Rank.HOSPITAL
    stop = next((i for i, word in enumerate(right) if word in links()), len(right))
    if found.name.rank is Rank.UNIVERSITY and any(
        token(word).rank is Rank.HOSPITAL or word in _NAMED_AFTER for word in right[:stop]
    ):
        return False
    if right[0] in town_words(found.name.entity.city):
        return True
    return any(token(word).rank for word in right) or not token(right[0]).own


_GOES_ON = frozenset(("of", "de", "for", "di"))
