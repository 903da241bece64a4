"""Listed names inside longer ones that no table lists: what may be covered, and what becomes a part."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from polyonym.aliases.model import EntityKind
from polyonym.engine.tagging.mention import Mention

FREE, LISTED, PLACE, COVERABLE, TERM = range(5)
"""What `taken` says of a character: nothing stands there; a name that no other covers (a person's); a place;
an organisation, which a head noun behind it may make a part of a longer name; a term, a word of the trade,
which says nothing against a name around it."""
_VALUES = {EntityKind.PLACE: PLACE, EntityKind.ORGANIZATION: COVERABLE, EntityKind.TERM: TERM}


def taken_by(mentions: Iterable[Mention], length: int) -> bytearray:
    """For each character of a text of so many what the listed names there leave to others."""
    taken = bytearray(length)
    for mention in mentions:
        value = _VALUES.get(mention.kind, LISTED)
        taken[mention.start : mention.end] = bytes((value,)) * (mention.end - mention.start)
    return taken


def flat(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions of a text, the parts of each behind it."""
    return [one for mention in mentions for one in (mention, *flat(mention.parts))]


def with_parts(listed: Sequence[Mention], found: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """The listed mentions that stay by themselves, and the found ones with those that they cover as parts.

    Both are in order, and neither overlap among themselves.
    """
    starts = [mention.start for mention in listed]
    covered: set[int] = set()
    longer: list[Mention] = []
    for mention in found:
        inside = range(bisect_left(starts, mention.start), bisect_left(starts, mention.end))
        covered.update(inside)
        parts = tuple(listed[number] for number in inside)
        longer.append(mention._replace(parts=parts) if parts else mention)
    return [each for number, each in enumerate(listed) if number not in covered], longer
