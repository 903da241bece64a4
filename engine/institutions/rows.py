"""Rows of letters of scripts without spaces, cut into forms: as few letters left over as can be, in few pieces."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from polyonym.engine.institutions.lookup import Found
from polyonym.engine.institutions.matcher import Form, Matcher, matcher

_FORM, _LETTER, _STRETCH = 1, 1, 2
"""What a form costs, a letter left over, a stretch of such letters."""


@lru_cache(maxsize=1 << 14)
def row(system: str, text: str, mask: int) -> tuple[Found, ...]:
    """The cheapest way to cut a row: forms, and what is left over between them.

    >>> [each.text for each in row("Hani", "辽宁工程技术大学", -1)]
    ['辽宁', '工程技术', '大学']
    """
    table = matcher(system)
    size = len(text)
    costs: list[tuple[int, int, tuple[Form, ...]]] = [(0, size, ())] * (size + 1)
    left_over = [0] * (size + 1)
    left_over[size] = _STRETCH
    for at in range(size - 1, -1, -1):
        # one letter more in the stretch that begins behind, or a new stretch before a form
        left_over[at] = _LETTER + min(left_over[at + 1], costs[at + 1][0] + _STRETCH if at + 1 < size else _STRETCH)
        best: tuple[int, int, tuple[Form, ...]] = (left_over[at], at + 1, ())
        for end, forms in _forms(table, text, at, mask):
            cost = _FORM + costs[end][0]
            if cost <= best[0]:
                best = (cost, end, forms)
        costs[at] = best
    return tuple(_cut(text, costs, left_over))


def _cut(text: str, costs: list[tuple[int, int, tuple[Form, ...]]], left_over: list[int]) -> Iterator[Found]:
    """The pieces of the cheapest way, letters left over put together."""
    at = begun = 0
    while at < len(text):
        cost, end, forms = costs[at]
        if not forms or (begun < at and left_over[at] < cost + _STRETCH):
            at += 1
            continue
        if begun < at:
            yield Found(text[begun:at], begun, at, ())
        yield Found(text[at:end], at, end, forms)
        at = begun = end
    if begun < at:
        yield Found(text[begun:], begun, at, ())


def _forms(table: Matcher, text: str, at: int, mask: int) -> Iterator[tuple[int, tuple[Form, ...]]]:
    """Where the forms end that begin at a letter, the shortest first, and what they are."""
    for end in range(at + 1, min(at + table.longest.get(text[at], 0), len(text)) + 1):
        given = table.whole.get(text[at:end])
        if given:
            forms = tuple(form for form in given if form.langs & mask and _fits(table, form, text, at, end))
            if forms:
                yield end, forms


def _fits(table: Matcher, form: Form, text: str, at: int, end: int) -> bool:
    """Whether a form that only ends a row, or only stands before another concept, does so here."""
    if not form.last:
        return True
    return at > 0 and (end == len(text) or (form.last == 2 and _begins(table, text, end)))


def _begins(table: Matcher, text: str, at: int) -> bool:
    """Whether a form of two letters or more begins here."""
    longest = min(table.longest.get(text[at], 0), len(text) - at)
    return any(text[at : at + size] in table.whole for size in range(2, longest + 1))
