"""What lint says: findings, each with its code, its place, a sentence, and where it is known what would mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from polyonym.aliases.merging import merge_alias, with_aliases
from polyonym.aliases.model import Alias, Entity, Status
from polyonym.engine.linting.codes import Code, Severity, code_of


@dataclass(frozen=True, slots=True)
class Fix:
    """An edit of one entity: aliases that go, aliases that come, fields that get another value."""

    drop: tuple[Alias, ...] = ()
    put: tuple[Alias, ...] = ()
    fields: tuple[tuple[str, Any], ...] = ()

    def fits(self, entity: Entity) -> bool:
        """Whether the entity still has what the fix changes, and what comes isn't known to be no name of it."""
        refused = {each.identity for each in entity.aliases if each.status is Status.REJECTED and each not in self.drop}
        known = all(alias in entity.aliases for alias in self.drop)
        return known and not any(each.identity in refused and each.status is not Status.REJECTED for each in self.put)

    def apply(self, entity: Entity) -> Entity:
        """The entity after it; what comes and is there already is joined with that."""
        aliases = {alias.identity: alias for alias in entity.aliases if alias not in self.drop}
        for alias in self.put:
            there = aliases.get(alias.identity)
            aliases[alias.identity] = alias if there is None else joined(there, alias)
        return with_aliases(replace(entity, **dict(self.fields)), aliases.values())

    def told(self) -> str:
        """What it changes, for people."""
        gone, come = [_alias(each) for each in self.drop], [_alias(each) for each in self.put]
        fields = [f"{name}: {value_told(value)}" for name, value in self.fields]
        changed = ", ".join(gone) + (" → " if gone or come else "") + (", ".join(come) or ("nothing" if gone else ""))
        return "; ".join(each for each in (changed, *fields) if each)


def value_told(value: object) -> str:
    """The value of a field, for people."""
    listed = ", ".join(map(str, value)) if isinstance(value, tuple) else value
    return str(listed or "nothing")


def _alias(alias: Alias) -> str:
    return f"{alias.lang or '-'} {alias.kind} «{alias.text}»"


def joined(kept: Alias, other: Alias) -> Alias:
    """One alias with the details of both: what the kept one says counts, the surer confidence, the better status."""
    both = merge_alias(replace(other, status=kept.status), kept)
    return replace(both, confidence=max(kept.confidence, other.confidence), status=min(kept.status, other.status))


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that lint found: in which entity and which of its names, what, and what would mend it.

    `file` and `line` are set where a file is read and its format tells them.
    """

    code: str
    entity: str
    message: str
    text: str | None = None
    fix: Fix | None = None
    file: str | None = None
    line: int | None = None

    @property
    def about(self) -> Code:
        """What the code means."""
        return code_of(self.code)

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return self.about.severity


Findings = Iterator[Finding]


def respelled(entity: Entity, old: str, new: str) -> Fix:
    """The fix that writes `new` for a name `old`, as alias and as the name shown."""
    drop = tuple(alias for alias in entity.aliases if alias.text == old)
    put = tuple(replace(alias, text=new) for alias in drop)
    return Fix(drop, put, (("name", new),) if entity.name == old else ())


def relabelled(alias: Alias, **values: Any) -> Fix:
    """The fix that gives one alias other values."""
    return Fix((alias,), (replace(alias, **values),))


def without(dropped: Iterable[Alias], kept: Alias) -> Fix:
    """The fix that keeps one of several aliases, with the details of all."""
    gone, whole = tuple(dropped), kept
    for each in gone:
        whole = joined(whole, each)
    return Fix((kept, *gone), (whole,))
