"""What the words of a name may be put together to: the initials of all, of some, with more of some, in other orders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polyonym.engine.institutions.initials import Unit
from polyonym.engine.institutions.translated import reordered, russian

Way = tuple[str, float, str]
"""An acronym, how usual it is to arise so (0..1), and how it arose."""
_SURE, _SMALL_TOO, _SHORT_OF, _PART, _ALL = 0.9, 0.36, 0.7, 0.8, 0.5
_BEGINNINGS = ((2, 0.3), (3, 0.25))
_LESS_LAST, _LESS_FIRST, _PARENT, _BEGUN = 0.35, 0.3, 0.4, 0.2
_FEW, _FEWEST, _HALF = 3, 2, 0.5
_USUAL, _COUNTED, _RARELY = 0.6, 0.25, 0.7
_TWICE = re.compile(r"([^\W\d_])\1{1,3}")


def varied(row: list[Unit]) -> list[Way]:
    """Every acronym that the words of a name give, in no order."""
    found = [*initials(row, 1.0)]
    told = [each for each in row if not each.small and not each.idle]
    if not told:
        return found
    firsts = [each.first for each in told]
    found += _longer(told, firsts)
    found += _beginnings(told, firsts)
    if len(told) > _FEW:
        found.append(("".join(firsts[:-1]), _LESS_LAST, f"initials without {told[-1].text}"))
        found.append(("".join(firsts[1:]), _LESS_FIRST, f"initials without {told[0].text}"))
    if "honorific" in [each.sort for each in row]:
        found += _without_person(row)
    found += reordered(told)
    found += _parents(told, firsts)
    found += _run_together(told, firsts)
    found += russian(told)
    return found


def initials(row: list[Unit], share: float) -> Iterator[Way]:
    """The initials without and with small words."""
    told = [each for each in row if not each.idle]
    plain = [each.first for each in told if not each.small]
    text = "".join(plain)
    yield text, _SURE * share, "initials"
    if _TWICE.search(text):
        yield _TWICE.sub(_counted, text), _COUNTED * share, "initials, repeated ones counted"
    if len(plain) < len(told):
        strength = _SHORT_OF if len(plain) == _FEWEST else _SMALL_TOO
        yield "".join(each.first for each in told), strength * share, "initials, small words too"
    if len(told) < len(row):
        yield "".join(each.first for each in row if not each.small), _ALL * share, "initials of all words"


def _counted(found: re.Match[str]) -> str:
    """A letter that is repeated, and how often: I2BC, I3S."""
    return f"{found[1]}{len(found[0])}"


def _longer(told: list[Unit], firsts: list[str]) -> Iterator[Way]:
    """The initials with one word's other letters, and with those of all words that mostly give others."""
    usual = [each.usual for each in told]
    for at, each in enumerate(told):
        for longer in each.longer if not at or each.sort != "kind" else each.compound:
            text = "".join((*firsts[:at], longer.letters, *firsts[at + 1 :]))
            yield (
                text,
                (_SURE if longer.share > _HALF else _RARELY) * longer.share,
                f"initials, {each.text} {longer.why}",
            )
    yield "".join(usual), _USUAL, "initials and parts of words"


def _without_person(row: list[Unit]) -> Iterator[Way]:
    at = next((i for i, each in enumerate(row) if each.names), 0)
    text = "".join(each.first for each in row[:at] if not each.small and not each.idle)
    yield text, _SURE * _PART, "initials without the person it is named after"


def _beginnings(told: list[Unit], firsts: list[str]) -> Iterator[Way]:
    """The initials with more of the first or the last word's beginning."""
    for size, strength in _BEGINNINGS:
        yield "".join(firsts[:-1]) + told[-1].text[:size], strength, f"initials, more of {told[-1].text}"
        yield told[0].text[:size] + "".join(firsts[1:]), strength - 0.1, f"initials, more of {told[0].text}"


def _parents(told: list[Unit], firsts: list[str]) -> Iterator[Way]:
    """Of a name with its parent's: the initials of one of them, and of the part first.

    Universidade de Coimbra Centro de Filosofia has its CF and its CFUC.
    """
    at = next((i for i in range(2, len(told)) if told[i].sort == "kind"), 0)
    if not at or told[0].sort not in ("kind", "unit"):
        return
    yield "".join(firsts[at:]), _PARENT, f"initials from {told[at].text} on"
    yield "".join(firsts[at:] + firsts[:at]), _PARENT, f"initials, from {told[at].text} on first"
    while told[at - 1].sort == "rank":
        at -= 1
    yield "".join(firsts[:at]), _PARENT, f"initials before {told[at].text}"


def _run_together(told: list[Unit], firsts: list[str]) -> Iterator[Way]:
    """UNIBA, UNILA, Unimed: the beginning of University with that of the last word."""
    head, last = told[0], told[-1]
    if head.sort != "kind" or head.english != "u" or not 1 < len(told) < 5:
        return
    ends = [last.text[:size] for size in (2, 3, 4)] + [each.letters for each in last.longer]
    for begun in (*(each.letters for each in head.longer), head.first):
        for end in ends:
            yield begun + "".join(firsts[1:-1]) + end, _BEGUN, f"{begun.upper()} and more of {last.text}"
