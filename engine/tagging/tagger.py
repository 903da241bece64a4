"""Flow 1: text to mentions."""

from __future__ import annotations

from dataclasses import dataclass, replace

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.engine.tagging.document import Document
from polyonym.engine.tagging.echoes import Listener
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.spans import Spotter, covered_by, merged
from polyonym.engine.text.fold import Folded, fold
from polyonym.engine.text.tokens import Tokens, tokens

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
"""Marks of direction, joining and breaking: behind a name they are no part of it, as an accent would be."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read once: its tokens (folded) and its mentions, in order."""

    tokens: Tokens
    mentions: list[Mention]


class Tagger:
    """Tags texts with the entities of one lexicon; keep it, since it remembers the tokens it met."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.spotter = Spotter(lexicon)
        self._listener = Listener(lexicon)

    def tag(self, text: str, *, lang: str | None = None, kinds: frozenset[str] = frozenset()) -> list[Mention]:
        """The mentions in a text, in order; `lang` is its language, `kinds` (EntityKind values) leaves out others."""
        mentions = self.read(text, lang=lang).mentions
        return [m for m in mentions if m.kind in kinds] if kinds else mentions

    def read(self, text: str, *, lang: str | None = None) -> Reading:
        """The tokens of a text and all its mentions, in one pass."""
        folded = fold(text)
        offsets = folded.offsets
        plain = text if offsets is None else "".join(map(text.__getitem__, offsets[:-1]))
        found = tokens(folded.text)
        spans = list(self.spotter.spans(plain, folded.text, found))
        spans = merged(spans, self._listener.spans(plain, found, covered_by(spans, len(plain))))
        mentions = Document(self.lexicon, plain, spans, found, lang).read()
        if offsets is not None:
            mentions = [_moved(mention, folded, text) for mention in mentions]
        return Reading(found, mentions)


def _moved(mention: Mention, folded: Folded, text: str) -> Mention:
    """A mention found in a text without its vanishing marks, at its place in the text itself."""
    start, end = folded.original(mention.start, mention.end)
    surface = text[start:end].rstrip(_INVISIBLE)
    return replace(mention, start=start, end=start + len(surface), surface=surface)
