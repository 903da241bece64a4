"""Choose among the names admitted: one entity for each place, the longest name, the institution before its parts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from polyonym.aliases.model import AliasKind
from polyonym.engine.affiliations.admitting import entity_rank
from polyonym.engine.affiliations.heads import Rank, token
from polyonym.engine.affiliations.probing import Found, is_short
from polyonym.engine.affiliations.scene import Scene


class Chosen(NamedTuple):
    """A name with the entity that it means here."""

    found: Found
    score: float
    town: bool
    rank: Rank


_KINDS = {AliasKind.OFFICIAL: 2, AliasKind.TRANSLATION: 2, AliasKind.TRANSLITERATION: 2}


def chosen(admitted: Iterable[Found], scene: Scene) -> list[Chosen]:
    """The names meant: none overlap."""
    places: dict[tuple[int, int], list[Found]] = {}
    for each in admitted:
        places.setdefault((each.first, each.last), []).append(each)
    taken = bytearray(len(scene.tokens))
    found = []
    for (first, last), rivals in sorted(places.items(), key=lambda row: (row[0][0] - row[0][1], row[0])):
        if any(taken[first:last]):
            continue
        best = _best(rivals, scene)
        if best is not None:
            found.append(best)
            taken[first:last] = b"\1" * (last - first)
    return found


def _best(rivals: list[Found], scene: Scene) -> Chosen | None:
    """The entity that fits a place best, or None where two fit alike."""
    ranked = sorted(((_worth(each, scene), each) for each in rivals), key=lambda row: row[0], reverse=True)
    worth, best = ranked[0]
    other = next((value for value, each in ranked if each.name.entity.id != best.name.entity.id), None)
    if other is not None and other == worth:
        return None
    town = worth[1]
    return Chosen(best, _score(best, worth, other is not None), town, entity_rank(best))


def _worth(found: Found, scene: Scene) -> tuple[bool, bool, float, int, bool]:
    name = found.name
    return (
        found.note.endswith("behind it"),
        scene.in_town(name.entity),
        round(found.fit, 2),
        _KINDS.get(name.alias.kind, 1),
        name.alias.text == name.entity.name,
    )


def _score(found: Found, worth: tuple[bool, bool, float, int, bool], rivalled: bool) -> float:
    weak = is_short(found.name) or found.name.rank is Rank.NONE
    score = 0.92 * found.fit + 0.05 * worth[1] - 0.1 * rivalled - 0.15 * weak
    return round(max(0.05, min(0.99, score)), 3)


def without_parts(found: list[Chosen], scene: Scene) -> list[Chosen]:
    """Leave out what is a part of an institution named beside it in the same address."""
    highest: dict[int, Rank] = {}
    for each in found:
        if not is_short(each.found.name):
            group = scene.segment(each.found.first).group
            highest[group] = max(each.rank or Rank.BODY, highest.get(group, Rank.NONE))
    return [each for each in found if _stands(each, highest.get(scene.segment(each.found.first).group, Rank.NONE))]


def _stands(each: Chosen, highest: Rank) -> bool:
    """Whether a name is meant beside the highest institution of its address."""
    if is_short(each.found.name):
        return highest <= Rank.INSTITUTE
    if each.rank in (Rank.UNIVERSITY, Rank.HOSPITAL, Rank.NONE):
        return True
    if highest >= Rank.HOSPITAL:
        return False
    if each.rank is Rank.UNIT and highest > Rank.UNIT and not token(each.found.name.words[0]).own:
        return False
    return each.town or any(token(word).own for word in each.found.name.words)
