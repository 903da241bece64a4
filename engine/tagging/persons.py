"""People whom no table lists, in spaced scripts: by title or role, patronymic, or the shape of the name."""

from __future__ import annotations

from collections.abc import Iterator

from polyonym.aliases.model import EntityKind
from polyonym.engine.tagging.caseless import WITHOUT_CAPITALS, caseless_people
from polyonym.engine.tagging.clues import SON
from polyonym.engine.tagging.complements import MEN_IN_A, without_complement
from polyonym.engine.tagging.forename_people import by_forename, opens_with_verb, trimmed
from polyonym.engine.tagging.initialled_people import by_initials
from polyonym.engine.tagging.name_words import forenames_with_capitals, listed
from polyonym.engine.tagging.role_reach import name_through
from polyonym.engine.tagging.roles import phrase_ending
from polyonym.engine.tagging.runs import runs_on
from polyonym.engine.tagging.scene import Found, Scene
from polyonym.engine.tagging.shaped_names import pinyin_people, vietnamese_people
from polyonym.engine.tagging.thai_names import thai_people
from polyonym.engine.tagging.vocabulary import TITLE, is_patronymic, patronymics_end, sons_and_daughters

LONGEST = 5
"""A person's name is of so many tokens at most."""
_ROLE_GAPS = frozenset((" ", ". ", "\u00a0", ".", ".\u00a0"))
_AFTER_GAPS = frozenset((", ", " - ", " – ", " — ", " ("))
_PINYIN_LANGS = frozenset((None, *["en", "fr", "de", "es", "it", "pt", "pl", "cs", "nl", "sv"]))
_NO_PATRONYMICS = frozenset(("bg", "pl", "cs", "sl", "vi", "sk", "hr", "sr", "mk"))
_WITH_COMPLEMENTS = frozenset(["ru", "be", "uk", "pl", "cs", "sl", "sk", "hr", "sr"])
_HOLDERS = frozenset((
    "president", "vice-president", "prime-minister", "minister", "governor", "mayor", "rector", "vice-rector",
    "professor", "dean", "principal", "senator", "ambassador", "academician", "secretary-general", "chancellor",
    "vice-principal", "vice-chancellor", "judge", "bishop", "colonel", "officer", "chair", "deputy-prime-minister",
))  # fmt: skip
"""Roles behind which a surname alone is usual even where the role is written with a capital."""
_LONGEST_SHORTENED = 5
"""An abbreviated title has so many letters at most."""
_TITLES_IN_CAPITALS = frozenset((None, "en", "pcm"))
_WOMEN_END = ("а", "я", "a")
_MENS_PATRONYMICS = ("ич", "іч", "ich", "icz")
_TITLE, _ROLE, _AFTER, _PATRONYMIC = 0.93, 0.91, 0.88, 0.95


def people(scene: Scene) -> Iterator[Found]:
    """The people of a text, by each rule in turn; ranges may overlap, the better ones come first."""
    if scene.lang in WITHOUT_CAPITALS:
        yield from caseless_people(scene) if scene.lang != "th" else thai_people(scene)
        return
    yield from _by_patronymic(scene)
    yield from _by_son_or_daughter(scene)
    for i in scene.roles:
        phrase = phrase_ending(scene.words, i, scene.vocabulary.roles, scene.vocabulary.role_ends)
        if phrase is None:
            continue
        found = _by_role(scene, *phrase, i) or _through(scene, *phrase, i)
        if found is not None:
            yield found
    if scene.lang != "vi":
        yield from by_forename(scene, _following)
        yield from by_initials(scene)
    if scene.lang == "vi":
        yield from vietnamese_people(scene)
    elif scene.lang in _PINYIN_LANGS:
        yield from pinyin_people(scene)


def _by_role(scene: Scene, first: int, role: str, last: int) -> Found | None:
    """The person whom a role or title names: behind it where a capital follows, else before it."""
    if scene.capital(last + 1):
        return _behind_role(scene, first, role, last)
    before = _name_before(scene, first) if role != TITLE else None
    name = trimmed(scene, *before) if before is not None else None
    if name is None:
        return None
    shown = scene.text[scene.tokens.starts[first] : scene.tokens.ends[last]]
    return Found(*name, EntityKind.PERSON, _AFTER, f"a name before the role “{shown}”", role)


