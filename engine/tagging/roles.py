"""Roles beside names, "Vice Rector Yury", "Jia Zhenyuan, the president": which, in one small table of ids."""

from __future__ import annotations

from polyonym.engine.tagging.han_titles import han_role_near
from polyonym.engine.tagging.name_words import listed
from polyonym.engine.tagging.role_reach import role_through
from polyonym.engine.tagging.scene import Scene
from polyonym.engine.tagging.vocabulary import TITLE, Ends, Phrases

LONGEST = 5
"""A role is of so many words at most."""
_NEAR_GAPS = frozenset((" ", ". ", "-", "\u00a0", ".", ".\u00a0", " - ", ' "', " «", ": "))
_COMMA_GAPS = frozenset((", ", " - ", " – ", " — ", " (", ",", ", \u00a0", "، ", " ، ", "،", "、"))
_BEHIND = frozenset(("hu", "tr", "az", "uz", "kk", "ko", "hi"))
"""Languages whose titles and roles stand right behind the name: Orbán Viktor miniszterelnök."""


DEGREES = frozenset(("professor", "associate-professor", "academician", "lecturer"))
"""Roles that give way to any other that stands beside the same name: "Prof. N, Rector of X"."""
_OCCUPATIONS = frozenset((
    "analyst", "researcher", "author", "journalist", "artist", "physician", "lawyer", "activist", "teacher", "editor",
    "player", "businessperson", "singer", "actor", "film-director", "founder",
))  # fmt: skip
"""Roles that are no office, so that they don't outrank a degree."""
_COMPLEMENT_FIRST = frozenset(("hu", "fi", "et", "lt", "lv", "tr", "az"))
_CHANCELLOR = "chancellor"
_KANZLER = frozenset(("kanzler", "kanzlerin"))
_UNIVERSITIES = ("universitat", "universität", "hochschule", "uni", "akademie")
_FARTHEST_HOUSE = 8


def phrase_ending(words: list[str], i: int, phrases: Phrases, ends: Ends) -> tuple[int, str] | None:
    """The longest of `phrases` that ends at token `i`: where it begins, and what it is."""
    for length in ends.get(words[i], ()):
        value = phrases.get(tuple(words[i - length + 1 : i + 1])) if length <= i + 1 else None
        if value is not None:
            return i - length + 1, value
    return None


def phrase_beginning(words: list[str], i: int, phrases: Phrases) -> tuple[int, str] | None:
    """The longest of `phrases` that begins at token `i`: where it ends, and what it is."""
    for length in range(LONGEST, 0, -1):
        value = phrases.get(tuple(words[i : i + length])) if i + length <= len(words) else None
        if value is not None:
            return i + length - 1, value
    return None


def role_ending(scene: Scene, index: int) -> str | None:
    """The role that stands right before the name whose first token is `index`; titles are passed over.

    An office outranks a degree: "Rector Prof. Jane Zorbik", «ректор, профессор Иван Петров».
    """
    spoken, at, degree = scene.vocabulary, index, None
    for _ in range(5):  # "Vice Rector Prof. Dr. N"
        if at < 1 or not (scene.gap(at - 1) in _NEAR_GAPS or (at < index and scene.gap(at - 1) == ", ")):
            break
        before = phrase_ending(scene.words, at - 1, spoken.roles, spoken.role_ends)
        if before is None:
            break
        at, role = before
        if role not in DEGREES and role != TITLE:
            return role
        degree = degree or role or None
    through = role_through(scene, at, is_title_behind=at < index)
    return through if through is not None and (degree is None or through not in DEGREES) else degree


def role_beginning(scene: Scene, index: int) -> str | None:
    """The role that follows, behind a comma or a dash, the name whose last token is `index`.

    An office that follows a degree outranks it: "N, professor and rector of X".
    """
    at = index + 1
    gap = scene.gap(index) if at < len(scene.words) else ""
    if gap == " " and scene.lang in _BEHIND:
        found = phrase_beginning(scene.words, at, scene.vocabulary.roles)
        return (found[1] or None) if found is not None else None
    if gap not in _COMMA_GAPS:
        return None
    end, role = _role_at(scene, at)
    return (_next_office(scene, end) or role) if role in DEGREES else role


def _role_at(scene: Scene, at: int) -> tuple[int, str | None]:
    """The role that begins at a token, or behind words like "the first", and its last token."""
    for _ in range(3):  # "N, the first deputy director"; "N, Head"
        found = phrase_beginning(scene.words, at, scene.vocabulary.roles)
        if found is not None:
            return found[0], found[1] or None
        if at + 1 >= len(scene.words) or scene.words[at] not in listed("passed", "*"):
            break
        at += 1
    return at, None


def _next_office(scene: Scene, end: int) -> str | None:
    """The office that is named behind a degree whose last token is `end`."""
    at = end + 1
    if at >= len(scene.words):
        return None
    is_joined = scene.words[at] in scene.vocabulary.conjunctions
    if not is_joined and scene.gap(end) not in _COMMA_GAPS:
        return None
    last, role = _role_at(scene, at + is_joined)
    is_own = scene.capital(last + 1) and scene.gap(last) in _NEAR_GAPS
    return role if role not in DEGREES | _OCCUPATIONS and not is_own else None


def _apposed(scene: Scene, index: int) -> str | None:
    """The role before a comma and a name, where a complement stands before the role: "az egyetem rektora, N"."""
    if scene.lang not in _COMPLEMENT_FIRST or index < 2 or scene.gap(index - 1) != ", ":
        return None
    spoken = scene.vocabulary
    before = phrase_ending(scene.words, index - 1, spoken.roles, spoken.role_ends)
    if before is None or before[0] < 1 or scene.gap(before[0] - 1) != " ":
        return None
    house = before[0] - 1
    is_complement = (
        scene.capital(house)
        or scene.words[house] in spoken.articles
        or spoken.is_head(scene.words[house])
        or scene.is_taken(house)
    )
    return before[1] or None if is_complement else None


def role_near(scene: Scene, first: int, last: int, told: str | None = None) -> str | None:
    """The role before or after the name of tokens `first`..`last`, or None; of several an office, not a degree.

    `told` is the role that is already known of the name.
    """
    found = told
    for finder, at in ((role_ending, first), (role_beginning, last), (_apposed, first)):
        if found and found not in DEGREES:
            break
        other = finder(scene, at)
        found = other if other and (not found or other not in DEGREES | _OCCUPATIONS) else found
    found = found or han_role_near(scene.tokens.texts, first, last)
    return _CHANCELLOR if found == "prime-minister" and _is_of_university(scene, first, last) else found


def _is_of_university(scene: Scene, first: int, last: int) -> bool:
    """Whether "Kanzler" is said of a university: "der Kanzler der Universität, N", "Kanzler N der Universität"."""
    words = scene.words
    if scene.lang != "de":
        return False
    for at in range(max(0, first - _FARTHEST_HOUSE), first):
        if words[at] in _KANZLER:
            behind = words[at + 1 : first] or words[last + 1 : last + 4]
            return behind[:1] == ["der"] and any(word.endswith(_UNIVERSITIES) for word in behind[1:4])
    return False
