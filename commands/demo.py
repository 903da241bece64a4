"""`polyonym demo`: the main job in one screen, on news items written for it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import click
from polyonym.commands.common import json_option
from polyonym.commands.output import plain, print_json, several
from polyonym.commands.progress import telling
from polyonym.commands.resolve import answer_of, print_resolution
from polyonym.commands.search import answer_row, lit
from polyonym.engine.engine import Engine
from polyonym.engine.reading.read import read
from polyonym.engine.searching.answer import Answer, Hit

SAMPLE = Path(__file__).parent / "sample" / "news.jsonl"
QUERIES = ("辽宁工程技术大学", "Sun Wei", "БГУИР", "Николайчик")
NAME, CONTEXT = "Ton Vi", "the international centre of Liaoning Technical University"


@click.command()
@json_option
def demo(as_json: bool) -> int:
    """Index a few sample news items, search them, and resolve a name.

    The items are about the same people and universities, each under other names.  Nothing of it is kept.

    \b
    Example:
      polyonym demo
    """
    _ = Engine(progress=telling()).lexicon  # compiled once for this user; the home below takes it over
    articles = list(read(SAMPLE))
    texts = {article.id: f"{article.title}\n{article.text}" for article in articles}
    with tempfile.TemporaryDirectory() as scratch, Engine(Path(scratch) / "home") as engine:
        report = engine.index(articles)
        if not as_json:
            said = f"{several(report.written, 'short news item')} in {_languages(articles)} languages"
            click.echo(f"{said}, {several(report.mentions, 'name')} recognised in them.")
        for query in QUERIES:
            answer = engine.search(query)
            print_json({"q": query, **answer_row(answer)}) if as_json else _print(query, answer, texts)
        resolution = engine.resolve(NAME, context=CONTEXT, limit=1)
    if as_json:
        print_json(answer_of(resolution))
        return 0
    click.secho(f'\n$ polyonym resolve "{NAME}" --context "{CONTEXT}" --explain --limit 1', dim=True)
    print_resolution(resolution, explain=True)
    click.echo("\nNow yours: polyonym index FILE_OR_FOLDER; polyonym search NAME; polyonym --help")
    return 0


def _languages(articles: list[Any]) -> int:
    return len({article.lang for article in articles})


def _print(query: str, answer: Answer, texts: dict[str, str]) -> None:
    click.secho(f'\n$ polyonym search "{query}"', dim=True)
    without = sum(query not in texts[hit.id] for hit in answer.hits)
    known = ", ".join(each.entity.name for each in answer.recognised)
    click.echo(f"{known}: found in {several(answer.total, 'item')}, {without} of them without «{query}»:")
    for hit in answer.hits:
        _print_hit(hit, has=query in texts[hit.id])


def _print_hit(hit: Hit, *, has: bool) -> None:
    mark = click.style(" ", dim=True) if has else click.style("*", fg="yellow", bold=True)
    snippet = lit(_around(hit.snippets[0]))
    click.echo(f" {mark} {hit.lang}  {snippet}")


def _around(snippet: str) -> str:
    """The piece of a snippet round the first thing found, a line of a terminal long."""
    start = max(0, snippet.find("⟦") - 24)
    return ("…" if start else "") + plain(snippet[start:], most=100)
