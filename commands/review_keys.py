"""A review at the terminal: what is shown, and what each key does; keys may come from a pipe, one a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

import click
from polyonym.aliases.model import Entity, EntityKind
from polyonym.base.errors import UsageError
from polyonym.commands.output import plain, several, warn
from polyonym.engine.proposing.contested import Contested
from polyonym.engine.proposing.proposal import Evidence, Proposal
from polyonym.engine.proposing.reviewing import Review

_PROPOSAL_KEYS = {
    "a": "accept: it is a name of the entity",
    "r": "reject: it is none, and is never proposed again",
    "o": "a name of another entity, by a name or an id",
    "n": "a name of a new entity",
    "s": "skip: leave it pending",
    "u": "undo the last decision",
    "q": "quit; what was decided stays",
}
_NAME_KEYS = {
    "1-9": "only that entity has the name",
    "b": "all have it, with shares",
    "r": "one of them doesn't have it",
    **{each: _PROPOSAL_KEYS[each] for each in "suq"},
}
_SENTENCES = 3


class StoppedError(Exception):
    """The keys ended, or `q` was pressed."""


class Reviewer:
    """Asks about one item after another."""

    def __init__(self, held: Review, *, keys: TextIO) -> None:
        self.held, self._keys = held, keys
        self._at_terminal = keys.isatty()

    def go_through(self, items: Iterable[Proposal | Contested]) -> bool:
        """Ask about all items; whether there was any.  Raises StoppedError."""
        met = False
        for item in items:
            met = True
            again: list[Proposal | Contested] = [item]
            while again:
                earlier = self._ask(again[-1])
                if earlier is None:
                    again.pop()
                else:
                    again.append(earlier)
        return met

    def _ask(self, item: Proposal | Contested) -> Proposal | Contested | None:
        """Ask until something is decided or skipped; what was decided before and is to be asked again, else None."""
        proposed = isinstance(item, Proposal)
        lines = _proposal(self.held, item) if isinstance(item, Proposal) else _contested(item)
        for line in lines:
            click.echo(line)
        while True:
            key = self._key("a r o n s u q ?" if proposed else "1-9 b r s u q ?")
            try:
                if key == "s":
                    return None
                if key == "u":
                    earlier = self.held.undo()
                    if earlier is not None:
                        return earlier
                    warn("nothing was decided yet")
                elif key == "?":
                    self._help(_PROPOSAL_KEYS if proposed else _NAME_KEYS)
                elif self._decided(item, key):
                    return None
            except UsageError as refusal:
                warn(refusal)

    def _decided(self, item: Proposal | Contested, key: str) -> bool:
        """Do what a key says; whether that decided the item.  Raises UsageError."""
        if isinstance(item, Proposal):
            done = self._proposal_keys(item).get(key)
            decided = done is not None and done()
        else:
            decided = self._decided_name(item, key)
        return decided

    def _proposal_keys(self, item: Proposal) -> dict[str, Callable[[], bool]]:
        return {
            "a": lambda: bool(self.held.accept(item)),
            "r": lambda: bool(self.held.reject(item)),
            "o": lambda: self._other(item),
            "n": lambda: self._new(item),
        }

    def _other(self, item: Proposal) -> bool:
        asked = self._line("name or id")
        entity = self._chosen(asked, self.held.find(asked) if asked else [])
        return entity is not None and bool(self.held.give(item, entity.id))

    def _chosen(self, asked: str, found: list[Entity]) -> Entity | None:
        """The entity meant: the only one of that id or name, or the one whose number is typed then."""
        if not found:
            warn("no entity is found by that")
            return None
        exact = [each for each in found if asked in (each.id, each.name)]
        if len(exact) == 1:
            return exact[0]
        for number, each in enumerate(found, 1):
            click.echo(f"  {number}  {_entity(each)}")
        said = self._line(f"1-{len(found)}, or nothing")
        return found[int(said) - 1] if said.isdecimal() and 0 < int(said) <= len(found) else None

    def _new(self, item: Proposal) -> bool:
        kind = self._line(f"kind ({', '.join(EntityKind)})")
        if kind not in set(EntityKind):
            raise UsageError(f"{kind!r} is no kind of entity")
        entity_id = self._line("id")
        return bool(entity_id) and bool(self.held.make(item, EntityKind(kind), entity_id))

    def _decided_name(self, item: Contested, key: str) -> bool:
        if key == "b":
            self.held.share(item, self._shares(len(item.holders)))
        elif key == "r":
            self.held.refuse(item, self._holder(item, self._line(f"whose it isn't, 1-{len(item.holders)}")).id)
        elif key.isdecimal():
            self.held.keep(item, self._holder(item, key).id)
        else:
            return False
        return True

    def _shares(self, count: int) -> list[float]:
        said = self._line("shares, such as 70 30; nothing for equal ones").replace(",", " ").split()
        try:
            shares = [float(each) for each in said] if said else [1.0] * count
        except ValueError:
            shares = []
        if len(shares) != count or not all(0 < each < 1e6 for each in shares):
            raise UsageError(f"type {count} numbers above 0")
        return shares

    def _holder(self, item: Contested, said: str) -> Entity:
        if not said.isdecimal() or not 0 < int(said) <= len(item.holders):
            raise UsageError(f"type a number from 1 to {len(item.holders)}")
        return item.holders[int(said) - 1][0]

    def _key(self, keys: str) -> str:
        """One key, as it is pressed; from a pipe a line.  Raises StoppedError."""
        if self._at_terminal:
            click.echo(click.style(f"{keys} > ", dim=True), nl=False)
            pressed = click.getchar()
            click.echo(pressed if pressed.isprintable() else "")
        else:
            pressed = self._next()
        if pressed in ("q", "\x03", "\x04"):
            raise StoppedError
        return pressed

    def _line(self, asked: str) -> str:
        if self._at_terminal:
            click.echo(f"{asked}: ", nl=False)
        return self._next()

    def _next(self) -> str:
        line = self._keys.readline()
        if not line:
            raise StoppedError
        return line.strip()

    @staticmethod
    def _help(keys: dict[str, str]) -> None:
        for key, does in keys.items():
            click.echo(f"  {key:<4} {does}")


def _entity(entity: Entity) -> str:
    where = ", ".join(filter(None, (entity.city, entity.country)))
    return plain(f"{entity.name}  [{entity.id}]  {entity.kind}{f', {where}' if where else ''}")


def _proposal(held: Review, item: Proposal) -> Iterator[str]:
    entity = held.get(item.entity)
    about = ", ".join(filter(None, (item.lang, str(item.kind))))
    whose = _entity(entity) if entity is not None else plain(item.entity)
    yield f"\n{click.style(plain(item.name), bold=True)} ({plain(about)}) → {whose}"
    met = f"{several(item.articles, 'article')}, met {several(item.count, 'time')}"
    yield f"  {item.score:.2f}  {met}; {plain(item.reason)}"
    if item.forms:
        yield f"  also: {plain(', '.join(item.forms))}"
    for each in item.evidence[:_SENTENCES]:
        yield f"  {_sentence(each)}  {click.style(plain(f'[{each.article}]'), dim=True)}"
    for rival in item.rivals:
        yield f"  or {plain(rival.name)}  [{plain(rival.entity)}]  {rival.score:.2f}"


def _sentence(each: Evidence) -> str:
    end = each.at + len(each.form)
    before, behind = plain(each.sentence[: each.at], most=400), plain(each.sentence[end:], most=400)
    return f"{before}⟦{click.style(plain(each.form), bold=True)}⟧{behind}"


def _contested(item: Contested) -> Iterator[str]:
    yield f"\n{click.style(plain(item.name), bold=True)} is a name of {len(item.holders)} entities"
    for number, (entity, alias) in enumerate(item.holders, 1):
        prior = "" if alias.prior is None else f"  {alias.prior:.2f}"
        yield f"  {number}  {_entity(entity)}  {alias.lang or '-'} {alias.kind}{prior}"
