"""`polyonym aliases import` and `export`: tables as files."""

from __future__ import annotations

from pathlib import Path

import click
from polyonym.aliases.changing import ChangeReport
from polyonym.aliases.formats.detect import WRITABLE, Format
from polyonym.aliases.formats.problems import BadRowsError
from polyonym.base.errors import InputError
from polyonym.base.files import STANDARD
from polyonym.commands.common import Session, home_option, json_option
from polyonym.commands.output import plain, print_json, several, warn

_FORMATS = click.Choice([str(each) for each in Format])
_WRITTEN = click.Choice([str(each) for each in WRITABLE])
_MOST_TOLD, _LONGEST_TOLD = 20, 1000


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--format", "format_", type=_FORMATS, help="The format, if content doesn't tell.")
@click.option("--with-bundled", is_flag=True, help="Put the bundled tables into a home that this makes, too.")
@json_option
@home_option
@click.pass_obj
def import_(
    session: Session, files: tuple[str, ...], format_: str | None, with_bundled: bool, as_json: bool, home: str | None
) -> int:
    """Bring in the entities of files or of a folder, all or nothing.

    ROR, Wikidata, GeoNames, FollowTheMoney and SKOS are read as they are published.

    JSON Lines have an entity a line: {"id", "kind", "name", "country", "city", "part_of", "related", "source",
    "aliases": [{"text", "lang", "kind", "since", "until", "confidence", "source", "status"}]}; id, kind, name
    and the text of an alias are needed.

    A new home then knows only these.  Articles indexed before keep the names that they had; index them again.

    \b
    Example:
      polyonym aliases import partners.csv
    """
    notes: list[InputError] = []
    with session.engine(home) as engine:
        try:
            report = engine.aliases.import_file(files, format=format_, bundled=with_bundled, on_note=notes.append)
        except BadRowsError as error:
            raise bad_rows(error) from error
        _ = engine.lexicon  # compiled now, so that the next command starts at once
    for note in notes[:_MOST_TOLD]:
        warn(plain(str(note), most=_LONGEST_TOLD))
    _tell(report, notes, as_json)
    return 0


def bad_rows(error: BadRowsError) -> InputError:
    """What ends the command: the one bad row, or after all of them have been told, how many there are."""
    listed = error.problems.errors
    if len(listed) == 1:
        return error
    for problem in listed[:_MOST_TOLD]:
        warn(plain(str(problem), most=_LONGEST_TOLD))
    return InputError(error.summary)


def _tell(report: ChangeReport, notes: list[InputError], as_json: bool) -> None:
    if as_json:
        counts = {"added": report.added, "changed": report.changed, "unchanged": report.unchanged}
        of_aliases = {"aliases_added": report.aliases_added, "aliases_changed": report.aliases_changed}
        told = {"change_set": report.change_set, "notes": [str(note) for note in notes]}
        print_json({**counts, **of_aliases, **told})
        return
    entities = f"{several(report.added, 'entity')} added, {report.changed:,} changed, {report.unchanged:,} as before"
    click.echo(f"{entities}; {several(report.aliases_added, 'name')} added")


@click.command()
@click.argument("file", default=STANDARD)
@click.option("--format", "format_", type=_WRITTEN, help="The format; else by the file's ending, else jsonl.")
@json_option
@home_option
@click.pass_obj
def export(session: Session, file: str, format_: str | None, as_json: bool, home: str | None) -> int:
    """Write the whole table to FILE, or to standard output.

    \b
    Example:
      polyonym aliases export table.txt --format text
    """
    endings = {".txt": "text", ".csv": "csv", ".tsv": "tsv"}
    chosen = format_ or endings.get(Path(file).suffix.lower(), "jsonl")
    with session.engine(home) as engine:
        engine.aliases.export_file(file, format=chosen)
        if file == STANDARD:
            return 0
        entities = engine.aliases.stats().entities
    if as_json:
        print_json({"file": file, "format": chosen, "entities": entities})
    else:
        click.echo(f"{several(entities, 'entity')} written to {file}")
    return 0
