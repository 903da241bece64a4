"""People whom no table lists, in spaced scripts: by title or role, patronymic, or the shape of the name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from polyonym.aliases.model import EntityKind
from polyonym.engine.sinitic.pinyin import pinyin_syllables, split_pinyin
from polyonym.engine.sinitic.readings import surnames
from polyonym.engine.tagging.complements import without_complement
from polyonym.engine.tagging.roles import phrase_ending
from polyonym.engine.tagging.scene import Found, Scene, where
from polyonym.engine.tagging.vocabulary import TITLE, no_patronymics, patronymic_endings, patronymic_roots, vietnamese

LONGEST = 5
"""A person's name is of so many tokens at most."""
_ROLE_GAPS = frozenset((" ", ". ", "\u00a0", ".", ".\u00a0"))
_AFTER_GAPS = frozenset((", ", " - ", " – ", " — ", " ("))
_PASSED_OVER = frozenset(
    ("the", "a", "an", "first", "former", "current", "new", "acting", "le", "la", "el", "il", "der", "die", "das", "un")
)
_PINYIN_LANGS = frozenset((None, *["en", "fr", "de", "es", "it", "pt", "pl", "cs", "nl", "sv"]))
_ALSO_NAMES = frozenset(["king", "prince", "dean", "pope", "bishop", "judge", "rector", "chancellor"])
_WITH_COMPLEMENTS = frozenset(["ru", "be", "uk", "pl", "cs", "sl"])
_NO_PATRONYMICS = frozenset(("bg", "pl", "cs", "sl", "vi"))
_USUAL_SURNAME = 20
_TITLE, _ROLE, _AFTER, _PATRONYMIC, _SHAPE = 0.93, 0.91, 0.86, 0.95, 0.85


def people(scene: Scene) -> Iterator[Found]:
    """The people of a text, by each rule in turn; ranges may overlap, the better ones come first."""
    yield from _by_patronymic(scene)
    for i in scene.ending(scene.vocabulary.role_ends):
        found = phrase_ending(scene.words, i, scene.vocabulary.roles, scene.vocabulary.role_ends)
        if found is not None:
            yield from _by_role(scene, *found, i)
    if scene.lang == "vi":
        yield from _vietnamese(scene)
    elif scene.lang in _PINYIN_LANGS:
        yield from _pinyin(scene)


def _by_role(scene: Scene, first: int, role: str, last: int) -> Iterator[Found]:
    behind = _name_after(scene, last + 1, after_title=role == TITLE) if scene.gap(last) in _ROLE_GAPS else None
    shown = scene.text[scene.tokens.starts[first] : scene.tokens.ends[last]]
    if behind is not None and role and scene.lang in _WITH_COMPLEMENTS:
        behind = without_complement(scene, role, *behind)
    if behind is not None:
        if _is_worth(scene, first, last, role, *behind):
            why = f"a name after the {'role' if role else 'title'} “{shown}”"
            yield Found(*behind, EntityKind.PERSON, _ROLE if role else _TITLE, why, role or None)
        return
    before = _name_before(scene, first) if role != TITLE else None
    if before is not None and not scene.capital(last + 1):
        yield Found(*before, EntityKind.PERSON, _AFTER, f"a name before the role “{shown}”", role)


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
    return scene.tokens.ends[start] - scene.tokens.starts[start] > 2 and not _is_glued(scene, first)


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
    if _runs_on(scene, last) or scene.tokens.ends[last] - scene.tokens.starts[last] < 2:
        return None
    return i, last


def _is_short_name(scene: Scene, i: int) -> bool:
    """Whether a word that is common else begins a name here: Mr. To Quoc."""
    lone = not scene.is_taken(i) and scene.capital(i) and scene.joined(i)
    return lone and scene.is_name_token(i + 1)


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


def _is_also_name(scene: Scene, i: int) -> bool:
    """Whether a role's word ends a name here: Edmund King."""
    return scene.words[i] in _ALSO_NAMES and scene.capital(i) and not (scene.joined(i) and scene.capital(i + 1))


def _is_initial(scene: Scene, i: int) -> bool:
    length = scene.tokens.ends[i] - scene.tokens.starts[i]
    return length == 1 and scene.gap(i) in (". ", ".", ".\u00a0") and scene.capital(i)


def _runs_on(scene: Scene, last: int) -> bool:
    """Whether the capitals go on behind a name, so that it may be no name or only half of one."""
    following = last + 1
    if scene.tokens.texts[last].endswith("'s") or not scene.joined(last) or not scene.capital(following):
        return False
    return scene.words[following] not in scene.vocabulary.stops or scene.is_taken(following)


def _name_before(scene: Scene, first: int) -> tuple[int, int] | None:
    """The run of two to four name tokens that ends at a comma or dash before the role at `first`."""
    for _ in range(2):
        if scene.gap(first - 1) in _AFTER_GAPS:
            break
        if first < 2 or scene.words[first - 1] not in _PASSED_OVER or not scene.joined(first - 1):
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
    if scene.lang in _NO_PATRONYMICS or not any(map(scene.text.__contains__, patronymic_roots(scene.lang))):
        return
    endings, texts = patronymic_endings(), scene.tokens.texts
    for i in scene.capitals:
        if not texts[i].endswith(endings) or len(texts[i]) < 6 or texts[i] in no_patronymics():
            continue
        if i < 1 or not scene.joined(i - 1) or not scene.is_name_token(i) or not scene.is_name_token(i - 1):
            continue
        first = i - 1
        after = i + 1 if i + 1 < len(texts) and scene.joined(i) and scene.is_name_token(i + 1) else i
        if after == i and first > 0 and scene.joined(first - 1) and scene.is_name_token(first - 1):
            first -= 1
        if not _runs_on(scene, after) and not scene.is_headline(i):
            yield Found(first, after, EntityKind.PERSON, _PATRONYMIC, "a name with a patronymic")


@cache
def _pinyin_surnames() -> dict[str, int]:
    found: dict[str, int] = {}
    for surname in surnames().values():
        own = surname.pinyin.replace("v", "u")
        if len(own) > 1 and own in pinyin_syllables():
            found[own] = found.get(own, 0) + surname.weight
    return found


def _pinyin(scene: Scene) -> Iterator[Found]:
    known, texts = _pinyin_surnames(), scene.tokens.texts
    for i in where(texts, known):
        if not (scene.gap(i) == " " and scene.capital(i) and scene.capital(i + 1)):
            continue
        if not _is_surname(scene, i) or not scene.is_name_token(i + 1) or _runs_on(scene, i + 1):
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


def _vietnamese(scene: Scene) -> Iterator[Found]:
    family, streets = vietnamese("surname"), vietnamese("street")
    for i in where(scene.words, family):
        if not scene.capital(i) or (i > 0 and scene.joined(i - 1) and scene.capital(i - 1)):
            continue
        last = i
        while last - i < 4 and scene.gap(last) == " " and scene.capital(last + 1) and not scene.is_taken(last + 1):
            last += 1
        if scene.is_taken(i) or not 2 <= last - i <= 3 or (i > 0 and scene.words[i - 1] in streets):
            continue
        if not scene.is_headline(i) and not (scene.joined(last) and scene.capital(last + 1)):
            yield Found(i, last, EntityKind.PERSON, _SHAPE, "a Vietnamese surname and given names")
