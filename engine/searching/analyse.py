"""Analyse an article for the index: its words, and what it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from polyonym.engine.language.tags import base_language
from polyonym.engine.reading.article import Article, headed
from polyonym.engine.searching.forms import form_keys
from polyonym.engine.searching.name_keys import filed_keys
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.parts import flat
from polyonym.engine.tagging.tagger import Tagger
from polyonym.engine.text.fold import fold
from polyonym.engine.text.stems import stem
from polyonym.engine.text.tokens import is_unspaced, words
from polyonym.index.model import Analysed, Mentioned

_FIRST_UNSPACED = "\u0e00"
"""All scripts before Thai put spaces between words."""


def word_keys(tokens: list[str]) -> tuple[str, ...]:
    """The index's words for some tokens: stems, and pairs of neighbours where no spaces are written."""
    if max(tokens, default="") < _FIRST_UNSPACED:
        return tuple(map(stem, tokens))
    keys = []
    previous = ""
    for token in tokens:
        if token.isascii() or not is_unspaced(token):
            keys.append(stem(token))
            previous = ""
        else:
            if previous:
                keys.append(previous + token)
            previous = token
    if len(tokens) == 1 and previous:
        keys.append(previous)
    return tuple(keys)


def entity_key(entity_id: str) -> str:
    """An entity's id as the index writes it: ids may have spaces, the index's keys may not."""
    return entity_id.replace(" ", "\u2420")


def analyse(article: Article, tagger: Tagger) -> Analysed:
    """What the index keeps of an article.

    Title and text are read as one, so that each explains the other; a mention in a title that the text
    doesn't repeat has the empty range 0..0.
    """
    headline, text = article.title or "", article.text
    both, shift = headed(article)
    spoken = base_language(article.lang)
    reading = tagger.read(both, lang=spoken)
    mentions, found = flat(reading.mentions), reading.tokens.texts
    return Analysed(
        id=article.id,
        title=headline,
        text=text,
        lang=spoken or "",
        date=article.date,
        url=article.url or "",
        source=article.source or urlsplit(article.url or "").hostname or "",
        words=tuple(reading.tokens.stems) if reading.tokens.spaced else word_keys(found),
        title_words=word_keys(words(fold(headline).text)),
        surface=tuple(found),
        mentions=tuple(_mentioned(mention, shift) for mention in mentions),
        countries=tuple(sorted({m.entity.country for m in mentions if m.entity and m.entity.country})),
        roles=tuple(sorted({m.role for m in mentions if m.role})),
        names=(*_filed(mentions), *form_keys(reading.tokens, spoken)),
    )


def _filed(mentions: Iterable[Mention]) -> Iterator[str]:
    """The keys of the names that no table lists."""
    return (key for each in mentions if each.entity is None for key in filed_keys(each.surface, each.kind))


def _mentioned(mention: Mention, shift: int) -> Mentioned:
    entity = entity_key(mention.entity.id) if mention.entity else ""
    start, end = (mention.start - shift, mention.end - shift) if mention.start >= shift else (0, 0)
    return Mentioned(entity, mention.kind, start, end, mention.surface, mention.score)
