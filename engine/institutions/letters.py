"""Letters of acronyms in another alphabet: БГУИР is BGUIR in Latin letters, BSU БСУ in Cyrillic ones."""

from __future__ import annotations

from functools import cache

from polyonym.engine.institutions.tables import rows


@cache
def _latin() -> tuple[dict[str, str], ...]:
    """Each Cyrillic letter as an acronym in Latin letters has it: as Russian, as Ukrainian, as others say it."""
    listed = list(rows("letters_latin.tsv"))
    return tuple({row[0]: row[way] for row in listed} for way in (1, 2, 3))


@cache
def _cyrillic() -> dict[str, str]:
    """The Cyrillic letter of each Latin one."""
    return {row[1]: row[0] for row in rows("letters_cyrillic.tsv")}


def latin_of(text: str) -> tuple[str, ...]:
    """A Cyrillic acronym in Latin letters, the most usual way first.

    >>> latin_of("бгуир")
    ('bguir', 'bhuyr')
    """
    return tuple(dict.fromkeys("".join(map(way.get, text, text)) for way in _latin()))


def cyrillic_of(text: str) -> str:
    """A Latin acronym in Cyrillic letters.

    >>> cyrillic_of("bguir")
    'бгуир'
    """
    return "".join(map(_cyrillic().get, text, text))
