"""`polyonym tag`: the entities named in a text."""

from __future__ import annotations

from typing import Any

import click
from polyonym.base.errors import UsageError
from polyonym.base.rows import Row
from polyonym.commands.batch import needed, optional, run_batch
from polyonym.commands.common import TEXT, Session, batch_options, home_option, json_option
from polyonym.commands.output import lines_of, plain, print_json
from polyonym.commands.resolve import KINDS
from polyonym.engine.engine import Engine
from polyonym.engine.reading.read import read
from polyonym.engine.searching.snippets import CLOSE, OPEN
from polyonym.engine.tagging.mention import Mention


@click.command()
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--kind", "kinds", type=KINDS, multiple=True, help="Only entities of this kind; may be repeated.")
@click.option("--lang", metavar="TAG", type=TEXT, help="The language of the texts, if known.")
@click.option("--explain", is_flag=True, help="Show the text with marks, and why.")
@batch_options
@json_option
@home_option
@click.pass_obj
def tag(
    session: Session,
    files: tuple[str, ...],
    kinds: tuple[str, ...],
    lang: str | None,
    explain: bool,
    source: str | None,
    output: str,
    as_json: bool,
    home: str | None,
) -> int:
    """The entities named in a text.

    FILE may be anything that `polyonym index` reads; - is standard input.

    \b
    Example:
      polyonym tag article.txt --kind organization
    """
    with session.engine(home) as engine:
        if source is not None:
            return run_batch(source, output, lambda row: _row(engine, row, kinds, lang))
        if not files:
            raise UsageError("no file is given; type one, or - for standard input")
        found = 0
        for article in read(*files):
            mentions = engine.tag(article.text, lang=lang or article.lang, kinds=kinds)
            found += len(mentions)
            answer = {"id": article.id, "mentions": [mention_row(mention) for mention in mentions]}
            print_json(answer) if as_json else _print(article.id, article.text, mentions, explain)
        return 0 if found else 1


def _row(engine: Engine, row: Row, kinds: tuple[str, ...], lang: str | None) -> dict[str, Any]:
    mentions = engine.tag(needed(row, "text"), lang=optional(row, "lang") or lang, kinds=kinds)
    return {"id": row.get("id"), "mentions": [mention_row(mention) for mention in mentions]}


def mention_row(mention: Mention) -> dict[str, Any]:
    """The row of CONTRACT.md."""
    row: dict[str, Any] = {
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "kind": str(mention.kind),
        "entity": mention.entity.id if mention.entity else None,
        "score": mention.score,
        "reason": mention.reason,
    }
    if mention.local is not None:
        row["local"] = mention.local
    return row


def _print(name: str, text: str, mentions: list[Mention], explain: bool) -> None:
    click.secho(plain(name), bold=True)
    if not mentions:
        click.echo("  nothing is named in it")
    if explain:
        click.echo(marked(text, mentions))
    for number, m in enumerate(mentions, 1):
        meant = plain(f"{m.entity.name}  [{m.entity.id}]") if m.entity else f"not listed ({m.kind})"
        counted = f"{number:>4} " if explain else ""
        click.echo(f"{counted}{m.start:>6}–{m.end:<6} {m.score:.2f}  «{plain(m.surface)}» → {meant}")
        if explain:
            click.echo(f"{'':24}{plain(m.reason)}")


def marked(text: str, mentions: list[Mention]) -> str:
    """The text with every mention between ⟦ and ⟧, and its number in the list after it."""
    pieces, at = [], 0
    for number, mention in enumerate(mentions, 1):
        found = click.style(f"{OPEN}{lines_of(mention.surface)}{CLOSE}", fg="green", bold=True)
        pieces += [lines_of(text[at : mention.start]), found, click.style(f"[{number}]", dim=True)]
        at = mention.end
    return "".join([*pieces, lines_of(text[at:])])
