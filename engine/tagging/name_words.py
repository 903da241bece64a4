"""Words that tell that a name is a person's, or that it is none (tables/name_words.tsv), and known forenames."""

from __future__ import annotations

from functools import cache

from polyonym.engine.names.forenames import known_forms
from polyonym.engine.sinitic.pinyin import pinyin_syllables
from polyonym.engine.sinitic.readings import surnames
from polyonym.engine.tagging.vocabulary import INFLECTED, table
from polyonym.engine.text.fold import key
from polyonym.engine.text.letters import LAST_LATIN
from polyonym.engine.text.stems import stem
from polyonym.engine.text.tokens import words

_SHORTEST = 3


@cache
def listed(kind: str, script: str) -> frozenset[str]:
    """The folded words of one class and script of the table."""
    cells = [row[2] for row in table("name_words.tsv") if row[0] == kind and row[1] in (script, "*")]
    return frozenset(each for cell in cells for each in words(key(cell)))


@cache
def forenames_with_capitals() -> frozenset[str]:
    """Forenames in letters that have capitals, without those that are words or places, too."""
    others = listed("not", "Latn") | listed("not", "Cyrl") | listed("not", "Grek")
    return frozenset(each for each in known_forms() if _has_capitals(each) and each not in others)


def _has_capitals(form: str) -> bool:
    first = form[0]
    cased = first <= LAST_LATIN or "\u0370" <= first <= "\u058f"
    return cased and len(form) >= _SHORTEST and form.isalpha()


@cache
def forename_stems() -> frozenset[str]:
    """The stems of those forenames, as inflecting languages are looked up; too short ones are left out."""
    others = frozenset(map(stem, listed("not", "Latn") | listed("not", "Cyrl")))
    stems = frozenset(stem(each) for each in forenames_with_capitals())
    return frozenset(each for each in stems - others if len(each) >= _SHORTEST)


def forenames_of(lang: str | None) -> frozenset[str]:
    """The forenames as a text in a language is looked up in them: by stems where it inflects."""
    return forename_stems() if lang in INFLECTED else forenames_with_capitals()


@cache
def native_forenames(lang: str) -> frozenset[str]:
    """Forenames as Japanese or Korean writes foreign ones: in katakana, in Hangul."""
    known = names_in("Kana", "\u30a1", "\u30ff") if lang == "ja" else names_in("Hang", "\uac00", "\ud7a3")
    return frozenset(each for each in known if len(each) > 1)


@cache
def pinyin_surnames() -> dict[str, int]:
    """Chinese surnames in pinyin, and how usual each is."""
    found: dict[str, int] = {}
    for surname in surnames().values():
        own = surname.pinyin.replace("v", "u")
        if len(own) > 1 and own in pinyin_syllables():
            found[own] = found.get(own, 0) + surname.weight
    return found


@cache
def names_in(script: str, first: str, last: str) -> frozenset[str]:
    """Names in a script without capitals whose letters lie between two: listed forenames and parts of names."""
    known = {each for each in known_forms() if first <= each[0] <= last and len(each) > 1}
    return frozenset(known - listed("not", script)) | listed("name", script)
