"""Plan a query: recognise the names in it, and write it as the index's questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, pairwise

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Entity, EntityKind
from polyonym.base.errors import QueryError
from polyonym.engine.matching.resolve import Match, Resolver
from polyonym.engine.searching import syntax
from polyonym.engine.searching.analyse import entity_key
from polyonym.engine.searching.conditions import condition
from polyonym.engine.searching.parts import Run, meant_spans, mixed_runs, run_of, without_kinds, written
from polyonym.engine.searching.unlisted import asked, asked_of, asked_otherwise, institution
from polyonym.engine.searching.wording import Heard, between, optional, role_phrases, roles_like, scored
from polyonym.engine.tagging.choice import Company, choose
from polyonym.engine.tagging.spans import Span
from polyonym.engine.tagging.spotter import Spotter
from polyonym.engine.text.fold import fold, key
from polyonym.engine.text.letters import side_of
from polyonym.engine.text.tokens import Tokens, tokens, words
from polyonym.index import model as ix
from rapidfuzz.distance import Levenshtein

_NAME_WEIGHT = 3.0
"""What an entity found counts beside a word."""
_LONGEST_NAME = 10
"""A run of more words than this is no name as a whole."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A name recognised in a query: as typed, the entity taken, and why."""

    surface: str
    entity: Entity
    reason: str


@dataclass(slots=True)
class Plan:
    """A query as the index takes it, and what a hit is explained and shown by."""

    query: ix.Query
    recognised: list[Recognised] = field(default_factory=list)
    terms: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    heard: Heard = field(default_factory=Heard)


