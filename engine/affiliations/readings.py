"""The ways to read a segment that lead to listed names: as it stands, joined with its town, written out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from polyonym.engine.affiliations.address import town_of
from polyonym.engine.affiliations.heads import Rank, rank_of, token
from polyonym.engine.affiliations.probing import Found, Prober, is_short
from polyonym.engine.affiliations.scene import Scene
from polyonym.engine.affiliations.segments import Segment
from polyonym.engine.affiliations.tables import abbreviations, country_labels, listed_words, towns

_LONGEST, _LONGEST_TOWN = 14, 4
_AROUND = 6
"""How many segments away a town may stand."""
_LINKS = frozenset(("at", "of", "the", "and", "de", "der", "di"))


def readings(prober: Prober, scene: Scene) -> Iterator[Found]:
    """The names that stand in an affiliation, each over the tokens of one segment."""
    for place, segment in enumerate(scene.segments):
        if segment.address and len(segment.words) < 2:
            continue
        reach = _reach(scene, place)
        for first in range(segment.first, segment.last):
            for each in prober.found(scene.text, scene.tokens, first, reach):
                if each.last <= segment.last:
                    yield each
                elif _crosses(scene, each, segment):
                    more = " ".join(scene.tokens.texts[segment.last : each.last])
                    yield each._replace(last=segment.last, note=f"with «{more}» behind it")
        if not segment.address and len(segment.words) <= _LONGEST:
            yield from _joined(prober, scene, place)
            yield from _written_out(prober, scene, segment)


def _reach(scene: Scene, place: int) -> int:
    """How far names may run on: over the next two segments of the same address."""
    last = place
    while (
        last < min(place + 2, len(scene.segments) - 1) and scene.segments[last + 1].group == scene.segments[place].group
    ):
        last += 1
    return scene.segments[last].last


def _crosses(scene: Scene, found: Found, segment: Segment) -> bool:
    """Whether a name may run over a comma: to the end of a later segment, from an institution and not from a part."""
    later = scene.segment(found.last - 1)
    if found.last != later.last or later.address:
        return False
    begun = rank_of(tuple(scene.tokens.texts[found.first : segment.last]))
    return begun >= Rank.HOSPITAL or (begun > Rank.UNIT and not scene.ranks[scene.at[found.last - 1]])


def _joined(prober: Prober, scene: Scene, place: int) -> Iterator[Found]:
    """Names that a segment makes with a town of the address or, as registries qualify them, with its country."""
    segment = scene.segments[place]
    label = country_labels().get(segment.country or "")
    around = range(max(0, place - _AROUND), min(len(scene.segments), place + _AROUND + 1))
    towns = [town_of(scene.segments[i].words) for i in around if i != place and _is_town(scene, i, segment.group)]
    places = [*towns, label] if label else towns
    ends = (segment.last, *_ends(scene, segment))
    for first in _starts(scene, segment):
        for end in ends:
            own = _long(scene.tokens.texts[first:end])
            for more in places if own else ():
                if len(more) <= _LONGEST_TOWN:
                    note = f"with «{' '.join(more)}» of the address"
                    for forms in _linked(own, more):
                        found = prober.written(scene.text, scene.tokens, first, end, forms, note)
                        yield from (each for each in found if not is_short(each.name))


def _is_town(scene: Scene, place: int, group: int) -> bool:
    each = scene.segments[place]
    return not scene.ranks[place] and not each.address and each.group == group


def _linked(own: tuple[str, ...], town: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The ways to add a town to a name: University of Texas at El Paso."""
    yield (*own, *town)
    if rank_of(own) is Rank.UNIVERSITY:
        yield (*own, "at", *town)
        yield ("the", *own, "at", *town)
        yield ("the", *own, *town)


def _ends(scene: Scene, segment: Segment) -> Iterator[int]:
    """Where an institution's name may end in a segment, for a part of it follows: … of Maryland School of Law."""
    for i in range(segment.first + 2, segment.last):
        if token(scene.tokens.texts[i]).rank is Rank.UNIT:
            yield i
            return
    if rank_of(segment.words) is Rank.NONE:
        yield from (segment.first + i for i in _shorter(segment.words))


def _shorter(words: tuple[str, ...]) -> Iterator[int]:
    """Where a company's name may end: before its legal form, and before words that say what a part of it does."""
    loose = listed_words("loose.tsv")
    for i in range(len(words) - 1, 0, -1):
        if words[i] not in loose and len(words[i]) > 1 and token(words[i]).own:
            return
        yield i


def _starts(scene: Scene, segment: Segment) -> Iterator[int]:
    """Where an institution's name may begin in a segment: at its start, and behind a small word."""
    yield segment.first
    for i in range(segment.first + 1, segment.last):
        if scene.tokens.texts[i - 1] in _LINKS:
            yield i


def _written_out(prober: Prober, scene: Scene, segment: Segment) -> Iterator[Found]:
    """Names of a segment with its abbreviations written out, and with an "and" more or less."""
    start = 0 if segment.words[0] not in _LINKS else 1
    words = list(segment.words[start:])
    long = list(_long(words))
    forms = {tuple(long)} if long != words else set()
    forms.update(_elsewhere(words))
    if "and" in words:
        forms.add(tuple(word for word in words if word != "and"))
    headed = next((i for i, word in enumerate(long) if token(word).rank > Rank.UNIT), len(long))
    if long != words and headed + 1 < len(long) and long[headed + 1] not in _LINKS:
        forms.add((*long[: headed + 1], "of", *long[headed + 1 :]))
    joined = _with_and(scene, segment, start)
    if joined is not None:
        forms.add(joined)
    for each in sorted(forms):
        if each:
            yield from prober.written(
                scene.text, scene.tokens, segment.first + start, segment.last, each, "written out"
            )


def _long(words: Sequence[str]) -> tuple[str, ...]:
    """Words with the abbreviations among them written out."""
    return tuple(each for word in words for each in abbreviations().get(word, (word,)))


def _elsewhere(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Words with a town among them called by its other names: LMU Munich, LMU München."""
    for i, word in enumerate(words):
        for name in towns().get((word,), ()):
            if name != (word,):
                yield (*words[:i], *name, *words[i + 1 :])


def _with_and(scene: Scene, segment: Segment, start: int) -> tuple[str, ...] | None:
    """The words of a segment with "and" for each "&"; None where it has none."""
    tokens, found, met = scene.tokens, [], False
    for i in range(segment.first + start, segment.last):
        found.append(tokens.texts[i])
        if i + 1 < segment.last and "&" in scene.folded[tokens.ends[i] : tokens.starts[i + 1]]:
            found.append("and")
            met = True
    return tuple(found) if met else None
