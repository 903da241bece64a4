"""Are two names of one institution, by what they mean?  Rules where no table and no rival candidate helps.

The own words must meet, and nothing that tells institutions apart may be left over: a field, a level, a part,
a number.  Within one language other words mean other institutions (Technical University and University of
Technology); across languages concepts stand for each other as readily as `kin.tsv` says.
"""

from __future__ import annotations

from polyonym.engine.institutions.institution import Institution
from polyonym.engine.matching.institution_features import in_one_language
from polyonym.engine.matching.meeting import Meeting

ALIKE_ENOUGH = 0.55
"""From when on two names are taken for names of one institution."""
_LEFT_OVER = {"kind": 0.55, "field": 0.9, "level": 0.8, "unit": 0.95, "direction": 0.9, "rank": 0.15}
"""How surely a concept that the other name lacks tells the two apart, across languages."""
_LEFT_OVER_HERE = {"kind": 0.8, "field": 0.97, "level": 0.9, "unit": 0.95, "direction": 0.95, "rank": 0.6}
"""The same for two names in one language."""
_KIN_HERE = 0.15
"""What kinship of concepts is worth within one language, where who means the same says the same."""
_OTHER_NUMBERS, _ONE_NUMBER = 0.03, 0.4


def judged(left: Institution, right: Institution, meeting: Meeting) -> float:
    """How probably two names with concepts are of one institution, 0..1."""
    here = in_one_language(left, right)
    said = _words(left, right, meeting)
    weights = _LEFT_OVER_HERE if here else _LEFT_OVER
    for sort, weight in weights.items():
        left_over = max(meeting.left.of(sort), meeting.right.of(sort))
        said *= 1 - weight * min(left_over, 1.0)
    if left.numbers != right.numbers:
        said *= _OTHER_NUMBERS if left.numbers and right.numbers else _ONE_NUMBER
    if here:
        for each in meeting.exchanges:
            if each.strength < 1.0:
                said *= 1 - weights.get(each.left.sort, 0.0) * (1 - _KIN_HERE)
    return said


def _words(left: Institution, right: Institution, meeting: Meeting) -> float:
    """What the own words say, 0..1."""
    if left.own is None and right.own is None:
        return 0.9
    if left.own is None or right.own is None:
        return 0.2
    return meeting.words
