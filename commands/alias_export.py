"""`polyonym aliases export`: tables as files, as trees for git, and for other programs."""

from __future__ import annotations

from typing import Any

import click
from polyonym.aliases.exchange.left_out import LeftOut
from polyonym.aliases.exchange.wanted import Wanted
from polyonym.aliases.exchange.writing import WHOLE, Target, target_of
from polyonym.aliases.formats.tree_writing import TreeReport
from polyonym.aliases.model import AliasKind, EntityKind, Status
from polyonym.base.errors import UsageError
from polyonym.base.files import STANDARD
from polyonym.commands.common import TEXT, Session, home_option, json_option
from polyonym.commands.output import plain, print_json, several, warn

_KINDS = click.Choice([str(kind) for kind in EntityKind])
_ALIAS_KINDS = click.Choice([str(kind) for kind in AliasKind])
_MOST_TOLD = 20


@click.command()
@click.argument("file", default=STANDARD)
@click.option("--format", "format_", type=click.Choice([str(each) for each in Target]),
              help="The format; else by the file's ending, else jsonl; a folder is a tree.")  # fmt: skip
@click.option("--status", type=click.Choice(["active", "all"]),
              help="Names that count, or all of them, as tables and trees hold if nothing is said.")  # fmt: skip
@click.option("--kind", "kinds", type=_KINDS, multiple=True, help="Only entities of this kind; may be repeated.")
@click.option("--lang", "langs", metavar="TAG", type=TEXT, multiple=True,
              help="Only names in this language (- is none); may be repeated.")  # fmt: skip
@click.option("--without", type=_ALIAS_KINDS, multiple=True, help="No names of this kind; may be repeated.")
@click.option("--contract", is_flag=True, help="Synonyms: every name becomes the one shown, instead of any other.")
@click.option("--contested", is_flag=True, help="Synonyms and patterns: keep short names of several entities.")
@json_option
@home_option
@click.pass_obj
def export(session: Session, /, file: str, format_: str | None, as_json: bool, home: str | None, **given: Any) -> int:
    """Write the table to FILE, to a folder as a tree of text files for git, or to standard output.

    skos is Turtle, ftm FollowTheMoney, synonyms what Solr, Elasticsearch and OpenSearch read, spacy patterns of an
    EntityRuler.  These know no status, and carry names that count only.

    \b
    Example:
      polyonym aliases export table/ --format tree
      polyonym aliases export names.txt --format synonyms --kind organization --without garble
    """
    target = Target(format_) if format_ else target_of(file)
    with session.engine(home) as engine:
        report = engine.aliases.export(
            file,
            format=target,
            wanted=_wanted(target, **given),
            contract=given["contract"],
            contested=given["contested"],
        )
        entities = engine.aliases.stats().entities
    if isinstance(report, LeftOut):
        entities = report.written
        for sentence in report.sentences()[:_MOST_TOLD]:
            warn(plain(sentence))
    if file != STANDARD:
        _tell(file, target, entities, report, as_json)
    return 0


def _wanted(target: Target, *, status: str | None, kinds: Any, langs: Any, without: Any, **_: object) -> Wanted:
    given = {"active": Status.ACTIVE, "all": None, None: None}[status]
    if status == "all" and target not in WHOLE:
        raise UsageError(f"{target} can't tell rejected names from others; leave out --status all")
    of_kinds = frozenset(map(EntityKind, kinds))
    return Wanted(of_kinds, frozenset(langs), frozenset(map(AliasKind, without)), given)


def _tell(file: str, target: Target, entities: int, report: LeftOut | TreeReport, as_json: bool) -> None:
    if as_json:
        files = {} if isinstance(report, LeftOut) else {"files": report.written + report.unchanged}
        left_out = {"left_out": report.sentences()} if isinstance(report, LeftOut) else {}
        print_json({"file": file, "format": str(target), "entities": entities, **files, **left_out})
        return
    said = f"{several(entities, 'entity')} written to {file}"
    if isinstance(report, TreeReport):
        said += (
            f"; {several(report.written, 'file')} written, {report.removed:,} removed, {report.unchanged:,} as before"
        )
    click.echo(said)
