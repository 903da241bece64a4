"""What a model sees of two names of institutions beside their spelling: words, concepts, numbers."""

from __future__ import annotations

from polyonym.engine.institutions.institution import Institution
from polyonym.engine.matching.exchange import Lack
from polyonym.engine.matching.meeting import Meeting
from polyonym.engine.text.letters import side_of

_SIDED = (
    "own words", "own words over", "no own words", "kind unmet", "field unmet", "rank unmet", "level unmet",
    "unit unmet", "direction unmet", "legal unmet", "number unmet",
)  # fmt: skip
"""What is told of the left and of the right name."""
_SORTS = ("kind", "field", "rank", "level", "unit", "direction", "legal")
INSTITUTION_FEATURES = (
    "words", "words run together", "concepts met", "words and concepts", "kind unmet on both sides",
    "field unmet on both sides", "level unmet on both sides", "one language", "other fields in one language",
    "other kinds in one language", "other numbers", "no concepts", "city named", "places differ", "country differs",
    *[f"{name} left" for name in _SIDED], *[f"{name} right" for name in _SIDED], "acronym stands for it",
    "an acronym alone stands for it",
)  # fmt: skip
"""What the model of institutions sees, in order, behind what all models see."""
NONE = (0.0,) * len(INSTITUTION_FEATURES)
_OTHER_SIDE = {"left": "right", "right": "left"}
TURNED = {f"{name} {side}": f"{name} {other}" for name in _SIDED for side, other in _OTHER_SIDE.items()}


def institution_features(left: Institution, right: Institution, meeting: Meeting) -> tuple[float, ...]:
    """The features of a meeting of two names."""
    ours, theirs = meeting.left, meeting.right
    alignment, one_language = meeting.alignment, in_one_language(left, right)
    read = alignment.read.score if alignment is not None and alignment.read is not None else 0.0
    covers = (max(alignment.left, read), max(alignment.right, read)) if alignment is not None else (0.0, 0.0)
    joined = alignment.joined if alignment is not None else 0.0
    both = [min(ours.of(sort), theirs.of(sort), 2.0) / 2 for sort in ("kind", "field", "level")]
    return (
        meeting.words, joined, meeting.met, meeting.words * meeting.met, *both, float(one_language),
        float(one_language and left.ids("field") != right.ids("field")),
        float(one_language and left.ids("kind") != right.ids("kind")),
        float(bool(left.numbers and right.numbers) and left.numbers != right.numbers),
        float(not (left.concepts and right.concepts)), float(bool(meeting.seated)), float(meeting.elsewhere),
        float(meeting.abroad),
        *_side(left, right, covers[0], ours, _over(meeting, left=True)),
        *_side(right, left, covers[1], theirs, _over(meeting, left=False)),
    )  # fmt: skip


def _side(
    ours: Institution, theirs: Institution, cover: float, lacking: Lack, over: int
) -> tuple[float, ...]:
    unmet = [min(lacking.of(sort), 2.0) / 2 for sort in _SORTS]
    number = float(bool(ours.numbers - theirs.numbers))
    return (cover, min(over, 3) / 3, float(ours.own is None), *unmet, number)


def _over(meeting: Meeting, *, left: bool) -> int:
    """How many own words have no counterpart."""
    alignment = meeting.alignment
    if alignment is None or alignment.read is not None:
        return 0
    parts = alignment.parts_left - len(meeting.seated) if left else alignment.parts_right
    return max(parts - len(alignment.pairs), 0)


def in_one_language(left: Institution, right: Institution) -> bool:
    """Whether both are in one language, as far as their words tell: then other words mean other things."""
    if left.langs and right.langs:
        return not left.langs.isdisjoint(right.langs)
    return _letters(left) == _letters(right)


def _letters(institution: Institution) -> str:
    return side_of((institution.concepts[0].part.text if institution.concepts else institution.text)[:1])
