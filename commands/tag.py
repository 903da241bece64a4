"""`polyonym tag`: the entities named in a text."""

from __future__ import annotations

from typing import Any

import click
from polyonym.base.errors import UsageError
from polyonym.base.rows import Row
from polyonym.commands.batch import needed, run_batch, text_of
from polyonym.commands.common import Session, batch_options, home_option, json_option, print_json
from polyonym.commands.resolve import KINDS
from polyonym.engine.engine import Engine
from polyonym.engine.reading.read import read
from polyonym.engine.tagging.mention import Mention


@click.command()
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--kind", "kinds", type=KINDS, multiple=True, help="Only entities of this kind; may be repeated.")
@click.option("--lang", metavar="TAG", help="The language of the texts, if known.")
@click.option("--explain", is_flag=True, help="Show why.")
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
            print_json(answer) if as_json else _print(article.id, mentions, explain)
        return 0 if found else 1


def _row(engine: Engine, row: Row, kinds: tuple[str, ...], lang: str | None) -> dict[str, Any]:
    known = text_of(row, "lang", needed=False) or lang
    mentions = engine.tag(needed(row, "text"), lang=known, kinds=kinds)
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


def _print(name: str, mentions: list[Mention], explain: bool) -> None:
    click.secho(name, bold=True)
    for m in mentions:
        meant = f"{m.entity.name}  [{m.entity.id}]" if m.entity else f"not listed ({m.kind})"
        click.echo(f"  {m.start:>6}–{m.end:<6} {m.score:.2f}  «{m.surface}» → {meant}")
        if explain:
            click.echo(f"                 {m.reason}")
