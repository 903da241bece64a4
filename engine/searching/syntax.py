"""The parts of a parsed query; `str` gives each back as it may be typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

FIELDS = ("lang", "since", "until", "kind", "country", "source", "role")
"""Names that may stand before a colon, beside `entity`."""


def quoted(text: str) -> str:
    """A value as it must be written to stay one."""
    plain = bool(text) and not any(c.isspace() or c in '"()' for c in text)
    return text if plain else f'"{text}"'


@dataclass(frozen=True, slots=True)
class Words:
    """Words as typed, names among them perhaps."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Quote:
    """A phrase as written."""

    text: str

    def __str__(self) -> str:
        return f'"{self.text}"'


@dataclass(frozen=True, slots=True)
class Spelling:
    """This very spelling and no variant."""

    text: str

    def __str__(self) -> str:
        return f"={quoted(self.text)}"


@dataclass(frozen=True, slots=True)
class EntityIs:
    """An entity for certain, by id or by name."""

    name: str

    def __str__(self) -> str:
        return f"entity:{quoted(self.name)}"


@dataclass(frozen=True, slots=True)
class FieldIs:
    """A condition on a field of the article."""

    field: str
    value: str

    def __str__(self) -> str:
        return f"{self.field}:{quoted(self.value)}"


@dataclass(frozen=True, slots=True)
class Near:
    """Two parts within so many words of each other."""

    left: Words | Quote | Spelling
    right: Words | Quote | Spelling
    distance: int

    def __str__(self) -> str:
        return f"{_bracketed(self.left)} NEAR/{self.distance} {_bracketed(self.right)}"


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be there."""

    part: Node

    def __str__(self) -> str:
        return f"-{_bracketed(self.part)}"


@dataclass(frozen=True, slots=True)
class Both:
    """All of these."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " ".join(f"({part})" if isinstance(part, Either | Both) else str(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Either:
    """Any of these."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(f"({part})" if isinstance(part, Either) else str(part) for part in self.parts)


_ONE_WORD = re.compile(r"\w\S*")


def _bracketed(part: Node) -> str:
    """A part that the sign before it must not be read into, nor end early."""
    if isinstance(part, Words):
        return str(part) if _ONE_WORD.fullmatch(part.text) else f"({part})"
    return f"({part})" if isinstance(part, Both | Either | Near | Not) else str(part)


Node: TypeAlias = Words | Quote | Spelling | EntityIs | FieldIs | Near | Not | Both | Either
