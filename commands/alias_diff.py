"""`polyonym aliases diff` and `combine`: tables held against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click
from polyonym.aliases.combining import combine as combined
from polyonym.aliases.journal import Change
from polyonym.aliases.records import row_of
from polyonym.aliases.wording import differences
from polyonym.base.files import STANDARD
from polyonym.commands.common import TEXT, Session, home_option, json_option
from polyonym.commands.output import plain, print_json, several, warn

_LONGEST = 1000
_MOST_TOLD = 20


@click.command()
@click.argument("before", metavar="A", type=TEXT)
@click.argument("after", metavar="[B]", required=False, type=TEXT)
@json_option
@home_option
@click.pass_obj
def diff(session: Session, before: str, after: str | None, as_json: bool, home: str | None) -> int:
    """What tells two tables apart, in words; exit status 0 where they are alike, 1 where not.

    A and B are a home, a file in any format that can be imported, a tree that `export` wrote, or @N: the table
    as change set N left it.  Without B it is the table as it is now.

    \b
    Example:
      polyonym aliases diff @12
      polyonym aliases diff table/ colleague.csv
    """
    with session.engine(home) as engine, engine.aliases.diff(before, after) as changes:
        counts = print_changes(changes, as_json)
    if not as_json:
        click.echo(counts or "no difference")
    return 1 if counts else 0


def print_changes(changes: Iterable[Change], as_json: bool) -> str:
    """Print changes, a block each in words, or a row of JSON; how many there were, empty for none."""
    counts: Counter[str] = Counter()
    for change in changes:
        sign = "+" if change.before is None else "-" if change.after is None else "~"
        counts[sign] += 1
        if as_json:
            print_json(_row(change))
        else:
            _print(change, sign)
    told = " ".join(f"{sign}{counts[sign]:,}" for sign in "+~-")
    return f"entities {told}" if counts else ""


def _row(change: Change) -> dict[str, object]:
    before, after = (row_of(each) if each is not None else None for each in (change.before, change.after))
    return {"id": change.id, "before": before, "after": after, "said": differences(change.before, change.after)}


def _print(change: Change, sign: str) -> None:
    entity = change.after or change.before
    assert entity is not None
    click.secho(plain(f"{sign} {entity.id}  {entity.kind}  {entity.name}", most=_LONGEST), bold=True)
    for line in differences(change.before, change.after):
        click.echo(f"    {plain(line, most=_LONGEST)}")


@click.command()
@click.argument("base", metavar="BASE", type=click.Path(exists=True, path_type=Path))
@click.argument("ours", metavar="OURS", type=click.Path(exists=True, path_type=Path))
@click.argument("theirs", metavar="THEIRS", type=click.Path(exists=True, path_type=Path))
@click.option("--output", metavar="FILE|DIR", default=STANDARD, help="Where the result goes; - is standard output.")
@json_option
def combine(base: Path, ours: Path, theirs: Path, output: str, as_json: bool) -> int:
    """Make one table of two that come from BASE: files in the format of OURS, or trees.

    Exit status 1 where they contradict.  Entity text and trees then hold a line `conflict: …` at each place, which
    no import takes; in other formats nothing is written.

    It is a merge driver for git: `git config merge.polyonym.driver "polyonym aliases combine %O %A %B --output %A"`,
    and `*.txt merge=polyonym` and `table.json merge=polyonym` in .gitattributes.

    \b
    Example:
      polyonym aliases combine old.txt mine.txt hers.txt --output both.txt
    """
    conflicts = combined(base, ours, theirs, output)
    if as_json and output != STANDARD:
        for each in conflicts:
            print_json({key: getattr(each, key) for key in ("id", "what", "base", "ours", "theirs")})
    else:
        for each in conflicts[:_MOST_TOLD]:
            warn(plain(str(each), most=_LONGEST))
        if conflicts:
            warn(f"the two contradict in {several(len(conflicts), 'place')}; decide there")
    return 1 if conflicts else 0
