"""People named by their initials and a surname: "I. P. Zavalinsky", «Завалинский И. П.»."""

from __future__ import annotations

from collections.abc import Iterator

from polyonym.aliases.model import EntityKind
from polyonym.engine.tagging.forename_people import opens_with_verb
from polyonym.engine.tagging.runs import runs_on
from polyonym.engine.tagging.scene import Found, Scene

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzабвгдежзиклмнопрстуфхцчшщэюяіїєґ")
_DOTS = frozenset((". ", ".", ".\u00a0", ".-"))
_SURNAME_FIRST = frozenset(("ru", "be", "uk", "bg", "kk", "sr", "mk", "uz"))
"""Languages that often write the surname before the initials."""
_NO_INITIALS = frozenset(
    ("sa", "nv", "bv", "ag", "us", "uk", "dc", "la", "ny", "ps", "po", "ad", "bc", "un", "eu", "za")
)
"""Short forms that are written with dots and are no initials: legal forms, countries, towns."""
_SHORTEST, _MOST = 3, 3
_SCORE = 0.87


_WITH_DOT = 2
"""The last initial belongs to the name with its dot."""


def by_initials(scene: Scene) -> Iterator[Found]:
    """The people named by two or three initials and a surname behind them, or before them where that is usual."""
    done = -1
    for i in scene.capitals_among(scene.tokens.texts, _LETTERS):
        if i <= done:
            continue
        last = _last_initial(scene, i)
        if last == i or (i > 0 and scene.gap(i - 1) in _DOTS and scene.capital(i - 1)):
            continue
        done = last
        name = _name(scene, i, last)
        if name is not None and not scene.is_headline(name[0]):
            size = _WITH_DOT if name[1] == last else 0
            yield Found(*name, EntityKind.PERSON, _SCORE, "initials and a surname", size=size)


def _last_initial(scene: Scene, i: int) -> int:
    """The last of a row of initials that begins at `i`."""
    last = i
    while last - i < _MOST - 1 and scene.gap(last) in _DOTS and scene.tokens.texts[last + 1 : last + 2] != []:
        if scene.tokens.texts[last + 1] not in _LETTERS or not scene.capital(last + 1):
            break
        last += 1
    return last


def _name(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """The range of initials and surname; None where what stands beside the initials may be none."""
    if "".join(scene.tokens.texts[first : last + 1]) in _NO_INITIALS or not scene.gap(last).startswith("."):
        return None
    if any(map(scene.is_taken, range(first, last + 1))):
        return None
    if scene.gap(last) in _DOTS and _is_surname(scene, last + 1):
        end = last + 1
        while scene.gap(end) == "-" and _is_surname(scene, end + 1) and end - last < _MOST:
            end += 1
        return (first, end) if not runs_on(scene, end) and scene.gap(end) != "-" else None
    if scene.lang not in _SURNAME_FIRST or scene.gap(first - 1) not in (" ", "\u00a0"):
        return None
    if not _is_surname(scene, first - 1) or _is_cut(scene, first - 1):
        return None
    return first - 1, last


def _is_cut(scene: Scene, i: int) -> bool:
    """Whether a capital stands before a surname that may belong to it."""
    return scene.joined(i - 1) and scene.capital(i - 1) and not opens_with_verb(scene, i - 1)


def _is_surname(scene: Scene, i: int) -> bool:
    """Whether a token may be a surname beside initials."""
    return 0 <= i < len(scene.tokens) and len(scene.tokens.texts[i]) >= _SHORTEST and scene.is_name_token(i)
