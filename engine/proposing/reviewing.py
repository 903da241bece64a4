"""A review: pending proposals and contested names, one after another, each decision in the table at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from polyonym.aliases.changing import ChangeReport
from polyonym.aliases.model import Entity, EntityKind
from polyonym.engine.following import tag_again
from polyonym.engine.proposing.contested import Contested, contested
from polyonym.engine.proposing.decisions import Decision, Verdict, decide
from polyonym.engine.proposing.proposal import Proposal
from polyonym.engine.proposing.review_files import read_decisions
from polyonym.engine.proposing.storing import pending, read_proposals, write_proposals

if TYPE_CHECKING:
    from polyonym.engine.engine import Engine

_MOST_FOUND, _LEAST_LIKELY = 8, 0.1


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision that was taken: about what, and the change set that it made, None where there was nothing to do."""

    about: Proposal | Contested
    change_set: int | None


@dataclass(slots=True)
class Review:
    """One session; what it decides lies in the table at once, so that it may end at any instant."""

    engine: Engine
    who: str
    taken: list[Taken] = field(default_factory=list)
    touched: dict[str, set[str]] = field(default_factory=dict)
    changed: bool = False

    def proposals(self) -> list[Proposal]:
        """The pending proposals, the likeliest first."""
        with self.engine.home.table() as table:
            return pending(self.engine.home.path, table.get)

    def contested(self) -> Iterator[Contested]:
        """The contested names."""
        with self.engine.home.table() as table:
            yield from contested(self.engine.lexicon, table.get)

    def get(self, entity_id: str) -> Entity | None:
        """An entity as the table has it now."""
        with self.engine.home.table() as table:
            return table.get(entity_id)

    def accept(self, proposal: Proposal) -> Taken:
        """The name is one of the entity."""
        return self._decide(proposal, [_decision(Verdict.ACCEPT, proposal)], f"accepted: {_said(proposal)}")

    def reject(self, proposal: Proposal) -> Taken:
        """The name isn't one of the entity, which stays known."""
        return self._decide(proposal, [_decision(Verdict.REJECT, proposal)], f"rejected: {_said(proposal)}")

    def give(self, proposal: Proposal, to: str) -> Taken:
        """The name is one of another entity (an id).  Raises UsageError where there is none such."""
        made = _decision(Verdict.OTHER, proposal, to_entity=to)
        return self._decide(proposal, [made], f"of another entity, {to}: {_said(proposal)}")

    def make(self, proposal: Proposal, kind: EntityKind, entity_id: str) -> Taken:
        """The name is one of an entity that the table lacks.  Raises UsageError where the id is taken."""
        made = _decision(Verdict.NEW, proposal, to_entity=entity_id, new_kind=kind)
        return self._decide(proposal, [made], f"of a new entity, {entity_id}: {_said(proposal)}")

    def keep(self, name: Contested, entity_id: str) -> Taken:
        """A contested name is that of one entity alone.  Raises UsageError where another is shown by it."""
        others = [each for each, _ in name.holders if each.id != entity_id]
        return self._decide(name, [_rejected(name, each) for each in others], f"«{name.name}» is {entity_id} alone")

    def refuse(self, name: Contested, entity_id: str) -> Taken:
        """A contested name isn't one of this entity.  Raises UsageError where it is shown by it."""
        those = [_rejected(name, each) for each, _ in name.holders if each.id == entity_id]
        return self._decide(name, those, f"«{name.name}» is not {entity_id}")

    def share(self, name: Contested, shares: Sequence[float]) -> Taken:
        """A contested name is one of all its entities, of each as often as its share says."""
        total = sum(shares)
        made = [
            Decision(Verdict.ACCEPT, each.id, alias.text, alias.lang, alias.kind, prior=round(share / total, 4))
            for (each, alias), share in zip(name.holders, shares, strict=True)
        ]
        return self._decide(name, made, f"«{name.name}» is shared")

    def _decide(self, about: Proposal | Contested, decisions: Sequence[Decision], why: str) -> Taken:
        with self.engine.writable().table(write=True) as table:
            report = decide(table, decisions, who=self.who, why=why)
        self._touch(decisions)
        self.changed |= report.change_set is not None
        self.taken.append(Taken(about, report.change_set))
        if isinstance(about, Proposal):
            left = [each for each in read_proposals(self.engine.home.path) if each.id != about.id]
            write_proposals(self.engine.home.path, left)
        return self.taken[-1]

    def decide_file(self, path: str | Path, *, dry_run: bool = False) -> tuple[int, ChangeReport]:
        """Bring the decisions of a file in (see `review_files`), all or nothing, as one change set.

        How many decisions there are, and what they changed; with `dry_run` nothing is.

        Raises BadRowsError, InputError.
        """
        decisions = read_decisions(path, self.get)
        if dry_run or not decisions:
            return len(decisions), ChangeReport()
        with self.engine.writable().table(write=True) as table:
            report = decide(table, decisions, who=self.who, why=f"decisions of {Path(path).name}")
        self._touch(decisions)
        if report.change_set is not None:
            self.changed = True
        write_proposals(self.engine.home.path, self.proposals())
        return len(decisions), report

    def _touch(self, decisions: Iterable[Decision]) -> None:
        for each in decisions:
            for id_ in filter(None, (each.entity, each.to_entity)):
                self.touched.setdefault(id_, set()).add(each.name)

    def undo(self) -> Proposal | Contested | None:
        """Take the last decision back; what it was about is pending again.  None where nothing was decided."""
        if not self.taken:
            return None
        last = self.taken[-1]
        if last.change_set is not None:
            with self.engine.writable().table(write=True) as table:
                table.undo(last.change_set, who=self.who)
        self.taken.pop()
        if isinstance(last.about, Proposal):
            left = [each for each in read_proposals(self.engine.home.path) if each.id != last.about.id]
            write_proposals(self.engine.home.path, sorted([*left, last.about], key=lambda each: -each.score))
        return last.about

    def find(self, text: str) -> list[Entity]:
        """The entities that may be meant: the one of this id; those with the text in a name, or like it."""
        exact = self.get(text)
        if exact is not None:
            return [exact]
        matches = self.engine.resolve(text, limit=_MOST_FOUND).matches
        likely = [match.entity.id for match in matches if match.score >= _LEAST_LIKELY]
        ids = dict.fromkeys([*(each.id for each in self.engine.aliases.find(text, limit=_MOST_FOUND)), *likely])
        return [entity for each in ids if (entity := self.get(each)) is not None][:_MOST_FOUND]

    def finish(self, *, retag: bool = True) -> list[str]:
        """Let the articles follow, if wanted, those of all decisions at once; the ids of those tagged again."""
        self.engine.refresh()
        if not self.changed or not retag:
            return []
        for id_, names in self.touched.items():
            entity = self.get(id_)
            names.update(alias.text for alias in entity.names()) if entity else None
        return list(tag_again(self.engine, self.touched))


def _decision(
    verdict: Verdict, about: Proposal, *, to_entity: str | None = None, new_kind: EntityKind | None = None
) -> Decision:
    return Decision(verdict, about.entity, about.name, about.lang, about.kind, to_entity, new_kind)


def _rejected(name: Contested, entity: Entity) -> Decision:
    alias = next(alias for each, alias in name.holders if each.id == entity.id)
    return Decision(Verdict.REJECT, entity.id, alias.text, alias.lang, alias.kind)


def _said(proposal: Proposal) -> str:
    return f"«{proposal.name}» for {proposal.entity_name}, {proposal.reason}"
