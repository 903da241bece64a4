"""Entities and their aliases: the values that every table, file and lexicon carries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import cast


class EntityKind(StrEnum):
    """What sort of thing an entity is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    INITIATIVE = "initiative"
    EVENT = "event"
    WORK = "work"
    TERM = "term"


class AliasKind(StrEnum):
    """How an alias came to name its entity."""

    OFFICIAL = "official"
    TRANSLATION = "translation"
    TRANSLITERATION = "transliteration"
    ACRONYM = "acronym"
    SHORT = "short"
    FORMER = "former"
    VARIANT = "variant"
    GARBLE = "garble"


class Status(StrEnum):
    """Whether an alias counts."""

    ACTIVE = "active"
    PROPOSED = "proposed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Alias:
    """One written name of an entity.

    `lang` is a BCP 47 tag or None; `confidence` lies in 0..1; `since` and `until` are ISO dates or
    years between which the alias was in use, either may be None; `prior` says how often the name means this
    entity where several have it, in 0..1, None where that isn't known.  A rejected alias is known not to name it.
    """

    text: str
    lang: str | None = None
    kind: AliasKind = AliasKind.VARIANT
    source: str | None = None
    confidence: float = 1.0
    since: str | None = None
    until: str | None = None
    status: Status = Status.ACTIVE
    prior: float | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("an alias needs a text")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence must lie in 0..1, not {self.confidence}")
        if self.prior is not None and not 0.0 <= self.prior <= 1.0:
            raise ValueError(f"prior must lie in 0..1, not {self.prior}")

    @property
    def period(self) -> str:
        """When it was in use, in years: `1949–1958`, `1949–`, `–1958`, or nothing where that isn't known."""
        since, until = (date[: 5 if date[0] == "-" else 4] if date else "" for date in (self.since, self.until))
        return f"{since}–{until}" if since or until else ""

    @property
    def identity(self) -> tuple[str, str, str]:
        """What tells it from the other aliases of its entity: language, kind, text; also their order."""
        return self.lang or "", self.kind, self.text


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something with an id.

    `name` is what it is shown as, and one of its names even where `aliases` doesn't repeat it.
    `country` is an ISO 3166 alpha-2 code, `city` a plain name, `part_of` the id of what contains it,
    `related` ids of those it is met together with (a rector's university, a university's city),
    `different_from` ids of those that it is known not to be.  One that was merged into another stays, without
    aliases, and `merged_into` says where its id leads.
    """

    id: str
    kind: EntityKind
    name: str
    country: str | None = None
    city: str | None = None
    part_of: str | None = None
    related: tuple[str, ...] = ()
    source: str | None = None
    different_from: tuple[str, ...] = ()
    merged_into: str | None = None
    aliases: tuple[Alias, ...] = field(default=())

    def __post_init__(self) -> None:
        if not self.id.strip() or self.id != self.id.strip() or not self.id.isprintable():
            raise ValueError(f"not an id: {self.id!r} (empty, or with space around it or control characters)")
        if not self.name.strip():
            raise ValueError("an entity needs a name")

    def names(self) -> Iterator[Alias]:
        """Its active aliases, the name it is shown as first and once; none of one that was merged into another."""
        if self.merged_into is not None:
            return
        shown = next((a for a in self.aliases if a.text == self.name), None)
        yield shown or Alias(self.name, kind=AliasKind.OFFICIAL)
        yield from (a for a in self.aliases if a.text != self.name and a.status is Status.ACTIVE)

    def rejected(self) -> Iterator[Alias]:
        """The names that it is known not to have."""
        return (alias for alias in self.aliases if alias.status is Status.REJECTED)

    def ordered(self) -> Entity:
        """The same with its aliases once each, in the order of their identity: the form that is stored."""
        identities = [(alias.lang or "", alias.kind, alias.text) for alias in self.aliases]
        once = dict(zip(identities, self.aliases, strict=True))
        order = sorted(once)
        if order == identities:
            return self
        return plain_entity(
            self.id, self.kind, self.name, self.country, self.city, self.part_of, self.related, self.source,
            self.different_from, self.merged_into, tuple([once[identity] for identity in order]),
        )  # fmt: skip


@dataclass(slots=True)
class _Alias:
    """An alias before it is frozen."""

    text: str
    lang: str | None
    kind: AliasKind
    source: str | None
    confidence: float = 1.0
    since: str | None = None
    until: str | None = None
    status: Status = Status.ACTIVE
    prior: float | None = None


@dataclass(slots=True)
class _Entity:
    """An entity before it is frozen."""

    id: str
    kind: EntityKind
    name: str
    country: str | None
    city: str | None
    part_of: str | None
    related: tuple[str, ...]
    source: str | None
    different_from: tuple[str, ...]
    merged_into: str | None
    aliases: tuple[Alias, ...]


# A frozen value costs Python one call for each field. One that isn't frozen and has the same slots is made five times
# as fast, and can be said to be a frozen one then; a table of a million names feels that.


def plain_alias(text: str, lang: str | None, kind: AliasKind, source: str | None) -> Alias:
    """An alias with all else at its default; for values that were checked."""
    made: object = _Alias(text, lang, kind, source)
    made.__class__ = Alias
    return cast(Alias, made)


def plain_entity(
    id_: str, kind: EntityKind, name: str, country: str | None, city: str | None, part_of: str | None,
    related: tuple[str, ...], source: str | None, different_from: tuple[str, ...], merged_into: str | None,
    aliases: tuple[Alias, ...],
) -> Entity:  # fmt: skip
    """An entity of values that were checked."""
    made: object = _Entity(
        id_, kind, name, country, city, part_of, related, source, different_from, merged_into, aliases
    )
    made.__class__ = Entity
    return cast(Entity, made)
