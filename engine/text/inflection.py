"""Inflection: the words that a form may be a form of, in a language that is known.

Stems (`stems.py`) join forms without knowing the language, which only endings allow that hurt no other
language.  Where the language is known, `tables/inflections.tsv` says more: the cases of Finnish and
Hungarian, the apostrophe of Turkish, consonants that change before an ending.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

_LONGEST = 40
"""A longer token is no word."""
_LETTERS = {"V": "aeiouyаеиоуыіюяэө", "C": "bcdfghjklmnprstvzбвгдзклмнпрст"}


class Rules(NamedTuple):
    """The inflection of one language.

    `cases`: the ending of a form, what stands there in the base, and how many letters must be before it;
    `stems`: how what is left then may end in the base; `before`: what stands before a form, what in the base,
    and how many letters must follow; `closed` and `opened`: endings that stand only behind a Korean syllable
    with, or without, a last consonant; `alone`: whether nothing else is a form.
    """

    cases: dict[str, list[tuple[str, int]]]
    before: dict[str, list[tuple[str, int]]]
    closed: set[str]
    opened: set[str]
    stems: dict[str, list[str]]
    longest_case: int
    longest_stem: int
    longest_before: int
    alone: bool


def rules_of(lang: str | None) -> Rules | None:
    """The rules of a language (its code), None for one without."""
    return None if lang is None else _all_rules().get(lang)


@lru_cache(maxsize=1 << 15)
def bases(token: str, lang: str) -> tuple[str, ...]:
    """The words that a folded token may be a form of, itself left out; the longest ending first.

    >>> bases("ankara'da", "tr")
    ('ankara',)
    >>> "helsinki" in bases("helsingissa", "fi")
    True
    """
    rules = rules_of(lang)
    if rules is None or len(token) > _LONGEST:
        return ()
    found = dict.fromkeys(_undone(token, rules))
    found.update(dict.fromkeys(_uncovered(token, rules)))
    found.pop(token, None)
    found.pop("", None)
    return tuple(found)


def _undone(token: str, rules: Rules) -> Iterator[str]:
    for start in range(max(0, len(token) - rules.longest_case), len(token) + 1):
        rest = token[start:]
        if rest in (rules.opened if _is_closed(token[start - 1 : start]) else rules.closed):
            continue
        for ending, least in rules.cases.get(rest, ()):
            if start >= least and token[start - 1 : start] != "'":
                yield token[:start] + ending
                if token.startswith(ending, start):
                    yield from _strengthened(token[:start] + ending, rules)


def _is_closed(syllable: str) -> bool:
    """Whether a Korean syllable ends in a consonant."""
    return "가" <= syllable <= "힣" and (ord(syllable) - ord("가")) % 28 > 0


def _uncovered(token: str, rules: Rules) -> Iterator[str]:
    """What is left of a form without what is written together with it before it: Arabic wa-, bi-, Hebrew be-."""
    for end in range(1, rules.longest_before + 1):
        for beginning, least in rules.before.get(token[:end], ()):
            if len(token) - end >= least:
                yield beginning + token[end:]


def _strengthened(stem: str, rules: Rules) -> Iterator[str]:
    """The bases whose stem changes before endings: Finnish helsingi, helsinki."""
    for start in range(max(2, len(stem) - rules.longest_stem), len(stem)):
        for ending in rules.stems.get(stem[start:], ()):
            yield stem[:start] + ending


@cache
def _all_rules() -> dict[str, Rules]:
    """The rules of every language, from the table."""
    found: dict[str, Rules] = {}
    alone: frozenset[str] = frozenset()
    for langs, role, forms, ends in _rows():
        if role == "alone":
            alone = frozenset(langs.split())
            continue
        for lang in langs.split():
            rules = found.setdefault(lang, Rules({}, {}, set(), set(), {}, 0, 0, 0, lang in alone))
            for form, base in _pairs(role, forms.split(), ends.split()):
                _add(rules, role, form, base)
    return {lang: _measured(rules) for lang, rules in found.items()}


def _rows() -> Iterator[list[str]]:
    text = resources.files(__package__).joinpath("tables/inflections.tsv").read_text("utf-8")
    return (line.split("\t") for line in text.splitlines() if line and line[0] != "#")


def _pairs(role: str, forms: list[str], ends: list[str]) -> Iterator[tuple[str, str]]:
    """Each ending of a form with each of a base, letters written out for their classes."""
    for form in forms:
        for base in ends:
            whole = base + form if role == "+" else form
            yield from _written_out(whole.replace("0", ""), base.replace("0", ""))


def _written_out(form: str, base: str) -> Iterator[tuple[str, str]]:
    for sign, letters in _LETTERS.items():
        if sign in form:
            for letter in letters:
                yield from _written_out(form.replace(sign, letter), base.replace(sign, letter))
            return
    yield form, base


def _add(rules: Rules, role: str, form: str, base: str) -> None:
    sort, _, least = role.rpartition(" ")
    if role == "stem":
        rules.stems.setdefault(form, []).append(base)
    else:
        table = rules.before if sort == "before" else rules.cases
        table.setdefault(form, []).append((base, 0 if role == "+" else int(least)))
    if sort == "closed":
        rules.closed.add(form)
    if sort == "open":
        rules.opened.add(form)


def _measured(rules: Rules) -> Rules:
    case, stem, before = (max(map(len, each), default=0) for each in (rules.cases, rules.stems, rules.before))
    return rules._replace(longest_case=case, longest_stem=stem, longest_before=before)
