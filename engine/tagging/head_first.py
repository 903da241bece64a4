"""Institutions whose head comes first: Romance languages, Dutch, Greek, Indonesian, Swahili."""

from __future__ import annotations

from polyonym.engine.tagging.capital_runs import has_proper
from polyonym.engine.tagging.extent import Extent, rest_behind
from polyonym.engine.tagging.scene import Scene

_SCHOOLS = frozenset(("école", "ecole", "colegio", "collège", "college"))
_INDEFINITE = frozenset(("un", "une", "una", "uno", "um", "uma", "een", "o", "ένα", "μια", "ενα", "sebuah", "seorang"))
_ACRONYM = 6
_MOST_BEFORE_PERSON = 2


def head_first(scene: Scene, first: int, i: int, sort: str, done: int) -> Extent | None:
    """The name behind a head noun at tokens `first`..`i`, or None."""
    last = rest_behind(scene, i)
    if scene.words[first - 1] in _INDEFINITE or _repeats(scene, i, last) or (last > i and _is_open(scene, last)):
        return None
    if scene.is_headline(i) or (scene.opens_sentence(first) and sort != "strong" and last == i + 1):
        return None
    if scene.lang == "pl" and _is_before_person(scene, first, i, last):
        return None  # what goes on may be the name of a person: Komisji Europejskiej Frans Timmermans
    if scene.vocabulary.order.telling:
        return _told_by_capitals(scene, first, i, last, sort, done)
    if (
        scene.lang != "pl"
        and scene.joined(first - 1)
        and scene.capital(first - 1)
        and not scene.opens_sentence(first - 1)
    ):
        return None  # La Haute Cour du Kenya
    if scene.capital(first):
        told = has_proper(scene, i + 1, last) or _is_told_by_fields(scene, i, last, sort)
        return Extent(_adjectives(scene, first, done), last) if told else None
    behind = i + 1 < len(scene.words) and scene.words[i + 1] in scene.vocabulary.of
    strong = sort == "strong" and behind and scene.words[i] not in _SCHOOLS
    return Extent(first, last) if strong and has_proper(scene, i + 1, last) else None


def _is_before_person(scene: Scene, first: int, i: int, last: int) -> bool:
    if scene.joined(last) and scene.capital(last + 1):
        return True
    return last - i > 1 and scene.joined(first - 1) and scene.words[first - 1] in scene.vocabulary.role_ends


def _told_by_capitals(scene: Scene, first: int, i: int, last: int, sort: str, done: int) -> Extent | None:
    """A name in a language that writes only names with capitals: Kementerian Kesehatan."""
    start = _fields_before(scene, first, done)
    if _is_company_of_place(scene, i, last) or _goes_on_small(scene, last) or _is_cut(scene, start, last):
        return None
    if not scene.capital(first) or (scene.joined(last) and scene.capital(last + 1)) or last - start < 1:
        return None
    if _is_role(scene, start - 1) and last - i > _MOST_BEFORE_PERSON and not scene.is_taken(last):
        return None  # the name of a person may follow: Rektor Universitas Indonesia Ari Kuncoro
    if has_proper(scene, start, last):
        return Extent(start, last)
    return Extent(start, last) if not scene.opens_sentence(start) or sort == "strong" else None


def _repeats(scene: Scene, i: int, last: int) -> bool:
    """Whether a head only says what the acronym behind it is: Shirika la WTO."""
    shown = scene.text[scene.tokens.starts[last] : scene.tokens.ends[last]]
    small = all(not scene.capital(at) for at in range(i + 1, last))
    return last > i and small and shown.isupper() and len(shown) <= _ACRONYM


def _is_open(scene: Scene, last: int) -> bool:
    """Whether a conjunction and a capital go on behind a name of fields: Commission Défense et Sécurité."""
    if not (scene.joined(last) and scene.joined(last + 1) and scene.capital(last + 2)):
        return False
    if scene.words[last + 1] not in scene.vocabulary.conjunctions or scene.vocabulary.is_head(scene.words[last + 2]):
        return False
    return (scene.vocabulary.order.telling or scene.lang == "pl") and not scene.is_taken(last + 2)


def _is_told_by_fields(scene: Scene, i: int, last: int, sort: str) -> bool:
    """Whether fields with capitals behind "of" tell a name: Ministério da Saúde, Tribunal de Contas da União."""
    if scene.opens_sentence(i) or scene.words[i + 1 : i + 2] == [] or scene.words[i + 1] not in scene.vocabulary.of:
        return False
    fields = sum(map(scene.capital, range(i + 1, last + 1)))
    return fields >= (1 if sort == "strong" else 2)


def _goes_on_small(scene: Scene, last: int) -> bool:
    """Whether "of" and a small word go on behind a place: Taasisi ya Marekani ya utawala wa chakula."""
    if not (scene.is_place(last) and scene.joined(last) and scene.joined(last + 1)):
        return False
    return scene.words[last + 1] in scene.vocabulary.of and not scene.capital(last + 2)


def _is_cut(scene: Scene, first: int, last: int) -> bool:
    """Whether capitals stand before a name, or "of" and a capital behind it, that may belong to it."""
    before = scene.joined(first - 1) and scene.capital(first - 1) and not scene.opens_sentence(first - 1)
    if before and scene.words[first - 1] not in scene.vocabulary.stops and not scene.is_taken(first - 1):
        return True
    behind = scene.joined(last) and scene.joined(last + 1) and scene.capital(last + 2)
    return behind and scene.words[last + 1] in scene.vocabulary.of and not scene.is_taken(last + 2)


def _is_company_of_place(scene: Scene, i: int, last: int) -> bool:
    """Whether a company has only its country behind it: Compagnie ya Russie."""
    kind = scene.vocabulary.kinds[scene.tokens.texts[i]] if scene.vocabulary.kinds.known else None
    kind = kind or scene.vocabulary.lent[scene.tokens.texts[i]]
    return kind is not None and kind.concept == "company" and last > i and scene.is_place(last)


def _is_role(scene: Scene, i: int) -> bool:
    return i >= 0 and scene.joined(i) and (scene.words[i] in scene.vocabulary.role_ends or scene.capital(i))


def _fields_before(scene: Scene, first: int, done: int) -> int:
    """Where a name begins with adjectives before its head: Εθνικό Μετσόβιο Πολυτεχνείο."""
    while scene.lang == "el" and first - 1 > done and scene.joined(first - 1) and scene.capital(first - 1):
        if scene.words[first - 1] in scene.vocabulary.stops:
            break
        first -= 1
    return first


def _adjectives(scene: Scene, first: int, done: int) -> int:
    """Where a Polish name begins with adjectives: Narodowy Instytut …, Europejskie Stowarzyszenie …."""
    while scene.lang == "pl" and first - 1 > done and scene.joined(first - 1) and scene.capital(first - 1):
        if not scene.tokens.texts[first - 1].endswith(("y", "ego", "emu", "ym", "a", "ej", "ie", "ki", "o")):
            break
        first -= 1
    return first
