"""Institutions in scripts without capitals whose words have spaces between them: a place must tell the name.

Arabic, Persian and Hebrew put the head first (جامعة القاهرة), Hindi, Bengali, Georgian and Amharic last.  A
ministry is told by its field as well, since there is one of each in a country.
"""

from __future__ import annotations

from functools import lru_cache

from polyonym.engine.institutions.places import Place, single
from polyonym.engine.tagging.extent import Extent
from polyonym.engine.tagging.parts import COVERABLE, PLACE
from polyonym.engine.tagging.scene import Scene

_MOST = 8
_PLURALS = {"ar": ("ات", "ين"), "fa": ("ها", "های"), "he": ("ות", "ים"), "hi": ("ों", "ें"), "bn": ("গুলো", "গুলি")}
_FEMININE = ("يه", "ية", "ي")
_NAMED_BY_FIELD = frozenset(("ministry",))
_OF_COUNTRY = frozenset(("ministry", "bank", "court", "parliament", "senate", "academy", "university", "institute"))


def uncased_first(scene: Scene, first: int, i: int, sort: str, done: int) -> Extent | None:
    """The name that a head at tokens `first`..`i` begins."""
    if first <= done or scene.tokens.texts[i].endswith(_PLURALS.get(scene.lang or "", "\0")):
        return None
    last, places, fields = i, 0, 0
    while last - i < _MOST and scene.gap(last) == " ":
        step = last + 1
        if scene.lang == "ar" and places and scene.tokens.texts[step].startswith("و"):
            break
        if scene.lang == "fa" and fields and not places and scene.vocabulary.is_field(scene.tokens.texts[step]):
            break  # وزارت بهداشت کار: the ministry of health, and another word
        if _is_place(scene, step):
            places += 1
        elif scene.vocabulary.is_field(scene.tokens.texts[step]):
            fields += 1
        elif scene.words[step] in scene.vocabulary.of and scene.gap(step) == " " and _is_place(scene, step + 1):
            step, places = step + 1, places + 1
        else:
            break
        last = _whole(scene, step)
    if scene.lang == "ar" and (_goes_on(scene, last) or (scene.gap(first - 1) == " " and _is_head(scene, first - 1))):
        return None
    definite = scene.lang == "ar" and scene.tokens.texts[first].startswith("ال")
    if places + fields < 1 + definite:
        return None
    return Extent(first, last) if _is_told(scene, i, sort, places, fields) else None


def _past_fields(scene: Scene, last: int) -> int:
    """Past fields and a second head: Gondar University Referral Hospital."""
    at = last
    while at - last < _MOST and scene.gap(at) == " " and scene.vocabulary.is_field(scene.tokens.texts[at + 1]):
        at += 1
    second = scene.gap(at) == " " and scene.vocabulary.is_head(scene.words[at + 1])
    return at + 1 if second and not scene.is_taken(at + 1) else last


def _goes_on(scene: Scene, last: int) -> bool:
    """Whether an adjective behind an Arabic name belongs to it: معهد روسيا الحديثة."""
    if scene.gap(last) != " ":
        return False
    word = scene.tokens.texts[last + 1]
    return word.startswith("ال") and word.endswith(("ة", "يه", "ي"))


def _is_head(scene: Scene, i: int) -> bool:
    return scene.vocabulary.is_head(scene.tokens.texts[i])


def uncased_last(scene: Scene, first: int, last: int, sort: str, done: int) -> Extent | None:
    """The name that a head at tokens `first`..`last` ends: a place, fields, the head."""
    if scene.tokens.texts[last].endswith(_PLURALS.get(scene.lang or "", "\0")):
        return None
    start, places, fields = first, 0, 0
    while start - 1 > done and first - start < _MOST and scene.gap(start - 1) == " ":
        if _is_place(scene, start - 1):
            places += 1
            start -= 1
            while scene.is_within(start - 1):
                start -= 1
            break
        field = scene.vocabulary.is_field(scene.tokens.texts[start - 1])
        joins = start < first and scene.words[start - 1] in scene.vocabulary.conjunctions
        if not (field or (joins and scene.vocabulary.is_field(scene.tokens.texts[start - 2]))):
            break
        fields += field
        start -= 1
    if not _is_told(scene, last, sort, places, fields):
        return None
    return Extent(start, _past_fields(scene, last))


def _is_told(scene: Scene, head: int, sort: str, places: int, fields: int) -> bool:
    """Whether places and fields make a name of a head: a country by itself tells only what it has one of."""
    kind = scene.vocabulary.kinds[scene.tokens.texts[head]] if scene.vocabulary.kinds.known else None
    concept = kind.concept if kind is not None else sort
    if not places:
        return fields > 0 and concept in _NAMED_BY_FIELD
    if concept in ("company", "party", "group", "bank", "school", "committee", "society") and not fields:
        return False
    beside = scene.tokens.texts[head + 1 : head + 2] + scene.tokens.texts[max(head - 1, 0) : head]
    country = any(place.kind == "country" for word in beside for place in _places(word))
    return fields > 0 or not country or concept in _OF_COUNTRY


def _whole(scene: Scene, i: int) -> int:
    while scene.is_within(i):
        i += 1
    return i


def _is_place(scene: Scene, i: int) -> bool:
    """Whether a token is a place: a listed one, or one that the gazetteer is sure of."""
    if not 0 <= i < len(scene.tokens):
        return False
    if scene.taken[scene.tokens.starts[i]] in (PLACE, COVERABLE):
        return True
    word = scene.tokens.texts[i]
    if scene.lang == "ar" and word.endswith(_FEMININE) and not word.startswith("ال"):
        return False  # "an American university"
    return any(not place.weak for place in _places(word))


@lru_cache(maxsize=1 << 14)
def _places(word: str) -> tuple[Place, ...]:
    return single(word) if 2 < len(word) <= _LONGEST else ()


_LONGEST = 40
