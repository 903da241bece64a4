"""Institutions whom no table lists, in spaced scripts: a head noun and the capitals around it.

A head alone ("the University"), or with words that only say what kind it is ("the State University"), names
none.  Each family of languages has its own order: English puts the head last or before "of"; Romance languages
and Polish first; East Slavic and Czech write all but the first word small; Vietnamese every second syllable.
"""

from __future__ import annotations

from collections.abc import Iterator

from polyonym.aliases.model import EntityKind
from polyonym.engine.tagging.cyrillic_institutions import slavic
from polyonym.engine.tagging.extent import Extent, rest_behind
from polyonym.engine.tagging.roles import phrase_ending
from polyonym.engine.tagging.scene import Found, Scene
from polyonym.engine.tagging.vietnamese_institutions import vietnamese

_SMALL_LATER = frozenset(["ru", "be", "uk", "bg", "kk", "cs"])
_HEAD_FIRST = frozenset(["fr", "es", "pt", "it", "pl"])
_SURE, _LIKELY = 0.9, 0.85
_MOST = 14


def institutions(scene: Scene) -> Iterator[Found]:
    """The institutions of a text in order; none covers a listed name or another one."""
    done = -1
    for i in scene.ending(scene.vocabulary.head_ends):
        if i <= done:
            continue
        head = phrase_ending(scene.words, i, scene.vocabulary.heads, scene.vocabulary.head_ends)
        extent = _extent(scene, head[0], i, head[1], done) if head is not None else None
        if extent is None or extent.last - extent.first > _MOST or scene.is_listed(extent.first, extent.last):
            continue
        done = extent.last
        head_word = scene.text[scene.tokens.starts[i] : scene.tokens.ends[i]]
        score = _SURE if head and head[1] == "strong" else _LIKELY
        yield Found(extent.first, extent.last, EntityKind.ORGANIZATION, score, f"a name around “{head_word}”")


def _extent(scene: Scene, first: int, last: int, sort: str, done: int) -> Extent | None:
    if scene.lang in _SMALL_LATER:
        return slavic(scene, first, last, sort)
    if scene.lang == "vi":
        return vietnamese(scene, first, last)
    if sort == "legal":
        return _legal(scene, last, done)
    if scene.lang in _HEAD_FIRST:
        return _head_first(scene, first, last, sort, done)
    if scene.lang == "de":
        return _german(scene, first, last)
    return _english(scene, last, sort, done) if scene.capital(last) else None


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
    start = _back(scene, first, done)
    return Extent(start, i) if _has_proper(scene, start, first) else None


def _back(scene: Scene, i: int, done: int) -> int:
    """Where the capitals begin that end at `i`; "X and Y" counts as one where both are fields.

    It never begins at `done` or before, where another name ends.
    """
    floor = max(done, i - _MOST)
    while i - 1 > floor:
        if scene.joined(i - 1) and scene.capital(i - 1) and _may_be_inside(scene, i - 1):
            i -= 1
        elif scene.words[i - 1] in scene.vocabulary.conjunctions and _joins_fields(scene, i - 1) and i > 1:
            i -= 2
        else:
            break
    common = scene.words[i] in scene.vocabulary.stops and scene.words[i] not in scene.vocabulary.fields
    return i + 1 if scene.opens_sentence(i) and (common or scene.tokens.texts[i].endswith(("ing", "ly"))) else i


def _may_be_inside(scene: Scene, i: int) -> bool:
    return not scene.tokens.texts[i].endswith("'s") and (
        scene.words[i] not in scene.vocabulary.stops or scene.words[i] in scene.vocabulary.fields
        or (scene.words[i],) in scene.vocabulary.heads or scene.is_taken(i)
    )  # fmt: skip


def _joins_fields(scene: Scene, i: int) -> bool:
    """Whether a conjunction joins two fields of one name: Automobile and Highway College."""
    if i < 1 or not (scene.joined(i - 1) and scene.joined(i) and scene.capital(i - 1) and scene.capital(i + 1)):
        return False
    fields = scene.vocabulary.fields
    return scene.words[i - 1] in fields and scene.words[i + 1] in fields


