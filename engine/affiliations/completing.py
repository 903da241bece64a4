"""Institutions of an affiliation not listed as they are written: spelled otherwise, cut short, in other letters."""

from __future__ import annotations

from collections.abc import Iterator

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import EntityKind
from polyonym.engine.affiliations.admitting import admitted, entity_rank
from polyonym.engine.affiliations.choosing import Chosen
from polyonym.engine.affiliations.heads import Rank, rank_of, token
from polyonym.engine.affiliations.near import LONGER, Near, Neighbours
from polyonym.engine.affiliations.probing import Found, Name, Prober
from polyonym.engine.affiliations.scene import Scene
from polyonym.engine.affiliations.segments import Segment
from polyonym.engine.affiliations.tables import abbreviations
from polyonym.engine.affiliations.wording import links
from polyonym.engine.matching.resolve import Resolver
from polyonym.engine.matching.setting import Setting
from polyonym.engine.text.letters import side_of

_LEAST = 0.8
_ELSEWHERE = 0.9
_LEAD = 0.02
_LEAST_BEGUN = 3
_GOES_ON, _SURE, _GUESSED, _OF_HOSPITAL = 0.85, 0.94, 0.7, 0.2
"""How probable such names are, as counted: least without the town; hospitals of a town are often taken for others."""
_MOST_RESOLVED = 2


class Completer:
    """Completes what is found in an affiliation from one lexicon."""

    def __init__(self, lexicon: Lexicon, prober: Prober) -> None:
        self._lexicon = lexicon
        self._prober = prober
        self._neighbours = Neighbours(prober)
        self._resolver = Resolver(lexicon)

    def more(self, scene: Scene, exact: list[Chosen]) -> Iterator[Chosen]:
        """The institutions of segments in which no name is listed as it stands."""
        covered = {scene.at[each.found.first] for each in exact}
        led = {scene.segment(each.found.first).group for each in exact if each.rank >= Rank.HOSPITAL}
        resolved = 0
        for place, (segment, rank) in enumerate(zip(scene.segments, scene.ranks, strict=True)):
            least = Rank.HOSPITAL if segment.group in led else Rank.INSTITUTE
            if place in covered or segment.address or rank < least:
                continue
            best = self._nearest(scene, segment) or self._going_on(scene, segment)
            if best is None and resolved < _MOST_RESOLVED and not _is_latin(segment):
                resolved += 1
                best = self._resolved(scene, segment)
            if best is not None:
                yield best

    def _nearest(self, scene: Scene, segment: Segment) -> Chosen | None:
        words, places = _written_out(segment)
        found = self._neighbours.near(words, scene.places, scene.in_town, lambda entity: scene.admits(entity, segment))
        rated = sorted(((_rating(scene, each), each) for each in found), key=lambda row: -row[0])
        if not rated or rated[0][0] < _LEAST:
            return None
        worth, best = rated[0]
        rivals = (value + LONGER * each.met for value, each in rated if each.name.entity.id != best.name.entity.id)
        if max(rivals, default=0.0) > worth + LONGER * best.met - _LEAD:
            return None
        first, last = segment.first + places[best.first], segment.first + places[best.last - 1] + 1
        chosen = Found(first, last, best.name, best.fit, "spelled otherwise")
        if not admitted(chosen, scene) or _is_torn(chosen, segment):
            return None
        town, rank = scene.in_town(best.name.entity), best.name.rank
        sure = (_SURE if town else _GUESSED) - _OF_HOSPITAL * (rank is Rank.HOSPITAL)
        return Chosen(chosen, round(min(best.fit, sure), 3), town, rank)

    def _going_on(self, scene: Scene, segment: Segment) -> Chosen | None:
        """The one name that begins as a segment does, in this town."""
        least = _LEAST_BEGUN + (not any(token(word).own for word in segment.words))
        if len(segment.words) < least:
            return None
        met = [
            each
            for each in self._prober.going_on(scene.tokens.stems[segment.first : segment.last])
            if scene.admits(each.entity, segment) and scene.in_town(each.entity) and _same_body(each, segment)
        ]
        if len({each.entity.id for each in met}) != 1:
            return None
        found = Found(segment.first, segment.last, met[0], 0.9, "which goes on")
        return Chosen(found, _GOES_ON, True, entity_rank(found))

    def _resolved(self, scene: Scene, segment: Segment) -> Chosen | None:
        """What a segment in other letters resolves to."""
        start, end = scene.tokens.starts[segment.first], scene.tokens.ends[segment.last - 1]
        answer = self._resolver.resolve(
            scene.text[start:end], kind=EntityKind.ORGANIZATION.value, setting=Setting(segment.country)
        )
        best = answer.matches[0] if answer.decision is not None else None
        if best is None or not scene.admits(best.entity, segment):
            return None
        spoken = Name(best.alias, best.entity, segment.words, rank_of(segment.words))
        found = Found(segment.first, segment.last, spoken, best.score, "in other letters")
        return Chosen(found, round(best.score, 3), scene.in_town(best.entity), spoken.rank)


def _written_out(segment: Segment) -> tuple[tuple[str, ...], list[int]]:
    """The words of a segment with its abbreviations written out, and which word each comes from."""
    long = [(each, i) for i, word in enumerate(segment.words) for each in abbreviations().get(word, (word,))]
    return tuple(word for word, _ in long), [i for _, i in long]


def _is_torn(found: Found, segment: Segment) -> bool:
    """Whether a name begins with a head that ends another one: Nepean | Hospital Sydney."""
    words, i = segment.words, found.first - segment.first
    if not i or not token(words[i - 1]).own or words[i - 1] in links() or not token(words[i]).rank:
        return False
    return not (i + 1 < len(words) and words[i + 1] in links())


def _rating(scene: Scene, near: Near) -> float:
    return near.fit * (1.0 if scene.in_town(near.name.entity) else _ELSEWHERE)


def _is_latin(segment: Segment) -> bool:
    return all(word.isascii() or side_of(word[0]) == "L" for word in segment.words)


def _same_body(name: Name, segment: Segment) -> bool:
    """Whether what a name has more than a segment makes it none of its parts: a small word first, or no head."""
    more = name.words[len(segment.words) :]
    return bool(more) and (more[0] in links() or rank_of(more) < Rank.INSTITUTE)
