"""Aliases proposed from the articles of an index: read, guess, put together, weigh, and show the evidence."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import AliasKind, Entity, EntityKind
from polyonym.engine.matching.resolve import Resolver
from polyonym.engine.proposing.borrowed import Borrowed
from polyonym.engine.proposing.company import Circles
from polyonym.engine.proposing.evidence import with_evidence
from polyonym.engine.proposing.forms import grouped, parts_of
from polyonym.engine.proposing.guesses import Guess, Guesser, How
from polyonym.engine.proposing.known import Known
from polyonym.engine.proposing.proposal import Proposal, Rival
from polyonym.engine.proposing.seen import Place, Sightings
from polyonym.engine.proposing.shorts import defined, initials
from polyonym.engine.proposing.weighing import Bundle, score
from polyonym.engine.tagging.definitions import looks_like_acronym
from polyonym.engine.text.fold import key
from polyonym.engine.text.letters import side_of
from polyonym.index.model import Stored
from polyonym.index.port import Index

_RIVALS, _LEAST_RIVAL = 3, 0.02
_PLACES = 5
_MEANT = "table of concepts"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which proposals are wanted: so many at most, at least so likely, for entities of a kind, or for one entity."""

    limit: int = 1000
    least: float = 0.3
    kind: EntityKind | None = None
    entity: str | None = None


DEFAULT = Wanted()


@dataclass(frozen=True, slots=True)
class _Found:
    """A proposal, and the places that speak for it."""

    proposal: Proposal
    places: tuple[Place, ...]


def propose(
    articles: Iterable[Stored], index: Index, lexicon: Lexicon, resolver: Resolver, borrowed: Borrowed, wanted: Wanted
) -> list[Proposal]:
    """The names that articles have for entities of a lexicon that it doesn't list, the likeliest first.

    Nothing is kept of the articles but counts and places; `index` is asked again for the few that are evidence.
    """
    sightings = Sightings(borrowed)
    for article in articles:
        sightings.take(article)
    known, circles = Known(lexicon), Circles(sightings)
    found: dict[str, _Found] = {}
    for lang, bundle in bundles(_guesses(sightings, Guesser(known, resolver, borrowed, sightings.names), circles)):
        entity = lexicon.entity(lexicon.number(bundle.best.entity) or 0)
        if wanted.kind in (None, entity.kind) and wanted.entity in (None, entity.id):
            sure = score(bundle, lang, entity.kind, sightings, circles)
            if sure >= wanted.least:
                one = _proposal(lexicon, entity, lang, bundle, sure)
                found[one.proposal.id] = _joined(found.get(one.proposal.id), one)
    whole = _without_pieces(found.values())
    best = sorted(_without_claims(whole), key=lambda each: _order(each.proposal))[: wanted.limit]
    return with_evidence(index, [(each.proposal, each.places) for each in best])


def _order(proposal: Proposal) -> tuple[float, int, str]:
    return -proposal.score, -proposal.articles, proposal.id


def _guesses(sightings: Sightings, guesser: Guesser, circles: Circles) -> Iterator[tuple[str, Guess]]:
    told = [(lang, guess) for lang, guess in guesser.all() if _is_whole(guess, guesser)]
    yield from initials(sightings, guesser, circles, told)
    yield from told
    yield from defined(sightings, guesser)


def _is_whole(guess: Guess, guesser: Guesser) -> bool:
    """Whether it isn't the short form of what a person belongs to, which tagging took for the person."""
    return not (guesser.known.kind(guess.entity) is EntityKind.PERSON and looks_like_acronym(guess.surface))


def bundles(guesses: Iterable[tuple[str, Guess]]) -> Iterator[tuple[str, Bundle]]:
    """The guesses for the forms of one name together, with their language; of two for one spelling the last counts."""
    by_entity: dict[tuple[str, str], dict[str, Guess]] = {}
    for lang, guess in guesses:
        by_entity.setdefault((guess.entity, lang), {})[guess.surface] = guess
    for (_, lang), met in by_entity.items():
        based: dict[str, list[Guess]] = {}
        for guess in met.values():
            based.setdefault(guess.base or "", []).append(guess)
        for base, forms_of in based.items():
            if base:
                yield lang, Bundle(tuple(sorted(forms_of, key=lambda each: each.surface != base)))
        loose = {each.surface: each.seen.count for each in based.get("", ())}
        for first, forms in grouped(loose, lang):
            yield lang, Bundle((met[first], *(met[form] for form in forms)))


