"""What a text names beside the listed names: names that no table lists, and the roles beside people's names.

Of those names some are listed after all, but the text spells them in a way that no table foresaw: a translation
garbled them (`translated.py`), or romanised them in another way (`near_people.py`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import attrgetter

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import EntityKind
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.near_people import NearPeople
from polyonym.engine.tagging.parts import taken_by, with_parts
from polyonym.engine.tagging.roles import role_near
from polyonym.engine.tagging.scene import Scene
from polyonym.engine.tagging.translated import Translated
from polyonym.engine.tagging.unlisted import Unlisted, find_unlisted
from polyonym.engine.text.tokens import Tokens

_AGAIN = 0.02
_start = attrgetter("start")


class Completer:
    """Completes the listed mentions of texts, with one lexicon; keep it, since it keeps what it learned."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._translated = Translated(lexicon)
        self._near = NearPeople(lexicon, self._translated.resolver)

    def completed(
        self, text: str, tokens: Tokens, lang: str | None, mentions: list[Mention], capitals: list[int]
    ) -> list[Mention]:
        """Listed mentions with roles, and unlisted ones beside them, in order; none overlap.

        A longer unlisted name takes the listed ones that it covers as its parts.  `capitals` are the tokens that
        begin with a capital.
        """
        scene = Scene(text, tokens, lang, taken_by(mentions, len(text)), capitals)
        found = find_unlisted(scene)
        meant = self._meant(text, tokens, lang, mentions, found)
        named = sorted([*apart(mentions, meant), *meant], key=_start)
        named, told = with_parts(_with_roles(scene, named), apart(_told(text, found), meant))
        return sorted([*named, *told], key=_start)

    def _meant(
        self, text: str, tokens: Tokens, lang: str | None, mentions: list[Mention], found: list[Unlisted]
    ) -> list[Mention]:
        """The mentions of listed entities under names that no table has."""
        garbled = self._translated.mentions(text, tokens, lang, mentions, found)
        near = self._near.mentions(text, found, mentions)
        meant = [*apart(near, garbled), *garbled]
        return [*meant, *_again(text, found, meant)] if meant else meant


def _again(text: str, found: list[Unlisted], meant: list[Mention]) -> Iterator[Mention]:
    """Other mentions of the people who are listed after all: a surname, the same name in another case."""
    people = {each.start: each for each in meant if each.kind is EntityKind.PERSON}
    by_key = {each.key: people[each.start] for each in found if each.start in people}
    for each in found:
        same = by_key.get(each.key) if each.start not in people else None
        if same is not None and same.entity is not None:
            why = f"the same name as «{same.surface}», which in this text means {same.entity.name}"
            surface, score = text[each.start : each.end], round(same.score - _AGAIN, 3)
            place = same._replace(start=each.start, end=each.end, surface=surface)
            yield place._replace(score=score, reason=why, role=each.role)


def apart(mentions: Iterable[Mention], better: list[Mention]) -> list[Mention]:
    """The mentions that none of the better ones overlaps; none of `better` overlap."""
    if not better:
        return list(mentions)
    ordered = sorted((each.start, each.end) for each in better)
    starts = [start for start, _ in ordered]
    return [each for each in mentions if _before(ordered, starts, each) <= each.start]


def _before(ranges: list[tuple[int, int]], starts: list[int], mention: Mention) -> int:
    """Where the last of the ranges ends that begin before a mention ends."""
    at = bisect_left(starts, mention.end)
    return ranges[at - 1][1] if at else 0


def _told(text: str, found: list[Unlisted]) -> list[Mention]:
    numbers: dict[tuple[str, str], int] = {}
    return [_mention(text, each, numbers) for each in found]


def _mention(text: str, found: Unlisted, numbers: dict[tuple[str, str], int]) -> Mention:
    local = numbers.setdefault((found.kind, found.key), len(numbers) + 1)
    surface = text[found.start : found.end]
    return Mention(
        found.start, found.end, surface, found.kind, None, round(found.score, 3), found.reason, local, found.role
    )


def _with_roles(scene: Scene, mentions: list[Mention]) -> list[Mention]:
    return [
        mention._replace(role=role)
        if mention.kind is EntityKind.PERSON and (role := _role(scene, mention)) != mention.role
        else mention
        for mention in mentions
    ]


def _role(scene: Scene, mention: Mention) -> str | None:
    first = bisect_left(scene.tokens.starts, mention.start)
    last = bisect_left(scene.tokens.ends, mention.end)
    return role_near(scene, first, min(last, len(scene.words) - 1)) if first < len(scene.words) else None
