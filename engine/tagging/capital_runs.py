"""Runs of capitals before a head noun, and whether a run says which institution it is."""

from __future__ import annotations

from polyonym.engine.tagging.scene import Scene

_MOST = 14


def run_back(scene: Scene, i: int, done: int) -> int:
    """Where the capitals begin that end at `i`; "X and Y" counts as one where both are fields.

    It never begins at `done` or before, where another name ends.
    """
    floor = max(done, i - _MOST)
    while i - 1 > floor:
        if scene.is_prefixed(i - 1) and scene.joined(i - 1):
            return i - 1  # Shona reZimbabwe: what is written small ends the name before
        whole = _word_before(scene, i, floor)
        if (scene.joined(i - 1) or is_initial(scene, i - 1)) and whole is not None and _may_be_inside(scene, i - 1):
            i = whole
        elif scene.words[i - 1] in scene.vocabulary.conjunctions and _joins_fields(scene, i - 1) and i > 1:
            i -= 2
        elif scene.words[i - 1] == "st" and scene.gap(i - 1) in (".", ". "):
            i -= 1
        else:
            break
    return i + 1 if scene.opens_sentence(i) and _is_common(scene, i) else i


def _is_common(scene: Scene, i: int) -> bool:
    """Whether a word that opens a sentence has its capital from that alone."""
    word = scene.words[i]
    if scene.vocabulary.is_head(word) or scene.is_taken(i):
        return False
    if word in scene.vocabulary.stops and not scene.vocabulary.is_field(word):
        return True
    return word.endswith(("ing", "ly")) or scene.is_also_small(i)


def is_cut(scene: Scene, first: int, done: int) -> bool:
    """Whether a name may begin before the token where it was found to: Bill and [Melinda Gates Foundation]."""
    before, spoken = first - 1, scene.vocabulary
    if before <= done or not scene.joined(before):
        return scene.gap(before) == "/" and scene.capital(before)
    if scene.capital(before):
        plain = spoken.role_ends.keys() | spoken.articles | spoken.of
        return not scene.opens_sentence(before) and scene.words[before] not in plain and not scene.is_taken(before)
    if before < 1 or scene.words[before] not in spoken.conjunctions or not scene.joined(before - 1):
        return False
    if not (scene.capital(before - 1) or scene.is_prefixed(before - 1)):
        return False
    if scene.opens_sentence(before - 1) and scene.words[before - 1] in spoken.stops:
        return False
    return not (spoken.is_head(scene.words[before - 1]) or scene.is_taken(before - 1) or before - 1 <= done)


def is_initial(scene: Scene, i: int) -> bool:
    """Whether a token is one letter with a full stop: George W. Bush."""
    return scene.tokens.ends[i] - scene.tokens.starts[i] == 1 and scene.gap(i) == ". " and scene.capital(i)


def _word_before(scene: Scene, i: int, floor: int) -> int | None:
    """The first token of the capitalised word before token `i`, its parts joined by hyphens: E-commerce."""
    if scene.capital(i - 1):
        return i - 1
    at = i - 1
    while at - 1 > floor and scene.gap(at - 1) == "-" and i - at < 3:
        at -= 1
        if scene.capital(at):
            return at
    return None


def _may_be_inside(scene: Scene, i: int) -> bool:
    word = scene.words[i]
    return not scene.tokens.texts[i].endswith("'s") and (
        word not in scene.vocabulary.stops or scene.vocabulary.is_field(word) or scene.vocabulary.is_head(word)
        or scene.is_taken(i)
    )  # fmt: skip


def _joins_fields(scene: Scene, i: int) -> bool:
    """Whether a conjunction joins two fields of one name: Automobile and Highway College."""
    if i < 1 or not (scene.joined(i - 1) and scene.joined(i) and scene.capital(i - 1) and scene.capital(i + 1)):
        return False
    return scene.vocabulary.is_field(scene.words[i - 1]) and scene.vocabulary.is_field(scene.words[i + 1])


def has_proper(scene: Scene, first: int, last: int) -> bool:
    """Whether some capitalised word among the tokens says which institution it is, not only what kind."""
    return any(_is_proper(scene, i) for i in range(first, last + 1))


def _is_proper(scene: Scene, i: int) -> bool:
    spoken, word = scene.vocabulary, scene.words[i]
    if not (scene.capital(i) or scene.is_prefixed(i)) or spoken.is_generic(word) or spoken.is_head(word):
        return False
    if word in spoken.of or word in spoken.articles or word in ("co", "no"):
        return False
    return word not in spoken.stops or scene.is_taken(i)
