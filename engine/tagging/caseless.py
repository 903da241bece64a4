"""People in scripts without capitals: a role or title, then a known name; Georgian surnames by their endings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from polyonym.aliases.model import EntityKind
from polyonym.engine.tagging.name_words import listed, names_in
from polyonym.engine.tagging.reasons import introduced, written
from polyonym.engine.tagging.roles import phrase_ending
from polyonym.engine.tagging.scene import Found, Scene
from polyonym.engine.tagging.vocabulary import TITLE
from polyonym.engine.text.tokens import where

_SCRIPTS = {
    "ar": "Arab", "fa": "Arab", "ur": "Arab", "he": "Hebr", "hi": "Deva", "mr": "Deva", "ne": "Deva", "bn": "Beng",
    "am": "Ethi", "ti": "Ethi", "ka": "Geor",
}  # fmt: skip
WITHOUT_CAPITALS = frozenset((*_SCRIPTS, "th"))
"""The languages of scripts without capitals that have spaces, and Thai."""
_RANGES = {
    "Arab": ("\u0621", "\u06ff"), "Hebr": ("\u05d0", "\u05ea"), "Deva": ("\u0904", "\u097f"),
    "Beng": ("\u0985", "\u09fb"), "Ethi": ("\u1200", "\u137f"), "Geor": ("\u10d0", "\u10ff"),
}  # fmt: skip
_GAPS = frozenset((" ", "\u00a0", ". ", ".", "-", "' ", "/ "))
_FAR = 3
_LONGEST = 5
_ROLE, _TITLED, _AGAIN, _ENDING = 0.9, 0.92, 0.88, 0.9
_MOST_AGAIN = 50
_NEAR = 400
"""So many words around a name are looked at for the same name, so that time stays linear."""
_GEORGIAN_CASES = ("მა", "ის", "ისა", "ს", "ით", "ად", "ი", "სთან", "თან", "ზე", "ო")


@dataclass(frozen=True, slots=True)
class _Script:
    """What tells names in one script."""

    lang: str
    code: str
    names: frozenset[str]
    stops: frozenset[str]
    inside: frozenset[str]

    def is_known(self, token: str) -> bool:
        """Whether a token is a known name, in Georgian in any case."""
        if token in self.names:
            return True
        return self.code == "Geor" and any(
            token.endswith(case) and token.removesuffix(case) in self.names for case in _GEORGIAN_CASES
        )


@cache
def _script(code: str, lang: str) -> _Script:
    first, last = _RANGES[code]
    names, stops = names_in(code, first, last), listed("stop", code)
    if lang == "fa":  # in whose letters Ali isn't written as an Arabic preposition is
        names, stops = names | _ALI, stops - _ALI
    return _Script(lang, code, names, stops, listed("inside", code))


_ALI = frozenset(("علي",))


def caseless_people(scene: Scene) -> Iterator[Found]:
    """The people that roles and titles tell in a text without capitals, then those found, again."""
    code = _SCRIPTS.get(scene.lang or "")
    if code is None:
        return
    script = _script(code, scene.lang or "")
    found = list(_told(scene, script))
    if code == "Geor":
        found += _by_ending(scene, script)
    yield from found
    yield from _again(scene, found)


def _told(scene: Scene, script: _Script) -> Iterator[Found]:
    for i in scene.roles:
        phrase = _phrase_ending(scene, i)
        if phrase is None:
            continue
        first, role = phrase
        name = _name_behind(scene, script, i, role)
        if name is not None:
            shown = scene.text[scene.tokens.starts[first] : scene.tokens.ends[i]]
            why = f"a name after the {'role' if role else 'title'} “{shown}”"
            yield Found(*name, EntityKind.PERSON, _ROLE if role else _TITLED, why, role or None)


def _phrase_ending(scene: Scene, i: int) -> tuple[int, str] | None:
    return phrase_ending(scene.words, i, scene.vocabulary.roles, scene.vocabulary.role_ends)


def _name_behind(scene: Scene, script: _Script, last: int, role: str) -> tuple[int, int] | None:
    """The name behind a role or title that ends at `last`; a country or an adjective may stand between."""
    texts = scene.tokens.texts
    for at in range(last + 1, min(last + 1 + (_FAR if role != TITLE else 1), len(texts))):
        if scene.gap(at - 1) not in _GAPS or texts[at] in script.stops or scene.is_taken(at):
            return None
        if script.is_known(texts[at]):
            return _whole(scene, script, at)
        if _phrase_ending(scene, at) is not None:
            return None  # the next role asks for itself
    return None


def _whole(scene: Scene, script: _Script, first: int) -> tuple[int, int] | None:
    """The name whose first part is known: its other known parts, particles between them, and one part unknown."""
    last, texts = first, scene.tokens.texts
    while last - first < _LONGEST - 1 and _may_follow(scene, script, last + 1):
        if texts[last + 1] in script.inside and not _may_follow(scene, script, last + 2):
            break
        last += 1
        if not script.is_known(texts[last]) and texts[last] not in script.inside:
            break
        if last - first >= 1 and script.is_known(texts[last]) and not _goes_on(script, texts, last + 1):
            break
    if script.lang == "fa" and last - first == 1 and _is_last_before_stop(scene, script, last + 1):
        last += 1
    while texts[last].startswith("ال") and _is_nisba(scene, script, last + 1) and last - first < _LONGEST:
        last += 1
    if texts[last] in script.inside:
        return None
    return (first, last) if last > first else None


def _is_nisba(scene: Scene, script: _Script, i: int) -> bool:
    """Whether a part with an article follows: صباح الأحمد الجابر الصباح."""
    if script.code != "Arab" or not _may_follow(scene, script, i):
        return False
    token = scene.tokens.texts[i]
    return token.startswith("ال") and len(token) > 5 and not token.endswith(("ه", "ات", "ين", "ون"))


def _is_last_before_stop(scene: Scene, script: _Script, i: int) -> bool:
    """Whether a part may follow at `i` and a function word stands behind it: in Persian verbs come last."""
    if not _may_follow(scene, script, i) or not script.is_known(scene.tokens.texts[i - 1]):
        return False
    return i + 1 < len(scene.tokens) and scene.tokens.texts[i + 1] in script.stops


def _goes_on(script: _Script, texts: list[str], i: int) -> bool:
    """Whether a name of two known parts goes on: with another known part, a particle, or an Arabic nisba."""
    if i >= len(texts):
        return False
    if script.is_known(texts[i]) or texts[i] in script.inside:
        return True
    return script.code == "Arab" and texts[i].startswith("ال") and len(texts[i]) > 5 and texts[i].endswith("ي")


def _may_follow(scene: Scene, script: _Script, i: int) -> bool:
    if i >= len(scene.tokens) or scene.gap(i - 1) not in (" ", "\u00a0", "-") or scene.is_taken(i):
        return False
    token = scene.tokens.texts[i]
    if token in script.stops or len(token) < 2 or scene.words[i] in scene.vocabulary.role_ends:
        return False
    first, last = _RANGES[script.code]
    if not first <= token[0] <= last or (script.code == "Arab" and token.startswith(_ARABIC_PREPOSITIONS)):
        return False
    if script.is_known(token):
        return True
    if script.code == "Arab":
        return not (token.startswith("و") and len(token) > 3)
    return script.code != "Ethi" or (token[0] not in _ETHIOPIC_PREPOSITIONS and _is_repeated(scene, i))


_ETHIOPIC_PREPOSITIONS = frozenset("በለየከእስን")
_ARABIC_PREPOSITIONS = ("لل", "وال", "بال", "كال", "فال")


def _is_repeated(scene: Scene, i: int) -> bool:
    """Whether a word stands more than once behind the same word: verbs, which come next in Ethiopic, vary."""
    texts = scene.tokens.texts[max(0, i - _NEAR) : i + _NEAR]
    return list(pairwise(texts)).count((scene.tokens.texts[i - 1], scene.tokens.texts[i])) > 1


def _by_ending(scene: Scene, script: _Script) -> Iterator[Found]:
    """A Georgian surname in its ending, behind a known forename: სალომე ზურაბიშვილმა."""
    endings, texts = tuple(listed("ending", "Geor")), scene.tokens.texts
    for i in [i for i, each in enumerate(texts) if each.endswith(endings)]:
        if i > 0 and len(texts[i]) > 5 and scene.gap(i - 1) == " " and script.is_known(texts[i - 1]):
            yield Found(i - 1, i, EntityKind.PERSON, _ENDING, "a Georgian forename and surname")


def _again(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Later mentions of the people found: by the whole name, or by an uncommon surname alone."""
    texts = scene.tokens.texts
    used = {i for each in found for i in range(each.first, each.last + 1)}
    whole = {texts[each.first]: each for each in reversed(found[:_MOST_AGAIN])}
    for i in where(texts, whole):
        each = whole[texts[i]]
        last = i + each.last - each.first
        if texts[i : last + 1] != texts[each.first : each.last + 1] or not used.isdisjoint(range(i, last + 1)):
            continue
        if not any(map(scene.is_taken, range(i, last + 1))):
            why = introduced(written(scene, each), each.first, i)
            yield Found(i, last, EntityKind.PERSON, _AGAIN, why)
