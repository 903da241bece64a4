"""Names that a home's articles have and its alias table lacks: found, and decided about."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from polyonym.engine.alias_edits import who
from polyonym.index.model import Stored

if TYPE_CHECKING:
    from polyonym.engine.engine import Engine
    from polyonym.engine.proposing.proposal import Proposal
    from polyonym.engine.proposing.propose import Wanted
    from polyonym.engine.proposing.reviewing import Review


class AliasProposals:
    """The proposals for the alias table of an engine's home.

    What makes them is imported when it is asked for, as few commands do.
    """

    _engine: Engine

    def propose(
        self, wanted: Wanted | None = None, *, watched: Callable[[Iterable[Stored]], Iterable[Stored]] = iter
    ) -> list[Proposal]:
        """Look through the indexed articles for names that the table lacks; they become the pending proposals.

        Nothing else is changed.  The articles are read through `watched`, which may show how far it is.
        """
        from polyonym.aliases.bundled import bundled_entities
        from polyonym.engine.proposing.borrowed import borrowed
        from polyonym.engine.proposing.propose import DEFAULT, propose
        from polyonym.engine.proposing.storing import write_proposals

        engine = self._engine
        with engine.home.table() as table:
            lent = borrowed(table.entities(), bundled_entities())
        index = engine._index
        articles = watched(index.get(index.ids()))
        found = propose(articles, index, engine.lexicon, engine._resolver, lent, wanted or DEFAULT)
        if not engine.is_bundled:
            write_proposals(engine.home.path, found)
        return found

    def review(self) -> Review:
        """A review of proposals and contested names, in the user's name."""
        from polyonym.engine.proposing.reviewing import Review

        return Review(self._engine, who())

    def proposals(self) -> list[Proposal]:
        """The pending proposals, the likeliest first."""
        from polyonym.engine.proposing.storing import pending

        with self._engine.home.table() as table:
            return pending(self._engine.home.path, table.get)
