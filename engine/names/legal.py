"""Legal forms of companies, written out or short, as one short word each: Limited Liability Company is Ltd, ООО is Ltd.

The forms are those of the concept tables of institutions (`engine/institutions/tables`, class `legal`).
"""

from __future__ import annotations

import re
from functools import cache

from polyonym.engine.institutions.tables import LANGUAGES, forms, sorts

_SAME = {"llc": "ltd", "pjsc": "jsc", "cjsc": "jsc"}
"""Forms that translations exchange."""
_FEWEST_LETTERS = 3
"""Shorter abbreviations are words of other languages, too: as, sa, ab."""


def with_short_forms(folded: str) -> str:
    """A folded name with its legal forms as one short word each.

    >>> with_short_forms("stripe limited liability company"), with_short_forms("ооо стройка")
    ('stripe ltd', 'ltd стройка')
    """
    words, stems = _beginnings()
    if not any(word in words or word.startswith(stems) for word in folded.replace(".", "").split()):
        return folded
    pattern, short = _forms()
    return pattern.sub(lambda found: short[found.lastgroup or ""], folded)


@cache
def _beginnings() -> tuple[frozenset[str], tuple[str, ...]]:
    """The first words of all forms, and those with any ending: most names have none, and the pattern is slow."""
    firsts = {form.replace(".", "").split()[0] for spelled in _listed().values() for form in spelled}
    stems = tuple(sorted(first.partition("~")[0] for first in firsts if "~" in first or not first.isascii()))
    return frozenset(firsts), stems


@cache
def _listed() -> dict[str, list[str]]:
    listed: dict[str, list[str]] = {}
    for lang in dict.fromkeys(lang for of_script in LANGUAGES.values() for lang in of_script):
        for concept, spelled in forms(lang):
            if sorts().get(concept) == "legal":
                listed.setdefault(_SAME.get(concept, concept), []).extend(filter(_is_clear, spelled))
    return listed


@cache
def _forms() -> tuple[re.Pattern[str], dict[str, str]]:
    listed = _listed()
    groups = {f"f{number}": concept for number, concept in enumerate(listed)}
    longest = sorted(
        ((form, group) for group, concept in groups.items() for form in set(listed[concept])),
        key=lambda row: (-len(row[0]), row),
    )
    pieces = "|".join(f"(?P<{group}_{n}>{_expression(form)})" for n, (form, group) in enumerate(longest))
    short = {f"{group}_{n}": groups[group] for n, (_, group) in enumerate(longest)}
    return re.compile(rf"(?<!\w)(?:{pieces})(?!\w)"), short


def _is_clear(form: str) -> bool:
    return form.isprintable() and not set(form) & set("?|-+") and len(form.rstrip(".")) >= _FEWEST_LETTERS


def _expression(form: str) -> str:
    return re.escape(form).replace(r"\~", r"\w{0,4}").replace(r"\.", r"\.?").replace("~", r"\w{0,4}")
