"""The codes of findings: severity, title and explanation of each, from one table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from polyonym.base.errors import UsageError
from polyonym.engine.linting.tables import rows


class Severity(StrEnum):
    """How bad a finding is; the worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding; `fix` says whether lint can mend it: yes, some, no."""

    code: str
    severity: Severity
    fix: str
    title: str
    explanation: str


@cache
def codes() -> dict[str, Code]:
    """All codes, in their order."""
    return {code: Code(code, Severity(severity), *rest) for code, severity, *rest in rows("codes")}


def code_of(code: str) -> Code:
    """What a code means.  Raises UsageError for one that there isn't."""
    found = codes().get(code.strip().upper())
    if found is None:
        raise UsageError(f"there is no code {code!r:.40}; docs/linting.md lists them, {', '.join(codes())}")
    return found


def chosen(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> frozenset[str]:
    """The codes that these name, by their beginnings (D, D001); all where nothing is selected.

    Raises UsageError for a beginning that no code has.
    """
    selected = _named(select) or frozenset(codes())
    return selected - _named(ignore)


def _named(beginnings: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for each in beginnings:
        named = {code for code in codes() if each.strip() and code.startswith(each.strip().upper())}
        if not named:
            families = ", ".join(dict.fromkeys(code[0] for code in codes()))
            raise UsageError(f"no code begins with {each!r:.40}; they are {families} with a number, like D001")
        found |= named
    return frozenset(found)


def at_least(severity: Severity) -> frozenset[Severity]:
    """This severity and the worse ones."""
    order = list(Severity)
    return frozenset(order[: order.index(severity) + 1])
