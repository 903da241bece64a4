"""A name taken apart for comparing: its parts, how each sounds, and how much each says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from polyonym.engine.names.sound import fine_readings, latin, skeleton
from polyonym.engine.text.fold import Key, key
from polyonym.engine.text.tokens import parts

MOST_PARTS = 24
"""A name is compared by this many parts at most; what is longer is no name."""
_LONGEST = 400
_SINITIC = re.compile("[\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Part:
    """One token of a name; `weight` says how much it tells, 0..1, before rarity is asked for."""

    text: str
    latin: str
    fine: tuple[str, ...]
    skeletons: tuple[str, ...]
    weight: float
    vowels: bool

    @property
    def is_initial(self) -> bool:
        """Whether it is one letter that stands for a whole part."""
        return len(self.latin) == 1 and len(self.text) == 1


@dataclass(frozen=True, slots=True)
class Name:
    """A written name, folded and taken apart."""

    text: str
    key: Key
    parts: tuple[Part, ...]
    sinitic: bool
    """Whether it has Han characters or Hangul, which are read in several languages."""

    @property
    def total(self) -> float:
        """The weight of all parts."""
        return sum(part.weight for part in self.parts)


@cache
def _weak(kind: str | None) -> dict[str, float]:
    table = resources.files(__package__).joinpath("tables/weak.tsv").read_text("utf-8")
    weights: dict[str, float] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            for_kind, weight, listed = line.split("\t")
            if for_kind in ("*", kind):
                weights.update((word, float(weight)) for word in listed.split() if word not in weights)
    return weights


# Abjads leave short vowels out, so that a missing vowel says nothing.
_ABJADS = (("\u0590", "\u05ff"), ("\u0600", "\u06ff"), ("\u0700", "\u074f"), ("\ufb1d", "\ufefc"))


def _writes_vowels(token: str) -> bool:
    return not any(low <= token[0] <= high for low, high in _ABJADS)


@lru_cache(maxsize=1 << 16)
def _part(token: str, kind: str | None) -> Part:
    heard = fine_readings(token)
    skeletons = tuple(dict.fromkeys(map(skeleton, heard)))
    weight = _weak(kind).get(token, 1.0)
    return Part(token, latin(token), heard, skeletons, weight, _writes_vowels(token))


@lru_cache(maxsize=1 << 14)
def name_of(text: str, kind: str | None = None) -> Name:
    """Take a name apart; `kind` (an EntityKind's value) says which words of it are weak."""
    folded = key(text[:_LONGEST])
    found = [part.replace("'", "") for part in parts(folded)[:MOST_PARTS]]
    return Name(text, folded, tuple(_part(part, kind) for part in found), _SINITIC.search(folded) is not None)


_SPOKEN = frozenset("aeiouyаеёиоуыэюяіїє")


def is_acronym(text: str) -> bool:
    """Whether a name is one short word in capitals that isn't easily spoken."""
    if not (2 <= len(text) <= 7 and text.isupper() and text.isalpha()):
        return False
    return len(text) <= 4 or sum(c in _SPOKEN for c in text.lower()) * 4 <= len(text)
