"""Institutions that no table lists: a head noun and the words around it that make it a name.

A head alone ("the University"), or with words that only say what kind it is ("the State University"), names
none.  Each family of languages has its own order (tables/orders.tsv): English puts the head last or before
"of"; Romance languages first; Turkish last; Slavic ones write all but the first word small; Arabic or Hindi have
no capitals at all, so that a place must tell the name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from polyonym.aliases.model import EntityKind
from polyonym.engine.tagging.capital_runs import has_proper, run_back
from polyonym.engine.tagging.clues import HEAD
from polyonym.engine.tagging.cyrillic_institutions import slavic
from polyonym.engine.tagging.english_institutions import english
from polyonym.engine.tagging.extent import Extent
from polyonym.engine.tagging.german_institutions import german
from polyonym.engine.tagging.head_first import head_first
from polyonym.engine.tagging.head_last import head_last, small_last
from polyonym.engine.tagging.kinds import repeats
from polyonym.engine.tagging.parts import COVERABLE
from polyonym.engine.tagging.roles import phrase_ending
from polyonym.engine.tagging.scene import Found, Scene
from polyonym.engine.tagging.uncased import uncased_first, uncased_last
from polyonym.engine.tagging.vietnamese_institutions import vietnamese

_SURE, _LIKELY = 0.9, 0.85
_MOST = 14
Rule = Callable[[Scene, int, int, str, int], Extent | None]
"""From a text, the first and the last token of a head, its sort, and where the name before ended, to a name."""
_RULES: dict[str, Rule] = {
    "english": english,
    "first": head_first,
    "german": lambda scene, first, last, sort, done: german(scene, first, last, sort),
    "last": head_last,
    "small": small_last,
    "slavic": lambda scene, first, last, sort, done: slavic(scene, first, last, sort),
    "vietnamese": lambda scene, first, last, sort, done: vietnamese(scene, first, last, sort),
    "uncased-first": uncased_first,
    "uncased-last": uncased_last,
}
_BORROWED = {"en": "english", "fr": "first"}


def institutions(scene: Scene) -> Iterator[Found]:
    """The institutions of a text in order; none covers another one, or listed names that it may not."""
    done = -1
    for i in scene.ending(HEAD):
        head = _head(scene, i) if i > done else None
        if head is None:
            continue
        first, sort = head
        extent = _extent(scene, first, i, sort, done)
        if extent is None or extent.last - extent.first > _MOST or not _is_own(scene, extent, first, i):
            continue
        done = extent.last
        word = scene.text[scene.start(i) : scene.end(i)]
        score = _SURE if sort.endswith("strong") else _LIKELY
        yield Found(extent.first, extent.last, EntityKind.ORGANIZATION, score, f"a name around “{word}”")


def _head(scene: Scene, i: int) -> tuple[int, str] | None:
    """Where the head begins that ends at a token, and its sort."""
    listed = phrase_ending(scene.words, i, scene.vocabulary.heads, scene.vocabulary.head_ends)
    if listed is not None or not scene.vocabulary.kinds.known:
        return listed
    kind = scene.vocabulary.kinds[scene.tokens.texts[i]]
    return (i, kind.sort) if kind is not None else None


def _extent(scene: Scene, first: int, last: int, sort: str, done: int) -> Extent | None:
    lender, _, own = sort.rpartition(":")
    order = _BORROWED[lender] if lender else scene.vocabulary.order.order
    if own == "legal" and order != "slavic":
        return _legal(scene, last, done)
    return _RULES[order](scene, first, last, own, done)


def _is_own(scene: Scene, extent: Extent, first: int, last: int) -> bool:
    """Whether a name may stand over the listed names in it and says more than they do."""
    if extent.first == first and extent.last == last and first < last:
        return False  # a head of several words alone
    if not scene.may_cover(extent.first, extent.last, (last, last)):
        return False
    start, end = scene.tokens.starts[extent.first], scene.tokens.ends[extent.last]
    covered = scene.taken[start:end]
    if 0 not in covered:
        return False  # it is the listed name itself
    if COVERABLE not in covered:
        return True
    beside = [i for i in range(extent.first, extent.last + 1) if not (scene.is_taken(i) or first <= i <= last)]
    if beside:
        return True
    return not repeats(scene.tokens.texts[last], scene.lang)


def _legal(scene: Scene, i: int, done: int) -> Extent | None:
    """Capitals before a legal form: "Shaanxi Education Technology Co., Ltd."."""
    if not scene.capital(i):
        return None
    first = i - 1
    if first > 0 and scene.words[first] == "co" and scene.gap(first) in (".,", "., ", ". ", ", ", " "):
        first -= 1
    elif first < 0 or scene.gap(first) not in (" ", ", "):
        return None
    if not scene.capital(first) or first <= done:
        return None
    start = run_back(scene, first, done)
    return Extent(start, i) if has_proper(scene, start, first) else None
