"""Flow 2: a query to articles."""

from __future__ import annotations

from collections import Counter

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.base.errors import QueryError
from polyonym.engine.searching.analyse import entity_key
from polyonym.engine.searching.answer import Answer, Hit, Named
from polyonym.engine.searching.parse import parse_leniently, plain_words
from polyonym.engine.searching.plan import Plan, Planner
from polyonym.engine.searching.snippets import snippets
from polyonym.engine.searching.unlisted import AS_ASKED, again, surfaces
from polyonym.index import model as ix
from polyonym.index.port import Index

_FACETS = (
    ix.Field.ENTITY, ix.Field.KIND, ix.Field.LANG, ix.Field.COUNTRY, ix.Field.ROLE, ix.Field.YEAR, ix.Field.SOURCE,
)  # fmt: skip
_MOST_ENTITIES = 20


class Searcher:
    """Searches one index with the names of one lexicon."""

    def __init__(self, lexicon: Lexicon, planner: Planner, index: Index) -> None:
        self.lexicon, self.planner, self.index = lexicon, planner, index

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        exact: bool = False,
        sort: ix.Sort = ix.Sort.RELEVANCE,
        within: tuple[ix.Query, ...] = (),
        facets: bool = False,
    ) -> Answer:
        """The articles that a query finds; `within` narrows them down, `exact` takes no name for a name.

        What of the query can't be used is searched as plain words, and a note says so.
        """
        parsed = parse_leniently(query)
        notes = list(parsed.notes)
        try:
            plan = self.planner.plan(parsed.node, exact=exact)
        except QueryError as error:  # understood, but a value in it can't be used
            notes.append(f"searched as plain words: {error}")
            plan = self.planner.plan(plain_words(query), exact=exact)
        asked = ix.All((plan.query, *within)) if within else plan.query
        fields = _FACETS if facets else ()
        found = self.index.search(asked, limit=limit, offset=offset, sort=sort, facets=fields)
        hits = tuple(self._hit(each, plan) for each in found.hits)
        counted = {str(name): self._shown(name, values) for name, values in found.facets.items()}
        return Answer(found.total, hits, counted, tuple(plan.recognised), (*notes, *plan.notes))

    def _shown(self, name: ix.Field, values: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
        if name is not ix.Field.ENTITY:
            return values
        return tuple((value.replace("\u2420", " "), count) for value, count in values)

    def _hit(self, found: ix.Hit, plan: Plan) -> Hit:
        wanted = frozenset(entity_key(each.entity.id) for each in plan.recognised)
        unlisted = surfaces(plan.heard.names, found.mentions) if plan.heard.names else {}
        return Hit(
            id=found.id,
            title=found.title or found.id,
            score=round(found.score, 4),
            lang=found.lang or None,
            date=found.date,
            url=found.url or None,
            entities=self._entities(found),
            snippets=snippets(found, wanted, plan.terms, again(unlisted, found.mentions), plan.heard.roles),
            why=_why(found, plan, unlisted),
        )

    def _entities(self, found: ix.Hit) -> tuple[Named, ...]:
        counts = Counter(m.entity for m in found.mentions if m.entity)
        named = []
        for entity_id, count in counts.most_common(_MOST_ENTITIES):
            number = self.lexicon.number(entity_id.replace("\u2420", " "))
            if number is not None:  # the table may have lost it since
                entity = self.lexicon.entity(number)
                named.append(Named(entity.id, entity.name, entity.kind, count))
        return tuple(named)


def _why(found: ix.Hit, plan: Plan, unlisted: dict[str, float]) -> str:
    reasons = []
    for each in plan.recognised:
        spelled = Counter(m.surface for m in found.mentions if m.entity == entity_key(each.entity.id))
        if spelled:
            forms = ", ".join(f"«{surface}»" for surface, _ in spelled.most_common(3))
            reasons.append(f"names {each.entity.name} as {forms}")
    if unlisted:
        forms = ", ".join(f"«{each}»" for each in sorted(unlisted, key=lambda one: (-unlisted[one], one))[:3])
        same = max(unlisted.values()) >= AS_ASKED
        reasons.append(f"found as {forms}: a name that no table lists" + ("" if same else ", alike by sound"))
    roles = sorted(plan.heard.roles.intersection(found.roles))
    if roles:
        reasons.append(f"names someone as {', '.join(roles)}")
    return "; ".join(reasons) or "has the words of the query"
