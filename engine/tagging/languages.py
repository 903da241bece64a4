"""The languages in which entities have names."""

from __future__ import annotations

from functools import lru_cache

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.engine.language.tags import base_language


class Languages:
    """Tells of the entities of one lexicon; remembers those asked for, so keep it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.of = lru_cache(maxsize=1 << 12)(self._find)

    def _find(self, entity: int) -> frozenset[str]:
        """The languages, without script or region, in which an entity (by number) has a name."""
        langs = (self._lexicon.alias(number).lang for number in self._lexicon.aliases(entity))
        return frozenset(lang for each in langs if (lang := base_language(each)))
