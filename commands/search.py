"""`polyonym search`: the articles that a query finds."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import click
from polyonym.base.errors import UsageError
from polyonym.commands.batch import check_batch, needed, run_batch
from polyonym.commands.common import TEXT, Session, batch_options, home_option, json_option
from polyonym.commands.output import plain, print_json, several, warn
from polyonym.commands.resolve import KINDS
from polyonym.engine.engine import Engine
from polyonym.engine.searching.answer import Answer, Hit
from polyonym.engine.searching.snippets import CLOSE, OPEN
from polyonym.index.field import Sort

_FOUND = re.compile(f"{OPEN}[^{CLOSE}]*{CLOSE}")
_SNIPPET = 600
_FACET_VALUES = 10
_SORTS = click.Choice([str(each) for each in Sort])


@click.command()
@click.argument("query", required=False, type=TEXT)
@click.option("--limit", type=click.IntRange(0, 10_000), default=10, show_default=True, help="Hits shown.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Hits left out before them.")
@click.option("--lang", metavar="TAG", type=TEXT, help="Only articles in this language.")
@click.option("--since", metavar="DATE", type=TEXT, help="Only articles from this day, month or year on.")
@click.option("--until", metavar="DATE", type=TEXT, help="Only articles up to this day, month or year.")
@click.option("--kind", type=KINDS, help="Only articles that name such an entity.")
@click.option("--sort", type=_SORTS, default="relevance", show_default=True, help="Which hits come first.")
@click.option("--exact", is_flag=True, help="These spellings only, no other names.")
@click.option("--explain", is_flag=True, help="Show what was recognised, and why each hit was found.")
@click.option("--facets", is_flag=True, help="Count entities, kinds, languages, countries, years and sources.")
@batch_options
@json_option
@home_option
@click.pass_obj
def search(
    session: Session,
    /,
    query: str | None,
    explain: bool,
    source: str | None,
    output: str,
    as_json: bool,
    home: str | None,
    **given: Any,
) -> int:
    """Search the indexed articles by words and by what they name.

    A query that begins with a minus comes after --.  docs/query-language.md has all that a query can say.

    \b
    Example:
      polyonym search "LNTU mining" --since 2025
    """
    check_batch(source, output, QUERY=query, **{"--explain": explain})
    with session.engine(home) as engine:
        ask = _asking(engine, given)
        if source is not None:
            return run_batch(source, output, lambda row: answer_row(ask(needed(row, "q"))))
        if query is None:
            raise UsageError("no query is given; type one, or --input FILE")
        answer = ask(query)
        if engine.is_bundled:
            warn(f"nothing is indexed at {session.path(home)} yet; `polyonym index PATH...` makes a home there")
        print_json(answer_row(answer)) if as_json else print_answer(answer, explain=explain)
        return 0 if answer.total else 1


def _asking(engine: Engine, given: dict[str, Any]) -> Callable[[str], Answer]:
    """The search with the options given: conditions apart from what the library calls by its own name."""
    names = ("lang", "since", "until", "kind")
    conditions = {name: value for name in names if (value := given.pop(name)) is not None}
    return lambda query: engine.search(query, conditions=conditions, **given)


def answer_row(answer: Answer) -> dict[str, Any]:
    """The row of CONTRACT.md, with what was recognised in the query beside it."""
    return {
        "total": answer.total,
        "hits": [_hit_row(hit) for hit in answer.hits],
        "facets": {name: dict(values) for name, values in answer.facets.items()},
        "recognised": [{"surface": r.surface, "entity": r.entity.id, "reason": r.reason} for r in answer.recognised],
        "notes": list(answer.notes),
    }


def _hit_row(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "title": hit.title,
        "score": hit.score,
        "lang": hit.lang,
        "date": hit.date.isoformat() if hit.date else None,
        "url": hit.url,
        "entities": [{"id": e.id, "name": e.name, "kind": str(e.kind), "count": e.count} for e in hit.entities],
        "snippets": list(hit.snippets),
        "why": hit.why,
    }


def print_answer(answer: Answer, *, explain: bool) -> None:
    """An answer for people."""
    for note in answer.notes:
        click.secho(f"note: {plain(note)}", fg="yellow")
    for each in answer.recognised:
        click.secho(plain(f"«{each.surface}» is {each.entity.name} [{each.entity.id}]"), fg="cyan")
        if explain:
            click.echo(f"  {plain(each.reason)}")
    click.echo(several(answer.total, "article"))
    for hit in answer.hits:
        _print_hit(hit, explain)
    for name, values in answer.facets.items():
        shown = ", ".join(f"{value} ({count})" for value, count in values[:_FACET_VALUES])
        click.echo(f"\n{name}: {plain(shown, most=_SNIPPET) or 'none'}")


def _print_hit(hit: Hit, explain: bool) -> None:
    click.echo()
    click.secho(plain(hit.title), bold=True)
    about = "  ".join(filter(None, (hit.id, hit.lang, hit.date.isoformat() if hit.date else None, hit.url)))
    click.secho(f"  {plain(about)}", dim=True)
    click.echo(f"  {lit(hit.snippets[0])}")
    if explain:
        click.echo(f"  score {hit.score}: {plain(hit.why)}")


def lit(snippet: str) -> str:
    """A snippet with what was found lit up, where there is colour."""
    return _FOUND.sub(lambda found: click.style(found[0], fg="green", bold=True), plain(snippet, most=_SNIPPET))
