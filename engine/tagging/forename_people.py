"""People told by their forenames: a known forename and a capitalised word that can only be a surname."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from polyonym.aliases.model import EntityKind
from polyonym.engine.tagging.name_words import forenames_of, listed
from polyonym.engine.tagging.scene import Found, Scene
from polyonym.engine.tagging.vocabulary import INFLECTED, patronymic_endings
from polyonym.engine.text.letters import LAST_LATIN

_SCORE = 0.87
_LONGEST = 4
_GENITIVE_ADJECTIVES = (
    "ского",
    "цкого",
    "ської",
    "ского",
    "скага",
    "skiego",
    "ckiego",
    "skiej",
    "ckiej",
    "skeho",
    "skog",
)
_TITLES_BEHIND = frozenset(("tr", "az", "uz", "kk"))
_PAST_TENSE = frozenset(("ru", "be", "uk"))
_VERBS_END = ("л", "ла", "ли", "лся", "лась", "лись", "ўся", "лася", "ліся")
_NO_VERBS_END = ("швили", "швілі")
NextPart = Callable[[Scene, int], int | None]
"""Gives the next token of a name after its token, particles passed over; None where the name ends."""


def by_forename(scene: Scene, following: NextPart) -> Iterator[Found]:
    """The people whose first name is a known forename; `following` goes from one part of a name to the next."""
    words = scene.tokens.stems if scene.lang in INFLECTED else scene.tokens.texts
    known = forenames_of(scene.lang)
    done = -1
    for i in scene.capitals_among(words, known):
        if i <= done or not (_begins(scene, words, known, i) or scene.lang == "hu"):
            continue
        if scene.lang == "hu" and _has_surname_before(scene, i):
            yield Found(i - 1, i, EntityKind.PERSON, _SCORE, f"a name that ends with the forename {_shown(scene, i)}")
            continue
        last = _end(scene, words, known, i, following)
        if last is not None:
            done = last
            yield Found(i, last, EntityKind.PERSON, _SCORE, f"a name that begins with the forename {_shown(scene, i)}")


def _has_surname_before(scene: Scene, i: int) -> bool:
    """Whether a surname stands before a forename, as in Hungarian: Nagy Zoltán."""
    if i < 1 or scene.gap(i - 1) != " " or not scene.is_name_token(i) or not scene.is_name_token(i - 1):
        return False
    if scene.is_headline(i) or (scene.joined(i - 2) and scene.capital(i - 2) and not scene.opens_sentence(i - 2)):
        return False
    return scene.gap(i) != "-" and not (scene.joined(i) and scene.capital(i + 1))


def trimmed(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """A run of capitals beside a role without what belongs to the role: "tsohon Gwamnan Legas Bola Tinubu".

    Some languages put no preposition before such a complement; there, the name must begin with a known forename.
    """
    words = scene.tokens.stems if scene.lang in INFLECTED else scene.tokens.texts
    known = forenames_of(scene.lang)
    if words[first] in known or len(scene.tokens.texts[first]) == 1:
        return first, last
    if scene.lang in INFLECTED and scene.tokens.texts[first].endswith(_NORTHERN_ADJECTIVES):
        return None
    if last - first > 1 and words[first + 1] in known and scene.tokens.texts[first] not in _PARTICLES:
        return first + 1, last
    if (
        last - first > 1
        and scene.lang in INFLECTED
        and not scene.tokens.texts[first + 1].endswith(patronymic_endings())
    ):
        return trimmed(scene, first + 1, last)  # "президенту Пакистана Мамнуну Хусейну"
    return None if scene.lang in _WITHOUT_PREPOSITIONS else (first, last)


_NORTHERN_ADJECTIVES = ("ої", "ого", "ых", "их", "ego", "eho", "iej")
_PARTICLES = frozenset(("el", "al", "abu", "bin", "ben", "ibn", "de", "da", "di", "van", "von", "el-", "al-"))
_WITHOUT_PREPOSITIONS = frozenset(
    ["so", "ha", "ig", "yo", "om", "ln", "lg", "rn", "rw", "sn", "xh", "zu", "ny", "st", "tn", "ee", "wo", "ti", "am"]
)
"""Languages of Africa in which "president Kenya" is the president of Kenya."""


def _shown(scene: Scene, i: int) -> str:
    return scene.text[scene.tokens.starts[i] : scene.tokens.ends[i]]


def _begins(scene: Scene, words: list[str], known: frozenset[str], i: int) -> bool:
    """Whether a forename at `i` begins a name: no capitalised word stands before it that belongs to the name."""
    if not scene.is_name_token(i) or scene.gap(i - 1) == "-":
        return False
    if i == 0 or not scene.joined(i - 1):
        return True
    if scene.tokens.texts[i - 1] in listed("before", "*"):
        return False
    if not scene.capital(i - 1):
        return True
    return _is_no_name(scene, i - 1)


def _is_no_name(scene: Scene, i: int) -> bool:
    """Whether a capitalised word before a name is a role, or opens its sentence and is a function word."""
    shown = scene.text[scene.tokens.starts[i] : scene.tokens.ends[i]]
    if scene.is_taken(i) or (shown.isupper() and len(shown) > 1):
        return True  # a listed name, or an acronym: "the leader of TLP Muhammad Qadri"
    vocabulary = scene.vocabulary
    if scene.words[i] in vocabulary.role_ends or scene.words[i] in vocabulary.fields:
        return True
    if scene.lang in INFLECTED and scene.tokens.texts[i].endswith(_GENITIVE_ADJECTIVES):
        return True  # "Rektor Uniwersytetu Warszawskiego Alojzy Nowak"
    if scene.lang in _PAST_TENSE and opens_with_verb(scene, i):
        return True
    return scene.words[i] in vocabulary.stops and scene.opens_sentence(i)


def opens_with_verb(scene: Scene, i: int) -> bool:
    """Whether a capitalised word opens its sentence as a verb of the past: "Выступил Иван Петрович"."""
    word = scene.tokens.texts[i]
    return scene.opens_sentence(i) and word.endswith(_VERBS_END) and not word.endswith(_NO_VERBS_END)


def _end(scene: Scene, words: list[str], known: frozenset[str], i: int, following: NextPart) -> int | None:
    """The last token of the name, or None if it is none."""
    last, steps = i, 0
    while steps < _LONGEST - 1:
        step = following(scene, last)
        if step is None or (steps and not _goes_on(scene, words, known, last, step)):
            break
        last, steps = step, steps + 1
    # A Korean particle hangs on a Latin name: no name ends there.  An initial needs a surname behind it.
    if scene.lang == "ko" and scene.tokens.texts[last][-1] > LAST_LATIN:
        return None
    if last == i or scene.tokens.ends[last] - scene.tokens.starts[last] < 2 or not _is_free(scene, last):
        return None
    if scene.is_headline(i) or scene.tokens.texts[last] in listed("behind", "*"):
        return None
    return last


def _goes_on(scene: Scene, words: list[str], known: frozenset[str], last: int, step: int) -> bool:
    """Whether a name that has a surname already goes on: nouns have capitals in German, so there hardly ever."""
    if scene.lang != "de" and scene.lang not in INFLECTED:
        return True
    return words[last] in known or step > last + 1 or scene.gap(last) != " "


def _is_free(scene: Scene, last: int) -> bool:
    """Whether nothing behind a name shows that it is part of a longer one, of a street's or a school's."""
    following = last + 1
    if scene.gap(last) == "-" or following >= len(scene.tokens) or not scene.joined(last):
        return scene.gap(last) != "-"
    if not scene.capital(following):
        return True
    if scene.tokens.texts[following] in listed("behind", "*") or scene.words[following] in scene.vocabulary.head_ends:
        return False
    if scene.tokens.texts[last].endswith("'s") or scene.lang == "de":
        return True
    if scene.lang in _TITLES_BEHIND and scene.words[following] in scene.vocabulary.stops:
        return True  # "Ahmet Yılmaz Bey"
    return scene.words[following] in scene.vocabulary.role_ends
