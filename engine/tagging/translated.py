"""The names of a translated article that mean what is listed: which names are asked about, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import EntityKind
from polyonym.engine.matching.resolve import Resolver
from polyonym.engine.sinitic.vietnamese import MOST_SYLLABLES, vietnamese_syllables
from polyonym.engine.tagging.choice import Company
from polyonym.engine.tagging.garble_tables import Wordings, meanings, rewritten
from polyonym.engine.tagging.garbled import Answer, Asked, Garbles
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.route import Route, find_route
from polyonym.engine.tagging.unlisted import Unlisted
from polyonym.engine.tagging.vocabulary import INFLECTED, vocabulary
from polyonym.engine.tagging.words import function_words
from polyonym.engine.text.tokens import Tokens, where

_OF_RUN = frozenset((EntityKind.PLACE, EntityKind.PERSON))
_KINDS = {
    EntityKind.PERSON: frozenset((EntityKind.PERSON,)),
    EntityKind.PLACE: frozenset((EntityKind.PLACE,)),
    EntityKind.ORGANIZATION: frozenset((EntityKind.ORGANIZATION, EntityKind.PLACE)),
}
_PLACES = frozenset((EntityKind.PLACE,))
_MOST_BEHIND = 3
_INSTITUTIONS = _KINDS[EntityKind.ORGANIZATION]
_LONGEST_NAME = 10
_ALIKE, _LONG = 4, 7
"""So many letters two wordings of one garbled name share, each of which is so long: Arthraxon and Arthropoulos."""
_LESS_SURE = 0.1
_CHINESE = "CN"


@dataclass(frozen=True, slots=True)
class _Range:
    """A range of characters that may be a garbled name, and what it may be."""

    start: int
    end: int
    kinds: frozenset[EntityKind]
    resolved: bool = False


class Translated:
    """Finds garbled names in texts that are translations, with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._garbles = Garbles(lexicon)

    def resolver(self) -> Resolver:
        """The resolver of the lexicon, made when it is first needed."""
        return self._garbles.resolver

    def route(self, tokens: Tokens, lang: str | None, mentions: list[Mention]) -> Route | None:
        """The way by which a text came; for one in Vietnamese that names China, the way of its Chinese names."""
        found = find_route(tokens, lang, mentions)
        if found is None and lang == "vi" and any(each.entity and each.entity.country == _CHINESE for each in mentions):
            return Route("zh", "vi", 0.5, "it names what is Chinese")
        return found

    def mentions(
        self, text: str, tokens: Tokens, lang: str | None, mentions: list[Mention], unlisted: list[Unlisted]
    ) -> list[Mention]:
        """The garbled names of a text whose entities are clear, in order; none in a text that is no translation."""
        route = self.route(tokens, lang, mentions)
        if route is None:
            return []
        free = _free(text, mentions)
        named = [_Range(each.start, each.end, _KINDS[each.kind], route.target != "vi") for each in unlisted]
        ranges = [*named, *_runs(text, tokens, free, route), *_phrases(text, tokens, free, route)]
        asked = [Asked(text[each.start : each.end], each.kinds, each.resolved) for each in ranges]
        answers = self._garbles.answers(asked, route, company_of(mentions))
        roles = {each.start: each.role for each in unlisted}
        found = [
            _mention(each, surface, answers[surface], roles.get(each.start))
            for each in ranges
            if (surface := text[each.start : each.end]) in answers
        ]
        slipped = (more for each in found if each.kind is EntityKind.PERSON for more in _slipped(text, tokens, each))
        return _apart([*found, *slipped])


def company_of(mentions: list[Mention]) -> Company:
    """What a text names for certain, each entity once."""
    company = Company()
    for entity in {each.entity.id: each.entity for each in mentions if each.entity is not None}.values():
        company.meet(entity)
    return company


def _free(text: str, mentions: list[Mention]) -> bytearray:
    """For each character of a text whether it may belong to a garbled name: no name that is certain covers it."""
    free = bytearray(b"\1") * len(text)
    for each in mentions:
        if each.kind is not EntityKind.TERM and not _goes_on(text, each):
            free[each.start : each.end] = bytes(each.end - each.start)
    return free


def _goes_on(text: str, mention: Mention) -> bool:
    """Whether a single word that is taken for a part of someone's name begins another: "Phu" in "Phu Tan"."""
    behind = text[mention.end : mention.end + 2]
    alone = mention.kind is EntityKind.PERSON and " " not in mention.surface
    return alone and behind[:1] == " " and behind[1:].isupper()


