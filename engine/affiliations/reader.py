"""Affiliations read: the organisations that an address of an institution or a signature names."""

from __future__ import annotations

from collections.abc import Iterator

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import EntityKind
from polyonym.engine.affiliations.admitting import admitted
from polyonym.engine.affiliations.choosing import Chosen, chosen, without_parts
from polyonym.engine.affiliations.completing import Completer
from polyonym.engine.affiliations.heads import Rank, token
from polyonym.engine.affiliations.probing import Prober
from polyonym.engine.affiliations.readings import readings
from polyonym.engine.affiliations.scene import Scene
from polyonym.engine.affiliations.segments import Segment
from polyonym.engine.affiliations.shape import Shape, is_reached, may_be_affiliation, shape_of
from polyonym.engine.matching.reason import describe
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.text.tokens import Tokens

_UNLISTED = 0.8


class Affiliations:
    """Reads affiliations against one lexicon; keep it, since it remembers the names it met."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._prober = Prober(lexicon)
        self._completer = Completer(lexicon, self._prober)

    def read(self, text: str, folded: str, tokens: Tokens) -> list[Mention] | None:
        """The organisations that an affiliation names, in order; None for a text that is none."""
        if not may_be_affiliation(text, tokens):
            return None
        scene = Scene.of(text, folded, tokens)
        shape = shape_of(text, scene.tokens, scene.segments)
        if shape is Shape.NONE:
            return None
        scene.survey()
        exact = chosen([each for each in readings(self._prober, scene) if admitted(each, scene)], scene)
        if not exact and shape is Shape.DOUBTFUL and not is_reached(tokens):
            return None
        found = without_parts([*exact, *self._completer.more(scene, exact)], scene)
        mentions = [*(_mention(scene, each) for each in found), *_unlisted(scene, found)]
        return sorted(mentions, key=lambda mention: mention.start)


def _mention(scene: Scene, each: Chosen) -> Mention:
    found = each.found
    start, end = scene.tokens.starts[found.first], scene.tokens.ends[found.last - 1]
    surface, entity = scene.text[start:end], found.name.entity
    return Mention(start, end, surface, entity.kind, entity, each.score, _why(scene, each, surface))


def _why(scene: Scene, each: Chosen, surface: str) -> str:
    """One sentence: the alias met, how, and what of the address decided."""
    found, entity = each.found, each.found.name.entity
    said = [describe(surface, found.name.alias), found.note]
    if each.town:
        said.append(f"the address names its town, {entity.city}")
    country = scene.segment(found.first).country
    if country and entity.country:
        said.append(f"country of the address: {country}")
    return "; ".join(filter(None, said))


def _unlisted(scene: Scene, found: list[Chosen]) -> Iterator[Mention]:
    """Universities and hospitals with names of their own, in addresses in which nothing is listed."""
    named = {scene.segment(each.found.first).group for each in found}
    numbers: dict[tuple[str, ...], int] = {}
    for segment, rank in zip(scene.segments, scene.ranks, strict=True):
        if rank < Rank.HOSPITAL or segment.group in named or not _has_own_name(segment):
            continue
        start, end = scene.tokens.starts[segment.first], scene.tokens.ends[segment.last - 1]
        number = numbers.setdefault(segment.words, len(numbers) + 1)
        why = "an institution in an address; no table lists it"
        yield Mention(start, end, scene.text[start:end], EntityKind.ORGANIZATION, None, _UNLISTED, why, number)


def _has_own_name(segment: Segment) -> bool:
    return any(token(word).own and not word.isdecimal() for word in segment.words)
