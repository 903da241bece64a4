"""Institutions as German writes them: since all nouns have capitals, something else must tell the name.

That is a hyphen (Max-Planck-Institut), a place behind the head, "für", or an adjective with a capital before it.
"""

from __future__ import annotations

import re

from polyonym.engine.institutions.places import single
from polyonym.engine.tagging.extent import Extent, rest_behind
from polyonym.engine.tagging.scene import Scene

_INDEFINITE = frozenset(("eine", "einer", "einem", "eines", "ein"))
_FOR = frozenset(("fur",))
_GENERAL = frozenset(("institut", "instituts", "institutes"))
"""Heads that with a field alone are a part of some university."""
_OF = frozenset(("der", "des"))
_NO_FIELDS = re.compile("(?:sein|ihr|unser|mein|dein|eur|dies|jed|all|viel|manch|solch|welch|jen|kein)(?:e|en)")
"""Words between "für" and a noun that say whose or how many, so that no field follows."""
_MOST_ADJECTIVES = 4
_LONGEST = 40
_ADJECTIVE = re.compile(".{3,}(?:isch|lich)e[nrms]?")
_OF_PLACE = re.compile(".{3,}ische[nrms]?")
_TOWN_ENDINGS = (
    "(?:tal|burg|berg|heim|hausen|dorf|furt|ingen|bach|bruck|brucken|hafen|kirchen|munde|rode|leben|hagen|walde|"
    "horst|weiler|bronn|born|stedt|stetten|hofen|stadt)"
)
_TOWN = re.compile(f".{{3,}}(?<!haupt)(?<!innen)(?<!alt)(?<!gross){_TOWN_ENDINGS}")
_OF_TOWN = re.compile(_TOWN.pattern + "er")


def german(scene: Scene, first: int, i: int, sort: str) -> Extent | None:
    """The name around a head noun at tokens `first`..`i`, or None."""
    if scene.is_headline(i) or not scene.capital(i) or scene.words[first - 1] in _INDEFINITE:
        return None
    if scene.gap(first - 1) == "-" and scene.capital(first - 1):
        return _hyphened(scene, first, i)
    start = _adjectives(scene, first) if sort == "strong" and _is_singular(scene, i) else first
    told = any(_tells(scene, at) for at in range(start, first))
    last = _genitive_behind(scene, i) if told else i
    last = _behind(scene, i, sort) if last == i else last
    if not told and (last == i or scene.words[i] in _GENERAL):
        return None
    if start == first or not (told or all(_is_adjective(scene, at) for at in range(start, first))):
        start = first - 1 if _is_adjective(scene, first - 1) else first
    return Extent(start, last)


def _hyphened(scene: Scene, first: int, i: int) -> Extent | None:
    """Max-Planck-Institut für Mikrostrukturphysik, behind whose first part everything belongs to the name."""
    start = first - 1
    while scene.gap(start - 1) == "-" and scene.capital(start - 1):
        start -= 1
    own = scene.gap(i) != "-" and _is_singular(scene, i) and scene.words[start] not in scene.vocabulary.stops
    return Extent(start, _field_behind(scene, i)) if own else None


def _is_singular(scene: Scene, i: int) -> bool:
    word, heads = scene.words[i], scene.vocabulary.heads
    return any((each,) in heads for each in (word, word.removesuffix("s"), word.removesuffix("es")))


def _genitive_behind(scene: Scene, i: int) -> int:
    """The last token of a known field in the genitive: der Wissenschaften, der Bildenden Künste."""
    if i + 2 >= len(scene.words) or scene.words[i + 1] not in _OF or not scene.joined(i):
        return i
    last = i + 1
    while last - i < _MOST_ADJECTIVES and scene.joined(last) and scene.capital(last + 1):
        if not scene.vocabulary.is_field(scene.words[last + 1]):
            break
        last += 1
    return _joined_field(scene, last) if last > i + 1 else i