def _runs(text: str, tokens: Tokens, free: bytearray, route: Route) -> Iterator[_Range]:
    """Runs of capitalised syllables of Vietnamese, and the same with capitalised words behind them."""
    if "vi" not in route.languages:
        return
    known = vietnamese_syllables()
    capital = [text[at].isupper() and bool(free[at]) for at in tokens.starts]
    common = function_words("en")
    i = 0
    while i < len(tokens):
        if not capital[i] or tokens.texts[i] not in known or (tokens.texts[i] in common and route.target != "vi"):
            i += 1
            continue
        last = _reach(text, tokens, capital, i, MOST_SYLLABLES, within=known)
        if last > i:
            longer = _reach(text, tokens, capital, last, _MOST_BEHIND)
            if longer > last:
                yield _Range(tokens.starts[i], tokens.ends[longer], _INSTITUTIONS)
            yield _Range(tokens.starts[i], tokens.ends[last], _OF_RUN)
        i = last + 1


def _reach(
    text: str, tokens: Tokens, capital: list[bool], first: int, most: int, *, within: frozenset[str] | None = None
) -> int:
    """The last token of the run of capitalised words, parted by single spaces, that begins at `first`."""
    last = first
    while last + 1 < len(tokens) and last - first < most - (within is not None):
        gap = text[tokens.ends[last] : tokens.starts[last + 1]]
        if gap != " " or not capital[last + 1] or (within is not None and tokens.texts[last + 1] not in within):
            break
        last += 1
    return last


def _phrases(text: str, tokens: Tokens, free: bytearray, route: Route) -> Iterator[_Range]:
    """Capitalised phrases that translations write for a country or a place, and longer names that begin so."""
    spelled = tokens.stems if route.target in INFLECTED else tokens.texts
    for source in route.languages[:-1]:
        for wordings, least in ((rewritten(route.target, source), 1), (meanings(route.target, source), 2)):
            for i in where(spelled, wordings.first):
                last = _phrase(spelled, i, wordings, least)
                if last is None or not (free[tokens.starts[i]] and _is_capital(text, tokens, i, last)):
                    continue
                longer = _joined_on(text, tokens, last, route.target)
                if longer > last:
                    yield _Range(tokens.starts[i], tokens.ends[longer], _INSTITUTIONS, resolved=True)
                yield _Range(tokens.starts[i], tokens.ends[last], _PLACES)


def _joined_on(text: str, tokens: Tokens, last: int, lang: str) -> int:
    """The last token of a long name that goes on behind a token: capitalised words, joined by words like "of"."""
    joiners, end, at = vocabulary(lang).of | vocabulary(lang).conjunctions, last, last
    while at + 1 < len(tokens) and at - last < _LONGEST_NAME:
        if text[tokens.ends[at] : tokens.starts[at + 1]] != " ":
            break
        at += 1
        if text[tokens.starts[at]].isupper():
            end = at
        elif tokens.texts[at] not in joiners:
            break
    return end


def _phrase(spelled: list[str], i: int, wordings: Wordings, least: int) -> int | None:
    """The last token of the longest listed phrase that begins at a token, None where none does."""
    sizes = range(min(wordings.longest, len(spelled) - i), least - 1, -1)
    return next((i + size - 1 for size in sizes if tuple(spelled[i : i + size]) in wordings.meant), None)


def _is_capital(text: str, tokens: Tokens, first: int, last: int) -> bool:
    return all(text[tokens.starts[i]].isupper() for i in (first, last))


def _mention(each: _Range, surface: str, answer: Answer, role: str | None) -> Mention:
    entity = answer.entity
    return Mention(each.start, each.end, surface, entity.kind, entity, answer.score, answer.reason, None, role)


def _slipped(text: str, tokens: Tokens, told: Mention) -> Iterator[Mention]:
    """Other wordings of a name of two words, of which the second begins alike: Liu Arthraxon, Liu Arthropoulos."""
    first, _, second = told.surface.lower().partition(" ")
    if len(second) < _LONG or " " in second or second == first:
        return
    for i in where(tokens.texts[:-1], frozenset((first,))):
        other, end = tokens.texts[i + 1], tokens.ends[i + 1]
        alike = other != second and other[:_ALIKE] == second[:_ALIKE] and len(other) >= _LONG
        if alike and text[tokens.starts[i]].isupper() and text[tokens.starts[i + 1]].isupper():
            yield _reworded(told, text, tokens.starts[i], end)


def _reworded(told: Mention, text: str, start: int, end: int) -> Mention:
    meant = told.entity.name if told.entity else told.surface
    why = f"another wording of «{told.surface}», which in this text means {meant}"
    score = round(told.score - _LESS_SURE, 3)
    return told._replace(start=start, end=end, surface=text[start:end], score=score, reason=why)


def _apart(found: list[Mention]) -> list[Mention]:
    """The mentions in order; of those that overlap the longest."""
    kept: list[Mention] = []
    covered = bytearray(max((each.end for each in found), default=0))
    for each in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if not any(covered[each.start : each.end]):
            covered[each.start : each.end] = b"\1" * (each.end - each.start)
            kept.append(each)
    return sorted(kept, key=lambda one: one.start)
