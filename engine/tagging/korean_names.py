"""People in Korean text: surname, given name and a title behind it; foreign names by their forenames."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from polyonym.aliases.model import EntityKind
from polyonym.engine.sinitic.tables import rows
from polyonym.engine.tagging.clues import AGE, KOREAN_TITLE, NATIVE
from polyonym.engine.tagging.glued_titles import KOREAN_PARTICLES, korean_titles
from polyonym.engine.tagging.name_words import listed
from polyonym.engine.tagging.reasons import named_in_text
from polyonym.engine.tagging.scene import Found, Scene
from polyonym.engine.tagging.vocabulary import TITLE
from polyonym.engine.text.tokens import where

_TITLED, _FOREIGN, _AGED, _AGAIN = 0.91, 0.88, 0.9, 0.88
_LONGEST_PARTICLE = 3
_FARTHEST_TITLE = 3


@cache
def _syllables() -> frozenset[str]:
    return frozenset(row[0].split()[0] for row in rows("hangul.tsv"))


def korean_people(scene: Scene) -> Iterator[Found]:
    """The people of a Korean text, in the order of the rules; then those named again by surname and title."""
    ends, texts = korean_titles(), scene.tokens.texts
    titled: list[Found] = []
    for i in scene.told(KOREAN_TITLE):
        found = _before(scene, i, ends[texts[i]])
        if found is not None:
            titled.append(found)
    yield from titled
    yield from _foreign(scene)
    yield from _aged(scene)
    yield from _again(scene, titled, ends)


def _before(scene: Scene, i: int, role: str) -> Found | None:
    """The Korean name that stands before the title at `i`; between them a job at most: 김철수 전 장관."""
    for name in (i - 1, i - 2):
        if name < 0 or any(scene.gap(at) != " " for at in range(name, i)) or scene.is_taken(name):
            return None
        if is_korean_name(scene.tokens.texts[name]):
            shown = scene.text[scene.tokens.starts[i] : scene.tokens.ends[i]]
            why = f"a Korean name before the title “{shown}”"
            return Found(name, name, EntityKind.PERSON, _TITLED, why, role or None)
        if scene.tokens.texts[i - 1] not in ("전", "현", "신임", "차기"):
            return None
    return None


def is_korean_name(token: str) -> bool:
    """Whether a token is a surname and a given name of two syllables that are usual in names."""
    if len(token) not in (3, 4) or token in listed("not", "Hang"):
        return False
    family = 2 if token[:2] in listed("double", "Hang") else 1
    given = token[family:]
    if len(given) != 2 or (family == 1 and token[0] not in listed("surname", "Hang")):
        return False
    return all(syllable in _syllables() for syllable in given)


def _foreign(scene: Scene) -> Iterator[Found]:
    """A known foreign forename, a surname, and a title not far behind: 도널드 트럼프 미국 대통령."""
    ends, texts = korean_titles(), scene.tokens.texts
    for i in scene.told(NATIVE):
        if scene.gap(i) != " " or i + 2 >= len(texts) or scene.is_taken(i) or scene.is_taken(i + 1):
            continue
        for at in range(i + 2, min(i + 2 + _FARTHEST_TITLE, len(texts))):
            if scene.gap(at - 1) != " ":
                break
            if texts[at] in ends:
                if texts[i + 1] not in ends and _is_hangul(texts[i + 1]):
                    why = f"a name that begins with the forename {texts[i]}, before a title"
                    yield Found(i, i + 1, EntityKind.PERSON, _FOREIGN, why, ends[texts[at]] or None)
                break


def _is_hangul(token: str) -> bool:
    return 1 < len(token) < 8 and all("\uac00" <= char <= "\ud7a3" for char in token)


def _aged(scene: Scene) -> Iterator[Found]:
    """A Korean name before an age in brackets: 홍길동(45)."""
    texts = scene.tokens.texts
    for i in scene.told(AGE):
        if i > 0 and scene.gap(i - 1) == "(" and is_korean_name(texts[i - 1]) and not scene.is_taken(i - 1):
            yield Found(i - 1, i - 1, EntityKind.PERSON, _AGED, "a Korean name before an age")


def _again(scene: Scene, titled: list[Found], ends: dict[str, str]) -> Iterator[Found]:
    """Later mentions of the people found: by the whole name with a particle, or by surname and title."""
    texts = scene.tokens.texts
    names = {texts[each.first] for each in titled}
    if not names:
        return
    used = {each.first for each in titled}
    whole = {
        name + particle: name for name in names for particle in KOREAN_PARTICLES if len(particle) <= _LONGEST_PARTICLE
    }
    for i in where(texts, whole):
        if i not in used and not scene.is_taken(i) and texts[i] == whole[texts[i]]:
            yield Found(i, i, EntityKind.PERSON, _AGAIN, named_in_text(scene, titled, whole[texts[i]], i))
    families = {name[:1] for name in names}
    for i in where(texts, families):
        if i + 1 < len(texts) and scene.gap(i) == " " and ends.get(texts[i + 1], TITLE) and not scene.is_taken(i):
            why = "the surname of a person named before, with a title"
            yield Found(i, i, EntityKind.PERSON, _AGAIN, why, ends[texts[i + 1]])
