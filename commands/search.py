"""`polyonym search`: the articles that a query finds."""

from __future__ import annotations

from typing import Any

import click
from polyonym.aliases.model import EntityKind
from polyonym.base.errors import UsageError
from polyonym.base.rows import Row
from polyonym.commands.batch import needed, run_batch
from polyonym.commands.common import Session, batch_options, home_option, json_option, print_json
from polyonym.engine.engine import Engine
from polyonym.engine.searching.answer import Answer, Hit
from polyonym.engine.searching.snippets import CLOSE, OPEN


@click.command()
@click.argument("query", required=False)
@click.option("--limit", type=click.IntRange(0, 10_000), default=10, show_default=True, help="Hits shown.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Hits left out before them.")
@click.option("--lang", metavar="TAG", help="Only articles in this language.")
@click.option("--since", metavar="DATE", help="Only articles from this day, month or year on.")
@click.option("--until", metavar="DATE", help="Only articles up to this day, month or year.")
@click.option("--kind", type=click.Choice([str(k) for k in EntityKind]), help="Only articles that name such an entity.")
@click.option("--sort", type=click.Choice(["relevance", "newest", "oldest"]), default="relevance", show_default=True)
@click.option("--exact", is_flag=True, help="These spellings only, no other names.")
@click.option("--explain", is_flag=True, help="Show what was recognised, and why each hit was found.")
@click.option("--facets", is_flag=True, help="Count entities, kinds, languages, countries, years and sources.")
@batch_options
@json_option
@home_option
@click.pass_obj
def search(
    session: Session,
    query: str | None,
    limit: int,
    offset: int,
    lang: str | None,
    since: str | None,
    until: str | None,
    kind: str | None,
    sort: str,
    exact: bool,
    explain: bool,
    facets: bool,
    source: str | None,
    output: str,
    as_json: bool,
    home: str | None,
) -> int:
    """Search the indexed articles by words and by what they name.

    \b
    Example:
      polyonym search "LNTU mining" --since 2025
    """
    given = {"lang": lang, "since": since, "until": until, "kind": kind}
    narrowed = {name: value for name, value in given.items() if value is not None}
    with session.engine(home) as engine:

        def ask(text: str) -> Answer:
            return engine.search(
                text, limit=limit, offset=offset, sort=sort, exact=exact, facets=facets, conditions=narrowed
            )

        if source is not None:
            return run_batch(source, output, lambda row: _row(row, ask))
        if query is None:
            raise UsageError("no query is given; type one, or --input FILE")
        answer = ask(query)
        print_json(answer_row(answer)) if as_json else _print(answer, engine, explain)
        return 0 if answer.total else 1


def _row(row: Row, ask: Any) -> dict[str, Any]:
    return answer_row(ask(needed(row, "q")))


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


def _print(answer: Answer, engine: Engine, explain: bool) -> None:
    for note in answer.notes:
        click.secho(f"note: {note}", fg="yellow")
    for each in answer.recognised:
        others = f" ({each.rivals} others are called so; entity:… chooses)" if each.rivals else ""
        click.secho(f"«{each.surface}» is {each.entity.name} [{each.entity.id}]{others}", fg="cyan")
        if explain:
            click.echo(f"  {each.reason}")
    click.echo(f"{answer.total} article{'' if answer.total == 1 else 's'}")
    for hit in answer.hits:
        click.echo()
        click.secho(hit.title, bold=True)
        about = "  ".join(filter(None, (hit.id, hit.lang, hit.date.isoformat() if hit.date else None, hit.url)))
        click.secho(f"  {about}", dim=True)
        click.echo(f"  {_marked(hit.snippets[0])}")
        if explain:
            click.echo(f"  score {hit.score}: {hit.why}")
    for name, values in answer.facets.items():
        click.echo(f"\n{name}: " + ", ".join(f"{value} ({count})" for value, count in values[:10]))


def _marked(snippet: str) -> str:
    return snippet.replace(OPEN, click.style("⟦", fg="green", bold=True)).replace(
        CLOSE, click.style("⟧", fg="green", bold=True)
    )
