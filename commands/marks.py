"""A text with what it names marked, each with its number, and under it who or what that is and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click
from polyonym.aliases.model import EntityKind
from polyonym.commands.output import lines_of, plain
from polyonym.engine.searching.snippets import CLOSE, OPEN
from polyonym.engine.tagging.many import Tagged
from polyonym.engine.tagging.mention import Mention

_COLOURS = {
    EntityKind.PERSON: "green",
    EntityKind.ORGANIZATION: "yellow",
    EntityKind.PLACE: "cyan",
    EntityKind.INITIATIVE: "magenta",
    EntityKind.EVENT: "red",
    EntityKind.WORK: "blue",
    EntityKind.TERM: "bright_black",
}
_INDENT = " " * 24


def lit(mention: Mention, text: str) -> str:
    """A text in the colour of a mention's kind: bold for what a table lists, underlined and dim for what none does."""
    colour = _COLOURS[mention.kind]
    if mention.entity is not None:
        return click.style(text, fg=colour, bold=True)
    return click.style(text, fg=colour, dim=True, underline=True)


def marked(text: str, mentions: Iterable[Mention]) -> str:
    """The text with every mention between ⟦ and ⟧, and its number in the list after it."""
    pieces, at = [], 0
    for number, mention in enumerate(mentions, 1):
        found = lit(mention, f"{OPEN}{lines_of(mention.surface)}{CLOSE}")
        pieces += [lines_of(text[at : mention.start]), found, click.style(f"[{number}]", dim=True)]
        at = mention.end
    return "".join([*pieces, lines_of(text[at:])])


def legend(mentions: Iterable[Mention]) -> str:
    """The kinds that are met, each in its colour."""
    met = {mention.kind for mention in mentions}
    return "  ".join(click.style(str(kind), fg=colour) for kind, colour in _COLOURS.items() if kind in met)


def told(found: Tagged, *, explain: bool) -> Iterator[str]:
    """A line for each mention; with `explain` its number, and lines for why, its role and its parts."""
    for number, m in enumerate(found.mentions, 1):
        counted = f"{number:>4} " if explain else ""
        place = _place(m, found.begin)
        yield f"{counted}{place} {m.score:.2f}  {lit(m, f'«{plain(m.surface)}»')} → {meant(m)}"
        if explain:
            yield f"{_INDENT}{plain(m.reason)}"
            yield from _more(m)


def _place(mention: Mention, begin: int) -> str:
    """Where a mention stands in the article's text, which begins at `begin`, or in its title before that."""
    start, end = mention.start, mention.end
    if start < begin:
        return f"{'title':>6} {start}–{end}"
    return f"{start - begin:>6}–{end - begin:<6}"


def _more(mention: Mention) -> Iterator[str]:
    if mention.role:
        yield f"{_INDENT}role: {plain(mention.role)}"
    for part in mention.parts:
        yield f"{_INDENT}in it: {lit(part, f'«{plain(part.surface)}»')} → {meant(part)}"


def meant(mention: Mention) -> str:
    """What a mention means, for people."""
    if mention.entity is None:
        return f"not listed ({mention.kind})"
    return plain(f"{mention.entity.name}  [{mention.entity.id}]")
