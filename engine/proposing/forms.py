"""The forms of one name in a language that inflects, and which of them is the base."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources

from polyonym.engine.text.fold import key
from polyonym.engine.text.inflection import bases
from polyonym.engine.text.stems import fits
from polyonym.engine.text.tokens import words

Words = tuple[str, ...]
_FITS = 0.9
"""What a form fits at least that differs from its base by known endings only."""
_SHORTEST_STEM = 2
_MOST_FORMS = 300
"""So many spellings of one entity in one language are held against one another."""
_NEVER = "!"
_UNINFLECTED = frozenset(("en", "zh", "ja", "ko", "vi", "th"))


@lru_cache(maxsize=1 << 16)
def parts_of(text: str) -> Words:
    """The words of a name, folded."""
    return tuple(words(key(text)))


def same_words(one: str, other: str) -> bool:
    """Whether two names are the same but for case, marks, width and what stands between and within their words."""
    left, right = ("".join(parts_of(each)).replace("'", "") for each in (one, other))
    return left == right


def is_form(form: Words, base: Words, lang: str | None) -> bool:
    """Whether the words of a name may each be a form of those of another one."""
    if len(form) != len(base):
        return False
    return all(fits(one, other, lang) >= _FITS for one, other in zip(form, base, strict=True))


def based_on(form: Words, base: Words, lang: str | None) -> bool:
    """Whether the base is what a name is in the nominative, where a text has this form of it."""
    if len(form) != len(base) or lang is None:
        return False
    return all(one == other or _is_case(one, other, lang) for one, other in zip(form, base, strict=True))


@lru_cache(maxsize=1 << 16)
def _is_case(form: str, base: str, lang: str) -> bool:
    declined = _nominatives().get(lang)
    if declined is None:
        return base in bases(form, lang)
    return any(
        base.endswith(ending)
        and form.startswith(base[: len(base) - len(ending)])
        and form[len(base) - len(ending) :] in cases
        for ending, cases in declined
        if len(base) - len(ending) >= _SHORTEST_STEM
    )


@cache
def _nominatives() -> dict[str, list[tuple[str, frozenset[str]]]]:
    """For each language the endings of nominatives, each with the other endings of its declension."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for langs, ending, cases in _rows():
        for lang in langs.split() if ending != _NEVER else ():
            found.setdefault(lang, []).append((ending.replace("0", ""), frozenset(cases.split())))
    return found


@cache
def _never() -> dict[str, tuple[str, ...]]:
    """For each language the letters in which no nominative ends."""
    rows = ((langs, letters) for langs, ending, letters in _rows() if ending == _NEVER)
    return {lang: tuple(letters.split()) for langs, letters in rows for lang in langs.split()}


def _rows() -> Iterator[list[str]]:
    text = resources.files(__package__).joinpath("tables/nominatives.tsv").read_text("utf-8")
    return (line.split("\t") for line in text.splitlines() if line and line[0] != "#")


def grouped(names: Mapping[str, int], lang: str | None) -> list[tuple[str, list[str]]]:
    """Names that are forms of one another, with their base first; `names` says how often each is met.

    The base is the form to which the rules lead from most of what was met; where none leads anywhere, the most
    frequent one.
    """
    left = sorted(names, key=lambda name: (-names[name], len(name), name))[:_MOST_FORMS]
    found = []
    while left:
        first = parts_of(left[0])
        group = [each for each in left if _related(parts_of(each), first, lang)]
        base = max(group, key=lambda name: _rank(name, group, names, lang))
        found.append((base, [each for each in group if each != base]))
        left = [each for each in left if each not in group]
    return found


def _related(one: Words, other: Words, lang: str | None) -> bool:
    if one == other:
        return True
    if lang in _UNINFLECTED:
        return False
    return is_form(one, other, lang) or is_form(other, one, lang)


def _rank(
    name: str, group: Iterable[str], names: Mapping[str, int], lang: str | None
) -> tuple[int, int, bool, int, int]:
    """How well a form does for the base of a group: what it explains, how it ends, how often it is met."""
    ends = any(word.lower().endswith(_never().get(lang or "", ())) for word in name.split())
    return *_explained(name, group, names, lang), not ends, names[name], -len(name)


def _explained(base: str, group: Iterable[str], names: Mapping[str, int], lang: str | None) -> tuple[int, int]:
    """How many other forms a nominative explains, and how many mentions; the same form with other marks is none."""
    whole = parts_of(base)
    cases = [each for each in group if parts_of(each) != whole and based_on(parts_of(each), whole, lang)]
    return len(cases), sum(names[each] for each in cases)
