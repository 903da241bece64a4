"""`polyonym tag`: the entities named in a text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import Any

import click
from polyonym.base.rows import Row
from polyonym.commands.batch import check_batch, needed, optional, run_shared
from polyonym.commands.common import TEXT, Session, batch_options, home_option, json_option
from polyonym.commands.marks import legend, marked, told
from polyonym.commands.output import plain
from polyonym.commands.problems import Problems, check_paths
from polyonym.commands.resolve import KINDS
from polyonym.engine.engine import Engine
from polyonym.engine.reading.article import Article
from polyonym.engine.reading.read import read
from polyonym.engine.tagging.many import NAMES, Tagged, tagged
from polyonym.engine.tagging.mention import Mention


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of every text."""

    kinds: tuple[str, ...] = ()
    lang: str | None = None
    names: str = "longest"


@click.command()
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--kind", "kinds", type=KINDS, multiple=True, help="Only entities of this kind; may be repeated.")
@click.option("--lang", metavar="TAG", type=TEXT, help="The language of the texts, if known.")
@click.option(
    "--names", type=click.Choice(NAMES), default="longest", show_default=True,
    help="The longest listed names, or those inside them too, as parts.",
)  # fmt: skip
@click.option("--explain", is_flag=True, help="Show the text with marks, and why.")
@click.option(
    "--jobs", type=click.IntRange(0, 256), default=1, show_default=True,
    help="Processes that share the work; 0 is one for each core.",
)  # fmt: skip
@batch_options
@json_option
@home_option
@click.pass_obj
def tag(
    session: Session,
    /,
    files: tuple[str, ...],
    explain: bool,
    jobs: int,
    source: str | None,
    output: str,
    as_json: bool,
    home: str | None,
    **given: Any,
) -> int:
    """The entities named in a text.

    FILE may be anything that `polyonym index` reads; - is standard input.  What can't be read is named, and the rest
    goes on.

    \b
    Example:
      polyonym tag article.txt --kind organization
    """
    check_batch(source, output, FILE=files, **{"--explain": explain})
    asked = Asked(**given)
    with session.engine(home) as engine:
        if source is not None:
            return run_shared(source, output, partial(_row, asked), engine, jobs=jobs)
        check_paths(files)
        answer = partial(_json if as_json else partial(_shown, explain), asked)
        found, problems = 0, Problems()
        for shown, count in engine.each(answer, read(*files, on_error=problems.met), jobs=jobs):
            click.echo(shown)
            found += count
        problems.told()
        return 0 if found and not problems.count else 1


def _row(asked: Asked, engine: Engine, row: Row) -> dict[str, Any]:
    text, lang = needed(row, "text"), optional(row, "lang") or asked.lang
    mentions = engine.tag(text, lang=lang, kinds=asked.kinds, names=asked.names)
    return {"id": row.get("id"), "mentions": [mention_row(mention) for mention in mentions]}


def _tagged(asked: Asked, engine: Engine, article: Article) -> Tagged:
    return tagged(engine, article, lang=asked.lang, kinds=asked.kinds, names=asked.names)


def _json(asked: Asked, engine: Engine, article: Article) -> tuple[str, int]:
    """The row of an article, and how many mentions that has."""
    found = _tagged(asked, engine, article)
    rows = [_placed(mention, found) for mention in found.mentions]
    return json.dumps({"id": article.id, "mentions": rows}, ensure_ascii=False), len(rows)


def _placed(mention: Mention, found: Tagged) -> dict[str, Any]:
    """The row of a mention, its offsets in the article's text, or in the title where it stands there."""
    if mention.start < found.begin:
        return {**mention_row(mention), "field": "title"}
    return mention_row(mention, found.begin)


def mention_row(mention: Mention, begin: int = 0) -> dict[str, Any]:
    """The row of CONTRACT.md, its offsets counted from `begin`."""
    row = {**_range(mention, begin), "reason": mention.reason}
    if mention.local is not None:
        row["local"] = mention.local
    if mention.role is not None:
        row["role"] = mention.role
    if mention.parts:
        row["parts"] = [_range(part, begin) for part in mention.parts]
    return row


def _range(mention: Mention, begin: int) -> dict[str, Any]:
    return {
        "start": mention.start - begin,
        "end": mention.end - begin,
        "surface": mention.surface,
        "kind": str(mention.kind),
        "entity": mention.entity.id if mention.entity else None,
        "score": mention.score,
    }


def _shown(explain: bool, asked: Asked, engine: Engine, article: Article) -> tuple[str, int]:
    """An article for people, and how many mentions it has."""
    found = _tagged(asked, engine, article)
    lines = [click.style(plain(article.id), bold=True)]
    if not found.mentions:
        lines.append("  nothing is named in it")
    if explain:
        lines += [marked(found.text, found.mentions), *filter(None, [legend(found.mentions)])]
    return "\n".join([*lines, *told(found, explain=explain)]), len(found.mentions)