def _through(scene: Scene, first: int, role: str, last: int) -> Found | None:
    """The person behind a role and its institution: "rector of Minsk State University Pavel Zorbik"."""
    start = name_through(scene, last) if role != TITLE else None
    behind = _name_after(scene, start, after_title=False) if start is not None else None
    if behind is not None and scene.tokens.texts[behind[0]] not in forenames_with_capitals():
        behind = trimmed(scene, *behind)
        if behind is not None and scene.lang in _WITH_COMPLEMENTS:
            behind = without_complement(scene, role, *behind)
    if behind is None or behind[0] == behind[1] or scene.is_headline(behind[0]) or scene.gap(behind[1]) == "-":
        return None
    shown = scene.text[scene.tokens.starts[first] : scene.tokens.ends[last]]
    return Found(*behind, EntityKind.PERSON, _AFTER, f"a name after the role “{shown}” and its institution", role)


def _behind_role(scene: Scene, first: int, role: str, last: int) -> Found | None:
    behind = _name_after(scene, last + 1, after_title=role == TITLE) if scene.gap(last) in _ROLE_GAPS else None
    if behind is not None and (role or (behind[0] + 1 < behind[1] and scene.lang in _WITH_COMPLEMENTS)):
        behind = trimmed(scene, *behind)
    if behind is not None and role and scene.lang in _WITH_COMPLEMENTS:
        behind = without_complement(scene, role, *behind)
    if behind is None or not _is_worth(scene, first, last, role, *behind):
        return None
    shown = scene.text[scene.tokens.starts[first] : scene.tokens.ends[last]]
    why = f"a name after the {'role' if role else 'title'} “{shown}”"
    return Found(*behind, EntityKind.PERSON, _ROLE if role else _TITLE, why, role or None)


def _is_worth(scene: Scene, first: int, last: int, role: str, start: int, end: int) -> bool:
    """Whether what follows a role may be relied on: not in headlines, not glued, not a common noun in German."""
    if scene.gap(end) == "-" or scene.is_headline(start):
        return False
    if start < end:
        return True
    if (scene.lang in ("de", None) and role != TITLE) or role == "monarch":
        return False
    if scene.gap(last) not in (" ", "\u00a0") and role != TITLE:
        return False  # "the director. Monday"
    if not _names_one(scene, first, last, role):
        return False
    return scene.tokens.ends[start] - scene.tokens.starts[start] > 2 and not _is_glued(scene, first)


def _names_one(scene: Scene, first: int, last: int, role: str) -> bool:
    """Whether a surname alone is usual behind a role or title as it is written: "President Qiu", not "General Help"."""
    shown = scene.text[scene.tokens.starts[last] : scene.tokens.ends[last]]
    if role == TITLE:
        if "." in scene.gap(last) and len(shown) > _LONGEST_SHORTENED:
            return False  # no abbreviation: the sentence ends there
        if scene.lang in _TITLES_IN_CAPITALS and not scene.capital(first):
            return False  # "they miss Chelsea"
        return not (shown.isupper() and len(shown) > 1 and scene.gap(last) == " ")  # "DR Congo"
    return role in _HOLDERS or not scene.capital(first)


def _is_glued(scene: Scene, first: int) -> bool:
    """Whether a capital stands right before a role, as in "State Department Director"."""
    return scene.joined(first - 1) and scene.capital(first - 1) and not scene.opens_sentence(first - 1)


def _name_after(scene: Scene, i: int, *, after_title: bool) -> tuple[int, int] | None:
    """The run of name tokens that begins at `i`, particles inside it taken along."""
    if not scene.is_name_token(i) and not (after_title and _is_short_name(scene, i)):
        return None
    last = i
    while last - i < LONGEST - 1:
        step = _next_part(scene, last, is_first=last == i)
        if step is None:
            break
        last = step
    if runs_on(scene, last) or scene.tokens.ends[last] - scene.tokens.starts[last] < 2:
        return None
    return i, last


def _is_short_name(scene: Scene, i: int) -> bool:
    """Whether a word that is common else begins a name here: Mr. To Quoc."""
    if scene.is_taken(i) or not scene.capital(i) or not scene.joined(i):
        return False
    return scene.words[i] not in scene.vocabulary.role_ends and scene.is_name_token(i + 1)


def _next_part(scene: Scene, last: int, *, is_first: bool) -> int | None:
    if scene.tokens.texts[last].endswith("'s"):
        return None
    following = last + 1
    if following >= len(scene.tokens) or not (scene.joined(last) or _is_initial(scene, last)):
        return None
    if scene.is_name_token(following) or _is_also_name(scene, following):
        return following
    if not is_first and scene.lang not in ("es", "pt"):
        return None  # "Hans Müller von der Universität"
    for more in (1, 2):  # "Ursula von der Leyen"
        if following + more >= len(scene.tokens) or scene.words[following + more - 1] not in scene.vocabulary.inside:
            return None
        if not scene.joined(following + more - 1):
            return None
        if scene.is_name_token(following + more):
            return following + more
    return None


