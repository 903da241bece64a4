"""Words and rows of letters looked up among the forms of a writing system.

What a word is doesn't change, so it is looked up once and kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from polyonym.engine.institutions.matcher import BEGINS, ENDING, Form, Forms, Matcher, matcher, may_end
from polyonym.engine.institutions.words import bare, shorter

_LONG = 5
"""A last part of a compound of so many letters counts behind any first part, a shorter one behind a concept."""
_HEAD = 3
_SMALL, _MOST = 5, 40
"""Words of fewer or of more letters are no compounds that anybody writes."""


class Found(NamedTuple):
    """A stretch of a word, or of `words` words together: the forms that it may be, none if it is none."""

    text: str
    start: int
    end: int
    forms: tuple[Form, ...]
    words: int = 1


def word(system: str, texts: list[str], i: int, mask: int) -> tuple[Found, ...]:
    """What begins at the i-th word: the longest form there is; a compound is taken apart."""
    text = texts[i]
    longer, alone = _known(system, text, mask)
    size = 1
    matched: list[Form] = []
    for form in longer:
        if len(form.rest) + 1 >= size and _goes_on(system, form, texts, i):
            matched.append(form)
            size = len(form.rest) + 1
    return (Found(text, 0, len(text), tuple(matched), size),) if matched else alone


@lru_cache(maxsize=1 << 16)
def _known(system: str, text: str, mask: int) -> tuple[tuple[Form, ...], tuple[Found, ...]]:
    """The longer forms that a word may begin, the longest first, and what it is by itself."""
    candidates = [form for form in _beginning(system, text) if form.langs & mask]
    longer = tuple(form for form in candidates if form.rest)
    forms = tuple(form for form in candidates if not form.rest)
    if not forms and _SMALL < len(text) < _MOST:
        return longer, compound(system, text, mask)
    return longer, (Found(text, 0, len(text), forms),)


def _goes_on(system: str, form: Form, texts: list[str], i: int) -> bool:
    if i + len(form.rest) >= len(texts):
        return False
    for at, (text, stem) in enumerate(form.rest, i + 1):
        given = bare(texts[at]) if system == "Arab" else texts[at]
        article = system == "Hebr" and given[0] == "ה" and len(given) > 1
        if not _is(given, text, stem) and not (article and _is(given[1:], text, stem)):
            return False
    return True


def _is(given: str, text: str, stem: bool) -> bool:
    """Whether a word is the one of a form, with an ending if the form takes one."""
    return given == text or (stem and given.startswith(text) and may_end(len(text), len(given) - len(text)))


@lru_cache(maxsize=1 << 15)
def _beginning(system: str, text: str) -> tuple[Form, ...]:
    """The forms whose first word this may be, those of most words first."""
    table = matcher(system)
    if system == "Arab":
        return _arabic(table, text)
    if system == "Hebr":
        return _hebrew(table, text)
    return tuple(sorted(_with_endings(table.whole, table.stems, text), key=lambda form: -len(form.rest)))


def _arabic(table: Matcher, text: str) -> tuple[Form, ...]:
    """Forms of a word without its article; without a conjunction or preposition before it, if that gives one."""
    plain = bare(text)
    found = table.whole.get(plain)
    if found is None and plain[:1] in "وبلف" and len(plain) > _HEAD:
        found = table.whole.get(bare(plain[1:]))
    return found or ()


def _hebrew(table: Matcher, text: str) -> tuple[Form, ...]:
    """Forms of a word; without the small words before it, if that gives one."""
    for plain in (text, *shorter(text)):
        found = tuple(sorted(_with_endings(table.whole, table.stems, plain), key=lambda form: -len(form.rest)))
        if found:
            return found
    return ()


def _with_endings(whole: Forms, stems: Forms, text: str) -> Iterator[Form]:
    """The forms that a word is: as it stands, or by a stem, and then by its longest stem alone."""
    known: set[int] = set()
    for form in whole.get(text, ()):
        known.add(len(form.rest))
        yield form
    for ending in range(min(ENDING, len(text) - 2) + 1):
        found = stems.get(text[: len(text) - ending])
        if found and may_end(len(text) - ending, ending):
            yield from [form for form in found if not ending or form.rest or not _covered(form, known)]
            known.update([len(form.rest) for form in found])


def _covered(form: Form, known: set[int]) -> bool:
    return len(form.rest) in known and form.size <= _HEAD


@lru_cache(maxsize=1 << 15)
def compound(system: str, text: str, mask: int) -> tuple[Found, ...]:
    """A word written together with others, taken apart: its last part first, what is before it likewise.

    A word that isn't one comes back whole.
    """
    table = matcher(system)
    whole = Found(text, 0, len(text), ())
    for cut in range(2, len(text) - 1):
        if text[cut : cut + BEGINS] not in table.last_begins:
            continue
        last = _asked(_with_endings(table.lasts, table.last_stems, text[cut:]), mask)
        if last:
            head = _head(system, text[:cut], mask)
            if head.forms or (cut >= _HEAD and last[0].size >= _LONG):
                return head, Found(text[cut:], cut, len(text), last)
    for cut in range(len(text) - 3, 1, -1):
        if text[:cut] not in table.firsts:
            continue
        first = _asked(table.firsts[text[:cut]], mask)
        last = _asked(_single(_beginning(system, text[cut:])), mask) if first else ()
        if first and last:
            return Found(text[:cut], 0, cut, first), Found(text[cut:], cut, len(text), last)
    return (whole,)


def _head(system: str, text: str, mask: int) -> Found:
    table = matcher(system)
    for plain in (text, text[:-1]):
        found = _asked([*table.firsts.get(plain, ()), *_single(_beginning(system, plain))], mask) if plain else ()
        if found and len(plain) > 1:
            return Found(text, 0, len(text), found)
    return Found(text, 0, len(text), ())


def _single(forms: tuple[Form, ...]) -> list[Form]:
    return [form for form in forms if not form.rest]


def _asked(forms: Iterator[Form] | list[Form] | tuple[Form, ...], mask: int) -> tuple[Form, ...]:
    return tuple(form for form in forms if form.langs & mask and not form.rest)
