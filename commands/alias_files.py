"""`polyonym aliases import`: tables from files and trees."""

from __future__ import annotations

import click
from polyonym.aliases.changing import ChangeReport
from polyonym.aliases.formats.detect import Format
from polyonym.aliases.formats.problems import BadRowsError
from polyonym.aliases.formats.tree import is_tree
from polyonym.base.errors import InputError
from polyonym.commands.alias_diff import print_changes
from polyonym.commands.common import Session, home_option, json_option
from polyonym.commands.output import plain, print_json, several, warn
from polyonym.engine.engine import Engine

_FORMATS = click.Choice([str(each) for each in Format])
_MOST_TOLD, _LONGEST_TOLD = 20, 1000


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--format", "format_", type=_FORMATS, help="The format, if content doesn't tell.")
@click.option("--with-bundled", is_flag=True, help="Put the bundled tables into a home that this makes, too.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@json_option
@home_option
@click.pass_obj
def import_(
    session: Session,
    files: tuple[str, ...],
    format_: str | None,
    with_bundled: bool,
    dry_run: bool,
    as_json: bool,
    home: str | None,
) -> int:
    """Bring in the entities of files or of a folder, all or nothing.

    ROR, Wikidata, GeoNames, FollowTheMoney and SKOS are read as they are published.

    JSON Lines have an entity a line: {"id", "kind", "name", "country", "city", "part_of", "related", "source",
    "aliases": [{"text", "lang", "kind", "since", "until", "confidence", "source", "status"}]}; id, kind, name
    and the text of an alias are needed.

    Of a tree that `export` wrote, what was changed in it since then is brought in, removals too.  What the table
    became meanwhile stays; where the two contradict, nothing is taken.

    A new home then knows only these.  Articles indexed before follow, unless the
    import touches more than 2,000 entities; index them again then.

    \b
    Example:
      polyonym aliases import partners.csv
      polyonym aliases import table/ --dry-run
    """
    notes: list[InputError] = []
    with session.engine(home) as engine:
        try:
            if dry_run:
                return _previewed(engine, files, format_, notes, as_json)
            report = engine.aliases.import_file(files, format=format_, bundled=with_bundled, on_note=notes.append)
        except BadRowsError as error:
            raise bad_rows(error) from error
        _ = engine.lexicon  # compiled now, so that the next command starts at once
    _warn(notes)
    _tell(report, notes, as_json, of_tree=is_tree(files[0]) and not format_)
    return 0


def _previewed(
    engine: Engine, files: tuple[str, ...], format_: str | None, notes: list[InputError], as_json: bool
) -> int:
    with engine.aliases.preview_import(files, format=format_, on_note=notes.append) as changes:
        counts = print_changes(changes, as_json)
    _warn(notes)
    if not as_json:
        click.echo(f"{counts or 'nothing would change'}; nothing was written")
    return 0


def _warn(notes: list[InputError]) -> None:
    for note in notes[:_MOST_TOLD]:
        warn(plain(str(note), most=_LONGEST_TOLD))


def bad_rows(error: BadRowsError) -> InputError:
    """What ends the command: the one bad row, or after all of them have been told, how many there are."""
    listed = error.problems.errors
    if len(listed) == 1:
        return error
    for problem in listed[:_MOST_TOLD]:
        warn(plain(str(problem), most=_LONGEST_TOLD))
    return InputError(error.summary)


def _tell(report: ChangeReport, notes: list[InputError], as_json: bool, *, of_tree: bool) -> None:
    if as_json:
        counts = {"added": report.added, "changed": report.changed, "unchanged": report.unchanged}
        counts |= {"removed": report.removed} if of_tree else {}
        of_aliases = {"aliases_added": report.aliases_added, "aliases_changed": report.aliases_changed}
        told = {"change_set": report.change_set, "notes": [str(note) for note in notes]}
        print_json({**counts, **of_aliases, **told})
        return
    if of_tree:
        counted = f"entities +{report.added:,} ~{report.changed:,} -{report.removed:,}"
        made = f"change set {report.change_set}" if report.change_set else "the table has all of it already"
        click.echo(f"{counted}; {made}")
        return
    entities = f"{several(report.added, 'entity')} added, {report.changed:,} changed, {report.unchanged:,} as before"
    click.echo(f"{entities}; {several(report.aliases_added, 'name')} added")
