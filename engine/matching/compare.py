"""Compare two names without any table: are they of one entity?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

from polyonym.engine.matching.align import Alignment
from polyonym.engine.matching.calibration import model, probability
from polyonym.engine.matching.features import OTHER_NUMBERS, turned
from polyonym.engine.matching.keys import LONGEST_EXACT
from polyonym.engine.matching.look import look
from polyonym.engine.matching.reason import how_alike
from polyonym.engine.matching.sketch import sounds_alike
from polyonym.engine.names.name import Name, name_of, of_other_numbers
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
    return f"{kind if kind in ('person', 'place') else 'organization' if kind else 'person'} compared"


def compare(a: str, b: str, *, kind: str | None = None) -> Comparison:
    """Compare two names of any script; `kind` is an EntityKind's value, person where it is None.

    >>> compare("Николайчик Юрий", "Yury Nikalaichyk").match
    True
    """
    pairs = product(_alternatives(repaired(a[:LONGEST_EXACT])), _alternatives(repaired(b[:LONGEST_EXACT])))
    return max((_compared(one, other, kind) for one, other in pairs), key=lambda found: found.score)


_SLASH = re.compile(r"\s*/\s*")
_SHORTEST_ALTERNATIVE = 4


def _alternatives(text: str) -> tuple[str, ...]:
    """A name, and the two names that a slash parts it into, which lists write for "or"."""
    pieces = _SLASH.split(text) if "/" in text else []
    whole = len(pieces) == 2 and min(map(len, pieces)) >= _SHORTEST_ALTERNATIVE
    return (text, *pieces) if whole else (text,)


def _compared(a: str, b: str, kind: str | None) -> Comparison:
    left, right = name_of(a, kind or "person"), name_of(b, kind or "person")
    if not left.parts or not right.parts:
        same = left.key == right.key and bool(left.key)
        return Comparison(float(same), same, "same characters" if same else "nothing in it can be read as a name")
    seen, alignment = pair_features(left, right, kind)
    same = left.key == right.key
    ways = (seen, turned(seen))  # which of the two comes first says nothing
    sure = max(sum(probability(each, _model(kind)) for each in ways) / len(ways), _SAME if same else 0.0)
    if kind in (None, "person") and of_other_numbers(left, right):
        sure = min(sure, OTHER_NUMBERS)
    return Comparison(round(sure, 4), sure >= model(_model(kind)).least, _why(alignment, same))


def pair_features(left: Name, right: Name, kind: str | None) -> tuple[tuple[float, ...], Alignment]:
    """What a model sees of two names, and how they align."""
    found = look(left, right, kind)
    return found.seen(overlap=found.likeness, sounds=sounds_alike(left, right, kind)), found.alignment


_NEAR_AS_ONE = 0.6


def _why(alignment: Alignment, same: bool) -> str:
    if same:
        return "the same but for case, marks or width"
    how = how_alike(alignment)
    met = len(alignment.pairs)
    rest = max(alignment.parts_left, alignment.parts_right) - met
    if alignment.read is not None or not rest:
        return how or "the same parts in another order"
    if not met:
        near = alignment.joined >= _NEAR_AS_ONE
        return "run together they sound alike" if near else "no part of one sounds like a part of the other"
    shared = ", ".join(pair.left.text for pair in alignment.pairs if pair.left.text == pair.right.text)
    parts = "; ".join(filter(None, (f"both have {shared}" if shared else "", how)))
    return f"{parts}; {rest} part{'s have' if rest > 1 else ' has'} no counterpart"
