"""Names in a text that somebody has said are not the entity that they seem to be."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Entity
from polyonym.engine.matching.rejected import not_called
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.text.fold import key


class Rejections:
    """Honours the names that a lexicon's entities are known not to have."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._any = len(lexicon.family("rejected")) > 0

    def honoured(self, mentions: list[Mention]) -> list[Mention]:
        """The mentions, those of an entity that is known not to be called so as names that no table lists."""
        if not self._any:
            return mentions
        fresh = count(max((m.local for m in mentions if m.local is not None), default=0) + 1)
        return list(self._open(mentions, {}, fresh))

    def _open(self, mentions: list[Mention], locals_: dict[str, int], fresh: Iterator[int]) -> Iterator[Mention]:
        for mention in mentions:
            if mention.entity is None or not self._rejects(mention.surface, mention.entity):
                yield mention
                continue
            name = key(mention.surface)
            if name not in locals_:
                locals_[name] = next(fresh)
            why = f"the table says that {mention.entity.name} isn't called «{mention.surface}»"
            yield mention._replace(entity=None, local=locals_[name], reason=why)

    def _rejects(self, surface: str, entity: Entity) -> bool:
        return self._lexicon.number(entity.id) in not_called(self._lexicon, surface)
