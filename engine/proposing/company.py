"""How well two names keep the same company: how alike the entities are that stand beside them."""

from __future__ import annotations

import math
from collections.abc import Mapping

from polyonym.engine.proposing.seen import Sightings


class Circles:
    """The company of entities over some articles; what stands everywhere says little."""

    def __init__(self, sightings: Sightings) -> None:
        self._sightings = sightings

    def likeness(self, company: Mapping[str, int], entity: str) -> float:
        """How alike the company of a name and that of an entity are, 0..1; the entity itself doesn't count."""
        own = self._sightings.company.get(entity)
        left = {each: count * self._weight(each) for each, count in company.items() if each != entity}
        if not own or not left:
            return 0.0
        right = {each: count * self._weight(each) for each, count in own.items()}
        shared = sum(value * right[each] for each, value in left.items() if each in right)
        return shared / (_length(left) * _length(right))

    def _weight(self, entity: str) -> float:
        return math.log(1 + self._sightings.articles / (1 + self._sightings.entities[entity]))


def _length(vector: Mapping[str, float]) -> float:
    return math.sqrt(sum(value * value for value in vector.values()))