def _following(scene: Scene, last: int) -> int | None:
    return _next_part(scene, last, is_first=True)


def _is_also_name(scene: Scene, i: int) -> bool:
    """Whether a role's word ends a name here: Edmund King."""
    return scene.words[i] in listed("also", "*") and scene.capital(i) and not (scene.joined(i) and scene.capital(i + 1))


def _is_initial(scene: Scene, i: int) -> bool:
    length = scene.tokens.ends[i] - scene.tokens.starts[i]
    return length == 1 and scene.gap(i) in (". ", ".", ".\u00a0") and scene.capital(i)


def _name_before(scene: Scene, first: int) -> tuple[int, int] | None:
    """The run of two to four name tokens that ends at a comma or dash before the role at `first`."""
    for _ in range(2):
        if scene.gap(first - 1) in _AFTER_GAPS:
            break
        if first < 2 or scene.words[first - 1] not in listed("passed", "*") or not scene.joined(first - 1):
            return None
        first -= 1
    last = first - 1
    if last < 1 or scene.gap(last) not in _AFTER_GAPS or not scene.is_name_token(last):
        return None
    start = last
    while start > 0 and last - start < 3 and _goes_back(scene, start):
        start -= 1
    if start == last or (scene.joined(start - 1) and scene.capital(start - 1)):
        return None
    if scene.tokens.ends[last] - scene.tokens.starts[last] < 2 or scene.is_headline(start):
        return None
    return start, last


def _goes_back(scene: Scene, start: int) -> bool:
    return (scene.joined(start - 1) or _is_initial(scene, start - 1)) and scene.is_name_token(start - 1)


def _by_patronymic(scene: Scene) -> Iterator[Found]:
    if scene.lang in _NO_PATRONYMICS:
        return
    texts, last_letters = scene.tokens.texts, patronymics_end()
    for i in [i for i in scene.capitals if texts[i][-2:] in last_letters]:
        if not is_patronymic(texts[i]) or not scene.joined(i - 1):
            continue
        if not scene.is_name_token(i) or not scene.is_name_token(i - 1):
            continue
        if _is_surname(scene, i):
            continue
        first = i - 1
        after = i + 1 if scene.joined(i) and scene.is_name_token(i + 1) else i
        while after > i and scene.gap(after) == "-" and scene.is_name_token(after + 1) and after - i < LONGEST:
            after += 1  # "Анна Сергеевна Петрова-Водкина"
        if after == i and first > 0 and scene.joined(first - 1) and scene.is_name_token(first - 1):
            first -= not opens_with_verb(scene, first - 1)
        if not runs_on(scene, after) and not scene.is_headline(i):
            yield Found(first, after, EntityKind.PERSON, _PATRONYMIC, _why_patronymic(scene, first, i, after))


def _why_patronymic(scene: Scene, first: int, i: int, last: int) -> str:
    """What is said of a name whose token `i` ends like a patronymic, as surnames do, too: Ольга Мурашкевич."""
    alone = last - first < 2 or "-" in (scene.gap(i - 1), scene.gap(i))
    if alone or (i == last and scene.tokens.texts[i - 1].endswith(_OF_WOMEN) and scene.tokens.texts[i][-1:] in "чh"):
        return "a name with a patronymic or a surname like one"
    return "a name with a patronymic"


_OF_WOMEN = ("а", "я", "a")
"""Letters that end the forenames of women, behind which a word in -ович is a surname."""


def _is_surname(scene: Scene, i: int) -> bool:
    """Whether what looks like a patronymic is a surname: double, or a man's form behind a woman's forename."""
    if "-" in (scene.gap(i), scene.gap(i - 1)):
        return True
    before = scene.tokens.texts[i - 1]
    is_woman = before.endswith(_WOMEN_END) and before not in MEN_IN_A
    return is_woman and scene.tokens.texts[i].endswith(_MENS_PATRONYMICS)


def _by_son_or_daughter(scene: Scene) -> Iterator[Found]:
    for i in scene.told(SON):
        if scene.tokens.texts[i] not in sons_and_daughters():
            continue
        first = i
        while first > 0 and i - first < 3 and scene.joined(first - 1) and scene.is_name_token(first - 1):
            first -= 1
        if i - first > 1 and not scene.is_headline(first):
            yield Found(first, i, EntityKind.PERSON, _PATRONYMIC, "a name with a patronymic")
