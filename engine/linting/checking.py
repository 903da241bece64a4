"""Lint over the table of a home, and over files that aren't imported yet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from polyonym.aliases.bundled import bundled_entities
from polyonym.aliases.formats.detect import Format
from polyonym.aliases.formats.files import Paths, read_entities
from polyonym.aliases.formats.problems import Problems
from polyonym.aliases.model import Entity
from polyonym.aliases.table import AliasTable
from polyonym.base.errors import UsageError
from polyonym.base.files import STANDARD
from polyonym.engine.linting.codes import chosen
from polyonym.engine.linting.finding import Finding, Findings
from polyonym.engine.linting.lines import Places
from polyonym.engine.linting.linter import Linter


def linter_of(
    table: AliasTable, ids: Collection[str], select: Iterable[str], ignore: Iterable[str], *, is_bundled: bool
) -> Linter:
    """What lints a table, or the entities of these ids.  Raises UsageError for an id or code that isn't there."""
    for each in ids:
        if table.get(each) is None:
            raise UsageError(f"there is no entity {each} in this table; `polyonym aliases find TEXT` looks in names")
    bundled = None if is_bundled else bundled_entities
    return Linter(table.entities, chosen(select, ignore), frozenset(ids) or None, bundled=bundled)


def file_findings(
    paths: Paths,
    format: str | None,  # noqa: A002 - what the option is called everywhere
    codes: frozenset[str],
    elsewhere: Callable[[str], bool],
) -> Findings:
    """The findings about the entities of files, with file and line where the format tells them.

    `elsewhere` tells of an id whether it is known beside the files.  Raises UsageError for standard input, which can't
    be read twice, InputError where a whole file can't be used.
    """
    listed = [paths] if isinstance(paths, str | Path) else list(paths)
    if any(str(path) == STANDARD for path in listed):
        raise UsageError("standard input can't be linted, since it is read twice; write it to a file first")
    given = Format(format) if format else None
    problems = [Problems()]

    def read() -> Iterator[Entity]:
        problems.append(Problems())
        return read_entities(listed, given, problems=problems[-1])

    linter = Linter(read, codes, elsewhere=elsewhere, bundled=bundled_entities)
    _ = linter.known
    if "F001" in codes:
        yield from _refused(problems[-1])
    if len(linter.known):
        yield from map(Places(listed, given).of, linter.findings())


def _refused(problems: Problems) -> Findings:
    for error in problems.errors:
        yield Finding("F001", "", error.message, file=error.file, line=error.line)
    if problems.count > len(problems.errors):
        rest = problems.count - len(problems.errors)
        yield Finding("F001", "", f"{rest:,} more rows can't be used", file=problems.errors[-1].file)