class Planner:
    """Plans queries over one lexicon."""

    def __init__(self, lexicon: Lexicon, resolver: Resolver, spotter: Spotter) -> None:
        self.lexicon, self.resolver, self.spotter = lexicon, resolver, spotter

    def plan(self, node: syntax.Node, *, exact: bool = False) -> Plan:
        """The plan of a parsed query; with `exact` names are words like others.

        Raises QueryError for a field value that can't be used.
        """
        plan = Plan(ix.Everything())
        plan.query = self._query(node, plan, exact)
        return plan

    def _query(self, node: syntax.Node, plan: Plan, exact: bool) -> ix.Query:
        match node:
            case syntax.Words(text):
                return self._phrase(text, plan) if exact else self._words(text, plan)
            case syntax.Quote(text) | syntax.Spelling(text):
                return self._phrase(text, plan)
            case syntax.EntityIs(name):
                return self._entity(name, plan)
            case syntax.FieldIs(name, value):
                if name == "role":
                    plan.heard.roles.update(roles_like(value))
                return condition(name, value)
            case syntax.Near(left, right, distance):
                return ix.Near(ix.Field.SURFACE, _surface(left, plan), _surface(right, plan), distance)
            case syntax.Not(part):
                return ix.Without(ix.Everything(), self._query(part, Plan(ix.Everything()), exact))
            case syntax.Either(parts):
                return ix.AnyOf(tuple(self._query(part, plan, exact) for part in parts))
            case syntax.Both(parts):
                return ix.All(tuple(self._query(part, plan, exact) for part in parts))

    def _phrase(self, text: str, plan: Plan) -> ix.Query:
        found = tuple(words(fold(text).text))
        plan.terms.update(found)
        if len(found) == 1:
            return ix.All((ix.Term(ix.Field.SURFACE, found[0]), optional(scored(found))))
        return ix.All((ix.Phrase(ix.Field.SURFACE, found), optional(scored(found)))) if found else ix.AnyOf(())

    def _entity(self, name: str, plan: Plan) -> ix.Query:
        number = self.lexicon.number(name)
        if number is not None:
            entity = self.lexicon.entity(number)
            plan.recognised.append(Recognised(name, entity, "by its id"))
            return _names(entity)
        exact = [m for m in self.resolver.resolve(name, limit=8).matches if m.score >= _SURE]
        if not exact:
            return self._unlisted(name, plan)
        plan.recognised.extend(Recognised(name, m.entity, m.reason) for m in exact[:1])
        return _names(exact[0].entity)

    def _unlisted(self, name: str, plan: Plan) -> ix.Query:
        """A name that must be one, though no table lists it: by its sound alone."""
        meant = asked(name)
        if meant is None:
            plan.notes.append(f"no entity is called «{name}»")
            return ix.AnyOf(())
        plan.notes.append(f"no entity is called «{name}»; articles that name someone alike by sound are searched")
        return ix.AnyOf(plan.heard.name(meant))

    def _words(self, text: str, plan: Plan) -> ix.Query:
        folded = fold(text).text
        found = tokens(folded)
        if not found.texts:
            return ix.AnyOf(())
        plan.terms.update(found.texts)
        whole = self._whole(text, found, plan)
        if whole is not None:
            return whole
        named = tuple(self._listed(text, folded, found, plan))
        each = ix.All(named) if len(named) > 1 else named[0]
        as_one = plan.heard.name(institution(text)) if len(named) > 1 and len(found) <= _LONGEST_NAME else ()
        return ix.AnyOf((each, *as_one)) if as_one else each

    def _whole(self, text: str, found: Tokens, plan: Plan) -> ix.Query | None:
        """The query of a run of words that is a name as a whole, of one entity or of several."""
        meant = self._meant(text) if len(found) <= _LONGEST_NAME else []
        if not meant:
            return None
        known = self._any_of(text, meant, found.texts, plan)
        as_typed = plan.heard.name(asked_otherwise(text, plan.heard.names))
        return ix.AnyOf((known, *as_typed)) if as_typed else known

    def _any_of(self, text: str, meant: list[Recognised], tokens_of: list[str], plan: Plan) -> ix.Query:
        plan.recognised.extend(meant)
        if len(meant) > 1:
            plan.notes.append(f"«{text}» names {len(meant)} entities, and all are searched; entity:ID chooses one")
        alike = (plan.heard.name(asked_of(self.lexicon, each.entity)) for each in meant)
        known = (*(_names(each.entity) for each in meant), *chain.from_iterable(alike))
        return ix.AnyOf((*known, *plan.heard.role(text), scored(tokens_of)))

    def _meant(self, text: str) -> list[Recognised]:
        """The entities that a text typed into a search names; several where they are called the same."""
        resolution = self.resolver.resolve(text, limit=_MOST_MEANT)
        decided = resolution.decision
        someone = decided.id if decided is not None and decided.kind is EntityKind.PERSON else None
        near = [m for m in resolution.matches if m.entity.id == someone or self._is_meant(text, m)]
        if not near:
            return []
        best = near[0]
        if best.listed:
            alike = [match for match in near if match.listed and match.score >= best.score - _AS_SURE]
            return [Recognised(text, match.entity, match.reason) for match in alike]
        sure = (decided is not None and decided.id == best.entity.id) or best.score >= _SURE or _alone(near)
        return [Recognised(text, best.entity, best.reason)] if sure else []

    def _is_meant(self, text: str, match: Match) -> bool:
        """Whether words typed into a search are meant as this name.

        A listed name is, and a person's by a part of it.  What is only like a name is it in letters in which
        the entity has none of its own, since words sound like names by chance («school» and Seoul), or
        nearly the same, a slip of the fingers.
        """
        if match.listed or (match.part_of_name and match.entity.kind is EntityKind.PERSON):
            return True
        if side_of(text[0]) != side_of(match.alias.text[0]):
            return match.score >= _SURE and not self._has_name_in(side_of(text[0]), match.entity)
        return Levenshtein.normalized_similarity(key(text), key(match.alias.text)) >= _TYPED_ALIKE

    def _has_name_in(self, side: str, entity: Entity) -> bool:
        number = self.lexicon.number(entity.id)
        names = self.lexicon.aliases(number) if number is not None else ()
        return any(side_of(self.lexicon.alias(each).text[0]) == side for each in names)

    def _listed(self, text: str, folded: str, found: Tokens, plan: Plan) -> Iterable[ix.Query]:
        """One question for each listed name in a run of words, and one for each word between.

        Where a name that no table lists may have a listed one in it, the questions of its words are one: either all
        of them hold, or the name is there as a whole.
        """
        plain = text if len(folded) == len(text) else folded
        shouted = text.upper() if len(text.upper()) == len(folded) == len(text) else text
        spans = list(self.spotter.spans(shouted, found, list(range(len(found))), None))
        spans = meant_spans(plain, found, spans, self.resolver)
        roles = list(role_phrases(found, 0, len(found))) if spans else []
        runs = mixed_runs(plain, found, spans, roles)
        spans = without_kinds(plain, found, spans, runs, self.resolver)
        within: list[list[ix.Query]] = [[] for _ in runs]
        for start, query in self._pieces(plain, found, spans, (roles, runs), plan):
            inside = next((i for i, (first, last) in enumerate(runs) if first <= start < last), None)
            if inside is None:
                yield query
            else:
                within[inside].append(query)
        for run, queries in zip(runs, within, strict=True):
            if queries:
                yield ix.AnyOf((ix.All(tuple(queries)), *plan.heard.name(asked(written(plain, found, run)))))

    def _pieces(
        self, text: str, found: Tokens, spans: list[Span], known: tuple[list[Run], list[Run]], plan: Plan
    ) -> Iterable[tuple[int, ix.Query]]:
        """The questions for spans and for what stands between, each with the token where that begins."""
        at, (roles, runs), company = 0, known, Company()
        borders = sorted({border for run in runs for border in run})
        for span in spans:
            first, last = run_of(span, found)
            if any(start <= first and last <= end and last - first < end - start for start, end in roles):
                continue  # the rector of a vice rector
            yield from _words_between(text, found, (at, first), borders, plan.heard, loose=True)
            choice = choose(self.lexicon, span.spelling, company, None)
            chosen = [choice.entity] if choice.entity else self._entities(span)
            for entity in chosen:
                company.meet(entity)
            surface = text[span.start : span.end]
            meant = [Recognised(surface, entity, f"«{choice.alias.text}»") for entity in chosen]
            yield first, self._any_of(surface, meant, found.texts[first:last], plan)
            at = last
        yield from _words_between(text, found, (at, len(found)), borders, plan.heard, loose=bool(spans))

    def _entities(self, span: Span) -> list[Entity]:
        """The entities that a span could mean alike."""
        owners = dict.fromkeys(each.entity for each in span.spelling.near)
        return [self.lexicon.entity(owner) for owner in list(owners)[:_MOST_MEANT]]


def _words_between(
    text: str, found: Tokens, inside: Run, borders: list[int], heard: Heard, *, loose: bool
) -> Iterator[tuple[int, ix.Query]]:
    """The questions for words between spans, cut at borders, each with the token where its piece begins."""
    first, last = inside
    cuts = [first, *(each for each in borders if first < each < last), last]
    for start, end in pairwise(cuts):
        for query in between(text, found, start, end, heard, loose=loose):
            yield start, query


_SURE = 0.8
_TYPED_ALIKE = 0.88
_MOST_MEANT = 8
_AS_SURE = 0.03


def _alone(near: list[Match]) -> bool:
    """Whether a part of a name can only mean one of the matches."""
    return len(near) == 1 or near[0].score > near[1].score + 0.1


def _names(entity: Entity) -> ix.Query:
    return ix.Term(ix.Field.ENTITY, entity_key(entity.id), _NAME_WEIGHT)


def _surface(node: syntax.Words | syntax.Quote | syntax.Spelling, plan: Plan) -> tuple[str, ...]:
    found = tuple(words(fold(node.text).text))
    plan.terms.update(found)
    if not found:
        raise QueryError(f"NEAR needs words on both sides; «{node.text}» has none")
    return found
