"""Institutions as English names them: capitals before the head, or "of" and capitals behind it."""

from __future__ import annotations

from polyonym.engine.tagging.capital_runs import has_proper, is_cut, is_initial, run_back
from polyonym.engine.tagging.extent import Extent, rest_behind
from polyonym.engine.tagging.name_words import forenames_of
from polyonym.engine.tagging.role_reach import role_through
from polyonym.engine.tagging.scene import Scene

_MOST_BEFORE_ROLE = 4
_OF_FIELDS = frozenset(
    ("ministry", "department", "faculty", "bureau", "office", "institute", "school", "college", "center", "centre",
     "academy", "committee", "commission", "directorate", "division", "society", "association", "agency")
)  # fmt: skip
"""Heads that a field behind "of" tells within their country or house: Department of Scientific Research."""


def english(scene: Scene, first: int, i: int, sort: str, done: int) -> Extent | None:
    """The name whose head is token `i`, or None."""
    if not scene.capital(i) or scene.is_headline(i) or scene.gap(i - 1) == "-":
        return None
    first = run_back(scene, i, done)
    if first > i:
        return None
    last = rest_behind(scene, i, capitals=False)
    if _goes_on(scene, last) or (last > i and _is_half(scene, i, last)) or is_cut(scene, first, done):
        return None
    if last == i and i - first < 2 and (sort == "thin" or (sort == "weak" and scene.opens_sentence(first))):
        return None  # Microsoft Office; "Enter Group"
    if not has_proper(scene, first, last) and not _is_told_by_field(scene, first, i, last):
        return None
    if first < i and scene.words[first - 1] in scene.vocabulary.of and scene.joined(first - 1):
        first = _before_of(scene, first, done)
    return Extent(first, last) if last > first >= 0 else None


def _before_of(scene: Scene, first: int, done: int) -> int:
    """Where a name begins before whose run of capitals stands "of": Hall of Fame Foundation; -1 if that is unsure."""
    before = first - 2
    if before <= done or not scene.joined(before) or not scene.capital(before):
        return first
    if scene.words[before] in scene.vocabulary.role_ends:
        return first
    if scene.opens_sentence(before):
        return first
    if scene.vocabulary.is_head(scene.words[before]):
        return -1
    return run_back(scene, before, done) if scene.words[before] not in scene.vocabulary.stops else first


def _goes_on(scene: Scene, last: int) -> bool:
    """Whether capitals follow that may belong to the name: University Website Auditors."""
    following = last + 1
    if is_initial(scene, last):
        return True
    if scene.gap(last) in ("' ", "’ ") and scene.capital(following):
        return True  # "Ministry of Belarus’ Education"
    if (
        scene.joined(last)
        and scene.words[following : following + 1] == ["and"]
        and _is_role_behind(scene, following + 1)
    ):
        return True  # "Gwent Police and Crime Commissioner"
    if scene.joined(last) and scene.words[following : following + 1] == ["for"] and scene.capital(following + 1):
        return not scene.is_place(following + 1)  # Nigerian Pidgin: "for" is "in", too
    capital = scene.joined(last) and scene.capital(following)
    return capital and (scene.words[following],) not in scene.vocabulary.roles and not _is_person(scene, following)


def _is_person(scene: Scene, i: int) -> bool:
    """Whether a name begins to which a role before the institution reaches: "rector of X University Pavel Y"."""
    return scene.words[i] in forenames_of("en") and role_through(scene, i) is not None


def _is_half(scene: Scene, i: int, last: int) -> bool:
    """Whether "and" and a capital behind a field may belong to it: Department for Work and Pensions."""
    if scene.words[i] not in _OF_FIELDS or scene.words[last + 1 : last + 2] != ["and"]:
        return False
    if not (scene.joined(last) and scene.joined(last + 1) and scene.capital(last + 2)) or scene.is_taken(last + 2):
        return False
    return not (scene.joined(last + 2) and scene.capital(last + 3))


def _is_role_behind(scene: Scene, i: int) -> bool:
    """Whether capitals that begin at a token end in a role."""
    for at in range(i, i + _MOST_BEFORE_ROLE):
        if not scene.capital(at):
            return False
        if scene.words[at] in scene.vocabulary.role_ends or scene.words[at] == "commissioner":
            return at > i
    return False


def _is_told_by_field(scene: Scene, first: int, head: int, last: int) -> bool:
    """Whether fields alone tell a name: Ministry of Health, the Automotive School."""
    if first == head:
        fields = any(map(scene.vocabulary.is_field, scene.words[head + 2 : last + 1]))
        behind = last > head + 1 and scene.words[head] in _OF_FIELDS
        return behind and fields and not (scene.opens_sentence(head) and scene.words[head] != "ministry")
    told = [i for i in range(first, last + 1) if i != head and scene.words[i] not in scene.vocabulary.vague]
    return scene.words[first - 1] == "the" and scene.joined(first - 1) and bool(told) and not scene.capital(first - 1)
