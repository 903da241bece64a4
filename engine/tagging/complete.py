"""What a text names beside the listed names: names that no table lists, and the roles beside people's names."""

from __future__ import annotations

from bisect import bisect_left

from polyonym.aliases.model import EntityKind
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.roles import Roles
from polyonym.engine.tagging.unlisted import Unlisted, find_unlisted
from polyonym.engine.text.tokens import Tokens


def completed(text: str, tokens: Tokens, lang: str | None, mentions: list[Mention]) -> list[Mention]:
    """Listed mentions with roles, and unlisted ones beside them, in order; none overlap."""
    taken = bytearray(len(text))
    for mention in mentions:
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    numbers: dict[tuple[str, str], int] = {}
    found = [_mention(text, each, numbers) for each in find_unlisted(text, tokens, lang, taken)]
    named = _with_roles(text, tokens, lang, mentions)
    return sorted([*named, *found], key=lambda mention: mention.start)


def _mention(text: str, found: Unlisted, numbers: dict[tuple[str, str], int]) -> Mention:
    local = numbers.setdefault((found.kind, found.key), len(numbers) + 1)
    surface = text[found.start : found.end]
    return Mention(
        found.start, found.end, surface, found.kind, None, round(found.score, 3), found.reason, local, found.role
    )


def _with_roles(text: str, tokens: Tokens, lang: str | None, mentions: list[Mention]) -> list[Mention]:
    if not any(mention.kind is EntityKind.PERSON for mention in mentions):
        return mentions
    roles = Roles(text, tokens, lang)
    return [
        mention._replace(role=_role(mention, tokens, roles)) if mention.kind is EntityKind.PERSON else mention
        for mention in mentions
    ]


def _role(mention: Mention, tokens: Tokens, roles: Roles) -> str | None:
    first = bisect_left(tokens.starts, mention.start)
    last = bisect_left(tokens.ends, mention.end)
    return roles.near(first, min(last, len(tokens) - 1)) if first < len(tokens) else None
