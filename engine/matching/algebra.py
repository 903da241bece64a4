"""Are two names of one institution, by what they mean?  Rules where no table and no rival candidate helps.

The own words must meet, and nothing that tells institutions apart may be left over: a field, a level, a part,
a number.  Within one language other words mean other institutions (Technical University and University of
Technology); across languages concepts stand for each other as readily as `kin.tsv` says.
"""

from __future__ import annotations

from polyonym.engine.institutions.gazetteer import known
from polyonym.engine.institutions.institution import Institution, group
from polyonym.engine.institutions.tables import countries, kin
from polyonym.engine.matching.exchange import Lack
from polyonym.engine.matching.institution_features import in_one_language
from polyonym.engine.matching.meeting import Meeting
from polyonym.engine.matching.score import score
from polyonym.engine.names.name import TELLS_LITTLE, Name, Part, name_of_parts

ALIKE_ENOUGH = 0.55
"""From when on two names are taken for names of one institution."""
_LEFT_OVER = {"kind": 0.45, "field": 0.9, "level": 0.8, "unit": 0.95, "direction": 0.9, "rank": 0.15}
"""How surely a concept that the other name lacks tells the two apart, across languages."""
_LEFT_OVER_HERE = {"kind": 0.8, "field": 0.97, "level": 0.9, "unit": 0.95, "direction": 0.95, "rank": 0.6}
"""The same for two names in one language."""
_OTHER_NUMBERS, _ONE_NUMBER, _OTHER_PLACES, _ANOTHER_KIND = 0.03, 0.4, 0.1, 0.2


def judged(left: Institution, right: Institution, meeting: Meeting) -> float:
    """How probably two names with concepts are of one institution, 0..1."""
    if meeting.spelled:
        return meeting.words
    here = in_one_language(left, right)
    said = _words(left, right, meeting, here=here)
    for sort, weight in (_LEFT_OVER_HERE if here else _LEFT_OVER).items():
        said *= 1 - weight * min(_left_over(left, right, sort) if here else _lacking(meeting, sort), 1.0)
    if _never(meeting.left, right) or _never(meeting.right, left):
        said *= _ANOTHER_KIND
    if is_technical(left) != is_technical(right) and "polytechnic" in left.ids("kind") ^ right.ids("kind"):
        said *= _ANOTHER_KIND
    if _swapped(left, right):
        said *= _OTHER_PLACES
    if meeting.elsewhere:
        said *= _OTHER_PLACES
    if left.numbers != right.numbers:
        said *= _OTHER_NUMBERS if left.numbers and right.numbers else _ONE_NUMBER
    return said


def is_technical(institution: Institution) -> bool:
    """Whether a name says technical, in one of the ways that translations exchange; a polytechnic does."""
    return any(each.id == "polytechnic" or group(each.id) == group("technology") for each in institution.concepts)


def _swapped(left: Institution, right: Institution) -> bool:
    """Whether both name the same places in another order: the embassy of China in Belarus, and the other one."""
    ours, theirs = ([part.places for part in own.parts if part.is_sure] if own else [] for own in (left.own, right.own))
    return len(ours) > 1 and len(ours) == len(theirs) and ours != theirs and set(ours) == set(theirs)


def _never(lacking: Lack, other: Institution) -> bool:
    """Whether a concept that is left over is never one of the other name's: the hospital, the press of a university."""
    return any(
        (pair := kin().get(frozenset((concept, each.id)))) is not None and pair.strength == 0
        for concept in lacking.ids
        for each in other.concepts
    )


def _lacking(meeting: Meeting, sort: str) -> float:
    """How many concepts of a class translations don't account for."""
    lacking = max(meeting.left.of(sort), meeting.right.of(sort))
    if sort != "field" or not any(sort in (each.left.sort, each.right.sort) for each in meeting.exchanges):
        return lacking
    return max(_weighed(meeting.left), _weighed(meeting.right))


_LOOSE, _LOOSELY = frozenset(("science", "technology", "science-technology", "research", "applied", "higher")), 0.4
"""Fields that translations add to another or leave out: 中国矿业大学 is China University of Mining and Technology."""


def _weighed(lacking: Lack) -> float:
    return lacking.of("field") - (1 - _LOOSELY) * sum([concept in _LOOSE for concept in lacking.ids])


def _left_over(left: Institution, right: Institution, sort: str) -> float:
    """How many concepts of a class only one of two names in one language has."""
    ours, theirs = left.ids(sort), right.ids(sort)
    if ours == theirs:
        return 0.0
    also = {each for one in (left, right) for meant in one.concepts for each in meant.also}
    return float(len((ours ^ theirs) - also))


def _words(left: Institution, right: Institution, meeting: Meeting, *, here: bool) -> float:
    """What the own words say, 0..1; a country that goes without saying in the other's language isn't missed."""
    over_left, over_right = meeting.over(left, left=True), meeting.over(right, left=False)
    ours, theirs = over_left, over_right
    if not here:
        ours, theirs = _missed(over_left, right.langs), _missed(over_right, left.langs)
    telling = sum([part.weight > TELLS_LITTLE for part in (*ours, *theirs)])
    said = meeting.words
    if len(ours) < len(over_left) or len(theirs) < len(over_right):
        left_own, right_own = _without(left.own, over_left, ours), _without(right.own, over_right, theirs)
        said = score(left_own, right_own)[0] if left_own and right_own else float(left_own is right_own)
    if not (left.own or right.own):
        said = _NO_WORDS
    return said * _ONE_MORE_WORD ** (telling if here else sum([part.is_sure for part in (*ours, *theirs)]))


_NO_WORDS, _ONE_MORE_WORD = 0.9, 0.6
"""What names of concepts alone say; what is left, within one language, for each word that only one name has."""


def _missed(over: list[Part], langs: frozenset[str]) -> list[Part]:
    """The words left over, but for the countries whose institutions are named in a language of the other name."""
    return [part for part in over if not (part.places and _is_home(part.places, langs))]


def _without(own: Name | None, over: list[Part], missed: list[Part]) -> Name | None:
    excused = {id(part) for part in over} - {id(part) for part in missed}
    kept = [part for part in own.parts if id(part) not in excused] if own is not None else []
    return name_of_parts(kept, own.text) if own is not None and kept else None


def _is_home(places: tuple[str, ...], langs: frozenset[str]) -> bool:
    home = frozenset().union(*map(countries, langs))
    found = [known(place) for place in places]
    return any(each is not None and each.kind == "country" and each.country in home for each in found)
