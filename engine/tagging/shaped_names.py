"""People whose names tell by their shape what they are: Chinese ones in pinyin, and Vietnamese ones."""

from __future__ import annotations

from collections.abc import Iterator

from polyonym.aliases.model import EntityKind
from polyonym.engine.sinitic.pinyin import split_pinyin
from polyonym.engine.tagging.name_words import pinyin_surnames
from polyonym.engine.tagging.runs import runs_on
from polyonym.engine.tagging.scene import Found, Scene
from polyonym.engine.tagging.vocabulary import vietnamese

_USUAL_SURNAME = 20
_SHAPE = 0.85


def pinyin_people(scene: Scene) -> Iterator[Found]:
    """The people named by a Chinese surname and given name in pinyin."""
    known, texts = pinyin_surnames(), scene.tokens.texts
    for i in scene.capitals_among(texts, known):
        if not (scene.capital(i + 1) and scene.gap(i) == " "):
            continue
        if not _is_surname(scene, i) or not scene.is_name_token(i + 1) or runs_on(scene, i + 1):
            continue
        if scene.gap(i + 1) == "-" or (i > 0 and scene.joined(i - 1) and _is_other_name(scene, i - 1)):
            continue
        if _is_given(texts[i + 1].removesuffix("'s"), known[texts[i]]):
            yield Found(i, i + 1, EntityKind.PERSON, _SHAPE, "a Chinese surname and given name in pinyin")


def _is_surname(scene: Scene, i: int) -> bool:
    """A name's token, or a word like "He" that only a name writes with a capital inside a sentence."""
    if scene.is_name_token(i):
        return True
    return not (
        scene.is_taken(i)
        or scene.opens_sentence(i)
        or scene.is_headline(i)
        or (scene.joined(i - 1) and scene.capital(i - 1))
    )


def _is_other_name(scene: Scene, i: int) -> bool:
    """Whether a capitalised word before a name makes it part of a longer one; roles and first words don't."""
    return scene.capital(i) and (scene.gap(i) == "-" or scene.is_name_token(i))


def _is_given(token: str, weight: int) -> bool:
    ways = split_pinyin(token)
    if not ways:
        return False
    return (len(ways[0]) == 2 and len(token) > 4) or (len(ways[0]) == 1 and len(token) > 1 and weight >= _USUAL_SURNAME)


def vietnamese_people(scene: Scene) -> Iterator[Found]:
    """The people named by a Vietnamese surname and given names."""
    streets = vietnamese("street")
    for i in scene.capitals_among(scene.words, vietnamese("surname")):
        if i > 0 and scene.joined(i - 1) and scene.capital(i - 1):
            continue
        last = i
        while last - i < 4 and scene.gap(last) == " " and scene.capital(last + 1) and not scene.is_taken(last + 1):
            last += 1
        if scene.is_taken(i) or not 2 <= last - i <= 3 or (i > 0 and scene.words[i - 1] in streets):
            continue
        if not scene.is_headline(i) and not (scene.joined(last) and scene.capital(last + 1)):
            yield Found(i, last, EntityKind.PERSON, _SHAPE, "a Vietnamese surname and given names")
