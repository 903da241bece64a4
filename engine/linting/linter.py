"""Lint: all checks over all entities of a table, in two readings with bounded memory.

The first reading gathers what must be known of all (`gathered.py`); the second holds each entity against the
checks and yields what they find, entity by entity.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from polyonym.aliases.model import Entity
from polyonym.engine.linting.bundled_tables import Known, disagreements, known_of
from polyonym.engine.linting.characters import characters
from polyonym.engine.linting.claims import claims
from polyonym.engine.linting.codes import chosen
from polyonym.engine.linting.contested import contested, doubled
from polyonym.engine.linting.finding import Finding, Findings
from polyonym.engine.linting.fixing import fixed
from polyonym.engine.linting.gathered import Gathered
from polyonym.engine.linting.kinds import kinds
from polyonym.engine.linting.languages import languages
from polyonym.engine.linting.periods import periods
from polyonym.engine.linting.references import references
from polyonym.engine.linting.repeats import repeats
from polyonym.engine.linting.short_names import ordinary, short_names

Read = Callable[[], Iterable[Entity]]
Check = Callable[[Entity], Findings]
OF_ONE: tuple[tuple[str, Check], ...] = (
    ("CS", characters),
    ("L", languages),
    ("D", repeats),
    ("N", short_names),
    ("W", ordinary),
    ("K", kinds),
    ("Y", periods),
    ("ER", claims),
)
"""The checks that need one entity only, and the families of codes that they find."""
_FEW = 0.5


@dataclass(frozen=True)
class Linter:
    """Checks over the entities that `read` gives, each time anew.

    Only findings of `codes` are given, and with `ids` those of these entities; `elsewhere` tells of
    other ids whether they are known beside; `bundled` reads the tables that the entities are held against, if any.
    """

    read: Read
    codes: frozenset[str] = chosen()
    ids: Collection[str] | None = None
    elsewhere: Callable[[str], bool] | None = None
    bundled: Read | None = None

    @cached_property
    def known(self) -> Gathered:
        """What must be known of all entities."""
        return Gathered(self.read(), self.elsewhere)

    @cached_property
    def _bundled(self) -> Known:
        return known_of(self.bundled()) if self.bundled is not None else Known()

    def findings(self) -> Findings:
        """All findings, entity by entity in the order of the table."""
        if "E005" in self.codes and self.ids is None and len(self.known) and not self.known.sourced:
            number = len(self.known)
            message = f"no entity says where its facts can be checked ({number:,} without source)"
            yield Finding("E005", "", message)
        for entity in self._wanted():
            yield from self.of(entity)

    def fixes(self) -> Iterator[tuple[Entity, Entity]]:
        """The entities that safe fixes change, before and after."""
        for entity in self._wanted():
            after = fixed(entity, self.of)
            if after != entity:
                yield entity, after

    def _wanted(self) -> Iterator[Entity]:
        _ = self.known
        for entity in self.read():
            if self.ids is None or entity.id in self.ids:
                yield entity

    def of(self, entity: Entity) -> Findings:
        """The findings of one entity."""
        for check in self._checks:
            yield from (each for each in check(entity) if each.code in self.codes)

    @cached_property
    def _checks(self) -> tuple[Check, ...]:
        """The checks that can find something of what is asked for."""
        wanted = {code[0] for code in self.codes}
        among_all: tuple[tuple[str, Check], ...] = (
            ("RE", lambda entity: references(entity, self.known)),
            ("A", lambda entity: contested(entity, self.known, self.ids)),
            ("A", lambda entity: doubled(entity, self.known, self.ids)),
            ("B", lambda entity: disagreements(entity, self._bundled)),
            ("E", self._unsourced),
        )
        return tuple(check for families, check in (*OF_ONE, *among_all) if wanted & set(families))

    def _unsourced(self, entity: Entity) -> Findings:
        usual = self.known.sourced > _FEW * len(self.known)
        if usual and entity.source is None and all(alias.source is None for alias in entity.aliases):
            yield Finding("E005", entity.id, "neither it nor any of its names says where that can be checked")