def _proposal(lexicon: Lexicon, entity: Entity, lang: str, bundle: Bundle, sure: float) -> _Found:
    base, best = bundle.guesses[0], bundle.best
    rivals = []
    for id_, value in best.rivals[:_RIVALS]:
        number = lexicon.number(id_)
        if number is not None and value >= _LEAST_RIVAL:
            rivals.append(Rival(id_, lexicon.entity(number).name, round(value, 4)))
    name = plain(base.base or base.surface)
    forms = tuple(dict.fromkeys(each.surface for each in bundle.guesses if key(each.surface) != key(name)))
    made = Proposal(
        entity.id, entity.name, name, lang or None, kind_of(base, best, entity), sure, bundle.count,
        bundle.articles, str(best.how), best.reason, forms, rivals=tuple(rivals),
    )  # fmt: skip
    places = [place for each in bundle.guesses for place in each.seen.places]
    return _Found(made, tuple(_of_different_articles(places))[:_PLACES])


def plain(surface: str) -> str:
    """A name as it is written, without marks of direction or breaking, and with single spaces."""
    return " ".join("".join(char for char in surface if unicodedata.category(char) != "Cf").split())


def _of_different_articles(places: Iterable[Place]) -> Iterator[Place]:
    met: set[str] = set()
    for place in places:
        if place.article not in met:
            met.add(place.article)
            yield place


def kind_of(base: Guess, best: Guess, entity: Entity) -> AliasKind:
    """What sort of name it is."""
    if best.how in (How.DEFINED, How.INITIALS) or looks_like_acronym(base.surface):
        return AliasKind.ACRONYM
    if best.how is How.PART and len(parts_of(base.surface)) == 1:
        return AliasKind.SHORT
    if best.how is How.LENT or _MEANT in best.reason:
        return AliasKind.TRANSLATION
    sides = {side_of(base.surface[0]), side_of(entity.name[0])}
    return AliasKind.TRANSLITERATION if len(sides) > 1 else AliasKind.VARIANT


def _joined(one: _Found | None, other: _Found) -> _Found:
    """One name in two languages: as in the one that speaks for it more, counted in both."""
    if one is None:
        return other
    main, second = sorted((one, other), key=lambda each: (-each.proposal.score, -each.proposal.count))
    proposal = replace(
        main.proposal,
        count=main.proposal.count + second.proposal.count,
        articles=main.proposal.articles + second.proposal.articles,
        forms=tuple(dict.fromkeys(main.proposal.forms + second.proposal.forms)),
    )
    return _Found(proposal, tuple(_of_different_articles(main.places + second.places))[:_PLACES])


def _without_pieces(found: Collection[_Found]) -> Iterator[_Found]:
    """The names without those of several words that are met only within a longer one of the same entity."""
    longer: dict[str, list[Proposal]] = {}
    for each in found:
        longer.setdefault(each.proposal.entity, []).append(each.proposal)
    for each in found:
        own, run = each.proposal, f" {key(each.proposal.name)} "
        others = (one for one in longer[own.entity] if one is not own and one.count >= own.count)
        if run.count(" ") < _SEVERAL or not any(run in f" {key(one.name)} " for one in others):
            yield each


_SEVERAL = 3


def _without_claims(found: Iterable[_Found]) -> Iterator[_Found]:
    """One name proposed for several entities is likely that of the surest; the others are its rivals."""
    by_name: dict[str, list[_Found]] = {}
    for each in found:
        by_name.setdefault(key(each.proposal.name), []).append(each)
    for claims in by_name.values():
        total = sum(each.proposal.score for each in claims)
        for each in claims:
            if len(claims) == 1:
                yield each
                continue
            own = each.proposal
            others = sorted((one.proposal for one in claims if one is not each), key=_order)
            rivals = {one.entity: Rival(one.entity, one.entity_name, one.score) for one in others}
            rivals.update((one.entity, one) for one in own.rivals if one.entity not in rivals)
            shared = round(own.score * max(own.score / total, _LEAST_SHARE), 4)
            yield replace(each, proposal=replace(own, score=shared, rivals=tuple(rivals.values())[:_RIVALS]))


_LEAST_SHARE = 0.5
"""Several entities may have one name; less than this it isn't worth for that."""