def _has_proper(scene: Scene, first: int, last: int) -> bool:
    """Whether some capitalised word among the tokens says which institution it is, not only what kind."""
    spoken = scene.vocabulary
    return any(
        scene.capital(i) and scene.words[i] not in spoken.fields and (scene.words[i],) not in spoken.heads
        and scene.words[i] not in spoken.of and scene.words[i] not in spoken.articles
        and (scene.words[i] not in spoken.stops or scene.is_taken(i)) and scene.words[i] not in ("co", "no")
        for i in range(first, last + 1)
    )  # fmt: skip


def _english(scene: Scene, i: int, sort: str, done: int) -> Extent | None:
    if scene.is_headline(i) or scene.gap(i - 1) == "-":
        return None
    first = _back(scene, i, done)
    if first > i:
        return None
    last = rest_behind(scene, i)
    following = last + 1
    if scene.gap(last) in ("' ", "’ ") and scene.capital(following):
        return None  # "Ministry of Belarus’ Education"
    if scene.joined(last) and scene.capital(following) and (scene.words[following],) not in scene.vocabulary.roles:
        return None  # "University Website Auditors": the capitals go on
    if not _has_proper(scene, first, last) and not _is_field_of(scene, first, i, last, sort):
        return None
    if first < i and scene.words[first - 1] in scene.vocabulary.of and scene.joined(first - 1):
        return None if (scene.words[first - 2],) in scene.vocabulary.heads else Extent(first, last)
    return Extent(first, last) if last > first else None


def _is_field_of(scene: Scene, first: int, head: int, last: int, sort: str) -> bool:
    """A ministry of something: its field is all that tells it, within its country."""
    return first == head and last > head + 1 and sort == "strong" and scene.words[head] == "ministry"


def _head_first(scene: Scene, first: int, i: int, sort: str, done: int) -> Extent | None:
    last = rest_behind(scene, i)
    if scene.is_headline(i) or (scene.opens_sentence(first) and sort != "strong" and last == i + 1):
        return None
    if scene.lang == "pl" and scene.joined(last) and scene.capital(last + 1):
        return None  # what goes on may be the name of a person: Komisji Europejskiej Frans Timmermans
    if scene.capital(first):
        return Extent(_adjectives(scene, first, done), last) if _has_proper(scene, i + 1, last) else None
    behind = i + 1 < len(scene.words) and scene.words[i + 1] in scene.vocabulary.of
    strong = sort == "strong" and behind and scene.words[i] not in ("école", "ecole", "colegio", "collège", "college")
    return Extent(first, last) if strong and _has_proper(scene, i + 1, last) else None


def _adjectives(scene: Scene, first: int, done: int) -> int:
    """Where a Polish name begins with adjectives: Narodowy Instytut …, Europejskie Stowarzyszenie …."""
    while scene.lang == "pl" and first - 1 > done and scene.joined(first - 1) and scene.capital(first - 1):
        if not scene.tokens.texts[first - 1].endswith(("y", "ego", "emu", "ym", "a", "ej", "ie", "ki", "o")):
            break
        first -= 1
    return first


def _german(scene: Scene, first: int, i: int) -> Extent | None:
    """Nouns all have capitals, so a hyphen, a listed place or "für" must tell the name."""
    if scene.is_headline(i):
        return None
    if scene.gap(first - 1) == "-" and scene.capital(first - 1):
        start = first - 1
        while scene.gap(start - 1) == "-" and scene.capital(start - 1):
            start -= 1
        return Extent(start, i) if scene.words[start] not in scene.vocabulary.stops else None
    last = rest_behind(scene, i, only=frozenset(("fur",)))
    if scene.joined(last) and scene.is_taken(last + 1) and scene.gap(last) == " ":
        last += 1
    return Extent(first, last) if last > i and scene.words[i] not in ("institut",) else None
