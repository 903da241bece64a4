"""`polyonym aliases lint`: what may be wrong in the alias table, and the fixes that are safe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import click
from polyonym.aliases.formats.detect import Format
from polyonym.aliases.model import Alias, Entity
from polyonym.aliases.records import row_of
from polyonym.base.errors import UsageError
from polyonym.commands.common import TEXT, Session, home_option, json_option
from polyonym.commands.output import plain, print_json, several
from polyonym.engine.aliasing import Aliases
from polyonym.engine.following import Edit
from polyonym.engine.linting.codes import Code, Severity, at_least, code_of
from polyonym.engine.linting.finding import Finding, value_told

_NEVER = "never"
_LEVELS = click.Choice([*map(str, Severity), _NEVER])
_FORMATS = click.Choice([str(each) for each in Format])
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_LONG = 1000


@click.command()
@click.argument("ids", metavar="[ID...]", nargs=-1, type=TEXT)
@click.option("--fix", is_flag=True, help="Apply every safe fix, as one change set.")
@click.option("--dry-run", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--select", metavar="CODES", type=TEXT, default="", help="Only codes that are or begin so: D,A001.")
@click.option("--ignore", metavar="CODES", type=TEXT, default="", help="Not these.")
@click.option("--fail-on", type=_LEVELS, default="warning", show_default=True, help="What makes the exit status 1.")
@click.option("--file", "files", metavar="FILE", multiple=True, help="Lint a file instead, without importing it.")
@click.option("--format", "format_", type=_FORMATS, help="Its format, if content doesn't tell.")
@click.option("--explain", metavar="CODE", type=TEXT, help="Say what a code means.")
@json_option
@home_option
@click.pass_obj
def lint(session: Session, /, explain: str | None, as_json: bool, home: str | None, **said: Any) -> int:
    """What may be wrong in the table: duplicates, contested names, wrong tags, garbled or odd spellings, lost ids.

    Each finding has a code; `--explain CODE` says what it means and what to do.

    \b
    Example:
      polyonym aliases lint --fail-on error
      polyonym aliases lint --fix --dry-run --select C,S
      polyonym aliases lint --explain A001
    """
    if explain is not None:
        _explain(code_of(explain), as_json)
        return 0
    chosen = {"select": _codes(said["select"]), "ignore": _codes(said["ignore"])}
    with session.engine(home) as engine:
        return _lint(engine.aliases, said, chosen, as_json)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(",") if code.strip())


def _lint(aliases: Aliases, said: dict[str, Any], chosen: dict[str, Any], as_json: bool) -> int:
    ids, files = said["ids"], said["files"]
    if files:
        if ids or said["fix"] or said["dry_run"]:
            raise UsageError("a file is only read; import it before its entities are named or fixed")
        return _told(aliases.lint_files(files, format=said["format_"], **chosen), said["fail_on"], as_json)
    if said["format_"]:
        raise UsageError("--format says how to read a --file, and none is given")
    if said["dry_run"]:
        _show(aliases.fixes(ids, **chosen), as_json)
    elif said["fix"]:
        _say(aliases.fix(ids, **chosen), as_json)
    return _told(aliases.lint(ids, **chosen), said["fail_on"], as_json, quiet=said["dry_run"])


def _told(findings: Iterable[Finding], fail_on: str, as_json: bool, *, quiet: bool = False) -> int:
    """Print findings, entity by entity, with their number at the end; the exit status."""
    counts: Counter[Severity] = Counter()
    fixable = entities = 0
    for entity, group in groupby(findings, key=lambda each: each.entity):
        entities += entity != ""
        if not (as_json or quiet):
            click.secho(plain(entity or "as a whole"), bold=True)
        for each in group:
            counts[each.severity] += 1
            fixable += each.fix is not None
            if not quiet:
                print_json(_row(each)) if as_json else _print(each)
    if not (as_json or quiet):
        click.echo(_sum(counts, entities, fixable))
    failing = at_least(Severity(fail_on)) if fail_on != _NEVER else ()
    return 1 if any(counts[each] for each in failing) else 0


def _sum(counts: Counter[Severity], entities: int, fixable: int) -> str:
    if not counts:
        return "nothing to say"
    told = ", ".join(several(counts[each], str(each)) for each in Severity if counts[each])
    where = f" in {several(entities, 'entity')}" if entities else ""
    return told + where + (f"; --fix mends {fixable:,}" if fixable else "")


def _print(finding: Finding) -> None:
    code = click.style(f"{finding.code} {finding.severity}", fg=_COLOURS[finding.severity])
    place = f" ({plain(finding.file)}, line {finding.line})" if finding.file and finding.line else ""
    click.echo(f"  {code}: {plain(finding.message, most=_LONG)}{place}")
    if finding.fix is not None:
        click.echo(f"      fix: {plain(finding.fix.told(), most=_LONG)}")


def _row(finding: Finding) -> dict[str, Any]:
    about = {"code": finding.code, "severity": str(finding.severity), "title": finding.about.title}
    where = {"entity": finding.entity or None, "text": finding.text, "file": finding.file, "line": finding.line}
    return {**about, **where, "message": finding.message, "fix": finding.fix.told() if finding.fix else None}


def _show(fixes: Iterable[tuple[Entity, Entity]], as_json: bool) -> None:
    """What fixes would change."""
    number = 0
    for before, after in fixes:
        number += 1
        if as_json:
            print_json({"entity": before.id, "before": row_of(before), "after": row_of(after)})
        else:
            click.secho(plain(before.id), bold=True)
            for line in _difference(before, after):
                click.echo(f"  {plain(line, most=_LONG)}")
    if not as_json:
        click.echo(f"--fix would change {several(number, 'entity')}" if number else "--fix would change nothing")


def _difference(before: Entity, after: Entity) -> Iterator[str]:
    for field in ("name", "country", "part_of", "related", "different_from", "merged_into"):
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            yield f"{field}: {value_told(old)} → {value_told(new)}"
    for sign, ours, theirs in (("-", before, after), ("+", after, before)):
        yield from (f"{sign} {_alias(each)}" for each in ours.aliases if each not in theirs.aliases)


def _alias(alias: Alias) -> str:
    details = " ".join(each for each in (alias.period, "" if alias.status == "active" else str(alias.status)) if each)
    return f"{alias.lang or '-'} {alias.kind} {alias.text} {details}".rstrip()


def _say(edit: Edit, as_json: bool) -> None:
    """What `--fix` did."""
    report = edit.table
    if as_json:
        print_json({"change_set": report.change_set, "changed": report.changed, "articles": list(edit.articles)})
    elif report.change_set is None:
        click.echo("nothing could be fixed")
    else:
        articles = several(len(edit.articles), "article")
        fixed = f"{several(report.changed, 'entity')} fixed (change set {report.change_set})"
        click.echo(f"{fixed}; {articles} tagged again")


def _explain(code: Code, as_json: bool) -> None:
    if as_json:
        about = {"code": code.code, "severity": str(code.severity), "fix": code.fix}
        print_json({**about, "title": code.title, "explanation": code.explanation})
    else:
        click.secho(f"{code.code} {code.title} ({code.severity})", bold=True)
        click.echo(code.explanation)
