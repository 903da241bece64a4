"""Compare two names without any table: are they of one entity?"""

from __future__ import annotations

from dataclasses import dataclass, replace

from polyonym.aliases.model import Alias
from polyonym.engine.matching.align import Alignment
from polyonym.engine.matching.calibration import features, model, probability
from polyonym.engine.matching.reason import reason
from polyonym.engine.matching.score import score
from polyonym.engine.names.name import is_acronym, name_of
from polyonym.engine.text.mojibake import repaired


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether two names are of one entity: `score` is the probability 0..1, `reason` a sentence."""

    score: float
    match: bool
    reason: str


_SAME = 0.95
"""The least probability for names that are the same after folding; the model may not have met their like."""


def _model(kind: str | None) -> str:
    """Two names alone have a model of their own: no runner-up tells how unusual a likeness is."""
    return "people compared" if kind in (None, "person") else "others compared"


def compare(a: str, b: str, *, kind: str | None = None) -> Comparison:
    """Compare two names of any script; `kind` is an EntityKind's value, person where it is None.

    >>> compare("Николайчик Юрий", "Yury Nikalaichyk").match
    True
    """
    left, right = name_of(repaired(a), kind or "person"), name_of(repaired(b), kind or "person")
    if not left.parts or not right.parts:
        same = left.key == right.key and bool(left.key)
        return Comparison(float(same), same, "same characters" if same else "nothing in it can be read as a name")
    likeness, alignment = score(left, right)
    same = left.key == right.key
    acronym = not same and is_acronym(a) != is_acronym(b)
    ways = (alignment, _turned(alignment))  # which of the two comes first says nothing
    seen = [features(likeness, way, overlap=likeness, same=same, acronym=acronym, shown=True) for way in ways]
    sure = max(sum(probability(each, _model(kind)) for each in seen) / len(seen), _SAME if same else 0.0)
    why = reason(a, Alias(b), alignment) if alignment.pairs else "no part of one sounds like a part of the other"
    return Comparison(round(sure, 4), sure >= model(_model(kind)).least, why)


def _turned(alignment: Alignment) -> Alignment:
    return replace(
        alignment,
        left=alignment.right,
        right=alignment.left,
        parts_left=alignment.parts_right,
        parts_right=alignment.parts_left,
    )