def _behind(scene: Scene, i: int, sort: str) -> int:
    """The last token of a field or a place behind a head."""
    last = _field_behind(scene, i)
    if scene.gap(last) == " " and (_is_place(scene, last + 1) or (sort == "strong" and _is_town(scene, last + 1))):
        last += 1
        while scene.is_within(last):
            last += 1
    return last


def _field_behind(scene: Scene, i: int) -> int:
    """The last token of "für" and a field: für Solare Energiesysteme, für angewandte Kunst."""
    last = rest_behind(scene, i, only=_FOR)
    at, words = i + 2, scene.words
    if last > i or at + 1 >= len(words) or words[i + 1] not in _FOR:
        return last
    if not (scene.joined(i) and scene.joined(i + 1) and scene.joined(at)) or not scene.capital(at + 1):
        return last
    spoken = scene.vocabulary
    if not words[at].endswith(("e", "en")) or words[at] in spoken.articles or _NO_FIELDS.fullmatch(words[at]):
        return last
    return _joined_field(scene, at + 1)


def _joined_field(scene: Scene, i: int) -> int:
    """Past "und" and another field."""
    if i + 2 >= len(scene.words) or scene.words[i + 1] not in scene.vocabulary.conjunctions:
        return i
    joined = scene.joined(i) and scene.joined(i + 1) and scene.capital(i + 2)
    return i + 2 if joined and scene.vocabulary.is_field(scene.words[i + 2]) else i


def _is_place(scene: Scene, i: int) -> bool:
    if scene.is_taken(i):
        return scene.is_place(i)
    capital = scene.capital(i) and not (scene.joined(i) and scene.capital(i + 1))
    return capital and any(not place.weak for place in single(scene.tokens.texts[i]))


def _is_town(scene: Scene, i: int) -> bool:
    """Whether a noun is the name of a town by its ending: Hochschule Brunkental."""
    if i >= len(scene.words) or scene.is_taken(i) or not scene.capital(i) or len(scene.words[i]) > _LONGEST:
        return False
    alone = not (scene.joined(i) and scene.capital(i + 1)) and scene.words[i] not in scene.vocabulary.stops
    return alone and _TOWN.fullmatch(scene.tokens.texts[i]) is not None


def _adjectives(scene: Scene, first: int) -> int:
    """Where the adjectives with capitals before a head begin: Belarussische Staatliche Universität."""
    start = first
    while first - start < _MOST_ADJECTIVES and _may_be_adjective(scene, start - 1):
        start -= 1
    return start + 1 if start == first - 1 and scene.opens_sentence(start) and not _of_town(scene, start) else start


def _may_be_adjective(scene: Scene, i: int) -> bool:
    if i < 0 or not (scene.gap(i) == " " and scene.capital(i)) or len(scene.words[i]) > _LONGEST:
        return False
    return (
        scene.vocabulary.is_field(scene.words[i].rstrip("nr"))
        or _ADJECTIVE.fullmatch(scene.tokens.texts[i]) is not None
        or _of_town(scene, i)
    )


def _tells(scene: Scene, i: int) -> bool:
    """Whether an adjective says which institution it is, not only of what kind."""
    if scene.vocabulary.is_field(scene.words[i].rstrip("nrms")) or scene.vocabulary.is_field(scene.words[i]):
        return False
    return _OF_PLACE.fullmatch(scene.tokens.texts[i]) is not None or _of_town(scene, i)


def _of_town(scene: Scene, i: int) -> bool:
    """Whether a word says of which town: Wilnaer, Brunkentaler."""
    word = scene.tokens.texts[i]
    if not word.endswith("er"):
        return False
    return _OF_TOWN.fullmatch(word) is not None or any(not place.weak for place in single(word))


def _is_adjective(scene: Scene, i: int) -> bool:
    """Whether a field with a capital stands before a German head: Technische Universität Berlin."""
    known = i >= 0 and scene.joined(i) and scene.capital(i) and scene.vocabulary.is_field(scene.words[i].rstrip("nr"))
    return known and not scene.opens_sentence(i)
