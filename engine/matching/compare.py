"""Compare two names without any table: are they of one entity?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

from polyonym.aliases.model import EntityKind
from polyonym.engine.matching.algebra import ALIKE_ENOUGH
from polyonym.engine.matching.align import Alignment
from polyonym.engine.matching.calibration import model, probability
from polyonym.engine.matching.features import OTHER_NUMBERS, turned
from polyonym.engine.matching.keys import LONGEST_EXACT
from polyonym.engine.matching.look import Look, are_institutions, as_acronym, look
from polyonym.engine.matching.reason import how_alike
from polyonym.engine.matching.sketch import sounds_alike
from polyonym.engine.names.name import name_of, of_other_numbers
from polyonym.engine.text.mojibake import repaired


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether two names are of one entity: `score` is the probability 0..1, `reason` a sentence."""

    score: float
    match: bool
    reason: str


_SAME = 0.95
"""The least probability for names that are the same after folding; the model may not have met their like."""


_APART = 0.2
"""What likeness is worth of two companies that name other places or are other acronyms."""


def _model(kind: str | None) -> str:
    """Two names alone have a model of their own: no runner-up tells how unusual a likeness is."""
    return f"{kind if kind in ('person', 'place') else 'organization' if kind else 'person'} compared"


def compare(a: str, b: str, *, kind: str | None = None) -> Comparison:
    """Compare two names of any script; `kind` is an EntityKind's value.

    Blanks around a name don't count; of what is left the beginning does.  Raises ValueError for a kind that is none.
    Where it is None, two names that say what kind of institution they are of are taken for such, others for people.

    >>> compare("Николайчик Юрий", "Yury Nikalaichyk").match
    True
    """
    kind = None if kind is None else EntityKind(kind)
    left, right = (_alternatives(repaired(name.strip()[:LONGEST_EXACT])) for name in (a, b))
    pairs = product(left, right)
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
    if kind is None and are_institutions(left, right):
        return _compared(a, b, EntityKind.ORGANIZATION)
    found = look(left, right, kind, either=True)
    sure, least = _judged(found, kind)
    same = left.key == right.key
    if same:
        sure = max(sure, _SAME)
    elif kind in (None, "person") and of_other_numbers(left, right):
        sure = min(sure, OTHER_NUMBERS)
    return Comparison(round(_shown(sure, least), 4), sure >= least, _why(found.alignment, same))


def _shown(sure: float, least: float) -> float:
    """A score in which 0.5 parts the same from others, whatever model or rule it comes from."""
    return 0.5 * sure / least if sure < least else 0.5 + 0.5 * (sure - least) / (1 - least)


def _judged(found: Look, kind: str | None) -> tuple[float, float]:
    """How probably two names are of one entity, and from when on they are taken for that."""
    if kind == EntityKind.ORGANIZATION and (short := as_acronym(found)) is not None:
        return short, ALIKE_ENOUGH
    return (found.judged, ALIKE_ENOUGH) if found.is_of_institutions else _by_model(found, kind)


def _by_model(found: Look, kind: str | None) -> tuple[float, float]:
    """How probably two names are of one entity, and from when on they are taken for that."""
    seen = pair_features(found, kind)
    ways = (seen, turned(seen))  # which of the two comes first says nothing
    sure = sum(probability(each, _model(kind)) for each in ways) / len(ways)
    apart = found.meeting is not None and (
        found.meeting.elsewhere or found.of_other_acronyms or found.of_other_numbers
    )
    return sure * (_APART if apart else 1.0), model(_model(kind)).least


def pair_features(found: Look, kind: str | None) -> tuple[float, ...]:
    """What a model sees of two names."""
    return found.seen(overlap=found.likeness, sounds=sounds_alike(found.left, found.right, kind))


_NEAR_AS_ONE = 0.6


def _why(alignment: Alignment, same: bool) -> str:
    if same:
        return "the same but for case, marks or width"
    how = how_alike(alignment)
    met = len(alignment.pairs)
    rest = max(alignment.parts_left, alignment.parts_right) - met
    if alignment.read is not None or alignment.lacking or not rest:
        return how or "the same parts in another order"
    if not met and not how:
        near = alignment.joined >= _NEAR_AS_ONE
        return "run together they sound alike" if near else "no part of one sounds like a part of the other"
    shared = ", ".join(pair.left.text for pair in alignment.pairs if pair.left.text == pair.right.text)
    parts = "; ".join(filter(None, (f"both have {shared}" if shared else "", how)))
    return f"{parts}; {rest} part{'s have' if rest > 1 else ' has'} no counterpart"
