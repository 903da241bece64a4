"""Names in running text that no table lists: people, institutions and places, without a model.

Only capitals, titles, head nouns and the shapes of names are looked at, by lookups on the tokens; what is
uncertain is left out, since a name that is none disturbs more than one that is missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from polyonym.aliases.model import EntityKind
from polyonym.engine.tagging.fuller_names import fuller_names
from polyonym.engine.tagging.generic_places import generic_places
from polyonym.engine.tagging.han_names import han_again, han_names
from polyonym.engine.tagging.institutions import institutions
from polyonym.engine.tagging.parts import LISTED
from polyonym.engine.tagging.persons import people
from polyonym.engine.tagging.reasons import introduced, written
from polyonym.engine.tagging.roles import role_near
from polyonym.engine.tagging.row_institutions import korean_institutions, row_institutions, thai_institutions
from polyonym.engine.tagging.scene import Found, Scene
from polyonym.engine.tagging.vocabulary import SUFFIXING
from polyonym.engine.text.tokens import is_unspaced

_HAN_LANGS = frozenset((None, "zh", "ja", "ko", "yue"))
_ROWS = {
    "zh": row_institutions, "ja": row_institutions, "ko": korean_institutions, "th": thai_institutions,
}  # fmt: skip
_AGAIN = 0.02
_start = attrgetter("start")
_NOBODY: set[str] = set()
_MOST_HOLDERS = 20
"""So many people of a text can share a part of their names; a bound, so that time stays linear."""


class Unlisted(NamedTuple):
    """A name that no table lists: its range in the text, its kind and why it is taken for one.

    Mentions of one name in one text share `key`, the stems of its fullest form without order for a person;
    `role` is the id of a role beside a person's name (tables/roles.tsv).
    """

    start: int
    end: int
    kind: EntityKind
    key: str
    role: str | None
    score: float
    reason: str


def find_unlisted(scene: Scene) -> list[Unlisted]:
    """The names in a text that no table lists, in order, none over another; in linear time.

    Of listed names people cover nothing, institutions places, organisations that their head extends, and terms;
    places, other places that are told apart by a generic word.
    """
    if not scene.words:
        return []
    found = _without_overlap(_all(scene))
    known = People(scene, fuller=fuller_names(scene, found))
    for each in found:
        known.meet(each)
    again = list(known.again(found)) if known.by_part else []
    again += han_again(scene, found) if scene.lang in _HAN_LANGS else []
    told = [one for each in (*found, *again) if (one := known.told(each)) is not None]
    return sorted(told, key=_start)


def _all(scene: Scene) -> Iterator[Found]:
    if scene.lang in _HAN_LANGS:
        yield from han_names(scene)
    yield from rows_of(scene)
    yield from institutions(scene)
    yield from people(scene)
    yield from generic_places(scene)


def rows_of(scene: Scene) -> Iterable[Found]:
    """The institutions of a text in a script without spaces or with particles at its words."""
    finder = _ROWS.get(scene.lang or "")
    return finder(scene) if finder is not None else ()


def _without_overlap(found: Iterable[Found]) -> list[Found]:
    """The best of those that share tokens; of equals the longer, then the first."""
    kept: list[Found] = []
    used: set[int] = set()
    for each in sorted(found, key=lambda one: (-one.score, one.first - one.last, one.first)):
        tokens = range(each.first, each.last + 1)
        if used.isdisjoint(tokens):
            kept.append(each)
            used.update(tokens)
    return sorted(kept, key=lambda one: one.first)


@dataclass(slots=True)
class People:
    """The people that a text introduced, and their later mentions by full name or surname."""

    scene: Scene
    by_part: dict[str, set[str]] = field(default_factory=dict)
    introduced: dict[str, Found] = field(default_factory=dict)
    fuller: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)

    def parts(self, first: int, last: int) -> list[str]:
        """The stems of a range of tokens, possessive endings left off."""
        return [self.scene.bare_stem(i) for i in range(first, last + 1)]

    def meet(self, found: Found) -> None:
        """Take in a person that was introduced."""
        if found.kind is EntityKind.PERSON and not self._is_row(found):
            parts = self.parts(found.first, found.last)
            own = " ".join(sorted(parts))
            self.introduced.setdefault(own, found)
            for part in parts:
                holders = self.by_part.setdefault(part, set()) if len(part) > 1 else set()
                if len(holders) < _MOST_HOLDERS:
                    holders.add(own)

    def _is_row(self, found: Found) -> bool:
        """Whether a name is of a script without spaces."""
        return not self.scene.tokens.spaced and is_unspaced(self.scene.tokens.texts[found.first])

    def key(self, found: Found) -> str:
        """What all mentions of one name share: of a person the fullest name that holds this one's parts."""
        parts = self.parts(found.first, found.last)
        if found.kind is not EntityKind.PERSON:
            return " ".join(self.fuller.get(tuple(parts), parts) if self.fuller else parts)
        if self._is_row(found):
            return "".join(parts)
        return self._fullest(parts) or " ".join(sorted(parts))

    def _fullest(self, parts: list[str]) -> str | None:
        holders = [self.by_part.get(part, _NOBODY) for part in parts if len(part) > 1]
        shared = holders[0].intersection(*holders[1:]) if holders else _NOBODY
        if len(shared) < 2:
            return next(iter(shared), None)
        longest = max(name.count(" ") for name in shared)
        fullest = [name for name in shared if name.count(" ") == longest]
        return fullest[0] if len(fullest) == 1 else None

    def again(self, found: list[Found]) -> Iterator[Found]:
        """Later mentions of people by two parts of their name or by one, where nothing stands yet."""
        used = {i for each in found for i in range(each.first, each.last + 1)}
        i = -1
        for at in self._capitals_of_names():
            if at <= i or at in used:
                continue
            i = self._reach(at, used)
            name = self._fullest(self.parts(at, i)) if self._is_mention(at, i) else None
            if name is not None:
                one = self.introduced[name]
                why = introduced(written(self.scene, one), one.first, at)
                yield Found(at, i, EntityKind.PERSON, 0.9 - _AGAIN * (at == i), why)

    def _capitals_of_names(self) -> list[int]:
        """The tokens with a capital that are parts of the people's names."""
        stems, known = self.scene.tokens.stems, self.by_part
        if self.scene.lang in SUFFIXING:
            return [i for i in self.scene.capitals if self.scene.bare_stem(i) in known]
        return [i for i in self.scene.capitals if stems[i] in known]

    def _role(self, found: Found) -> str | None:
        if found.kind is not EntityKind.PERSON:
            return found.role
        return role_near(self.scene, found.first, found.last, found.role)

    def _reach(self, at: int, used: set[int]) -> int:
        """The last token of the run that begins at `at` and whose tokens all are parts of one name."""
        last = at
        while self.scene.joined(last) and self.scene.capital(last + 1) and last + 1 not in used and last - at < 5:
            if self._fullest(self.parts(at, last + 1)) is None:
                break
            last += 1
        return last

    def _is_mention(self, first: int, last: int) -> bool:
        """Whether the tokens may all be of a name and no other capital belongs to it."""
        scene = self.scene
        if scene.gap(last) == "-" or scene.gap(first - 1) == "-":
            return False
        if scene.joined(last) and scene.capital(last + 1) and scene.words[last + 1] not in scene.vocabulary.stops:
            return False
        if not all(scene.is_name_token(i) for i in range(first, last + 1)):
            return False
        return not (scene.joined(first - 1) and scene.is_name_token(first - 1))

    def told(self, found: Found) -> Unlisted | None:
        """What is found, as a range of characters; None if it covers what it may not."""
        scene = self.scene
        start = scene.start(found.first)
        end = scene.tokens.starts[found.last] + found.size if found.size else scene.end(found.last)
        if not _is_free(scene.taken[start:end], found.kind):
            return None
        return Unlisted(start, end, found.kind, self.key(found), self._role(found), found.score, found.reason)


def _is_free(under: bytearray, kind: EntityKind) -> bool:
    """Whether a name covers nothing, or as an institution or a place what these may cover."""
    return not any(under) if kind is EntityKind.PERSON else LISTED not in under
