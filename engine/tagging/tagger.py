"""Flow 1: text to mentions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from operator import sub
from unicodedata import normalize

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import EntityKind
from polyonym.engine.affiliations.reader import Affiliations
from polyonym.engine.affiliations.shape import LONGEST
from polyonym.engine.tagging.complete import Completer, apart
from polyonym.engine.tagging.document import Document
from polyonym.engine.tagging.echoes import Listener
from polyonym.engine.tagging.inside import ALL, Inner
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.rejections import Rejections
from polyonym.engine.tagging.spans import covered_by, merged
from polyonym.engine.tagging.spotter import Spotter
from polyonym.engine.tagging.turkic_endings import without_endings
from polyonym.engine.text.capitals import capitals
from polyonym.engine.text.compose import may_compose
from polyonym.engine.text.fold import Folded, fold
from polyonym.engine.text.tokens import Tokens, tokens

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
"""Marks of direction, joining and breaking: behind a name they are no part of it, as an accent would be."""


_ORGANIZATIONS = frozenset((EntityKind.ORGANIZATION.value,))


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
        self._affiliations = Affiliations(lexicon)
        self._completer = Completer(lexicon)
        self._rejections = Rejections(lexicon)

    def affiliated(self, text: str) -> list[Mention] | None:
        """The organisations that an affiliation or a signature names, whatever its language; None for other texts."""
        if len(text) > LONGEST:
            return None
        plain = _Plain(text)
        named = self._named(plain)
        return None if named is None else plain.placed(named)

    def _named(self, plain: _Plain) -> list[Mention] | None:
        return self._affiliations.read(plain.text, plain.folded.text, plain.tokens)

    def tag(
        self, text: str, *, lang: str | None = None, kinds: frozenset[str] = frozenset(), names: str = "longest"
    ) -> list[Mention]:
        """The mentions in a text, in order; `lang` is its language, `kinds` (EntityKind values) leaves out others.

        `names` is the policy where one listed name lies in another: `longest`, or `all`, which gives the inner ones
        as parts of the longer.
        """
        plain = _Plain(text)
        named = self._named(plain)
        if named is not None and kinds == _ORGANIZATIONS:
            return plain.placed(named)
        mentions = self._completer.completed(
            plain.text, plain.tokens, lang, self._listed(plain, lang), plain.capitals.first
        )
        if named is not None:
            mentions = beside(mentions, named)
        if names == ALL:
            mentions = Inner(self.spotter, plain.text, plain.tokens, plain.capitals, lang).added(mentions)
        mentions = self._rejections.honoured(without_endings(mentions, lang))
        return plain.placed([m for m in mentions if m.kind in kinds] if kinds else mentions)

    def read(self, text: str, *, lang: str | None = None) -> Reading:
        """The tokens of a text and all names in it, in one pass: what an index needs."""
        plain = _Plain(text)
        mentions = self._completer.completed(
            plain.text, plain.tokens, lang, self._listed(plain, lang), plain.capitals.first
        )
        mentions = self._rejections.honoured(without_endings(mentions, lang))
        return Reading(plain.tokens, plain.placed(mentions))

    def listed(self, text: str, *, lang: str | None = None) -> list[Mention]:
        """The listed names in a text alone, in order, as far as their spelling is listed or inflected."""
        plain = _Plain(text)
        return plain.placed(self._listed(plain, lang))

    def _listed(self, plain: _Plain, lang: str | None) -> list[Mention]:
        text, tokens, written = plain.text, plain.tokens, plain.capitals
        spans = list(self.spotter.spans(text, tokens, written.openers, lang))
        heard = self._listener.begins(tokens, written.first)
        if heard:
            spans = merged(spans, list(self._listener.spans(text, tokens, heard, covered_by(spans, len(text)))))
        return Document(self.lexicon, text, spans, tokens, written, lang).read()


def beside(mentions: list[Mention], named: list[Mention]) -> list[Mention]:
    """The organisations that an affiliation names, and what else the text mentions, where the two don't overlap."""
    others = apart((m for m in mentions if m.kind is not EntityKind.ORGANIZATION), named)
    return sorted([*named, *others], key=lambda mention: mention.start)


class _Plain:
    """A text without its vanishing marks, folded and cut into tokens, and the way back."""

    def __init__(self, text: str) -> None:
        self.whole, self.folded = text, fold(text)
        self.text = _as_folded(text, self.folded)
        self.tokens = tokens(self.folded.text)
        self.capitals = capitals(self.text, self.tokens)

    def placed(self, mentions: list[Mention]) -> list[Mention]:
        """Mentions at their places in the text itself."""
        if self.folded.offsets is None:
            return mentions
        return [_moved(mention, self.folded, self.whole) for mention in mentions]


def _as_folded(text: str, folded: Folded) -> str:
    """A text as long as it is folded: without vanishing marks, letters that are written in pieces whole."""
    offsets = folded.offsets
    if offsets is None:
        return text
    letters = list(map(text.__getitem__, offsets[:-1]))
    sizes = map(sub, offsets[1:], offsets)
    for i in compress(range(len(letters)), map((1).__lt__, sizes)):
        pieces = text[offsets[i] : offsets[i + 1]][:_MOST_PIECES]
        whole = normalize("NFC", pieces)
        letters[i] = folded.text[i] if len(whole) > 1 and may_compose(pieces) else whole[0]
    return "".join(letters)


_MOST_PIECES = 4
"""So many pieces at most make a letter: ệ, 한, ড়."""


def _moved(mention: Mention, folded: Folded, text: str) -> Mention:
    """A mention found in a text without its vanishing marks, at its place in the text itself."""
    start, end = folded.original(mention.start, mention.end)
    surface = text[start:end].rstrip(_INVISIBLE)
    parts = tuple(_moved(part, folded, text) for part in mention.parts)
    return mention._replace(start=start, end=start + len(surface), surface=surface, parts=parts)
