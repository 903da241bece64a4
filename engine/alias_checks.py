"""What may be wrong in a home's alias table, or in files, and mending it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from polyonym.aliases.formats.files import Paths
from polyonym.aliases.model import Entity
from polyonym.engine.alias_edits import who
from polyonym.engine.following import Edit, followed

if TYPE_CHECKING:
    from polyonym.engine.engine import Engine
    from polyonym.engine.linting.finding import Findings


class AliasChecks:
    """The findings about the alias table of an engine's home.

    What makes them is imported when it is asked for: it takes as long to load as half of all else.
    """

    _engine: Engine

    def lint(self, ids: Collection[str] = (), *, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Findings:
        """What may be wrong in the table, or in the entities of these ids; `docs/linting.md` lists the codes.

        `select` and `ignore` are codes or their beginnings.  Raises UsageError for an id or a code that there isn't.
        """
        from polyonym.engine.linting.checking import linter_of

        with self._engine.home.table() as table:
            yield from linter_of(table, ids, select, ignore, is_bundled=self._engine.is_bundled).findings()

    def lint_files(
        self,
        paths: Paths,
        *,
        format: str | None = None,  # noqa: A002 - what the option is called everywhere
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
    ) -> Findings:
        """The same about files, which aren't imported; ids of the home's table count as known."""
        from polyonym.engine.linting.checking import file_findings
        from polyonym.engine.linting.codes import chosen

        with self._engine.home.table() as table:
            yield from file_findings(paths, format, chosen(select, ignore), lambda id_: table.get(id_) is not None)

    def fixes(
        self, ids: Collection[str] = (), *, select: Iterable[str] = (), ignore: Iterable[str] = ()
    ) -> Iterator[tuple[Entity, Entity]]:
        """The entities that `fix` would change, before and after."""
        from polyonym.engine.linting.checking import linter_of

        with self._engine.home.table() as table:
            yield from linter_of(table, ids, select, ignore, is_bundled=self._engine.is_bundled).fixes()

    def fix(self, ids: Collection[str] = (), *, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Edit:
        """Apply every safe fix as one change set, and tag the articles again that it concerns."""
        from polyonym.engine.linting.checking import linter_of

        with self._engine.writable().table(write=True) as table:
            linter = linter_of(table, ids, select, ignore, is_bundled=False)
            told = ", ".join((*select, *(f"-{each}" for each in ignore))) or "all codes"
            fixed = (after for _, after in linter.fixes())
            report = table.write(fixed, mode="replace", who=who(), why=f"lint: {told}")
        return followed(self._engine, report)
